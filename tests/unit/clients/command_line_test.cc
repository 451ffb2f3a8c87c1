// What the command line means, and what is wrong with a wrong one.
#include "clients/cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace clausebook::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

CommandLine ParseArguments(std::vector<const char*> arguments,
                           const std::string& server = "") {
  arguments.insert(arguments.begin(), "clausebook");
  return ParseCommandLine(static_cast<int>(arguments.size()), arguments.data(), server);
}

template <typename Options>
Options Parsed(std::vector<const char*> arguments) {
  const CommandLine line = ParseArguments(std::move(arguments));
  const auto* options = std::get_if<Options>(&line.command);
  EXPECT_NE(options, nullptr) << line.out << line.err;
  return options == nullptr ? Options() : *options;
}

TEST(CommandLineTest, ReadsACommandWithItsOptions) {
  const auto ask = Parsed<AskOptions>(
      {"ask", "data-sold", "--app", "clock", "--as-of", "2024-01-01", "--exit-code"});
  EXPECT_EQ(ask.question, "data-sold");
  EXPECT_EQ(ask.app, "clock");
  EXPECT_EQ(ask.times.as_of, "2024-01-01");
  EXPECT_TRUE(ask.exit_code);
}

TEST(CommandLineTest, ProgramOptionsMayStandBeforeAndBehindTheCommand) {
  for (const CommandLine& line :
       {ParseArguments({"--server", "h:1", "--output", "json", "apps"}),
        ParseArguments({"apps", "--server", "h:1", "--output", "json"}),
        ParseArguments(
            {"policies", "show", "p", "--server", "h:1", "--output", "json"})}) {
    EXPECT_EQ(line.err, "");
    EXPECT_EQ(line.global.server, "h:1");
    EXPECT_TRUE(line.global.server_named);
    EXPECT_TRUE(line.global.json());
  }
}

TEST(CommandLineTest, TellsItsVersionAsProgramsDo) {
  const CommandLine line = ParseArguments({"--version"});
  EXPECT_EQ(line.exit_code, 0);
  EXPECT_THAT(line.out, ::testing::StartsWith("clausebook "));
}

TEST(CommandLineTest, AnEmptyTextIsNotTakenForNothingSaid) {
  for (const std::vector<const char*>& words : std::vector<std::vector<const char*>>{
           {"ask", "data-sold", "--app", ""},
           {"ask", "data-sold", "--app", "clock", "--as-of", ""},
           {"ask", "", "--app", "clock"},
           {"check", "--app", ""},
           {"apps", "--vendor", ""},
           {"--server", "", "ping"}}) {
    const CommandLine line = ParseArguments(words);
    EXPECT_EQ(line.exit_code, 2) << words[0];
    EXPECT_THAT(line.err, HasSubstr("is empty")) << words[0];
    EXPECT_TRUE(std::holds_alternative<std::monostate>(line.command)) << words[0];
  }
  const CommandLine missing = ParseArguments({"ping", "--server="});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("--server: 1 required HOST:PORT missing"));
}

TEST(CommandLineTest, TextsAreUtf8ButNamesOfFilesAreTheirOwn) {
  const CommandLine line = ParseArguments({"ask", "data-sold", "--app", "caf\xe9"});
  EXPECT_EQ(line.exit_code, 2);
  EXPECT_THAT(line.err, ::testing::AllOf(HasSubstr("--app"), HasSubstr("not UTF-8")));
  EXPECT_EQ(Parsed<ApplyOptions>({"apply", "caf\xe9"}).dir, "caf\xe9");
}

TEST(CommandLineTest, Tokens) {
  using What = AdminTokenOptions::What;
  const auto create = Parsed<AdminTokenOptions>({"admin", "token", "create", "job",
                                                 "--role", "editor,reviewer", "--vendor",
                                                 "acme", "--days", "30", "--note", "n"});
  EXPECT_EQ(create.what, What::kCreate);
  EXPECT_EQ(create.subject, "job");
  EXPECT_THAT(create.roles, ElementsAre("editor", "reviewer"));
  EXPECT_THAT(create.vendors, ElementsAre("acme"));
  EXPECT_EQ(create.days, 30);
  EXPECT_TRUE(Parsed<AdminTokenOptions>({"admin", "token", "list", "--all"}).all);
  const auto revoke = Parsed<AdminTokenOptions>({"admin", "token", "revoke", "7f"});
  EXPECT_EQ(revoke.what, What::kRevoke);
  EXPECT_EQ(revoke.name, "7f");
  EXPECT_THAT(ParseArguments({"admin", "token", "create", "job"}).err,
              HasSubstr("--role"));
  EXPECT_THAT(ParseArguments({"admin", "token", "create", "job", "--role", "root"}).err,
              HasSubstr("root"));
}

TEST(CommandLineTest, AuditLogs) {
  using What = AuditOptions::What;
  const auto verify =
      Parsed<AuditOptions>({"audit", "verify", "--public-key", "a.pub", "--public-key",
                            "b.pub", "--checkpoints", "points.jsonl", "the.db"});
  EXPECT_EQ(verify.what, What::kVerify);
  EXPECT_EQ(verify.file, "the.db") << "an option takes one value only";
  EXPECT_THAT(verify.public_keys, ElementsAre("a.pub", "b.pub"));
  EXPECT_THAT(verify.checkpoints, ElementsAre("points.jsonl"));
  const auto list = Parsed<AuditOptions>({"audit", "list", "--only", "denied"});
  EXPECT_EQ(list.what, What::kList);
  EXPECT_EQ(list.kind, "denied");
  EXPECT_EQ(list.limit, 50);
  EXPECT_THAT(ParseArguments({"audit", "list", "--only", "x"}).err, HasSubstr("denied"));
  EXPECT_THAT(ParseArguments({"audit", "export"}).err, HasSubstr("file"));
}

TEST(CommandLineTest, ACheckOfARelease) {
  const auto check = Parsed<CheckOptions>(
      {"check", "--app", "clock", "--manifest", "manifest.yml", "--book", "b", "--format",
       "sarif", "--ignore", "C12", "--ignore", "channel-out", "--platform-book", "p"});
  EXPECT_THAT(check.apps, ElementsAre("clock"));
  EXPECT_EQ(check.manifest, "manifest.yml");
  EXPECT_EQ(check.book, "b");
  EXPECT_EQ(check.format, "sarif");
  EXPECT_EQ(check.fail_on, "high");
  EXPECT_THAT(check.ignored, ElementsAre("C12", "channel-out"));
  EXPECT_THAT(check.platform_books, ElementsAre("p"));
  EXPECT_THAT(Parsed<CheckOptions>({"check", "--app", "a", "--app", "b"}).apps,
              ElementsAre("a", "b"));
  EXPECT_EQ(ParseArguments({"check", "--fail-on", "never"}).exit_code, 2);
  EXPECT_EQ(ParseArguments({"check", "--manifest", "a", "--manifest", "b"}).exit_code, 2);
}

TEST(CommandLineTest, TheEnvironmentNamesTheServerAndAFlagWins) {
  const CommandLine environment = ParseArguments({"apps"}, "env:2");
  EXPECT_EQ(environment.global.server, "env:2");
  EXPECT_FALSE(environment.global.server_named);
  EXPECT_EQ(ParseArguments({"apps", "--server", "h:1"}, "env:2").global.server, "h:1");
  EXPECT_EQ(ParseArguments({"apps"}).global.server, "127.0.0.1:7447");
}

TEST(CommandLineTest, ManifestsAreFiles) {
  const auto manifest =
      Parsed<ManifestOptions>({"manifest", "a.yml", "b.json", "--kind", "forge"});
  EXPECT_THAT(manifest.files, ElementsAre("a.yml", "b.json"));
  EXPECT_EQ(manifest.kind, "forge");
  EXPECT_THAT(ParseArguments({"manifest", "a.yml", "--kind", "connectt"}).err,
              HasSubstr("--kind"));
}

TEST(CommandLineTest, ListsAreSplitAtCommas) {
  EXPECT_THAT(Parsed<AnswersOptions>({"answers", "--app", "a", "--verdict", "no,unknown"})
                  .verdicts,
              ElementsAre("no", "unknown"));
  EXPECT_THAT(Parsed<FactsOptions>({"facts", "--state", "active,expired"}).states,
              ElementsAre("active", "expired"));
}

TEST(CommandLineTest, CommandsBelowCommands) {
  EXPECT_EQ(Parsed<PoliciesOptions>({"policies"}).what, PoliciesOptions::What::kList);
  const auto clauses = Parsed<PoliciesOptions>({"policies", "clauses", "r"});
  EXPECT_EQ(clauses.what, PoliciesOptions::What::kClauses);
  EXPECT_EQ(clauses.name, "r");
  EXPECT_EQ(Parsed<FactsOptions>({"facts", "show", "f"}).what, FactsOptions::What::kShow);
  const auto search = Parsed<QuestionsOptions>({"questions", "search", "facts", "apps"});
  EXPECT_EQ(search.what, QuestionsOptions::What::kSearch);
  EXPECT_THAT(search.words, ElementsAre("facts", "apps"));
}

TEST(CommandLineTest, VerifyTakesSeveralFilesAndTexts) {
  const auto verify = Parsed<VerifyOptions>(
      {"verify", "a.json", "b.json", "--text", "p.md", "--text", "q.md", "--texts", "d"});
  EXPECT_THAT(verify.files, ElementsAre("a.json", "b.json"));
  EXPECT_THAT(verify.texts, ElementsAre("p.md", "q.md"));
  EXPECT_THAT(verify.dirs, ElementsAre("d"));
}

TEST(CommandLineTest, WrongUsageIsExplainedAndEndsWithTwo) {
  const std::vector<std::vector<const char*>> wrong = {
      {},
      {"frobnicate"},
      {"ask"},
      {"ask", "q"},
      {"ask", "q", "--app", "a", "surplus"},
      {"apps", "--output", "xml"},
      {"apps", "--timeout", "-1"},
      {"apps", "--color", "red"},
      {"completion", "tcsh"},
      {"policies", "show"},
      {"questions", "search"},
      {"verify"}};
  for (const auto& arguments : wrong) {
    const CommandLine line = ParseArguments(arguments);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(line.command));
    EXPECT_EQ(line.exit_code, 2) << (arguments.empty() ? "" : arguments[0]);
    EXPECT_NE(line.err, "") << (arguments.empty() ? "" : arguments[0]);
  }
}

void ExpectHelpWithExample(const std::string& path, const CommandNode& node) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : path + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, ""));
    }
  }
  std::vector<const char*> arguments;
  for (const std::string& part : words) arguments.push_back(part.c_str());
  arguments.push_back("--help");
  const CommandLine line = ParseArguments(arguments);
  EXPECT_EQ(line.exit_code, 0) << path << line.err;
  EXPECT_THAT(line.out, HasSubstr("Examples:\n  clausebook " + path)) << path;
  for (const CommandNode& command : node.commands) {
    ExpectHelpWithExample(path + (path.empty() ? "" : " ") + command.name, command);
  }
}

TEST(CommandLineTest, EveryCommandHelpsWithAnExample) {
  for (const CommandNode& command : DescribeCommands().commands) {
    if (command.name == "completion" || command.name == "verify") continue;
    ExpectHelpWithExample(command.name, command);
  }
  EXPECT_THAT(ParseArguments({"verify", "--help"}).out, HasSubstr("clausebook verify"));
  EXPECT_THAT(ParseArguments({"completion", "--help"}).out, HasSubstr("completion bash"));
  EXPECT_THAT(ParseArguments({"--help"}).out, HasSubstr("Exit codes:"));
}

// Completions of `words` (the last one being typed) by a real bash, with a `clausebook`
// that knows two questions and two apps.
std::string Complete(const std::vector<std::string>& words) {
  // Of this run's own: several may go on at once.
  std::string path = testing::TempDir() + "/clausebook-completion-XXXXXX";
  close(mkstemp(path.data()));
  std::ofstream script(path);
  script << *CompletionScript("bash", DescribeCommands())
         << "clausebook() { case $1 in questions) echo data-sold backups;; "
            "apps) echo clock chart;; questionnaires) echo tab caiq;; esac; "
            "}\nCOMP_WORDS=(clausebook";
  for (const std::string& word : words) script << " '" << word << "'";
  script << ")\nCOMP_CWORD=" << words.size()
         << "\n_clausebook\necho \"${COMPREPLY[@]}\"\n";
  script.close();
  std::array<char, 4096> buffer{};
  FILE* pipe = popen(("bash " + path + " 2>&1").c_str(), "r");
  const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe);
  pclose(pipe);
  std::remove(path.c_str());
  std::string out(buffer.data(), size);
  if (!out.empty()) out.pop_back();
  return out;
}

TEST(CompletionTest, BashOffersCommandsOptionsValuesAndIds) {
  EXPECT_EQ(Complete({"pol"}), "policies");
  EXPECT_EQ(Complete({"policies", ""}), "show clauses text");
  EXPECT_EQ(Complete({"ask", "data"}), "data-sold");
  EXPECT_EQ(Complete({"ask", "data-sold", "--ap"}), "--app");
  EXPECT_EQ(Complete({"ask", "data-sold", "--app", "c"}), "clock chart");
  EXPECT_EQ(Complete({"history", "ch"}), "chart");
  EXPECT_EQ(Complete({"apps", "--output", ""}), "text json yaml");
  EXPECT_EQ(Complete({"completion", "z"}), "zsh");
  EXPECT_EQ(Complete({"questions", "show", "back"}), "backups");
  EXPECT_EQ(Complete({"facts", "--state", "await"}), "awaiting-review");
  EXPECT_EQ(Complete({"fill", "--app", "c"}), "clock chart");
  EXPECT_EQ(Complete({"fill", "--questionnaire", "t"}), "tab");
  EXPECT_EQ(Complete({"fill", "--formula-texts", "q"}), "quote-prefix");
  EXPECT_EQ(Complete({"responses", "ex"}), "export");
  EXPECT_EQ(Complete({"questionnaires", "show", ""}), "tab caiq");
}

TEST(CompletionTest, TheOtherShellsKnowEveryCommand) {
  const CommandNode root = DescribeCommands();
  const auto zsh = CompletionScript("zsh", root);
  const auto fish = CompletionScript("fish", root);
  ASSERT_TRUE(zsh.ok() && fish.ok());
  for (const CommandNode& command : root.commands) {
    EXPECT_THAT(*zsh, HasSubstr("' " + command.name + "'"));
    EXPECT_THAT(*fish, HasSubstr("-a " + command.name + " -d"));
  }
  EXPECT_EQ(CompletionScript("tcsh", root).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(CommandLineTest, ReviewsAreByKeyOrById) {
  const auto review =
      Parsed<ReviewOptions>({"review", "--accept", "a,b", "--accept", "c", "--reject",
                             "d", "--reason", "No.", "--as", "Mara", "privacy"});
  EXPECT_THAT(review.accept, ElementsAre("a", "b", "c"));
  EXPECT_THAT(review.reject, ElementsAre("d"));
  EXPECT_EQ(review.reviewer, "Mara");
  EXPECT_EQ(review.what, "privacy") << "an option takes one value only";
  const auto suggest =
      Parsed<SuggestOptions>({"suggest", "new.md", "--vendor", "v", "--show", "open"});
  EXPECT_EQ(suggest.what, "new.md");
  EXPECT_EQ(suggest.vendor, "v");
  EXPECT_THAT(suggest.states, ElementsAre("open"));
}

TEST(CommandLineTest, YamlIsForSuggestionsOnly) {
  EXPECT_EQ(ParseArguments({"suggest", "p", "--output", "yaml"}).err, "");
  const CommandLine wrong = ParseArguments({"facts", "--output", "yaml"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("clausebook suggest"));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(wrong.command));
}

std::string HelpOf(const char* command, int width) {
  const char* words[] = {"clausebook", command, "--help"};
  return ParseCommandLine(3, words, "", width).out;
}

TEST(CommandLineTest, HelpIsWrappedButExamplesAreForCopying) {
  for (const char* command : {"check", "fill", "review", "policies", "properties"}) {
    std::istringstream help(HelpOf(command, 60));
    for (std::string line; std::getline(help, line);) {
      // Names of options, with what they take, and commands to copy stay in one piece.
      const bool whole = line.rfind("  ", 0) == 0 && line.rfind("   ", 0) != 0;
      const bool goes_on = line.find(" --") != std::string::npos;
      if (!whole && !goes_on) {
        EXPECT_LE(line.size(), 60u) << command << ": " << line;
      }
    }
  }
  EXPECT_THAT(HelpOf("check", 60), HasSubstr("--format sarif > check.sarif\n"));
  EXPECT_THAT(HelpOf("check", 60), HasSubstr("\n  1  there is: a release would"));
  EXPECT_THAT(HelpOf("review", 80), ::testing::Not(HasSubstr("(Env:")))
      << "said in words";
}

}  // namespace
}  // namespace clausebook::cli
