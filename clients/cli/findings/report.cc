#include "clients/cli/findings/report.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/render/words.h"
#include "service/base/digest.h"

namespace clausebook::cli {
namespace {

std::string SideText(const google::protobuf::RepeatedPtrField<v1::Citation>& side) {
  std::string text;
  for (const v1::Citation& citation : side) {
    const bool clause = citation.has_clause();
    absl::StrAppend(&text, text.empty() ? "" : "; ", "\u201c",
                    clause ? citation.clause().quote() : citation.attestation().statement(),
                    "\u201d (",
                    clause ? citation.clause().title() : citation.attestation().attester());
    if (clause && !citation.clause().entry_path().empty()) {
      absl::StrAppend(&text, ", ", citation.clause().entry_path());
    } else if (clause) {
      absl::StrAppend(&text, ", line ", citation.clause().line());
    }
    text += ')';
  }
  return text;
}

}  // namespace

std::optional<FileLine> PlaceOf(const CheckReport& report, const v1::Citation& citation) {
  if (!citation.has_clause()) return std::nullopt;
  const v1::ClauseCitation& clause = citation.clause();
  const auto file = report.files.find(clause.sha256());
  if (file != report.files.end()) return FileLine{file->second, clause.line()};
  // Lines of an extracted text are not those of its document.
  const auto document = report.files.find(clause.source_sha256());
  if (!clause.source_sha256().empty() && document != report.files.end()) {
    return FileLine{document->second, 1};
  }
  return std::nullopt;
}

std::optional<FileLine> PlaceOf(const CheckReport& report, const v1::Finding& finding) {
  std::optional<FileLine> any;
  for (const auto* side : {&finding.left(), &finding.right()}) {
    for (const v1::Citation& citation : *side) {
      const auto place = PlaceOf(report, citation);
      if (!place) continue;
      if (place->path == report.declaration_path) return place;
      if (!any) any = place;
    }
  }
  return any;
}

int CountFailing(const CheckReport& report) {
  int count = 0;
  for (const v1::Finding& finding : report.response.findings()) {
    if (finding.gravity() >= report.fail_on) ++count;
  }
  return count;
}

std::optional<v1::Gravity> ParseGravity(const std::string& word) {
  for (const v1::Gravity gravity : {v1::GRAVITY_INFO, v1::GRAVITY_LOW, v1::GRAVITY_MEDIUM,
                                    v1::GRAVITY_HIGH}) {
    if (GravityText(gravity) == word) return gravity;
  }
  return std::nullopt;
}

std::string GravityText(v1::Gravity gravity) {
  switch (gravity) {
    case v1::GRAVITY_HIGH:
      return "high";
    case v1::GRAVITY_MEDIUM:
      return "medium";
    case v1::GRAVITY_LOW:
      return "low";
    default:
      return "info";
  }
}

std::string DetailOf(const v1::Finding& finding) {
  std::string text = finding.message();
  if (finding.left_size() > 0) absl::StrAppend(&text, " ", SideText(finding.left()));
  if (finding.right_size() > 0) {
    absl::StrAppend(&text, " against ", SideText(finding.right()));
  }
  return absl::StrCat(text, text.ends_with('.') ? " " : ". ", finding.help());
}

std::string FingerprintOf(const v1::Finding& finding) {
  std::string key = absl::StrCat(finding.app(), "\n", finding.pattern());
  for (const auto* side : {&finding.left(), &finding.right()}) {
    for (const v1::Citation& citation : *side) {
      absl::StrAppend(&key, "\n", citation.statement(), "\n",
                      citation.clause().entry_path());
    }
  }
  return Sha256Hex(key);
}

}  // namespace clausebook::cli
