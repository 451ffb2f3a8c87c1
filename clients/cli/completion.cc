// Completion scripts: templates filled from the command tree, so that they never lag
// behind it.
#include <span>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/command_tree.h"
#include "service/base/embedded_file.h"

namespace clausebook::cli {

// completions/bash.in and completions/zsh.in.
std::span<const EmbeddedFile> CompletionTemplates();

namespace {

struct Entry {
  std::string path;  // `policies show`; empty for the program itself
  const CommandNode* command;
};

void Flatten(const CommandNode& node, const std::string& path, std::vector<Entry>& out) {
  out.push_back({path, &node});
  for (const CommandNode& command : node.commands) {
    Flatten(command, absl::StrCat(path, path.empty() ? "" : " ", command.name), out);
  }
}

std::vector<Entry> Flatten(const CommandNode& root) {
  std::vector<Entry> entries;
  Flatten(root, "", entries);
  return entries;
}

std::string OptionNames(const CommandNode& command) {
  std::vector<std::string> names;
  for (const OptionNode& option : command.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return absl::StrJoin(names, " ");
}

std::string CommandNames(const CommandNode& command) {
  return absl::StrJoin(
      command.commands, " ",
      [](std::string* out, const CommandNode& node) { out->append(node.name); });
}

std::string_view KindName(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::kQuestion:
      return "question";
    case ArgumentKind::kApp:
      return "app";
    case ArgumentKind::kQuestionnaire:
      return "questionnaire";
    case ArgumentKind::kProperty:
      return "property";
    case ArgumentKind::kFile:
      return "file";
    case ArgumentKind::kDirectory:
      return "dir";
    case ArgumentKind::kShell:
      return "shell";
    case ArgumentKind::kNone:
      return "none";
  }
  return "none";
}

// Inside of single quotes, for all three shells.
std::string Quoted(std::string_view text) {
  return absl::StrCat(
      "'",
      absl::StrReplaceAll(absl::string_view(text.data(), text.size()), {{"'", "'\\''"}}),
      "'");
}

// `a|b` patterns for the options that take one of a few values, each once.
std::string ChoiceCases(const std::vector<Entry>& entries, const char* body) {
  std::string cases;
  for (const Entry& entry : entries) {
    for (const OptionNode& option : entry.command->options) {
      if (option.choices.empty()) continue;
      const std::string name = option.names.front();
      if (cases.find(absl::StrCat("    ", name, ")")) != std::string::npos) continue;
      absl::StrAppend(
          &cases, "    ", name, ") ",
          absl::StrReplaceAll(body, {{"CHOICES", absl::StrJoin(option.choices, " ")}}),
          " ;;\n");
    }
  }
  return cases;
}

std::string PathPatterns(const std::vector<Entry>& entries) {
  std::vector<std::string> patterns;
  for (const Entry& entry : entries) {
    if (entry.path.empty()) continue;
    const bool top = entry.path.find(' ') == std::string::npos;
    patterns.push_back(absl::StrCat("'", top ? " " : "", entry.path, "'"));
  }
  return absl::StrJoin(patterns, "|");
}

// What may follow each command: shell variables, set in a `case` on its path.
std::string PathCases(const std::vector<Entry>& entries) {
  std::string cases;
  for (const Entry& entry : entries) {
    absl::StrAppend(
        &cases, "    '", entry.path, "') commands='", CommandNames(*entry.command),
        "' options='", OptionNames(*entry.command),
        "' argument=", std::string(KindName(entry.command->argument)), " ;;\n");
  }
  return cases;
}

std::string Fill(std::string_view script, const std::vector<Entry>& entries,
                 const char* choices) {
  return absl::StrReplaceAll(absl::string_view(script.data(), script.size()),
                             {{"PATTERNS", PathPatterns(entries)},
                              {"CHOICES", ChoiceCases(entries, choices)},
                              {"PATHS", PathCases(entries)},
                              {"GLOBALS", OptionNames(*entries.front().command)}});
}

// When fish offers what follows a command: while its words, and no other's, are
// there.
std::string FishCondition(const Entry& entry) {
  if (entry.path.empty()) return "__fish_use_subcommand";
  const std::size_t space = entry.path.find(' ');
  if (space != std::string::npos) {
    return absl::StrCat("__fish_seen_subcommand_from ", entry.path.substr(0, space),
                        "; and __fish_seen_subcommand_from ",
                        entry.path.substr(space + 1));
  }
  if (entry.command->commands.empty()) {
    return absl::StrCat("__fish_seen_subcommand_from ", entry.path);
  }
  return absl::StrCat("__fish_seen_subcommand_from ", entry.path,
                      "; and not __fish_seen_subcommand_from ",
                      CommandNames(*entry.command));
}

std::string FishArgument(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::kQuestion:
      return "-f -a '(clausebook questions --ids --timeout 1 2>/dev/null)'";
    case ArgumentKind::kApp:
      return "-f -a '(clausebook apps --ids --timeout 1 2>/dev/null)'";
    case ArgumentKind::kQuestionnaire:
      return "-f -a '(clausebook questionnaires --ids --timeout 1 2>/dev/null)'";
    case ArgumentKind::kProperty:
      return "-f -a '(clausebook properties --ids --timeout 1 2>/dev/null)'";
    case ArgumentKind::kDirectory:
      return "-f -a '(__fish_complete_directories)'";
    case ArgumentKind::kShell:
      return "-f -a 'bash zsh fish'";
    case ArgumentKind::kFile:
      return "-F";
    case ArgumentKind::kNone:
      return "-f";
  }
  return "-f";
}

std::string FishOption(const OptionNode& option) {
  std::string line;
  for (const std::string& name : option.names) {
    const bool is_long = name.rfind("--", 0) == 0;
    absl::StrAppend(&line, is_long ? " -l " : " -s ", name.substr(is_long ? 2 : 1));
  }
  if (option.names.front() == "--app") {
    absl::StrAppend(&line, " -x -a '(clausebook apps --ids --timeout 1 2>/dev/null)'");
  } else if (option.names.front() == "--questionnaire") {
    absl::StrAppend(&line,
                    " -x -a '(clausebook questionnaires --ids --timeout 1 2>/dev/null)'");
  } else if (option.names.front() == "--property") {
    absl::StrAppend(&line,
                    " -x -a '(clausebook properties --ids --timeout 1 2>/dev/null)'");
  } else if (!option.choices.empty()) {
    absl::StrAppend(&line, " -x -a '", absl::StrJoin(option.choices, " "), "'");
  } else if (option.takes_value) {
    absl::StrAppend(&line, " -r");
  }
  return absl::StrCat(line, " -d ", Quoted(option.description));
}

std::string Fish(const std::vector<Entry>& entries) {
  std::string script =
      "# fish completion of clausebook; save it as "
      "~/.config/fish/completions/clausebook.fish\n";
  for (const Entry& entry : entries) {
    const std::string condition = Quoted(FishCondition(entry));
    for (const CommandNode& command : entry.command->commands) {
      absl::StrAppend(&script, "complete -c clausebook -f -n ", condition, " -a ",
                      command.name, " -d ", Quoted(command.description), "\n");
    }
    for (const OptionNode& option : entry.command->options) {
      // The program's own options may stand anywhere.
      absl::StrAppend(&script, "complete -c clausebook",
                      entry.path.empty() ? "" : absl::StrCat(" -n ", condition),
                      FishOption(option), "\n");
    }
    if (!entry.path.empty() && entry.command->commands.empty()) {
      absl::StrAppend(&script, "complete -c clausebook -n ", condition, " ",
                      FishArgument(entry.command->argument), "\n");
    }
  }
  return script;
}

}  // namespace

absl::StatusOr<std::string> CompletionScript(const std::string& shell,
                                             const CommandNode& root) {
  const auto entries = Flatten(root);
  if (shell == "bash")
    return Fill(CompletionTemplates()[0].content, entries,
                "_clausebook_reply 'CHOICES'; return");
  if (shell == "zsh")
    return Fill(CompletionTemplates()[1].content, entries, "compadd CHOICES; return");
  if (shell == "fish") return Fish(entries);
  return absl::InvalidArgumentError(absl::StrCat(
      "There are completions for bash, zsh and fish, not for '", shell, "'."));
}

}  // namespace clausebook::cli
