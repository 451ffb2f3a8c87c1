// Findings in the forms that code hosts show beside a line.
//
// GitHub: workflow commands (docs.github.com, Workflow commands for GitHub Actions).
// GitLab: Code Quality, a subset of Code Climate's issues (docs.gitlab.com).
// Bitbucket: Code Insights annotations, at most 100 a request (developer.atlassian.com).
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/findings/report.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;

// For places that do not exist in the caller's files, so that nothing is left out.
FileLine PlaceOrFallback(const CheckReport& report, const v1::Finding& finding) {
  if (const auto place = PlaceOf(report, finding)) return *place;
  if (!report.declaration_path.empty()) return {report.declaration_path, 1};
  return {"factbook.yaml", 1};
}

std::string EscapeData(const std::string& text) {
  return absl::StrReplaceAll(text, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
}

std::string EscapeProperty(const std::string& text) {
  return absl::StrReplaceAll(EscapeData(text), {{":", "%3A"}, {",", "%2C"}});
}

const char* GithubLevel(const CheckReport& report, const v1::Finding& finding) {
  if (finding.gravity() >= report.fail_on) return "error";
  return finding.gravity() >= v1::GRAVITY_MEDIUM ? "warning" : "notice";
}

const char* GitlabSeverity(v1::Gravity gravity) {
  switch (gravity) {
    case v1::GRAVITY_HIGH:
      return "critical";
    case v1::GRAVITY_MEDIUM:
      return "major";
    case v1::GRAVITY_LOW:
      return "minor";
    default:
      return "info";
  }
}

const char* BitbucketSeverity(v1::Gravity gravity) {
  switch (gravity) {
    case v1::GRAVITY_HIGH:
      return "HIGH";
    case v1::GRAVITY_MEDIUM:
      return "MEDIUM";
    default:
      return "LOW";
  }
}

// Policies may hold what is no UTF-8 in another reader's eyes; never throw over it.
std::string Dump(const json& document) {
  return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

// Cut at a character, with a mark.
std::string Limited(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "\u2026";
}

}  // namespace

std::string GithubAnnotations(const CheckReport& report) {
  std::string out;
  for (const v1::Finding& finding : report.response.findings()) {
    const FileLine place = PlaceOrFallback(report, finding);
    absl::StrAppend(&out, "::", GithubLevel(report, finding),
                    " file=", EscapeProperty(place.path), ",line=", place.line,
                    ",title=", EscapeProperty(absl::StrCat("clausebook: ", finding.pattern())),
                    "::", EscapeData(DetailOf(finding)), "\n");
  }
  return out;
}

std::string GitlabReport(const CheckReport& report) {
  json issues = json::array();
  for (const v1::Finding& finding : report.response.findings()) {
    const FileLine place = PlaceOrFallback(report, finding);
    issues.push_back({{"description", DetailOf(finding)},
                      {"check_name", absl::StrCat("clausebook/", finding.pattern())},
                      {"fingerprint", FingerprintOf(finding)},
                      {"severity", GitlabSeverity(finding.gravity())},
                      {"location", {{"path", place.path}, {"lines", {{"begin", place.line}}}}}});
  }
  return Dump(issues);
}

std::string BitbucketAnnotations(const CheckReport& report) {
  constexpr int kMost = 100;
  json annotations = json::array();
  for (const v1::Finding& finding : report.response.findings()) {
    if (static_cast<int>(annotations.size()) == kMost) break;
    const FileLine place = PlaceOrFallback(report, finding);
    annotations.push_back(
        {{"external_id", FingerprintOf(finding)},
         {"annotation_type", "BUG"},
         {"summary", Limited(absl::StrCat(finding.pattern(), ": ", finding.message()), 450)},
         {"details", Limited(DetailOf(finding), 2000)},
         {"result", finding.gravity() >= report.fail_on ? "FAILED" : "PASSED"},
         {"severity", BitbucketSeverity(finding.gravity())},
         {"path", place.path},
         {"line", place.line}});
  }
  return Dump(annotations);
}

std::string SarifReport(const CheckReport& report) {
  const auto level = [&](const v1::Finding& finding) {
    if (finding.gravity() >= report.fail_on) return "error";
    return finding.gravity() >= v1::GRAVITY_MEDIUM ? "warning" : "note";
  };
  const auto location = [](const FileLine& place) {
    return json{{"physicalLocation",
                 {{"artifactLocation", {{"uri", place.path}}},
                  {"region", {{"startLine", std::max(place.line, 1)}}}}}};
  };
  json rules = json::array();
  json results = json::array();
  std::map<std::string, int> rule_index;
  for (const v1::Finding& finding : report.response.findings()) {
    const auto [rule, added] =
        rule_index.emplace(finding.pattern(), static_cast<int>(rules.size()));
    if (added) {
      rules.push_back({{"id", finding.pattern()},
                       {"name", finding.pattern()},
                       {"shortDescription", {{"text", finding.title()}}},
                       {"help", {{"text", finding.help()}}}});
    }
    json result = {{"ruleId", finding.pattern()},
                   {"ruleIndex", rule->second},
                   {"level", level(finding)},
                   {"message", {{"text", DetailOf(finding)}}},
                   {"partialFingerprints", {{"clausebook/v1", FingerprintOf(finding)}}},
                   {"properties",
                    {{"app", finding.app()}, {"gravity", GravityText(finding.gravity())}}}};
    const FileLine primary = PlaceOrFallback(report, finding);
    result["locations"] = json::array({location(primary)});
    json related = json::array();
    for (const auto* side : {&finding.left(), &finding.right()}) {
      for (const v1::Citation& citation : *side) {
        const auto place = PlaceOf(report, citation);
        if (!place || (place->path == primary.path && place->line == primary.line)) continue;
        json other = location(*place);
        other["id"] = related.size();
        other["message"] = {{"text", citation.statement()}};
        related.push_back(std::move(other));
      }
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    results.push_back(std::move(result));
  }
  return Dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
               {"version", "2.1.0"},
               {"runs",
                {{{"tool",
                   {{"driver",
                     {{"name", "clausebook"},
                      {"semanticVersion", CLAUSEBOOK_VERSION},
                      {"rules", std::move(rules)}}}}},
                  {"results", std::move(results)}}}}});
}

}  // namespace clausebook::cli
