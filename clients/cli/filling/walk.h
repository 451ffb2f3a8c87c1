// The conversation of `clausebook fill --walk`: one open row after the other.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILLING_WALK_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILLING_WALK_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/questionnaire_service.pb.h"
#include "clausebook/v1/response_service.pb.h"
#include "clients/cli/review/console.h"
#include "clients/cli/review/item_walk.h"
#include "clients/cli/session.h"
#include "service/base/time.h"

namespace clausebook::cli {

// What a person decided, by the item's place in reading order.
struct WalkDecisions {
  std::map<std::size_t, v1::ItemOverride> overrides;
  std::map<std::size_t, v1::Mapping> mappings;  // without `confirmed_by`
};

// What the walk is about.
struct WalkContext {
  std::string vendor;  // resource names
  std::string app;
  std::string questionnaire;  // may be empty
  std::string as_of;          // of the answers that are shown; may be empty
  std::string by;             // who decides
  Date today;
};

// Asks about open items and gathers the decisions; nothing is recorded before it ends.
// Borrows what it is given.
class WalkDialog final : public ItemWalk {
 public:
  // `items` are all, in reading order.
  WalkDialog(const Session& session, Console& console,
             const std::vector<v1::ResponseItem>& items, WalkContext context);

  // What the person wants to be recorded; nullopt if nothing is. Errors of the service
  // while questions are looked up.
  absl::StatusOr<std::optional<WalkDecisions>> Run();

  // Asks for another answer to an item whose answer was refused; nullopt: given up.
  std::optional<v1::ItemOverride> AskOverride(const v1::ItemOverride& before);

 private:
  absl::Status Show(std::size_t at) override;
  std::string_view Keys() const override;
  std::vector<KeyHelp> Help() const override;
  absl::StatusOr<std::optional<Next>> Press(char key, std::size_t at) override;
  void Skip(std::size_t at) override;
  std::optional<std::string> EndingPrompt() const override;

  void ShowState(std::size_t item);
  Next Answer(std::size_t item);
  absl::StatusOr<Next> Match(std::size_t item);
  // What was typed as the questions that a wording asks; an error says what is wrong.
  absl::StatusOr<v1::Mapping> ReadMapping(const std::string& wording,
                                          const std::string& line,
                                          const std::vector<std::string>& suggested);
  // The answers that the mapping would lead to.
  void Preview(const v1::Mapping& mapping);

  const std::vector<v1::ResponseItem>& items_;
  const WalkContext context_;
  std::vector<std::size_t> open_;  // indices into items_, in the order they are asked
  WalkDecisions decisions_;
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILLING_WALK_H_
