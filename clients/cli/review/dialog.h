// The conversation of `clausebook review`: one item after the other, one key each.
#ifndef CLAUSEBOOK_CLIENTS_CLI_REVIEW_DIALOG_H_
#define CLAUSEBOOK_CLIENTS_CLI_REVIEW_DIALOG_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/review_service.pb.h"
#include "clients/cli/review/console.h"
#include "clients/cli/review/item_walk.h"
#include "clients/cli/session.h"

namespace clausebook::cli {

// Asks about items and gathers the decisions; nothing is recorded before it ends. Borrows
// what it is given.
class ReviewDialog final : public ItemWalk {
 public:
  // `session.client` is where the items are from; `base` has parent and reviewer.
  ReviewDialog(const Session& session, Console& console,
               std::vector<v1::ReviewItem> items, v1::RecordDecisionsRequest base)
      : ItemWalk(session, console), items_(std::move(items)), base_(std::move(base)) {}

  // The request that the reviewer wants to be sent; nullopt if none is. Errors of the
  // service while items are shown.
  absl::StatusOr<std::optional<v1::RecordDecisionsRequest>> Run();

 private:
  absl::Status Show(std::size_t at) override;
  std::string_view Keys() const override;
  std::vector<KeyHelp> Help() const override;
  absl::StatusOr<std::optional<Next>> Press(char key, std::size_t at) override;
  void Skip(std::size_t at) override { decisions_.erase(at); }
  std::optional<std::string> EndingPrompt() const override;

  Next Accept(std::size_t at);
  Next Reject(std::size_t at, bool ask_reason);
  Next Edit(std::size_t at);
  // The reviewer's version of the fact; nullopt if it was given up.
  std::optional<v1::Fact> AskFact(v1::Fact fact);
  // Whether the service would take it; says what is wrong if not.
  bool Check(const v1::ReviewDecision& decision);
  void ShowState(std::size_t at);
  v1::RecordDecisionsRequest Request() const;
  absl::StatusOr<const std::vector<v1::Clause>*> ClausesOf(const std::string& revision);

  const std::vector<v1::ReviewItem> items_;
  const v1::RecordDecisionsRequest base_;
  std::map<std::size_t, v1::ReviewDecision> decisions_;     // by position
  std::map<std::string, std::vector<v1::Clause>> clauses_;  // by revision
};

// Resource name of what an item is about, and the fact that it would record (without
// evidence where its clause was dropped).
std::string NameOf(const v1::ReviewItem& item);
v1::Fact FactOf(const v1::ReviewItem& item);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_REVIEW_DIALOG_H_
