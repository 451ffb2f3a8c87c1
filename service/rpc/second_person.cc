#include "service/rpc/second_person.h"

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/review/revived_facts.h"

namespace clausebook::rpc {

bool TakesTwo(const HandlerDeps& deps, const CallContext& context) {
  return deps.facts_second_person && context.caller != nullptr;
}

void Propose(const CallContext& context, model::FactContent& content) {
  content.approved = false;
  content.approval =
      model::Approval{context.caller->subject, DateOf(context.now), "", ""};
}

absl::StatusOr<model::Fact> ProposeRetraction(storage::WriteTransaction& tx,
                                              const CallContext& context,
                                              const model::Fact& fact,
                                              const std::string& reason) {
  const std::string name = ToName(fact.ref);
  model::FactContent content = fact.content;
  if (content.retraction) {
    return MakeError(
        absl::StrCat(
            "That '", name, "' is retracted was proposed by ",
            content.retraction->proposer,
            " already. It takes a second person's decision (clausebook review)."),
        {.reason = Reason::kSecondPersonNeeded,
         .metadata = {{"creator", content.retraction->proposer}, {"resource", name}}});
  }
  content.retraction =
      model::ProposedRetraction{context.caller->subject, DateOf(context.now), reason};
  CB_RETURN_IF_ERROR(
      tx.RetractFact(fact.ref, absl::StrCat("Recorded anew: ", context.caller->subject,
                                            " wants it retracted."))
          .status());
  return tx.AddFact(fact.ref, content);
}

absl::Status WithoutReviving(const HandlerDeps& deps, const CallContext& context,
                             storage::WriteTransaction& tx,
                             const model::Publisher& publisher,
                             const std::function<absl::Status()>& write) {
  if (!TakesTwo(deps, context)) return write();
  CB_ASSIGN_OR_RETURN(const auto before, tx.LoadEvidence(publisher, kEndOfTime));
  CB_RETURN_IF_ERROR(write());
  CB_ASSIGN_OR_RETURN(const auto after, tx.LoadEvidence(publisher, kEndOfTime));
  const model::Fact* revived = evidence::FindRevived(*before, *after);
  if (revived == nullptr) return absl::OkStatus();
  const std::string name = ToName(revived->ref);
  return MakeError(
      absl::StrCat(
          "It would bring '", name,
          "' back to count, which does not now, and this server wants two people "
          "for that. Have it reviewed first (clausebook review)."),
      {.reason = Reason::kSecondPersonNeeded, .metadata = {{"fact", name}}});
}

}  // namespace clausebook::rpc
