// What counts as the same wording.
#include "service/questionnaires/matching/normalise.h"

#include "gtest/gtest.h"

namespace clausebook::questionnaires::matching {
namespace {

TEST(NormaliseTest, LooksAndNumberingDoNotCount) {
  const std::string plain = NormaliseWording("Do you sell our data?");
  EXPECT_EQ(plain, "do you sell our data");
  for (const char* other :
       {"do you SELL our data", "3.1.2 Do you sell our data?", "a) Do you sell our data?",
        "Q12: Do you sell our data?", "  Do  you\nsell our data ?",
        "(iv) Do you sell \xE2\x80\x9Cour\xE2\x80\x9D data?",
        "\xEF\xBC\xA4o you sell our data?"}) {
    EXPECT_EQ(NormaliseWording(other), plain) << other;
  }
}

TEST(NormaliseTest, WordsAndNumbersCount) {
  EXPECT_NE(WordingDigest("Do you sell our data?"), WordingDigest("Do you sell data?"));
  EXPECT_NE(WordingDigest("within 24 hours"), WordingDigest("within 72 hours"));
  EXPECT_EQ(NormaliseWording("72 hours notice"), "72 hours notice");
  EXPECT_EQ(NormaliseWording("Don't you?"), NormaliseWording("Don\xE2\x80\x99t you?"));
}

TEST(NormaliseTest, InitialsAreRead) {
  EXPECT_EQ(TidyWording("1. Safeguards (e.g. SCCs) in the U.S.?"),
            "Safeguards (eg SCCs) in the US?");
  EXPECT_EQ(TidyWording("Are our users' and customers\u2019 data stored?"),
            "Are our users and customers data stored?");
  EXPECT_EQ(TidyWording("The vendor's policy"), "The vendor's policy");
  EXPECT_EQ(TidyWording(""), "");
  EXPECT_EQ(NormaliseWording("?!"), "");
}

}  // namespace
}  // namespace clausebook::questionnaires::matching
