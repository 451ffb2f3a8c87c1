// What a check found, with the places in the caller's own files.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FINDINGS_REPORT_H_
#define CLAUSEBOOK_CLIENTS_CLI_FINDINGS_REPORT_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clausebook/v1/check_service.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// A line of a file that the caller has.
struct FileLine {
  std::string path;
  int line = 1;
};

// A check's outcome, ready to be written in one of the forms.
struct CheckReport {
  v1::CheckAppsResponse response;
  v1::Gravity fail_on = v1::GRAVITY_HIGH;
  bool fail_on_faults = false;  // also for a declaration with faults
  // The manifest or descriptor that was checked; empty if none was handed in.
  std::string declaration_path;
  // SHA-256 of a file's bytes -> its path, for texts whose file is at hand.
  std::map<std::string, std::string> files;
  // Resource name of a fact -> where the caller's fact book has it.
  std::map<std::string, FileLine> facts;
  int ignored = 0;  // findings that the caller does not want to see
};

// Where the evidence of a citation stands in the caller's files; nullopt if it is
// somewhere else.
std::optional<FileLine> PlaceOf(const CheckReport& report, const v1::Citation& citation);

// The best line to show a finding at: the entry of the declaration, else a text that is
// at hand, else the fact in the fact book. Nullopt: none of these.
std::optional<FileLine> PlaceOf(const CheckReport& report, const v1::Finding& finding);

// The same for forms that cannot do without a place.
FileLine PlaceOrFile(const CheckReport& report, const v1::Finding& finding);

// Whether the finding alone fails the check.
bool Fails(const CheckReport& report, const v1::Finding& finding);

// Findings at or above `fail_on`.
int CountFailing(const CheckReport& report);

// What the reader of the declaration found wrong with it: of the entries concerned it may
// not have read all.
int CountFaults(const CheckReport& report);

// Takes the findings of these patterns (ids or codes, case aside) out of the report.
// INVALID_ARGUMENT for a pattern that does not exist, with the nearest that do.
absl::Status Ignore(const std::vector<std::string>& patterns, CheckReport& report);

// `high`, `medium`, `low`, `info`; nullopt for other words.
std::optional<v1::Gravity> ParseGravity(const std::string& word);
std::string GravityText(v1::Gravity gravity);

// `tidewatch`, `tidewatch and 3 more apps`.
std::string AppsOf(const v1::Finding& finding);

// All of it in one paragraph: the message, both sides with their quotes, shortened where
// they are long or many, and what to do.
std::string DetailOf(const v1::Finding& finding);

// One for each finding, no two alike, and the same for the same finding in the next run:
// of the app (unless it is of several), the pattern and the facts' statements, not of
// lines.
std::vector<std::string> FingerprintsOf(const CheckReport& report);

// What the reader of the declaration noted, above all what is wrong with the file; a line
// or more each.
std::string RenderNotices(const CheckReport& report, const Style& style);
// For people on a terminal: the notices, then the findings.
std::string RenderFindings(const CheckReport& report, const Style& style);
// Workflow commands of GitHub Actions, one a line.
std::string GithubAnnotations(const CheckReport& report);
// GitLab's Code Quality report.
std::string GitlabReport(const CheckReport& report);
// Annotations of Bitbucket's Code Insights: each line is the body of one
// `POST …/reports/{id}/annotations`, since a request takes 100 of them; 1000 at most, the
// gravest.
std::string BitbucketAnnotations(const CheckReport& report);
// SARIF 2.1.0.
std::string SarifReport(const CheckReport& report);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FINDINGS_REPORT_H_
