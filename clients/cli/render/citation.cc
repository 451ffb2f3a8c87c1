#include "clients/cli/render/citation.h"

#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr std::size_t kDigestDigits = 12;

std::string Quoted(const std::string& text) {
  return absl::StrCat("“", Printable(text), "”");
}

const char* RoleText(v1::CitationRole role) {
  switch (role) {
    case v1::CITATION_ROLE_SUPPORTS:
      return "for YES:";
    case v1::CITATION_ROLE_REFUTES:
      return "for NO:";
    case v1::CITATION_ROLE_STATES:
      return "states:";
    case v1::CITATION_ROLE_PREMISE:
      return "applies because:";
    default:
      return "says:";
  }
}

void AddPlace(Page& page, int indent, const v1::ClauseCitation& clause) {
  std::string place = clause.title();
  for (const std::string& heading : clause.heading_path()) {
    // Most documents begin with their title as a heading.
    if (heading == clause.title()) continue;
    absl::StrAppend(&place, " › ", heading);
  }
  if (!clause.entry_path().empty()) absl::StrAppend(&place, " › ", clause.entry_path());
  page.Text(indent, place);
  page.Text(
      indent,
      absl::StrCat("in force since ", clause.effective_date(), " · line ", clause.line(),
                   " · bytes ", clause.byte_begin(), "-", clause.byte_end(), " · sha256 ",
                   clause.sha256().substr(0, kDigestDigits), "…"),
      Tone::kFaint);
  if (!clause.source_sha256().empty()) {
    page.Text(indent,
              absl::StrCat("text extracted from the document with sha256 ",
                           clause.source_sha256().substr(0, kDigestDigits), "…"),
              Tone::kFaint);
  }
  if (!clause.uri().empty()) page.Text(indent, clause.uri(), Tone::kFaint);
}

void AddWord(Page& page, int indent, const v1::Attestation& said) {
  page.Text(indent,
            absl::StrCat("attested by ", said.attester(), " on ", said.date(),
                         said.expire_date().empty()
                             ? ""
                             : absl::StrCat(", counts until ", said.expire_date())));
}

std::string ReasonText(v1::ConsideredReason reason) {
  constexpr std::string_view kPrefix = "CONSIDERED_REASON_";
  std::string name = v1::ConsideredReason_Name(reason);
  if (name.rfind(kPrefix, 0) == 0) name.erase(0, kPrefix.size());
  absl::AsciiStrToLower(&name);
  return absl::StrReplaceAll(name, {{"_", " "}});
}

std::string QuoteOf(const v1::Citation& citation) {
  return citation.has_clause() ? citation.clause().quote()
                               : citation.attestation().statement();
}

}  // namespace

std::string ShortPlace(const v1::Citation& citation) {
  if (citation.has_clause()) {
    const auto& clause = citation.clause();
    if (clause.effective_date().empty()) return "a revision that was withdrawn";
    return absl::StrCat(std::string(IdOf(clause.policy())), " ", clause.effective_date(),
                        ", line ", clause.line());
  }
  if (citation.has_attestation()) {
    return absl::StrCat("word of ", citation.attestation().attester(), ", ",
                        citation.attestation().date());
  }
  return "";
}

void AddCitation(Page& page, int indent, const v1::Citation& citation, bool role) {
  page.Text(indent, Quoted(QuoteOf(citation)), Tone::kQuote);
  indent += 2;
  if (citation.has_clause()) AddPlace(page, indent, citation.clause());
  if (citation.has_attestation()) AddWord(page, indent, citation.attestation());
  page.Text(indent,
            absl::StrCat(role ? RoleText(citation.role()) : "says:", " ",
                         citation.statement(), " [", citation.fact(), "]"),
            Tone::kFaint);
  if (!citation.inherited_from().empty()) {
    page.Text(indent, absl::StrCat("inherited from ", citation.inherited_from()),
              Tone::kFaint);
  }
}

void AddConsidered(Page& page, int indent, const v1::ConsideredFact& considered) {
  const v1::Citation& citation = considered.citation();
  const std::string quote = QuoteOf(citation);
  page.Text(indent,
            absl::StrCat(ReasonText(considered.reason()), ": ",
                         std::string(IdOf(citation.fact())), ", ", ShortPlace(citation)),
            Tone::kFaint);
  const int room = page.style().width - indent - 2;
  if (!quote.empty()) page.Text(indent + 2, Shorten(Quoted(quote), room), Tone::kFaint);
}

}  // namespace clausebook::cli
