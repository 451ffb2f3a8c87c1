// Going through items at a terminal, one key each: forth, back and out, and the question
// at the end whether to record what was decided.
#ifndef CLAUSEBOOK_CLIENTS_CLI_REVIEW_ITEM_WALK_H_
#define CLAUSEBOOK_CLIENTS_CLI_REVIEW_ITEM_WALK_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/review/console.h"
#include "clients/cli/session.h"

namespace clausebook::cli {

// What the dialogs of `review` and of `fill --walk` have in common; they say what is
// shown and what their own keys do. Borrows what it is given.
class ItemWalk {
 public:
  virtual ~ItemWalk() = default;

  // Shows the prompt until y, n or one of `more` is pressed; an interrupt and the end of
  // the input are n.
  char AskKey(const std::string& prompt, std::string_view more = "");

 protected:
  enum class Next { kForward, kBack, kStay, kLeave };
  // A key as the help tells of it.
  using KeyHelp = std::pair<std::string_view, std::string_view>;

  ItemWalk(const Session& session, Console& console)
      : session_(session), console_(console) {}

  // Goes through as many items; whether the person wants it recorded.
  absl::StatusOr<bool> Walk(std::size_t items);

  const Session& session_;
  Console& console_;

 private:
  virtual absl::Status Show(std::size_t at) = 0;
  // What stands before the cursor.
  virtual std::string_view Keys() const = 0;
  // Of the dialog's own keys.
  virtual std::vector<KeyHelp> Help() const = 0;
  // Nullopt: no key of the dialog's own.
  virtual absl::StatusOr<std::optional<Next>> Press(char key, std::size_t at) = 0;
  virtual void Skip(std::size_t at) = 0;
  // What is asked at the end, with y, n and b as answers; nullopt if there is nothing to
  // record.
  virtual std::optional<std::string> EndingPrompt() const = 0;

  enum class Ending { kRecord, kDrop, kGoOn };
  Ending AskEnding();
  // Nullopt at the end of the input.
  absl::StatusOr<std::optional<Next>> TakeKey(std::size_t at);
  void ShowHelp() const;
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_REVIEW_ITEM_WALK_H_
