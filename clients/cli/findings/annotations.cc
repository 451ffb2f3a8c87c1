// Findings in the forms that code hosts show beside a line.
//
// GitHub: workflow commands (docs.github.com, Workflow commands for GitHub Actions).
// GitLab: Code Quality, a subset of Code Climate's issues (docs.gitlab.com, Code
// Quality). Bitbucket: Code Insights (developer.atlassian.com, REST API, Reports): 100
// annotations a request, 1000 a report, 450 characters a summary.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/findings/report.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;

constexpr int kBitbucketRequest = 100;
constexpr int kBitbucketReport = 1000;
constexpr std::size_t kBitbucketSummary = 450;
constexpr std::size_t kBitbucketDetails = 2000;

std::string EscapeData(const std::string& text) {
  return absl::StrReplaceAll(text, {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
}

std::string EscapeProperty(const std::string& text) {
  return absl::StrReplaceAll(EscapeData(text), {{":", "%3A"}, {",", "%2C"}});
}

const char* GithubLevel(const CheckReport& report, const v1::Finding& finding) {
  if (Fails(report, finding)) return "error";
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
std::string Dump(const json& document, int indent) {
  return document.dump(indent, ' ', false, json::error_handler_t::replace) + "\n";
}

// Cut at a character, with a mark.
std::string Limited(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "\u2026";
}

json BitbucketAnnotation(const CheckReport& report, const v1::Finding& finding,
                         const std::string& fingerprint) {
  json annotation = {
      {"external_id", absl::StrCat("clausebook-", fingerprint)},
      {"annotation_type", "BUG"},
      {"summary", Limited(absl::StrCat(finding.pattern(), ": ", finding.message()),
                          kBitbucketSummary)},
      {"details", Limited(DetailOf(finding), kBitbucketDetails)},
      {"result", Fails(report, finding) ? "FAILED" : "PASSED"},
      {"severity", BitbucketSeverity(finding.gravity())}};
  // Without a path it is shown with the whole pull request.
  if (const auto place = PlaceOf(report, finding)) {
    annotation["path"] = place->path;
    annotation["line"] = place->line;
  }
  return annotation;
}

}  // namespace

std::string GithubAnnotations(const CheckReport& report) {
  std::string out;
  for (const v1::DocumentNotice& notice : report.response.notices()) {
    if (!notice.fault()) continue;
    absl::StrAppend(&out, report.fail_on_faults ? "::error " : "::warning ");
    if (!report.declaration_path.empty()) {
      absl::StrAppend(&out, "file=", EscapeProperty(report.declaration_path),
                      ",line=", std::max(notice.line(), 1), ",");
    }
    absl::StrAppend(
        &out, "title=clausebook%3A faulty file::", EscapeData(notice.message()), "\n");
  }
  for (const v1::Finding& finding : report.response.findings()) {
    absl::StrAppend(&out, "::", GithubLevel(report, finding), " ");
    // Without a file it is shown with the whole run.
    if (const auto place = PlaceOf(report, finding)) {
      absl::StrAppend(&out, "file=", EscapeProperty(place->path), ",line=", place->line,
                      ",");
    }
    absl::StrAppend(
        &out, "title=", EscapeProperty(absl::StrCat("clausebook: ", finding.pattern())),
        "::", EscapeData(DetailOf(finding)), "\n");
  }
  return out;
}

std::string GitlabReport(const CheckReport& report) {
  json issues = json::array();
  const std::vector<std::string> fingerprints = FingerprintsOf(report);
  for (int i = 0; i < report.response.findings_size(); ++i) {
    const v1::Finding& finding = report.response.findings(i);
    const FileLine place = PlaceOrFile(report, finding);
    issues.push_back(
        {{"description", DetailOf(finding)},
         {"check_name", absl::StrCat("clausebook/", finding.pattern())},
         {"fingerprint", fingerprints[static_cast<std::size_t>(i)]},
         {"severity", GitlabSeverity(finding.gravity())},
         {"location", {{"path", place.path}, {"lines", {{"begin", place.line}}}}}});
  }
  return Dump(issues, 2);
}

std::string BitbucketAnnotations(const CheckReport& report) {
  const std::vector<std::string> fingerprints = FingerprintsOf(report);
  const int count = std::min(report.response.findings_size(), kBitbucketReport);
  std::string out;
  json request = json::array();
  for (int i = 0; i < count; ++i) {
    request.push_back(BitbucketAnnotation(report, report.response.findings(i),
                                          fingerprints[static_cast<std::size_t>(i)]));
    if (static_cast<int>(request.size()) == kBitbucketRequest || i + 1 == count) {
      out += Dump(request, -1);
      request = json::array();
    }
  }
  return out;
}

}  // namespace clausebook::cli
