// Findings for people on a terminal.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/findings/report.h"
#include "clients/cli/render/citation.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kGap = 8;

Tone ToneOf(v1::Gravity gravity) {
  switch (gravity) {
    case v1::GRAVITY_HIGH:
      return Tone::kBad;
    case v1::GRAVITY_MEDIUM:
      return Tone::kStrong;
    default:
      return Tone::kFaint;
  }
}

void AddSide(Page& page, const CheckReport& report,
             const google::protobuf::RepeatedPtrField<v1::Citation>& side) {
  for (const v1::Citation& citation : side) {
    AddCitation(page, kGap, citation, /*role=*/false);
    if (!citation.caveat().empty()) {
      page.Labelled(kGap + 2, "but:", Tone::kUnknown, 5, citation.caveat());
    }
    if (const auto place = PlaceOf(report, citation)) {
      page.Text(kGap + 2, absl::StrCat(place->path, ":", place->line));
    }
  }
}

// `undisclosed-host (C5) · tidewatch · manifest.yml:12`.
std::string HeadOf(const CheckReport& report, const v1::Finding& finding) {
  std::string head = finding.pattern();
  if (!finding.code().empty()) absl::StrAppend(&head, " (", finding.code(), ")");
  absl::StrAppend(&head, " · ", AppsOf(finding));
  if (const auto place = PlaceOf(report, finding)) {
    absl::StrAppend(&head, " · ", place->path, ":", place->line);
  }
  return head;
}

void AddFinding(Page& page, const CheckReport& report, const v1::Finding& finding) {
  page.Labelled(0, absl::AsciiStrToUpper(GravityText(finding.gravity())),
                ToneOf(finding.gravity()), kGap, HeadOf(report, finding), Tone::kStrong);
  page.Text(kGap, finding.message());
  page.Blank();
  AddSide(page, report, finding.left());
  if (finding.right_size() > 0) {
    page.Text(kGap, "against", Tone::kFaint);
    AddSide(page, report, finding.right());
  }
  page.Blank();
  page.Labelled(kGap, "do:", Tone::kFaint, 4, finding.help());
  page.Blank();
}

}  // namespace

std::string RenderNotices(const CheckReport& report, const Style& style) {
  Page page(style);
  for (const v1::DocumentNotice& notice : report.response.notices()) {
    page.Labelled(0, notice.fault() ? "FAULT" : "NOTE", Tone::kStrong, kGap,
                  absl::StrCat(report.declaration_path, ":", notice.line(), ": ",
                               notice.message()));
  }
  return page.text();
}

namespace {

// "Nothing found" must not be read as "all is well" where something could not be read.
void AddFaults(Page& page, const CheckReport& report) {
  const int faults = CountFaults(report);
  if (faults == 0) return;
  page.Text(
      0,
      absl::StrCat("The file has ",
                   Count(static_cast<std::size_t>(faults), "fault", "faults"),
                   " (above): what it says there may not have been read. ",
                   report.fail_on_faults ? "That fails the check (--fail-on-faults)."
                                         : "With --fail-on-faults that fails the check."),
      report.fail_on_faults ? Tone::kBad : Tone::kUnknown);
}

}  // namespace

std::string RenderFindings(const CheckReport& report, const Style& style) {
  Page page(style);
  page.Raw(RenderNotices(report, style));
  if (report.response.notices_size() > 0) page.Blank();
  int counts[v1::Gravity_ARRAYSIZE] = {};
  for (const v1::Finding& finding : report.response.findings()) {
    ++counts[finding.gravity()];
    AddFinding(page, report, finding);
  }
  if (report.ignored > 0) {
    page.Text(0,
              absl::StrCat(
                  Count(static_cast<std::size_t>(report.ignored), "finding", "findings"),
                  " left out by --ignore."),
              Tone::kFaint);
  }
  const auto apps = static_cast<std::size_t>(report.response.app_count());
  if (report.response.findings().empty()) {
    page.Text(0,
              absl::StrCat("Nothing found in ", Count(apps, "app", "apps"),
                           report.response.as_of().empty() ? "" : " as of ",
                           report.response.as_of(), "."),
              CountFaults(report) == 0 ? Tone::kGood : Tone::kPlain);
    AddFaults(page, report);
    return page.text();
  }
  page.Text(
      0,
      absl::StrCat(Count(static_cast<std::size_t>(report.response.findings_size()),
                         "finding", "findings"),
                   " in ", Count(apps, "app", "apps"), ": ", counts[v1::GRAVITY_HIGH],
                   " high, ", counts[v1::GRAVITY_MEDIUM], " medium, ",
                   counts[v1::GRAVITY_LOW], " low, ", counts[v1::GRAVITY_INFO], " info."),
      Tone::kStrong);
  if (report.response.truncated()) {
    page.Text(0, "There are more; check fewer apps at a time to see them.");
  }
  AddFaults(page, report);
  return page.text();
}

}  // namespace clausebook::cli
