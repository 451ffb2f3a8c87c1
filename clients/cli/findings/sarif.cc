// Findings as SARIF 2.1.0 (OASIS), with what GitHub's code scanning asks for besides.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/findings/report.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;

// A path as a relative reference; an absolute one as a file URI.
std::string UriOf(const std::string& path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool plain = absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
                       c == '.' || c == '_' || c == '~' || c == '/';
    if (plain) {
      uri.push_back(c);
    } else {
      absl::StrAppend(&uri, "%",
                      absl::AsciiStrToUpper(absl::BytesToHexString(std::string(1, c))));
    }
  }
  return uri;
}

json LocationOf(const FileLine& place) {
  json artifact = {{"uri", UriOf(place.path)}};
  if (!place.path.starts_with('/')) artifact["uriBaseId"] = "%SRCROOT%";
  return {{"physicalLocation",
           {{"artifactLocation", std::move(artifact)},
            {"region", {{"startLine", std::max(place.line, 1)}}}}}};
}

const char* LevelOf(v1::Gravity gravity) {
  if (gravity >= v1::GRAVITY_HIGH) return "error";
  return gravity >= v1::GRAVITY_MEDIUM ? "warning" : "note";
}

json RuleOf(const v1::Finding& finding) {
  json rule = {{"id", finding.pattern()},
               {"name", finding.pattern()},
               {"shortDescription", {{"text", finding.title()}}},
               {"fullDescription", {{"text", finding.title()}}},
               {"help", {{"text", finding.help()}}}};
  if (!finding.code().empty())
    rule["properties"] = {{"tags", json::array({finding.code()})}};
  return rule;
}

// The other places of both sides.
json RelatedLocations(const CheckReport& report, const v1::Finding& finding,
                      const FileLine& primary) {
  json related = json::array();
  for (const auto* side : {&finding.left(), &finding.right()}) {
    for (const v1::Citation& citation : *side) {
      const auto place = PlaceOf(report, citation);
      if (!place || (place->path == primary.path && place->line == primary.line))
        continue;
      json other = LocationOf(*place);
      other["id"] = related.size();
      other["message"] = {{"text", citation.statement()}};
      related.push_back(std::move(other));
    }
  }
  return related;
}

json ResultOf(const CheckReport& report, const v1::Finding& finding,
              const std::string& fingerprint, int rule) {
  const FileLine primary = PlaceOrFile(report, finding);
  json result = {
      {"ruleId", finding.pattern()},
      {"ruleIndex", rule},
      {"level", Fails(report, finding) ? "error" : LevelOf(finding.gravity())},
      {"message", {{"text", DetailOf(finding)}}},
      {"locations", json::array({LocationOf(primary)})},
      {"partialFingerprints", {{"clausebook/v1", fingerprint}}},
      {"properties",
       {{"apps", std::vector<std::string>(finding.apps().begin(), finding.apps().end())},
        {"gravity", GravityText(finding.gravity())}}}};
  json related = RelatedLocations(report, finding, primary);
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  return result;
}

// What is wrong with the declaration itself, which is no result of a rule.
json InvocationOf(const CheckReport& report) {
  json notifications = json::array();
  for (const v1::DocumentNotice& notice : report.response.notices()) {
    if (!notice.fault()) continue;
    json notification = {{"level", report.fail_on_faults ? "error" : "warning"},
                         {"message", {{"text", notice.message()}}}};
    if (!report.declaration_path.empty()) {
      notification["locations"] = json::array(
          {LocationOf({report.declaration_path, std::max(notice.line(), 1)})});
    }
    notifications.push_back(std::move(notification));
  }
  json invocation = {{"executionSuccessful", true}};
  if (!notifications.empty()) {
    invocation["toolExecutionNotifications"] = std::move(notifications);
  }
  return invocation;
}

}  // namespace

std::string SarifReport(const CheckReport& report) {
  json rules = json::array();
  json results = json::array();
  std::map<std::string, int> rule_index;
  const std::vector<std::string> fingerprints = FingerprintsOf(report);
  for (int i = 0; i < report.response.findings_size(); ++i) {
    const v1::Finding& finding = report.response.findings(i);
    const auto [rule, added] =
        rule_index.emplace(finding.pattern(), static_cast<int>(rules.size()));
    if (added) rules.push_back(RuleOf(finding));
    results.push_back(ResultOf(report, finding, fingerprints[static_cast<std::size_t>(i)],
                               rule->second));
  }
  const json driver = {{"name", "clausebook"},
                       {"semanticVersion", CLAUSEBOOK_VERSION},
                       {"rules", std::move(rules)}};
  const json run = {{"tool", {{"driver", driver}}},
                    {"columnKind", "utf16CodeUnits"},
                    {"invocations", json::array({InvocationOf(report)})},
                    {"results", std::move(results)}};
  const json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", json::array({run})}};
  return log.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace clausebook::cli
