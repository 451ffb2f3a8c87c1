// Quotes: found once, refused with the nearest match.
#include "service/evidence/quote.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "service/evidence/segmenter.h"

namespace clausebook::evidence {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kText[] =
    "Data Storage\n\nWe store nothing at all. All data stays on Atlassian’s systems.\n"
    "We may share “usage data” with our\nhosting partner. We store nothing at all.\n";

struct Located {
  absl::StatusOr<QuotePlace> place = absl::UnknownError("");
  std::string bytes;
};

Located Locate(const std::string& quote, int occurrence = 0) {
  const std::string text = kText;
  const auto clauses = *SegmentText(text, model::MediaType::kPlainText);
  Located located{LocateQuote(text, clauses, quote, occurrence), ""};
  if (located.place.ok()) {
    const auto range = located.place->range;
    located.bytes = text.substr(range.begin, range.end - range.begin);
  }
  return located;
}

std::string Message(const std::string& quote, int occurrence = 0) {
  return std::string(Locate(quote, occurrence).place.status().message());
}

TEST(Quote, IsTheBytesOfTheText) {
  EXPECT_EQ(Locate("All data stays").bytes, "All data stays");
}

TEST(Quote, MayBeWrappedOtherwiseButIsRecordedAsItStands) {
  EXPECT_EQ(Locate("with our hosting partner.").bytes, "with our\nhosting partner.");
}

TEST(Quote, ThatStandsTwiceMustSayWhich) {
  EXPECT_THAT(Message("We store nothing at all."),
              AllOf(HasSubstr("2 times, on lines 3, 5"), HasSubstr("occurrence")));
  const auto first = Locate("We store nothing at all.", 1);
  const auto second = Locate("We store nothing at all.", 2);
  ASSERT_TRUE(first.place.ok() && second.place.ok());
  EXPECT_LT(first.place->range.begin, second.place->range.begin);
  EXPECT_EQ(second.place->clause, first.place->clause + "-2");
  EXPECT_THAT(Message("We store nothing at all.", 3), HasSubstr("no occurrence 3"));
}

TEST(Quote, NotThereShowsTheNearestAndWhereItDiffers) {
  EXPECT_THAT(Message("We will share “usage data” with our hosting partner."),
              AllOf(HasSubstr("line 4"), HasSubstr("'may'"), HasSubstr("'will'")));
}

TEST(Quote, TypographyIsCalledOut) {
  EXPECT_THAT(Message("All data stays on Atlassian's systems."),
              HasSubstr("quotation marks or dashes"));
}

TEST(Quote, NothingLikeIt) {
  EXPECT_THAT(Message("Completely different words here"), HasSubstr("nor anything like"));
}

TEST(Quote, AcrossClausesIsRefused) {
  EXPECT_THAT(Message("at all. All data"), HasSubstr("crosses from one clause"));
}

TEST(Quote, InAHeadingIsRefused) {
  EXPECT_THAT(Message("Data Storage"), HasSubstr("heading"));
}

// The second byte of these letters, alone, would be a no-break space or a line end.
TEST(Quote, OfLettersWhoseBytesLookLikeSpaces) {
  const std::string text = "Les données vont à Å, à Харьков.";
  EXPECT_THAT(FindQuote(text, "à Å,"), SizeIs(1));
  EXPECT_THAT(FindQuote(text, "Харьков"), SizeIs(1));
  EXPECT_THAT(FindQuote(text, text), SizeIs(1));
}

TEST(Quote, ThatStandsEverywhereNamesAFewOfItsPlaces) {
  std::string text;
  while (text.size() + 4 < kMaxTextBytes) text += "ab, ";
  const auto clauses = *SegmentText(text, model::MediaType::kPlainText);
  const std::string message(LocateQuote(text, clauses, "b", 0).status().message());
  EXPECT_THAT(message, HasSubstr("262143 times, on lines 1, 1, "));
  EXPECT_LT(message.size(), 400u);
}

// Texts and quotes made to be slow: without care these take minutes, not moments.
TEST(Quote, OfRepeatedPartsIsFoundInATextOfThem) {
  const std::string text(kMaxTextBytes, 'a');
  const std::string half(kMaxTextBytes / 2, 'a');
  EXPECT_THAT(FindQuote(text, half + "b"), IsEmpty());
  EXPECT_THAT(FindQuote(text, half), SizeIs(kMaxTextBytes / 2 + 1));
}

TEST(Quote, OfManyWordsIsComparedWithManyClauses) {
  std::string text, quote;
  for (int i = 0; i < 80'000; ++i) text += "Wort " + std::to_string(i) + ". ";
  for (int i = 0; i < 80'000; ++i) quote += "word" + std::to_string(i) + " ";
  const auto clauses = *SegmentText(text, model::MediaType::kPlainText);
  EXPECT_THAT(std::string(LocateQuote(text, clauses, quote, 0).status().message()),
              HasSubstr("nor anything like it"));
}

TEST(Range, IsCheckedToTheByte) {
  const std::string text = kText;
  const auto clauses = *SegmentText(text, model::MediaType::kPlainText);
  const auto message = [&](std::int64_t begin, std::int64_t end) {
    return std::string(CheckRange(text, clauses, {begin, end}).status().message());
  };
  const auto at = static_cast<std::int64_t>(text.find("We store"));
  EXPECT_EQ(message(at, at + 8), "");
  EXPECT_THAT(message(at, at), HasSubstr("empty"));
  EXPECT_THAT(message(-1, 4), HasSubstr("not inside"));
  EXPECT_THAT(message(at, 100000), HasSubstr("not inside"));
  EXPECT_THAT(message(at, at + 9), HasSubstr("white space"));
  const auto curly = static_cast<std::int64_t>(text.find("’"));
  EXPECT_THAT(message(curly + 1, curly + 6), HasSubstr("inside of a UTF-8 character"));
}

}  // namespace
}  // namespace clausebook::evidence
