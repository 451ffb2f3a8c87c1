// Facts read out of a policy's clauses, as proposals for a person to accept or refuse.
// Deterministic: patterns over words, which are data (data/, SUGGEST.md). Where it is in
// doubt it proposes nothing and lists the clause as unread.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_SUGGEST_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_SUGGEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

struct Proposal {
  // Checked by the catalogue. `evidence` is a ClauseEvidence with an empty revision;
  // `approved` is false: somebody has to accept it.
  model::FactContent content;
  std::string pattern;  // id of the pattern that fired
  std::string why;      // a sentence for the person who decides
};

// A clause that speaks of data, or holds a statement that could not be read safely.
struct UnreadClause {
  std::string clause;
  std::string why;
};

struct Suggestions {
  std::vector<Proposal> proposals;  // in the order of the text
  std::vector<UnreadClause> unread;
};

struct SuggestContext {
  std::vector<model::App> apps;  // the vendor's; what names in the text refer to
  std::string policy_title;      // a heading above everything, as it were
  std::string vendor_name;
};

// `clauses` are those of SegmentText for this `text`: in order, ranges within it.
// Every proposal's value and qualifiers are accepted by `catalog`; properties that it
// does not have are left out. Time and memory are linear in `text`. Thread-safe; only the
// built-in patterns, compiled at the first call, outlive a call.
// INVALID_ARGUMENT (field `clauses`) if a range is not inside of the text behind the one
// before it or splits a character, (field `text`) if the text is not UTF-8.
absl::StatusOr<Suggestions> SuggestFacts(std::string_view text,
                                         const std::vector<model::Clause>& clauses,
                                         const SuggestContext& context,
                                         const catalog::Catalog& catalog);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_SUGGEST_H_
