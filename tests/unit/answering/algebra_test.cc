// Belnap's algebra, checked over all values.
#include <gtest/gtest.h>

#include <array>

#include "service/answering/four_valued.h"

namespace clausebook::answering {
namespace {

constexpr std::array<FourValued, 4> kAll{{{false, false}, {false, true}, {true, false}, {true, true}}};

// Knows at least as much.
bool KnowsMore(FourValued a, FourValued b) {
  return (a.supported || !b.supported) && (a.refuted || !b.refuted);
}

TEST(FourValued, HasTheFourVerdicts) {
  EXPECT_EQ(ToVerdict({false, false}), Verdict::kUnknown);
  EXPECT_EQ(ToVerdict({true, false}), Verdict::kYes);
  EXPECT_EQ(ToVerdict({false, true}), Verdict::kNo);
  EXPECT_EQ(ToVerdict({true, true}), Verdict::kConflict);
}

TEST(FourValued, LawsOfOneAndTwo) {
  for (const FourValued a : kAll) {
    EXPECT_EQ(Not(Not(a)), a);
    EXPECT_EQ(And(a, a), a);
    EXPECT_EQ(Or(a, a), a);
    for (const FourValued b : kAll) {
      EXPECT_EQ(Not(And(a, b)), Or(Not(a), Not(b)));
      EXPECT_EQ(And(a, b), And(b, a));
      EXPECT_EQ(Or(a, b), Or(b, a));
      EXPECT_EQ(And(a, Or(a, b)), a);
      EXPECT_EQ(Not(Pool(a, b)), Pool(Not(a), Not(b)));
    }
  }
}

TEST(FourValued, LawsOfThree) {
  for (const FourValued a : kAll) {
    for (const FourValued b : kAll) {
      for (const FourValued c : kAll) {
        EXPECT_EQ(And(a, And(b, c)), And(And(a, b), c));
        EXPECT_EQ(And(a, Or(b, c)), Or(And(a, b), And(a, c)));
        EXPECT_EQ(Pool(a, Pool(b, c)), Pool(Pool(a, b), c));
      }
    }
  }
}

// What the minimal witness rests on: more evidence never takes a verdict back.
TEST(FourValued, EveryOperationIsMonotoneInKnowledge) {
  for (const FourValued a : kAll) {
    for (const FourValued more : kAll) {
      if (!KnowsMore(more, a)) continue;
      EXPECT_TRUE(KnowsMore(Not(more), Not(a)));
      for (const FourValued b : kAll) {
        EXPECT_TRUE(KnowsMore(And(more, b), And(a, b)));
        EXPECT_TRUE(KnowsMore(Or(more, b), Or(a, b)));
        EXPECT_TRUE(KnowsMore(Pool(more, b), Pool(a, b)));
      }
    }
  }
}

}  // namespace
}  // namespace clausebook::answering
