// Plans, outcomes, faults and errors as people see them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "clients/cli/exit_codes.h"
#include "clients/cli/render/book.h"
#include "clients/cli/render/error.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;

const Style kBookPlain{80, false};

v1::ApplyBookResponse Plan() {
  v1::ApplyBookResponse plan;
  plan.set_publisher("vendors/acme");
  plan.set_app_count(1);
  plan.set_policy_count(2);
  plan.set_fact_count(3);
  auto* add = plan.add_changes();
  add->set_action(v1::BOOK_ACTION_ADD);
  add->set_resource("vendors/acme/facts/new");
  add->set_path("factbook.yaml");
  add->set_line(12);
  auto* change = plan.add_changes();
  change->set_action(v1::BOOK_ACTION_CHANGE);
  change->set_resource("vendors/acme/facts/kept");
  change->set_detail("value: false -> true");
  auto* retract = plan.add_changes();
  retract->set_action(v1::BOOK_ACTION_RETRACT);
  retract->set_resource("vendors/acme/facts/old");
  return plan;
}

TEST(RenderPlanTest, MarksWhatIsAddedChangedAndRetracted) {
  EXPECT_EQ(RenderPlan(Plan(), kBookPlain),
            "  + vendors/acme/facts/new\n"
            "      (factbook.yaml:12)\n"
            "  ~ vendors/acme/facts/kept\n"
            "      value: false -> true\n"
            "  - vendors/acme/facts/old\n");
}

TEST(RenderPlanTest, ShowsWhatIsOddAboutManifests) {
  v1::ApplyBookResponse plan = Plan();
  auto* notice = plan.add_notices();
  notice->set_path("manifests/clock.yml");
  notice->mutable_notice()->set_line(7);
  notice->mutable_notice()->set_fault(true);
  notice->mutable_notice()->set_message("The key 'runtime' is missing.");
  EXPECT_THAT(
      RenderPlan(plan, kBookPlain),
      HasSubstr("  FAULT  manifests/clock.yml:7: The key 'runtime' is missing.\n"));
}

TEST(RenderOutcomeTest, CountsWhatWasDone) {
  EXPECT_EQ(RenderOutcome(Plan(), false, kBookPlain),
            "Done: 1 added, 1 changed, 1 retracted (vendors/acme: 1 app, 2 policies, "
            "3\nfacts).\n");
  EXPECT_THAT(RenderOutcome(Plan(), true, kBookPlain), HasSubstr("Nothing was changed."));
  v1::ApplyBookResponse nothing = Plan();
  nothing.clear_changes();
  EXPECT_THAT(RenderOutcome(nothing, false, kBookPlain), HasSubstr("Nothing to change"));
}

TEST(RenderProblemsTest, OneLineForEachFaultWithItsPlaceAndRemedy) {
  v1::BookProblems problems;
  auto* problem = problems.add_problems();
  problem->set_path("factbook.yaml");
  problem->set_line(12);
  problem->set_column(5);
  problem->set_message(
      "The quote is not in the text; this line is long and must not be wrapped by us.");
  problem->set_hint("Nearest: line 3.");
  problems.add_problems()->set_message("No vendor.");
  problems.set_more(2);
  EXPECT_EQ(RenderProblems(problems, "books/acme/", kBookPlain),
            "books/acme/factbook.yaml:12:5: The quote is not in the text; this line is "
            "long and must not be wrapped by us.\n"
            "    Nearest: line 3.\n"
            "books/acme/: No vendor.\n"
            "4 faults in the book; nothing was changed.\n"
            "2 of them are not shown.\n");
}

TEST(RenderErrorTest, AServerThatIsNotThereComesWithTheCommandThatStartsIt) {
  client::Error error;
  error.code = absl::StatusCode::kUnavailable;
  error.message = "failed to connect to all addresses";
  const std::string out = RenderError(error, "127.0.0.1:7447", kBookPlain);
  EXPECT_THAT(out, HasSubstr("127.0.0.1:7447 cannot be reached"));
  EXPECT_THAT(out, HasSubstr("clausebookd --listen"));
}

TEST(RenderErrorTest, NobodyIsToldToStartAServerOnAnotherMachine) {
  client::Error error;
  error.code = absl::StatusCode::kUnavailable;
  const std::string out = RenderError(error, "book.example:7447", kBookPlain);
  EXPECT_THAT(out, HasSubstr("--server HOST:PORT"));
  EXPECT_THAT(out, Not(HasSubstr("clausebookd --listen")));
}

TEST(RenderErrorTest, FieldsAreCalledByTheirOptions) {
  client::Error error;
  error.code = absl::StatusCode::kInvalidArgument;
  error.reason = "INVALID_FIELD";
  error.message =
      "decisions[0].override.expire_date: Choose a day after today. "
      "decisions[1].override.expire_date: Choose a day after today.";
  error.violations = {{"decisions[0].override.expire_date", "Choose a day after today."},
                      {"decisions[1].override.expire_date", "Choose a day after today."}};
  const std::string out = RenderError(error, "", kBookPlain);
  EXPECT_THAT(out, HasSubstr("--expires: Choose a day after today."));
  EXPECT_THAT(out, Not(HasSubstr("expire_date")));
}

TEST(RenderErrorTest, AnIdThatIsTakenComesWithWhatToDo) {
  client::Error error;
  error.code = absl::StatusCode::kAlreadyExists;
  error.reason = "ALREADY_EXISTS";
  error.message = "Response 'vendors/v/responses/acme-2026' exists already.";
  error.resource = {"clausebook.v1.Response", "vendors/v/responses/acme-2026"};
  EXPECT_THAT(RenderError(error, "", kBookPlain),
              ::testing::AllOf(HasSubstr("--record"),
                               HasSubstr("clausebook responses show acme-2026")));
}

TEST(RenderErrorTest, TooManyAppsComeWithTheOptionThatNamesThem) {
  client::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_LARGE";
  error.metadata = {{"field", "apps"}};
  EXPECT_THAT(RenderError(error, "", kBookPlain), HasSubstr("--apps"));
}

TEST(RenderErrorTest, AServerThatTakesTlsIsNotStartedAnew) {
  client::Error error;
  error.code = absl::StatusCode::kUnavailable;
  error.message = "last error: UNAVAILABLE: ipv4:127.0.0.1:7447: Socket closed";
  EXPECT_THAT(RenderError(error, "127.0.0.1:7447", kBookPlain),
              ::testing::AllOf(HasSubstr("--tls"), Not(HasSubstr("clausebookd"))));
  error.message = "Ssl handshake failed: certificate verify failed";
  EXPECT_THAT(RenderError(error, "127.0.0.1:7447", kBookPlain), HasSubstr("--ca"));
}

TEST(RenderErrorTest, WhatIsNotThereComesWithTheCommandThatListsWhatIs) {
  client::Error error;
  error.code = absl::StatusCode::kNotFound;
  error.message = "Questionnaire 'questionnaires/x' does not exist.";
  error.resource = {"clausebook.v1.Questionnaire", "questionnaires/x"};
  EXPECT_THAT(RenderError(error, "h:1", kBookPlain),
              HasSubstr("clausebook questionnaires"));
}

TEST(RenderErrorTest, AnErrorOfTheServiceIsShownInItsOwnWords) {
  client::Error error;
  error.code = absl::StatusCode::kUnavailable;
  error.reason = "DRAINING";
  error.message = "The server is going down.";
  error.violations = {{"as_of", "Not a day."}};
  error.retry_after = std::chrono::milliseconds(500);
  const std::string out = RenderError(error, "h:1", kBookPlain);
  EXPECT_EQ(out,
            "error: The server is going down.\n"
            "       as_of: Not a day.\n"
            "       Try again after 500 milliseconds.\n");
}

TEST(ErrorToJsonTest, HoldsAllThatAProgramNeeds) {
  client::Error error;
  error.code = absl::StatusCode::kInvalidArgument;
  error.reason = "INVALID_BOOK";
  error.message = "Faults.";
  error.violations = {{"files", "Too many."}};
  error.problems.add_problems()->set_line(4);
  const auto json = nlohmann::json::parse(ErrorToJson(error));
  EXPECT_EQ(json["code"], "INVALID_ARGUMENT");
  EXPECT_EQ(json["reason"], "INVALID_BOOK");
  EXPECT_EQ(json["violations"][0]["field"], "files");
  EXPECT_EQ(json["problems"][0]["line"], 4);
}

TEST(ExitCodeTest, TellsScriptsWhatHappened) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), 0);
  EXPECT_EQ(ExitCodeOf(absl::FailedPreconditionError("")), 1);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("")), 2);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("")), 3);
  EXPECT_EQ(ExitCodeOf(absl::DeadlineExceededError("")), 3);
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("")), 4);
  EXPECT_EQ(ExitCodeOf(absl::InternalError("")), 5);
  EXPECT_EQ(ExitCodeOf(v1::VERDICT_YES), 0);
  EXPECT_EQ(ExitCodeOf(v1::VERDICT_VALUE), 0);
  EXPECT_EQ(ExitCodeOf(v1::VERDICT_NO), 10);
  EXPECT_EQ(ExitCodeOf(v1::VERDICT_UNKNOWN), 11);
  EXPECT_EQ(ExitCodeOf(v1::VERDICT_CONFLICT), 12);
}

}  // namespace
}  // namespace clausebook::cli
