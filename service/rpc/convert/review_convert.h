// Suggestions and what awaits review, on the wire.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_REVIEW_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_REVIEW_CONVERT_H_

#include <map>
#include <string>
#include <string_view>

#include "clausebook/v1/suggestion.pb.h"
#include "service/evidence/review/facts_in_review.h"
#include "service/evidence/review/suggestions.h"
#include "service/rpc/convert/change_convert.h"
#include "storage/model/evidence_base.h"
#include "storage/model/fact.h"

namespace clausebook::rpc {

v1::Rejection ToProto(const model::Rejection& rejection);

// A fact as it would be recorded: without times and generation. `text` is that of the
// revision that it rests on.
v1::Fact ProposedFact(const model::FactRef& ref, const model::FactContent& content,
                      std::string_view text);

// Shows what was read out of one revision; the revision outlives it. A revision whose
// `ref` has no id is of a document that is not recorded.
class SuggestionView {
 public:
  explicit SuggestionView(const model::RevisionEvidence& revision);

  // `fact_id` is the id that it would be recorded under.
  v1::Suggestion Show(const evidence::Suggestion& suggestion,
                      const std::string& fact_id) const;
  v1::UnreadClause Show(const evidence::UnreadClause& unread) const;

 private:
  bool recorded() const { return !revision_.revision.ref.revision.empty(); }

  const model::RevisionEvidence& revision_;
  LineNumbers lines_;
  std::map<std::string_view, const model::Clause*> clauses_;
};

// `confirmed_id` is the id that the fact would be recorded anew under. `text` is that
// of the revision that it was recorded on.
v1::FactInReview ToProto(const evidence::FactInReview& review, std::string_view text,
                         const std::string& confirmed_id);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_REVIEW_CONVERT_H_
