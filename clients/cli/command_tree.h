// The commands and options as data, for shell completions.
#ifndef CLAUSEBOOK_CLIENTS_CLI_COMMAND_TREE_H_
#define CLAUSEBOOK_CLIENTS_CLI_COMMAND_TREE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace clausebook::cli {

struct OptionNode {
  std::vector<std::string> names;  // `--output`, `-o`
  std::string description;
  bool takes_value = false;
  std::vector<std::string> choices;  // of the value, if it is one of a few
};

// What stands for an argument without a name.
enum class ArgumentKind {
  kNone,
  kQuestion,
  kApp,
  kQuestionnaire,
  kProperty,
  kFile,
  kDirectory,
  kShell
};

struct CommandNode {
  std::string name;
  std::string description;
  std::vector<OptionNode> options;
  ArgumentKind argument = ArgumentKind::kNone;
  std::vector<CommandNode> commands;
};

// The completion script of `clausebook` for `bash`, `zsh` or `fish`; INVALID_ARGUMENT for
// other shells. Ids of questions and apps are asked from the service as the user types.
absl::StatusOr<std::string> CompletionScript(const std::string& shell,
                                             const CommandNode& root);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_COMMAND_TREE_H_
