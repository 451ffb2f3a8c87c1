// What the commands for questionnaires and responses mean.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/command_line.h"

namespace clausebook::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

CommandLine ParseWords(std::vector<const char*> words) {
  words.insert(words.begin(), "clausebook");
  return ParseCommandLine(static_cast<int>(words.size()), words.data(), "");
}

template <typename Options>
Options ReadWords(std::vector<const char*> words) {
  const CommandLine line = ParseWords(std::move(words));
  const auto* options = std::get_if<Options>(&line.command);
  EXPECT_NE(options, nullptr) << line.out << line.err;
  return options == nullptr ? Options() : *options;
}

TEST(FillCommandTest, AFileAnAppAndWhereTheResultGoes) {
  const auto fill = ReadWords<FillOptions>(
      {"fill", "list.xlsx", "--app", "clock", "--out", "filled.xlsx", "--ledger",
       "l.json", "--include-unapproved", "--as-of", "2026-01-01", "--overwrite",
       "--unlock", "--allow-unlisted", "--formula-texts", "quote-prefix"});
  EXPECT_EQ(fill.file, "list.xlsx");
  EXPECT_EQ(fill.app, "clock");
  EXPECT_EQ(fill.out, "filled.xlsx");
  EXPECT_EQ(fill.ledger, "l.json");
  EXPECT_EQ(fill.times.as_of, "2026-01-01");
  EXPECT_TRUE(fill.include_unapproved && fill.overwrite && fill.unlock &&
              fill.allow_unlisted);
  EXPECT_EQ(fill.formula_texts, "quote-prefix");
  EXPECT_FALSE(fill.walk || fill.show_layout || fill.all);
}

TEST(FillCommandTest, NothingGoesOutUnapprovedByDefault) {
  const auto fill = ReadWords<FillOptions>({"fill", "list.xlsx", "--app", "clock"});
  EXPECT_FALSE(fill.include_unapproved);
  EXPECT_FALSE(fill.overwrite || fill.unlock || fill.allow_unlisted);
  EXPECT_EQ(fill.formula_texts, "refuse");
  EXPECT_EQ(fill.out, "");
  EXPECT_EQ(fill.record, "");
}

TEST(FillCommandTest, WhatIsWhere) {
  const auto fill = ReadWords<FillOptions>({"fill",
                                            "l.xlsx",
                                            "--app",
                                            "a",
                                            "--sheet",
                                            "Controls",
                                            "--sheet",
                                            "More",
                                            "--header-row",
                                            "-1",
                                            "--first-row",
                                            "4",
                                            "--last-row",
                                            "90",
                                            "--question-column",
                                            "Requirement",
                                            "--answer-column",
                                            "D",
                                            "--comment-column",
                                            "-",
                                            "--id-column",
                                            "A",
                                            "--section-column",
                                            "B"});
  EXPECT_THAT(fill.layout.sheets, ElementsAre("Controls", "More"));
  EXPECT_EQ(fill.layout.header_row, -1);
  EXPECT_EQ(fill.layout.first_row, 4);
  EXPECT_EQ(fill.layout.last_row, 90);
  EXPECT_EQ(fill.layout.question_column, "Requirement");
  EXPECT_EQ(fill.layout.answer_column, "D");
  EXPECT_EQ(fill.layout.comment_column, "-");
  EXPECT_EQ(fill.layout.id_column, "A");
  EXPECT_EQ(fill.layout.section_column, "B");
}

TEST(FillCommandTest, WrongWordsAreRefused) {
  for (const std::vector<const char*>& words :
       {std::vector<const char*>{"fill", "l.xlsx"},
        {"fill", "l.xlsx", "--app", "a", "--formula-texts", "maybe"},
        {"fill", "--app", "a", "--questionnaire", "q", "--form", "pdf"},
        {"fill", "l.xlsx", "--app", "a", "--first-row", "0"},
        {"fill", "l.xlsx", "m.xlsx", "--app", "a"}}) {
    const CommandLine line = ParseWords(words);
    EXPECT_EQ(line.exit_code, 2);
    EXPECT_NE(line.err, "");
  }
  EXPECT_THAT(ParseWords({"fill", "--help"}).out,
              ::testing::AllOf(HasSubstr("13   done, and some rows need a person"),
                               HasSubstr("FILLING.md")));
}

TEST(ResponsesCommandTest, DecisionsNameItemsByNumberAndWhoDecides) {
  using What = ResponsesOptions::What;
  const auto approve = ReadWords<ResponsesOptions>(
      {"responses", "approve", "acme", "3", "4", "--by", "Mara", "--dry-run"});
  EXPECT_EQ(approve.what, What::kApprove);
  EXPECT_EQ(approve.response, "acme");
  EXPECT_THAT(approve.items, ElementsAre("3", "4"));
  EXPECT_EQ(approve.by, "Mara");
  EXPECT_TRUE(approve.dry_run);
  const auto all = ReadWords<ResponsesOptions>(
      {"responses", "approve", "acme", "--all-proposed", "--by", "Mara"});
  EXPECT_TRUE(all.all_proposed);
  const auto own = ReadWords<ResponsesOptions>(
      {"responses", "override", "acme", "14", "--answer", "Yes", "--comment", "c",
       "--reason", "r", "--expires", "2027-01-01", "--by", "Mara"});
  EXPECT_EQ(own.what, What::kOverride);
  EXPECT_EQ(own.answer, "Yes");
  EXPECT_EQ(own.comment, "c");
  EXPECT_EQ(own.reason, "r");
  EXPECT_EQ(own.expires, "2027-01-01");
  const auto reopen = ReadWords<ResponsesOptions>(
      {"responses", "reopen", "acme", "14", "--by", "Mara", "--reason", "r"});
  EXPECT_EQ(reopen.what, What::kReopen);
  EXPECT_EQ(reopen.reason, "r");
}

TEST(ResponsesCommandTest, WhatAPersonStandsForTakesANameAReasonAndADay) {
  for (const std::vector<const char*>& words :
       {std::vector<const char*>{"responses", "approve", "acme", "3"},
        {"responses", "override", "acme", "1", "--answer", "Yes", "--by", "M", "--reason",
         "r"},
        {"responses", "override", "acme", "1", "--answer", "Yes", "--by", "M",
         "--expires", "2027-01-01"},
        {"responses", "reopen", "acme", "--by", "M"},
        {"responses", "export", "acme"},
        {"responses", "diff"}}) {
    EXPECT_EQ(ParseWords(words).exit_code, 2) << words[1];
  }
}

TEST(ResponsesCommandTest, ListsShowsExportsAndCompares) {
  using What = ResponsesOptions::What;
  EXPECT_EQ(ReadWords<ResponsesOptions>({"responses"}).what, What::kList);
  const auto list = ReadWords<ResponsesOptions>({"responses", "list", "--app", "clock"});
  EXPECT_EQ(list.what, What::kList);
  EXPECT_EQ(list.app, "clock");
  const auto show = ReadWords<ResponsesOptions>(
      {"responses", "show", "acme", "--open", "--vendor", "v"});
  EXPECT_EQ(show.what, What::kShow);
  EXPECT_TRUE(show.open_only);
  EXPECT_EQ(show.vendor, "v");
  const auto exported = ReadWords<ResponsesOptions>(
      {"responses", "export", "acme", "--out", "-", "--form", "markdown"});
  EXPECT_EQ(exported.what, What::kExport);
  EXPECT_EQ(exported.out, "-");
  EXPECT_EQ(exported.form, "markdown");
  EXPECT_FALSE(exported.include_unapproved);
  const auto diff = ReadWords<ResponsesOptions>(
      {"responses", "diff", "acme", "--as-of", "2027-01-01", "--exit-code"});
  EXPECT_EQ(diff.what, What::kDiff);
  EXPECT_EQ(diff.times.as_of, "2027-01-01");
  EXPECT_TRUE(diff.exit_code);
}

TEST(MatchCommandTest, WordingsAndWhatPeopleSayTheyAsk) {
  const auto match =
      ReadWords<MatchOptions>({"match", "Is it sold?", "Who reads it?", "--vendor", "v",
                               "--questionnaire", "q", "--item", "A-1"});
  EXPECT_THAT(match.wordings, ElementsAre("Is it sold?", "Who reads it?"));
  EXPECT_EQ(match.vendor, "v");
  EXPECT_EQ(match.questionnaire, "q");
  EXPECT_EQ(match.item, "A-1");
  using What = MappingsOptions::What;
  const auto confirm = ReadWords<MappingsOptions>(
      {"mappings", "confirm", "Sold or kept?", "--vendor", "v", "--question", "a",
       "--question", "b", "--opposite", "c", "--by", "Mara"});
  EXPECT_EQ(confirm.what, What::kConfirm);
  EXPECT_EQ(confirm.wording, "Sold or kept?");
  EXPECT_THAT(confirm.questions, ElementsAre("a", "b"));
  EXPECT_THAT(confirm.opposites, ElementsAre("c"));
  const auto revoke = ReadWords<MappingsOptions>(
      {"mappings", "revoke", "vendors/v/mappings/m", "--by", "Mara", "--reason", "r"});
  EXPECT_EQ(revoke.what, What::kRevoke);
  EXPECT_EQ(revoke.name, "vendors/v/mappings/m");
  const auto list =
      ReadWords<MappingsOptions>({"mappings", "--vendor", "v", "--revoked"});
  EXPECT_EQ(list.what, What::kList);
  EXPECT_TRUE(list.revoked);
  EXPECT_EQ(ParseWords(
                {"mappings", "confirm", "x", "--nothing", "--question", "a", "--by", "M"})
                .exit_code,
            2);
  EXPECT_EQ(ReadWords<QuestionnairesOptions>({"questionnaires", "show", "q"}).name, "q");
}

TEST(PayloadCommandTest, IsComparedOrMade) {
  const auto compare = ReadWords<PayloadOptions>(
      {"payload", "compare", "told.json", "--app", "a", "--exit-code", "--all"});
  EXPECT_FALSE(compare.make);
  EXPECT_EQ(compare.file, "told.json");
  EXPECT_TRUE(compare.exit_code && compare.all);
  const auto make = ReadWords<PayloadOptions>({"payload", "make", "--app", "a"});
  EXPECT_TRUE(make.make);
  EXPECT_EQ(make.out, "-");
  EXPECT_EQ(ParseWords({"payload", "compare", "--app", "a"}).exit_code, 2);
  EXPECT_EQ(ParseWords({"payload"}).exit_code, 2);
}

}  // namespace
}  // namespace clausebook::cli
