// What reviews decided, in fact books: who approved facts, refusals, ends; what applying
// a book does to decisions that it does not hold; and the file that a review writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/base/error.h"
#include "tests/unit/evidence/shelf.h"

namespace clausebook::evidence {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

model::Publisher Acme() {
  model::Publisher publisher;
  publisher.id = "acme";
  return publisher;
}

model::Rejection Refusal(const std::string& reviewer) {
  model::Rejection rejection;
  rejection.policy.publisher = Acme();
  rejection.policy.policy = "privacy";
  rejection.suggestion = "use-sold-0123456789";
  rejection.reviewer = reviewer;
  rejection.date = *ParseDate("2026-03-01");
  return rejection;
}

constexpr char kBook[] = R"(clausebook: 1
vendor: {id: acme, name: Acme}
apps: [{id: one, name: One}]
policies:
  - id: privacy
    title: Privacy Policy
    revisions:
      - {file: old.txt, effective: 2025-01-01}
      - {file: new.txt, effective: 2026-01-01}
facts:
  - id: kept
    property: retention.after_uninstall
    at_most: 30 days
    revision: 2025-01-01
    quote: Data is deleted within 30 days.
)";

constexpr char kReviewed[] = R"(clausebook: 1
facts:
  - id: use-sold-0123456789
    property: use.sold
    equals: false
    revision: 2025-01-01
    quote: We never sell your data.
    approved: {by: Mara, on: 2026-02-01, suggestion: use-sold-0123456789, pattern: sold}
rejected:
  - suggestion: encryption-at-rest-0123456789
    says: encryption.at_rest is true
    by: Mara
    on: 2026-02-01
    reason: "Only of backups: says Jo."
endings:
  - {fact: kept, valid_until: 2026-01-01, by: Mara, on: 2026-02-02}
)";

BookFiles Files(const std::string& reviewed = kReviewed) {
  BookFiles files = {
      {kBookFile, kBook},
      {"old.txt", "We never sell your data.\nData is deleted within 30 days.\n"},
      {"new.txt", "We never sell your data.\nData is deleted within 60 days.\n"}};
  if (!reviewed.empty()) files[kReviewedFile] = reviewed;
  return files;
}

const BookFact& FactNamed(const FactBook& book, const std::string& id) {
  for (const BookFact& fact : book.facts) {
    if (fact.ref.fact == id) return fact;
  }
  throw std::invalid_argument("no fact " + id);
}

std::string FaultAfter(const std::string& what, const std::string& with) {
  const auto book = Shelf::Parse(Files(Replace(kReviewed, what, with)));
  const auto detail = GetErrorDetail(book.status());
  if (!detail || detail->faults.size() != 1) return std::string(book.status().ToString());
  const BookFault& fault = detail->faults[0];
  return fault.path + ":" + std::to_string(fault.line) + ": " + fault.message + " " +
         fault.hint;
}

TEST(BookReviews, AreReadWithTheFactsThatTheyAreAbout) {
  const auto book = Shelf::Parse(Files());
  ASSERT_TRUE(book.ok()) << book.status();
  const auto& sold = FactNamed(*book, "use-sold-0123456789").content.approval;
  ASSERT_TRUE(sold);
  EXPECT_EQ(sold->reviewer, "Mara");
  EXPECT_EQ(FormatDate(sold->date), "2026-02-01");
  EXPECT_EQ(sold->suggestion, "use-sold-0123456789");
  EXPECT_EQ(sold->pattern, "sold");
  EXPECT_EQ(book->places.at("vendors/acme/facts/use-sold-0123456789").path,
            kReviewedFile);

  ASSERT_THAT(book->rejections, SizeIs(1));
  EXPECT_EQ(book->rejections[0].policy.policy, "privacy") << "the only one there is";
  EXPECT_EQ(book->rejections[0].reason, "Only of backups: says Jo.");

  const auto& kept = FactNamed(*book, "kept").content;
  EXPECT_EQ(FormatDate(*kept.valid_until), "2026-01-01");
  EXPECT_EQ(kept.approval->reviewer, "Mara");
  EXPECT_EQ(FormatDate(kept.approval->date), "2026-02-02");
}

TEST(BookReviews, MayStandInTheBookItself) {
  BookFiles files = Files("");
  files[kBookFile] +=
      "    approved: {by: Jo, on: 2025-03-01}\nrejected:\n  - {suggestion: "
      "use-sold-0123456789, policy: privacy, by: Jo, on: 2025-03-01}\n";
  const auto book = Shelf::Parse(files);
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(FactNamed(*book, "kept").content.approval->reviewer, "Jo");
  EXPECT_THAT(book->rejections, SizeIs(1));
}

TEST(BookReviews, FaultsNameThePlaceAndTheRemedy) {
  EXPECT_THAT(FaultAfter("clausebook: 1", "clausebook: 2"),
              HasSubstr("reviewed.yaml:1: This program reads fact books of format 1"));
  EXPECT_THAT(FaultAfter("{by: Mara, on: 2026-02-01, sugg", "{on: 2026-02-01, sugg"),
              HasSubstr("reviewed.yaml:8: "));
  EXPECT_THAT(FaultAfter("on: 2026-02-01, suggestion", "on: tomorrow, suggestion"),
              HasSubstr("'tomorrow' is not a day"));
  EXPECT_THAT(FaultAfter("suggestion: encryption-at-rest-0123456789", "suggestion: No!"),
              HasSubstr("is not the id of a suggestion"));
  EXPECT_THAT(FaultAfter("    says:", "    policy: pirvacy\n    says:"),
              HasSubstr("The book has no policy 'pirvacy'. Did you mean 'privacy'"));
  EXPECT_THAT(FaultAfter("fact: kept", "fact: kpet"),
              HasSubstr("reviewed.yaml:16: The book has no fact 'kpet'. Did you mean"));
  EXPECT_THAT(FaultAfter("id: use-sold-0123456789", "id: kept"),
              HasSubstr("there twice"));
  EXPECT_THAT(FaultAfter("endings:",
                         "  - {suggestion: encryption-at-rest-0123456789, by: "
                         "Jo, on: 2026-01-01}\nendings:"),
              HasSubstr("is refused twice"));
  EXPECT_THAT(FaultAfter("rejected:", "refused:"), HasSubstr("refused"));
}

TEST(BookReviews, ApplyExportApplyChangesNothing) {
  Shelf shelf;
  const auto changes = shelf.Changes(Files());
  EXPECT_THAT(changes, ::testing::Contains("+ vendors/acme/policies/privacy/rejections/"
                                           "encryption-at-rest-0123456789"));
  EXPECT_THAT(shelf.Changes(Files()), IsEmpty());
  const BookFiles exported = shelf.Export();
  EXPECT_THAT(exported.at(kReviewedFile),
              AllOf(HasSubstr("id: use-sold-0123456789"), HasSubstr("rejected:"),
                    Not(HasSubstr("id: kept"))));
  EXPECT_THAT(exported.at(kBookFile), HasSubstr("valid_until: 2026-01-01"));
  EXPECT_THAT(shelf.Changes(exported), IsEmpty());
}

TEST(BookReviews, ABookThatLosesADecisionSaysSoInItsPlan) {
  Shelf shelf;
  shelf.Changes(Files());
  const auto plan = shelf.Apply(Files(""));
  ASSERT_TRUE(plan.ok());
  ASSERT_THAT(plan->changes, SizeIs(2)) << "what was refused stays so";
  EXPECT_EQ(plan->changes[0].resource, "vendors/acme/facts/use-sold-0123456789");
  EXPECT_TRUE(plan->changes[0].undoes_review);
  EXPECT_THAT(plan->changes[0].detail,
              HasSubstr("undoes the review of Mara, 2026-02-01"));
  EXPECT_EQ(plan->changes[1].resource, "vendors/acme/facts/kept");
  EXPECT_TRUE(plan->changes[1].undoes_review);
  EXPECT_THAT(plan->changes[1].detail, HasSubstr("valid_until: 2026-01-01 -> none"));
}

TEST(BookReviews, WhatTheBookHoldsMayBeEditedThere) {
  Shelf shelf;
  shelf.Changes(Files());
  const auto caveat = shelf.Apply(
      Files(Replace(kReviewed, "    approved:", "    caveat: So.\n    approved:")));
  ASSERT_TRUE(caveat.ok());
  ASSERT_THAT(caveat->changes, SizeIs(1));
  EXPECT_FALSE(caveat->changes[0].undoes_review);
  const auto later = shelf.Apply(Files(Replace(
      kReviewed, "by: Mara, on: 2026-02-01, sugg", "by: Jo, on: 2026-03-01, sugg")));
  ASSERT_TRUE(later.ok());
  ASSERT_THAT(later->changes, SizeIs(1));
  EXPECT_FALSE(later->changes[0].undoes_review) << "somebody decided later";
}

TEST(BookReviews, ADecisionMadeMeanwhileIsAChangeOfState) {
  Shelf shelf;
  const auto before = shelf.Apply(Files(""));
  ASSERT_TRUE(before.ok());
  const auto held = shelf.Apply(Files(""));
  ASSERT_TRUE(shelf
                  .Write([](storage::WriteTransaction& tx) {
                    return tx.AddRejection(Refusal("Jo")).status();
                  })
                  .ok());
  const auto stale = shelf.Apply(Files(kReviewed), held->state);
  EXPECT_EQ(GetErrorDetail(stale.status())->reason, Reason::kStateMismatch);
}

// As a review does: decides on a store that holds the book, then writes the file.
class WriteReviewed : public ::testing::Test {
 protected:
  std::string WriteFor(const BookFiles& files) {
    const auto book = Shelf::Parse(files);
    EXPECT_TRUE(book.ok()) << book.status();
    auto snapshot = *shelf_.store.Read(nullptr);
    const auto content = WriteReviewedFile(*book, TheCatalog(), *snapshot);
    EXPECT_TRUE(content.ok()) << content.status();
    return content.value_or("");
  }
  // That the book with the file that is written says what the store holds.
  void ExpectWrittenFor(BookFiles files) {
    const std::string content = WriteFor(files);
    files[kReviewedFile] = content;
    EXPECT_THAT(shelf_.Changes(files), IsEmpty()) << content;
    EXPECT_EQ(WriteFor(files), content) << "and is written the same again";
  }
  // Ends a fact as a review does.
  absl::Status End(const std::string& id, std::string_view until) {
    return shelf_.Write([&](storage::WriteTransaction& tx) -> absl::Status {
      model::FactRef ref;
      ref.publisher = Acme();
      ref.fact = id;
      const auto before = tx.RetractFact(ref, "No longer so, by review of Jo: \"gone\".");
      if (!before.ok()) return before.status();
      model::FactContent ended = before->content;
      ended.valid_until = ParseDate(until);
      const auto approval = ended.approval.value_or(model::Approval{});
      ended.approval = model::Approval{"Jo", *ParseDate("2026-03-01"),
                                       approval.suggestion, approval.pattern};
      return tx.AddFact(ref, ended).status();
    });
  }

  Shelf shelf_;
};

TEST_F(WriteReviewed, NothingDecidedIsNothingWritten) {
  shelf_.Changes(Files(""));
  EXPECT_EQ(WriteFor(Files("")), "");
}

TEST_F(WriteReviewed, WhatIsThereIsKept) {
  shelf_.Changes(Files());
  ExpectWrittenFor(Files());
  EXPECT_THAT(WriteFor(Files()),
              AllOf(HasSubstr("id: use-sold-0123456789"), HasSubstr("fact: kept"),
                    HasSubstr("Only of backups: says Jo.")));
}

TEST_F(WriteReviewed, EndsOfTheBooksOwnFactsAndOfAcceptedOnes) {
  shelf_.Changes(Files(Replace(kReviewed,
                               "endings:\n  - {fact: kept, valid_until: "
                               "2026-01-01, by: Mara, on: 2026-02-02}\n",
                               "")));
  const BookFiles files =
      Files(Replace(kReviewed,
                    "endings:\n  - {fact: kept, valid_until: 2026-01-01, by: Mara, on: "
                    "2026-02-02}\n",
                    ""));
  ASSERT_TRUE(End("kept", "2026-01-01").ok());
  ASSERT_TRUE(End("use-sold-0123456789", "2026-06-01").ok());
  ExpectWrittenFor(files);
  EXPECT_THAT(
      WriteFor(files),
      AllOf(HasSubstr("reason: \"No longer so, by review of Jo: "),
            HasSubstr("valid_until: 2026-06-01"), HasSubstr("valid_until: 2026-01-01")));
}

TEST_F(WriteReviewed, AnEarlierEndGivesWayToALaterDecision) {
  shelf_.Changes(Files());
  ASSERT_TRUE(End("kept", "2025-06-01").ok());
  ExpectWrittenFor(Files());
  EXPECT_THAT(WriteFor(Files()), Not(HasSubstr("by: \"Mara\"\n    on: 2026-02-02")));
}

TEST_F(WriteReviewed, FactsAndRefusalsThatAreNewToTheBook) {
  shelf_.Changes(Files(""));
  const auto decide = [](storage::WriteTransaction& tx) -> absl::Status {
    const auto base = tx.LoadEvidence(Acme(), kEndOfTime);
    model::FactContent content = (*base)->facts.at(0).content;
    content.property = "use.advertising";
    content.op = model::Operator::kEquals;
    content.value = model::Value::Bool(false);
    content.caveat = "Says: \"never\" # not a comment";
    content.approval = model::Approval{"Jo", *ParseDate("2026-03-01"),
                                       "use-advertising-abcdef0123", "ads"};
    model::FactRef ref;
    ref.publisher = Acme();
    ref.fact = "ads";
    const auto fact = tx.AddFact(ref, content);
    if (!fact.ok()) return fact.status();
    return tx.AddRejection(Refusal("Jo: \"me\"")).status();
  };
  ASSERT_TRUE(shelf_.Write(decide).ok());
  ExpectWrittenFor(Files(""));
}

}  // namespace
}  // namespace clausebook::evidence
