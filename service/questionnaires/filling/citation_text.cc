#include "service/questionnaires/filling/citation_text.h"

#include <set>
#include <string_view>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/base/time.h"
#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires::filling {
namespace {

using answering::ClauseCitation;

constexpr std::size_t kDigestDigits = 12;
// What is said at the end about lines that do not fit.
constexpr std::size_t kRoomForRest = 100;

// The first bytes of the text that are whole characters, and whole words if possible.
std::string_view Shortened(std::string_view text) {
  if (text.size() <= kLongestQuote) return text;
  std::size_t end = kLongestQuote;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  const std::size_t space = text.find_last_of(" \n\t", end);
  if (space != std::string_view::npos && space > kLongestQuote / 2) end = space;
  return text.substr(0, end);
}

std::string Quoted(std::string_view text) {
  const std::string shown(Shortened(text));
  return absl::StrCat("“", shown, "”", shown.size() < text.size() ? " […]" : "");
}

std::string ClauseText(const ClauseCitation& clause) {
  if (clause.sha256.empty()) {
    return absl::StrCat("A clause of revision ", clause.revision.revision, " of ",
                        model::ToName(clause.revision.policy),
                        ", which was withdrawn since");
  }
  std::string place = clause.title;
  if (!clause.entry_path.empty()) absl::StrAppend(&place, ", entry ", clause.entry_path);
  return absl::StrCat(Quoted(clause.quote), " (", place, ", in force since ",
                      FormatDate(clause.effective), ", revision ",
                      clause.revision.revision, ", clause ", clause.clause, ", line ",
                      clause.line, ", sha256 ", clause.sha256.substr(0, kDigestDigits),
                      "…)");
}

std::string AttestationText(const model::Attestation& said) {
  std::string text = absl::StrCat(said.attester, ", attested on ", FormatDate(said.date));
  if (said.expire_date) {
    absl::StrAppend(&text, ", counts until ", FormatDate(*said.expire_date));
  }
  absl::StrAppend(&text, ": ", Quoted(said.statement));
  return text;
}

std::string NameOf(const model::Publisher& platform, const catalog::Catalog& catalog) {
  const catalog::Platform* known = catalog.FindPlatform(platform.id);
  return known == nullptr ? platform.id : known->display_name;
}

}  // namespace

std::string CitationText(const answering::Citation& citation,
                         const catalog::Catalog& catalog) {
  std::string text;
  if (citation.role == answering::CitationRole::kPremise) text = "This applies because: ";
  if (citation.inherited_from) {
    absl::StrAppend(&text, "Inherited, promised by ",
                    NameOf(*citation.inherited_from, catalog), ": ");
  }
  if (const auto* clause = std::get_if<ClauseCitation>(&citation.source)) {
    absl::StrAppend(&text, ClauseText(*clause));
  } else {
    absl::StrAppend(&text,
                    AttestationText(std::get<model::Attestation>(citation.source)));
  }
  return text;
}

std::vector<std::string> EvidenceLines(const answering::Answer& answer,
                                       const catalog::Catalog& catalog) {
  std::vector<std::string> lines;
  for (const std::string& caveat : answer.caveats) {
    lines.push_back(absl::StrCat("Note: ", caveat));
  }
  for (const answering::Citation& citation : answer.citations) {
    lines.push_back(CitationText(citation, catalog));
  }
  return lines;
}

std::string JoinForCell(const std::vector<std::string>& lines) {
  std::set<std::string_view> seen;
  std::vector<std::string> once;
  for (const std::string& line : lines) {
    if (!line.empty() && seen.insert(line).second) once.push_back(line);
  }
  std::string text;
  std::size_t used = 0;
  for (std::size_t i = 0; i < once.size(); ++i) {
    const std::size_t units = Utf16Units(once[i]) + (text.empty() ? 0 : 1);
    const bool last = i + 1 == once.size();
    if (used + units > kMostCellUnits - (last ? 0 : kRoomForRest)) {
      absl::StrAppend(&text, text.empty() ? "" : "\n", "… and ", once.size() - i,
                      " more that a cell has no room for.");
      break;
    }
    absl::StrAppend(&text, text.empty() ? "" : "\n", once[i]);
    used += units;
  }
  return text;
}

}  // namespace clausebook::questionnaires::filling
