// Every command of the command line as people and programs run it: what comes out
// where, and with which exit code.
#include "tests/integration/cli_test.h"

#include <nlohmann/json.hpp>

#include "clients/cli/command_line.h"
#include "clients/cli/command_tree.h"
#include "service/base/digest.h"

namespace clausebook {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Words = std::vector<std::string>;

constexpr char kPolicy[] = "vendors/lanternfish/policies/privacy-policy";
constexpr char kNobody[] = "127.0.0.1:1";  // nothing listens there

// All commands: {"ask"}, {"policies", "show"} …
void Flatten(const cli::CommandNode& node, const Words& path, std::vector<Words>& out) {
  for (const cli::CommandNode& command : node.commands) {
    Words inner = path;
    inner.push_back(command.name);
    out.push_back(inner);
    Flatten(command, inner, out);
  }
}

std::vector<Words> AllCommands() {
  std::vector<Words> all;
  Flatten(cli::DescribeCommands(), {}, all);
  return all;
}

json Json(const std::string& text) {
  auto parsed = json::parse(text, nullptr, /*allow_exceptions=*/false);
  EXPECT_FALSE(parsed.is_discarded()) << text;
  return parsed;
}

TEST_F(CliTest, EveryCommandHasHelpWithExamples) {
  EXPECT_THAT(Output({"--help"}),
              AllOf(HasSubstr("Exit codes:"), HasSubstr("Examples:")));
  ASSERT_GT(AllCommands().size(), 15u);
  for (Words command : AllCommands()) {
    const std::string name = command.back();
    command.push_back("--help");
    EXPECT_THAT(Output(command), AllOf(HasSubstr("Examples:"), HasSubstr(name)));
  }
}

TEST_F(CliTest, WrongUsageIsSaidOnStandardErrorWithExitCode2) {
  EXPECT_THAT(Complaint({}, 2), HasSubstr("--help"));
  EXPECT_THAT(Complaint({"aks"}, 2),
              AllOf(HasSubstr("There is no command 'aks'"), HasSubstr("'ask'")));
  EXPECT_THAT(Complaint({"policies", "shw"}, 2), HasSubstr("shw"));
  EXPECT_THAT(Complaint({"apps", "--nonsense"}, 2), HasSubstr("--nonsense"));
  EXPECT_THAT(Complaint({"ask", "data-sold"}, 2), HasSubstr("--app is required"));
  EXPECT_THAT(Complaint({"--output", "xml", "apps"}, 2), HasSubstr("xml"));
  EXPECT_THAT(Complaint({"--timeout", "0", "apps"}, 2), HasSubstr("--timeout"));
}

TEST_F(CliTest, AServerThatIsNotThereIsExitCode3FromEveryCommandThatNeedsIt) {
  const std::string book = std::string(CLAUSEBOOK_SOURCE) + "/deploy/demo";
  for (const Words& command :
       std::vector<Words>{{"ping"},
                          {"ask", "data-sold", "--app", "tidewatch"},
                          {"answers", "--app", "tidewatch"},
                          {"apply", book},
                          {"export", "lanternfish", folder_.File("book")},
                          {"apps"},
                          {"policies"},
                          {"policies", "show", kPolicy},
                          {"facts"},
                          {"facts", "show", "vendors/lanternfish/facts/x"},
                          {"questions"},
                          {"questions", "show", "data-sold"},
                          {"history", "tidewatch"}}) {
    const auto result = RunAt(kNobody, command);
    EXPECT_EQ(result.exit_code, 3) << command[0];
    EXPECT_EQ(result.out, "") << command[0];
    EXPECT_THAT(result.err, AllOf(HasSubstr(kNobody), HasSubstr("cannot be reached"),
                                  HasSubstr("Is it running?")));
  }
}

TEST_F(CliTest, ErrorsAreJsonForPrograms) {
  const auto missing = Json(Complaint({"--json", "ask", "data-sold", "--app", "x"}, 4));
  EXPECT_EQ(missing["code"], "NOT_FOUND");
  const auto wrong = Json(Complaint({"facts", "show", "x/y", "--json"}, 2));
  EXPECT_EQ(wrong["violations"][0]["field"], "name");
  EXPECT_EQ(Json(RunAt(kNobody, {"--json", "ping"}).err)["code"], "UNAVAILABLE");
}

TEST_F(CliTest, Ping) {
  EXPECT_THAT(Output({"ping"}), HasSubstr("is serving"));
  EXPECT_EQ(Json(Output({"ping", "--json"}))["status"], "SERVING");
}

TEST_F(CliTest, VersionNeedsNoServer) {
  const auto result = RunAt(kNobody, {"version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, StartsWith("clausebook "));
  EXPECT_TRUE(Json(Output({"version", "--json"})).contains("version"));
}

TEST_F(CliTest, AManifestIsReadWithoutAServer) {
  const std::string folder = std::string(CLAUSEBOOK_SOURCE) + "/tests/testing/manifests/";
  const auto shown = RunAt(kNobody, {"manifest", folder + "egress.yml"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("NO       No."), HasSubstr("egress.yml:27"),
                               HasSubstr("remotes: remotes[0]")));
  testing::WriteWholeFile(folder_.File("torn.yml"), "app: [1\nb: 2\n");
  const auto both = RunAt(
      kNobody, {"manifest", "--json", folder_.File("torn.yml"), folder + "jwt.json"});
  EXPECT_EQ(both.exit_code, 1);
  const auto files = Json(both.out)["files"];
  EXPECT_THAT(files[0]["error"].get<std::string>(), HasSubstr("torn.yml: line 2"));
  EXPECT_EQ(files[1]["kind"], "CONNECT_DESCRIPTOR");
  EXPECT_THAT(Complaint({"manifest", folder_.File("none.yml")}, 2),
              HasSubstr("cannot be read"));
  EXPECT_THAT(Complaint({"manifest"}, 2), HasSubstr("file is required"));
}

TEST_F(CliTest, CompletionsKnowEveryCommand) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = Output({"completion", shell});
    for (const Words& command : AllCommands()) {
      EXPECT_THAT(script, HasSubstr(command.back())) << shell;
    }
  }
  const std::string file = folder_.File("completion");
  testing::WriteWholeFile(file, Output({"completion", "bash"}));
  const auto checked = testing::RunProgram({"bash", "-n", file});
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_THAT(Complaint({"completion", "tcsh"}, 2), HasSubstr("bash"));
}

TEST_F(CliTest, AskShowsTheVerdictAndTheClause) {
  EXPECT_THAT(
      Output({"ask", "stores-data-off-atlassian", "--app", "tidewatch"}),
      AllOf(StartsWith("NO"), HasSubstr("All of it stays in Atlassian’s custody.")));
  const auto answer = Json(Output(
      {"ask", "data-sold", "--app", "vendors/lanternfish/apps/tidewatch", "--json"}));
  EXPECT_EQ(answer["app"], "vendors/lanternfish/apps/tidewatch");
  EXPECT_EQ(answer["question"], "questions/data-sold");
  EXPECT_EQ(Output({"ask", "data-sold", "--app", "tidewatch", "--as-of", "2010-01-01"})
                .rfind("UNKNOWN", 0),
            0u);
}

TEST_F(CliTest, AskEndsWithTheVerdictIfToldTo) {
  const auto code = [](const char* question, const char* app) {
    return Run({"ask", question, "--app", app, "--exit-code"}).exit_code;
  };
  EXPECT_EQ(code("hosting-platform", "tidewatch"), 0);
  EXPECT_EQ(code("stores-data-off-atlassian", "tidewatch"), 10);
  EXPECT_EQ(code("penetration-tested", "tidewatch"), 11);
  EXPECT_EQ(code("retention-after-uninstall", "soundings"), 12);
}

TEST_F(CliTest, AskNamesWhatWasMeant) {
  EXPECT_THAT(Complaint({"ask", "data-sold", "--app", "tidwatch"}, 4),
              HasSubstr("Did you mean 'tidewatch'?"));
  EXPECT_THAT(Complaint({"ask", "data-sol", "--app", "tidewatch"}, 4),
              HasSubstr("Did you mean 'data-sold'"));
  EXPECT_THAT(Complaint({"ask", "Is any data sold anywhere?", "--app", "tidewatch"}, 4),
              HasSubstr("data-sold"));
  const auto day =
      Complaint({"ask", "data-sold", "--app", "tidewatch", "--as-of", "2025-02-30"}, 2);
  EXPECT_THAT(day, HasSubstr("write YYYY-MM-DD"));
  EXPECT_EQ(day.find("2025-02-30"), day.rfind("2025-02-30")) << "said once: " << day;
  EXPECT_THAT(
      Complaint({"ask", "data-sold", "--app", "tidewatch", "--known-at", "soon"}, 2),
      HasSubstr("--known-at 'soon' is not a time"));
}

TEST_F(CliTest, AnswersAreAllOrThoseWanted) {
  const auto all = Json(Output({"answers", "--app", "tidewatch", "--json"}))["answers"];
  EXPECT_GT(all.size(), 100u);
  const auto open = Json(Output({"answers", "--app", "tidewatch", "--json", "--verdict",
                                 "unknown,conflict"}))["answers"];
  EXPECT_LT(open.size(), all.size());
  for (const auto& answer : open) {
    EXPECT_THAT(answer["verdict"].get<std::string>(),
                ::testing::AnyOf("VERDICT_UNKNOWN", "VERDICT_CONFLICT"));
  }
  EXPECT_THAT(Output({"answers", "--app", "tidewatch", "--topic", "hosting"}),
              HasSubstr("hosting-platform"));
  EXPECT_THAT(Complaint({"answers", "--app", "tidewatch", "--verdict", "maybe"}, 2),
              HasSubstr("none of yes, no"));
  EXPECT_THAT(Complaint({"answers", "--app", "tidewatch", "--topic", "x"}, 4),
              HasSubstr("Topics: "));
  EXPECT_THAT(Complaint({"answers", "--app", "x"}, 4), HasSubstr("no app 'x'"));
}

TEST_F(CliTest, Apps) {
  EXPECT_EQ(Output({"apps", "--ids"}), "pocket-charts\nsoundings\ntidewatch\n");
  EXPECT_EQ(Json(Output({"apps", "--vendor", "lanternfish", "--json"}))["apps"].size(),
            3u);
  EXPECT_THAT(Complaint({"apps", "--vendor", "nobody"}, 4), HasSubstr("vendors/nobody"));
}

TEST_F(CliTest, PoliciesDownToTheByte) {
  EXPECT_THAT(
      Output({"policies", "--publisher", "lanternfish"}),
      AllOf(HasSubstr("vendors/lanternfish/policies/"), HasSubstr("privacy-policy")));
  const auto shown = Json(Output({"policies", "show", kPolicy, "--json"}));
  EXPECT_EQ(Json(Output({"policies", "show", "privacy-policy", "--json"})), shown);
  const std::string revision = shown["policyRevisions"][0]["name"];
  EXPECT_THAT(Output({"policies", "show", kPolicy}), HasSubstr("2025-09-15"));
  EXPECT_GT(Json(Output({"policies", "clauses", revision, "--json"}))["clauses"].size(),
            20u);
  EXPECT_EQ(Sha256Hex(Output({"policies", "text", revision})),
            Json(Output({"policies", "text", revision, "--json"}))["sha256"]);
  EXPECT_THAT(Complaint({"policies", "show", "vendors/x/policies/y"}, 4),
              HasSubstr("vendors/x/policies/y"));
  EXPECT_THAT(Complaint({"policies", "text", "x"}, 4), HasSubstr("'x'"));
  EXPECT_THAT(Complaint({"policies", "--publisher", "nobody"}, 4), HasSubstr("'nobody'"));
}

TEST_F(CliTest, ARevisionIsNamedAsInDiff) {
  const auto shown = Json(Output({"policies", "show", kPolicy, "--json"}));
  const json& last = shown["policyRevisions"][0];
  const json& first = shown["policyRevisions"].back();
  ASSERT_NE(last["name"], first["name"]);
  const std::string name = first["name"];
  const std::string day = first["effectiveDate"];
  const auto text = [](const Words& words) {
    Words all{"policies", "text"};
    all.insert(all.end(), words.begin(), words.end());
    return Sha256Hex(Output(all));
  };
  EXPECT_EQ(text({"privacy-policy"}), last["sha256"]);
  EXPECT_EQ(text({kPolicy}), last["sha256"]);
  EXPECT_EQ(text({"privacy-policy", day}), first["sha256"]);
  EXPECT_EQ(text({kPolicy, name.substr(name.rfind('/') + 1)}), first["sha256"]);
  EXPECT_EQ(text({name}), first["sha256"]);
  EXPECT_EQ(Output({"policies", "clauses", "privacy-policy", day}),
            Output({"policies", "clauses", name}));
  EXPECT_THAT(Complaint({"policies", "text", "privacy-policy", "1999-01-01"}, 4),
              AllOf(HasSubstr("no revision '1999-01-01'"), HasSubstr(day)));
  EXPECT_THAT(Complaint({"policies", "text", name, day}, 2),
              HasSubstr("is a revision already"));
}

TEST_F(CliTest, WhatWasNotKnownThenIsSaidToBeKnownSince) {
  const std::string before = "2001-02-03T04:05:06Z";
  for (const Words& words : std::vector<Words>{
           {"ask", "data-sold", "--app", "tidewatch"},
           {"ask", "data-sold", "--app", "vendors/lanternfish/apps/tidewatch"},
           {"answers", "--app", "tidewatch"},
           {"facts", "--app", "tidewatch"},
           {"facts", "show", "vendors/lanternfish/facts/custody-tidewatch"},
           {"check", "--app", "tidewatch"},
           {"report", "--app", "tidewatch", "--out", folder_.File("r.html")},
           {"export", "lanternfish", folder_.File("book")}}) {
    Words at = words;
    at.insert(at.end(), {"--known-at", before});
    EXPECT_THAT(Complaint(at, 4),
                AllOf(HasSubstr("Nothing was known of"),
                      HasSubstr("2001-02-03T04:05:06Z"), HasSubstr("on record since"),
                      Not(HasSubstr("does not exist")), Not(HasSubstr("What there is"))))
        << words[0];
  }
  EXPECT_THAT(Output({"apps", "--known-at", before}),
              AllOf(HasSubstr("0 apps"), HasSubstr("on record since 20")));
  EXPECT_THAT(
      Complaint({"ask", "data-sold", "--app", "tidwatch", "--known-at", before}, 4),
      HasSubstr("There is no app 'tidwatch'"));
}

TEST_F(CliTest, FactsAndTheirHistory) {
  constexpr char kFact[] = "vendors/lanternfish/facts/custody-tidewatch";
  EXPECT_THAT(Output({"facts", "--app", "tidewatch"}), HasSubstr("custody-tidewatch"));
  EXPECT_THAT(Output({"facts", "show", kFact}), HasSubstr("storage.locations"));
  EXPECT_EQ(Json(Output({"facts", "show", kFact, "--json"}))["name"], kFact);
  EXPECT_GT(Json(Output({"history", "tidewatch", "--json"}))["factEvents"].size(), 10u);
  EXPECT_THAT(Output({"history", kFact}), HasSubstr("custody-tidewatch"));
  EXPECT_THAT(Complaint({"facts", "--state", "odd"}, 2), HasSubstr("none of active"));
  EXPECT_THAT(Complaint({"facts", "--property", "odd"}, 2),
              AllOf(HasSubstr("'odd'"), HasSubstr("clausebook properties")));
  EXPECT_EQ(Output({"facts", "show", "custody-tidewatch"}),
            Output({"facts", "show", kFact}));
  EXPECT_EQ(Output({"history", "custody-tidewatch"}), Output({"history", kFact}));
  EXPECT_THAT(Complaint({"facts", "show", "none"}, 4),
              HasSubstr("No vendor has a fact 'none'"));
  EXPECT_THAT(Complaint({"facts", "show", "vendors/lanternfish/facts/none"}, 4),
              HasSubstr("facts/none"));
  EXPECT_THAT(Complaint({"history", "tidwatch"}, 4), HasSubstr("'tidewatch'"));
}

TEST_F(CliTest, QuestionsAreListedFoundAndShown) {
  EXPECT_THAT(Output({"questions", "--topic", "hosting", "--ids"}),
              AllOf(HasSubstr("hosting-platform\n"), Not(HasSubstr("data-sold"))));
  EXPECT_THAT(Output({"questions", "search", "encrypted", "at", "rest"}),
              HasSubstr("encrypted-at-rest"));
  EXPECT_EQ(Json(Output({"questions", "show", "data-sold", "--json"}))["name"],
            "questions/data-sold");
  EXPECT_THAT(Complaint({"questions", "show", "data-sol"}, 4), HasSubstr("'data-sold'"));
  EXPECT_THAT(Complaint({"questions", "--topic", "hostng"}, 4),
              AllOf(HasSubstr("There is no topic 'hostng'"), HasSubstr("hosting")));
}

TEST_F(CliTest, PropertiesAreListedFoundAndShown) {
  const std::string all = Output({"properties"});
  EXPECT_THAT(all, AllOf(HasSubstr("storage.locations"), HasSubstr(" properties\n")));
  const auto listed = Json(Output({"properties", "--json"}))["properties"];
  EXPECT_GT(listed.size(), 100u);
  EXPECT_THAT(Output({"properties", "--topic", "storage", "--ids"}),
              AllOf(HasSubstr("storage.locations\n"), Not(HasSubstr("encryption."))));
  const auto declared = Json(Output({"properties", "--evidence", "manifest", "--json"}));
  EXPECT_LT(declared["properties"].size(), listed.size());
  for (const json& property : declared["properties"]) {
    EXPECT_THAT(property["evidenceKinds"].get<std::vector<std::string>>(),
                ::testing::Contains("manifest"));
  }
  EXPECT_THAT(Output({"properties", "search", "backed", "up"}),
              HasSubstr("availability.backups"));
  EXPECT_THAT(Output({"properties", "show", "storage.locations"}),
              AllOf(HasSubstr("atlassian"), HasSubstr("stores-data-off-atlassian")));
  EXPECT_EQ(Json(Output({"properties", "show", "properties/storage.locations",
                         "--json"}))["name"],
            "properties/storage.locations");
  EXPECT_THAT(Complaint({"properties", "show", "storage.location"}, 4),
              HasSubstr("Did you mean 'storage.locations'"));
  EXPECT_THAT(Complaint({"properties", "--topic", "storag"}, 4),
              AllOf(HasSubstr("There is no topic 'storag'"), HasSubstr("storage")));
  EXPECT_THAT(Complaint({"properties", "--evidence", "rumour"}, 2),
              HasSubstr("none of policy, manifest"));
}

TEST_F(CliTest, TheShippedCatalogueNeedsNoServer) {
  for (const char* what : {"questions", "properties"}) {
    const auto shipped = RunAt(kNobody, {what, "--shipped", "--ids"});
    EXPECT_EQ(shipped.exit_code, 0) << shipped.err;
    EXPECT_EQ(shipped.out, Output({what, "--ids"}));
    const auto unreachable = RunAt(kNobody, {what});
    EXPECT_EQ(unreachable.exit_code, 3);
    EXPECT_THAT(unreachable.err, HasSubstr("--shipped"));
    EXPECT_THAT(Complaint({what, "--shipped", "--server", "h:1"}, 2),
                HasSubstr("Either --server or --shipped"));
  }
  EXPECT_THAT(
      RunAt(kNobody, {"properties", "show", "storage.locations", "--shipped"}).out,
      HasSubstr("atlassian"));
}

TEST_F(CliTest, DemoNeedsNoServer) {
  const auto result = RunAt(kNobody, {"demo"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_THAT(result.out, AllOf(HasSubstr("$ clausebook ask"), HasSubstr("CONFLICT"),
                                HasSubstr("UNKNOWN")));
}

}  // namespace
}  // namespace clausebook
