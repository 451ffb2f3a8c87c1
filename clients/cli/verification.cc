#include "clients/cli/verification.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/citation.h"
#include "clients/cli/render/style.h"
#include "service/base/digest.h"
#include "service/base/text_lines.h"

namespace clausebook::cli {
namespace {

// Shorter quotes are found in texts that have nothing to do with the cited one.
constexpr std::size_t kTellingQuote = 24;

struct Hashed {
  const Document* document;
  std::string sha256;
  // It is a text that the answers cite, to the byte. Whatever else it may hold, such as
  // the words of a clause that stands in several revisions, it is not altered.
  bool cited = false;
};

std::string_view BytesAt(const std::string& text, const v1::ClauseCitation& clause) {
  const auto begin = clause.byte_begin();
  const auto end = clause.byte_end();
  if (begin < 0 || end <= begin || end > static_cast<std::int64_t>(text.size()))
    return {};
  return std::string_view(text).substr(static_cast<std::size_t>(begin),
                                       static_cast<std::size_t>(end - begin));
}

// How far from the cited place `text` seems to hold the cited words, if it does: it may
// be the cited text, but altered. 0 where hardly any bytes differ at the place itself.
std::optional<std::size_t> LooksAltered(const std::string& text,
                                        const v1::ClauseCitation& clause) {
  const std::string& quote = clause.quote();
  const std::string_view bytes = BytesAt(text, clause);
  if (bytes.size() == quote.size() && !bytes.empty()) {
    std::size_t different = 0;
    for (std::size_t i = 0; i < quote.size(); ++i) different += bytes[i] != quote[i];
    if (different * 5 <= quote.size()) return 0;
  }
  if (quote.size() < kTellingQuote) return std::nullopt;
  const std::size_t place = text.find(quote);
  if (place == std::string::npos) return std::nullopt;
  const auto cited =
      static_cast<std::size_t>(std::max<std::int64_t>(clause.byte_begin(), 0));
  return place > cited ? place - cited : cited - place;
}

// Empty if the citation's range of `text` is its quote.
std::string FaultOf(const std::string& text, const v1::ClauseCitation& clause) {
  const std::string_view bytes = BytesAt(text, clause);
  if (bytes.empty()) {
    return absl::StrCat("bytes ", clause.byte_begin(), "-", clause.byte_end(),
                        " are not a range of this text of ", text.size(), " bytes");
  }
  if (bytes != clause.quote()) {
    return absl::StrCat("the bytes ", clause.byte_begin(), "-", clause.byte_end(),
                        " are “", std::string(bytes), "”, not the quote");
  }
  const int line = LineOf(text, static_cast<std::size_t>(clause.byte_begin()));
  if (line != clause.line()) {
    return absl::StrCat("the quote is on line ", line, ", not ", clause.line());
  }
  return "";
}

// The document that seems to be the cited text, but altered; null if none does. Words of
// a policy stand in other files too, such as its fact book: the nearest is the likeliest.
const Hashed* Altered(const v1::ClauseCitation& clause,
                      const std::vector<Hashed>& documents) {
  const Hashed* nearest = nullptr;
  std::size_t least = 0;
  for (const Hashed& hashed : documents) {
    if (hashed.cited) continue;
    const auto distance = LooksAltered(hashed.document->bytes, clause);
    if (!distance || (nearest != nullptr && *distance >= least)) continue;
    nearest = &hashed;
    least = *distance;
  }
  return nearest;
}

void CheckClause(const v1::ClauseCitation& clause, const std::vector<Hashed>& documents,
                 CitationCheck& check) {
  for (const Hashed& hashed : documents) {
    if (hashed.sha256 != clause.sha256()) continue;
    check.reason = FaultOf(hashed.document->bytes, clause);
    check.result = check.reason.empty() ? CheckResult::kOk : CheckResult::kFailed;
    return;
  }
  if (const Hashed* altered = Altered(clause, documents)) {
    check.result = CheckResult::kFailed;
    check.reason =
        absl::StrCat(altered->document->label, " is not the cited text: its ",
                     "SHA-256 is ", altered->sha256, ", cited is ", clause.sha256());
    return;
  }
  check.result = CheckResult::kUnchecked;
  check.reason = absl::StrCat("no text with SHA-256 ", clause.sha256(), " was given");
}

CitationCheck Check(const v1::Answer& answer, const v1::Citation& citation,
                    bool considered, const std::vector<Hashed>& documents) {
  CitationCheck check;
  check.answer = absl::StrCat(answer.app(), " ", answer.question());
  check.fact = citation.fact();
  check.place = ShortPlace(citation);
  check.considered = considered;
  if (citation.has_clause() && !citation.clause().sha256().empty()) {
    CheckClause(citation.clause(), documents, check);
  } else if (citation.has_clause() && considered) {
    check.result = CheckResult::kNoText;
    check.reason = "its revision was withdrawn";
  } else if (citation.has_attestation()) {
    check.result = CheckResult::kNoText;
    check.reason = "somebody's word, no document";
  } else {
    check.result = CheckResult::kFailed;
    check.reason = "it names no document";
  }
  return check;
}

std::set<std::string> CitedDigests(const std::vector<v1::Answer>& answers) {
  std::set<std::string> cited;
  for (const auto& answer : answers) {
    for (const auto& c : answer.citations()) cited.insert(c.clause().sha256());
    for (const auto& c : answer.considered()) {
      cited.insert(c.citation().clause().sha256());
    }
  }
  return cited;
}

// A text that was given for these answers and that none of them cites: another version?
void CheckExpected(const std::vector<Hashed>& documents, Verification& verification) {
  for (const Hashed& hashed : documents) {
    if (!hashed.document->expected || hashed.cited) continue;
    verification.failures.push_back(
        absl::StrCat(hashed.document->label, " (SHA-256 ", hashed.sha256,
                     ") is not a text that these answers cite: it was altered, or is "
                     "another version."));
  }
}

}  // namespace

Verification Verify(const std::vector<v1::Answer>& answers,
                    const std::vector<Document>& documents) {
  const std::set<std::string> cited = CitedDigests(answers);
  std::vector<Hashed> hashed;
  for (const Document& document : documents) {
    std::string digest = Sha256Hex(document.bytes);
    const bool is_cited = cited.contains(digest);
    hashed.push_back({&document, std::move(digest), is_cited});
  }
  Verification verification;
  for (const auto& answer : answers) {
    if (answer.citations().empty() && answer.verdict() != v1::VERDICT_UNKNOWN) {
      verification.failures.push_back(absl::StrCat(
          answer.app(), " ", answer.question(), " says ",
          std::string(VerdictName(answer.verdict())), " and cites nothing for it."));
    }
    for (const auto& citation : answer.citations()) {
      verification.checks.push_back(Check(answer, citation, false, hashed));
    }
    for (const auto& considered : answer.considered()) {
      verification.checks.push_back(Check(answer, considered.citation(), true, hashed));
    }
  }
  CheckExpected(hashed, verification);
  return verification;
}

int ExitCodeOf(const Verification& verification) {
  const auto& checks = verification.checks;
  const auto any = [&](auto predicate) {
    return std::any_of(checks.begin(), checks.end(), predicate);
  };
  if (!verification.failures.empty() ||
      any([](const auto& check) { return check.result == CheckResult::kFailed; })) {
    return 1;
  }
  return any([](const auto& check) {
    return check.result == CheckResult::kUnchecked && !check.considered;
  })
             ? 2
             : 0;
}

}  // namespace clausebook::cli
