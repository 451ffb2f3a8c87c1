// The embedded grammar and catalogue without known editions, made once for all tests of
// the program.
#ifndef CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_MATCHING_GRAMMAR_FIXTURE_H_
#define CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_MATCHING_GRAMMAR_FIXTURE_H_

#include <gtest/gtest.h>

#include "service/catalog/catalog.h"
#include "service/questionnaires/matching/matcher.h"

namespace clausebook::questionnaires::matching {

class GrammarFixture : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (matcher_ != nullptr) return;
    catalog_ = new catalog::Catalog(*catalog::Catalog::Embedded());
    auto matcher = Matcher::Create(*catalog_, nullptr);
    ASSERT_TRUE(matcher.ok()) << matcher.status();
    matcher_ = matcher->release();
  }

  inline static const catalog::Catalog* catalog_ = nullptr;
  inline static const Matcher* matcher_ = nullptr;
};

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_MATCHING_GRAMMAR_FIXTURE_H_
