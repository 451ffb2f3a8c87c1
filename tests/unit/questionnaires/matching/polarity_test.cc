// Which way a question is turned. A wrong polarity is the worst that matching can do, so
// what is not certain asks nothing.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/questionnaires/matching/normalise.h"
#include "service/questionnaires/matching/parts.h"
#include "tests/unit/questionnaires/matching/grammar_fixture.h"

namespace clausebook::questionnaires::matching {
namespace {

class PolarityTest : public GrammarFixture {
 protected:
  static std::vector<ReadPart> Parts(const std::string& text) {
    return PartsOf(Read(TidyWording(text), matcher_->grammar()), matcher_->grammar(), 0);
  }

  // "a; not b; none".
  static std::string Asked(const std::string& text) {
    std::string out;
    for (const ReadPart& part : Parts(text)) {
      absl::StrAppend(&out, out.empty() ? "" : "; ",
                      part.fit && part.fit->opposite ? "not " : "",
                      part.fit ? part.fit->rule->question : "none");
    }
    return out;
  }

  // How many words deny, read as words of their own.
  static std::size_t Negations(const std::string& text) {
    const Grammar& grammar = matcher_->grammar();
    const Reading reading = Read(TidyWording(text), grammar);
    return static_cast<std::size_t>(std::count_if(
        reading.whole.spans.begin(), reading.whole.spans.end(),
        [&](const Span& span) { return (span.concepts & grammar.negations).any(); }));
  }

  static std::vector<std::string> Wordings() {
    std::vector<std::string> wordings;
    for (const catalog::Question& question : catalog_->questions()) {
      wordings.push_back(question.wording);
      for (const catalog::Alias& alias : question.aliases) wordings.push_back(alias.text);
    }
    for (const Rule& rule : matcher_->grammar().rules) {
      wordings.insert(wordings.end(), rule.asks.begin(), rule.asks.end());
      wordings.insert(wordings.end(), rule.opposites.begin(), rule.opposites.end());
    }
    return wordings;
  }
};

// One negation more, wherever it is put, never leaves a question as it was.
TEST_F(PolarityTest, OneNegationMoreTurnsEveryWordingOrAsksNothing) {
  int turned = 0;
  for (const std::string& wording : Wordings()) {
    const auto before = Parts(wording);
    if (before.size() != 1 || !before[0].fit) continue;
    for (const char* negation : {"not ", "never ", "no "}) {
      for (std::size_t gap = wording.find(' '); gap != std::string::npos;
           gap = wording.find(' ', gap + 1)) {
        std::string made = wording;
        made.insert(gap + 1, negation);
        // "Whether or not", "no later than": no word of its own.
        if (Negations(made) != Negations(wording) + 1) continue;
        const auto after = Parts(made);
        if (after.size() != 1 || !after[0].fit) continue;
        if (after[0].fit->rule != before[0].fit->rule) continue;
        ++turned;
        EXPECT_NE(after[0].fit->opposite, before[0].fit->opposite)
            << wording << "\n"
            << made << "\n"
            << before[0].fit->frame->text << "\n"
            << after[0].fit->frame->text;
      }
    }
  }
  EXPECT_GT(turned, 500);
}

TEST_F(PolarityTest, ANegationIsPartOfOnePlaceOfAFrameOnly) {
  EXPECT_EQ(Asked("It is correct that data is stored not encrypted."),
            "not encrypted-at-rest");
  EXPECT_EQ(Asked("It is not correct that data is not stored encrypted."),
            "encrypted-at-rest");
}

TEST_F(PolarityTest, AnInverseWordTurnsOnce) {
  EXPECT_EQ(Asked("Does every endpoint require authentication?"), "not public-endpoints");
  EXPECT_EQ(Asked("Do all endpoints need authentication?"), "not public-endpoints");
  EXPECT_EQ(Asked("Does every endpoint require no authentication?"), "none");
}

// What is so of some is not so of all, and what is not so of all may be so of some.
TEST_F(PolarityTest, NoneIsMoreThanNotAll) {
  EXPECT_EQ(Asked("Not all customer data is encrypted at rest."),
            "not encrypted-at-rest");
  EXPECT_EQ(Asked("Customer data is not encrypted at rest."), "not encrypted-at-rest");
  EXPECT_EQ(Asked("No customer data is stored unencrypted."), "encrypted-at-rest");
  EXPECT_EQ(Asked("No customer data is encrypted at rest."), "none");
  EXPECT_EQ(Asked("Customer data is never encrypted at rest."), "none");
  EXPECT_EQ(Asked("All customer data is not encrypted at rest."), "none");
  EXPECT_EQ(Asked("Is some customer data encrypted at rest?"), "none");
  EXPECT_EQ(Asked("Is part of the data encrypted at rest?"), "none");
  EXPECT_EQ(Asked("No customer data is stored only on Atlassian."), "none");
}

TEST_F(PolarityTest, WhatIsContrastedIsNotDenied) {
  EXPECT_EQ(Asked("Is data stored outside Atlassian, not on it?"), "none");
  EXPECT_EQ(Asked("Data is stored on Atlassian, not on third-party servers."), "none");
  EXPECT_EQ(Asked("Is data sent to third parties, but not sold?"), "none");
}

TEST_F(PolarityTest, WhatExpectsAYesIsNotTurned) {
  EXPECT_EQ(Asked("Is it not the case that customer data is sold?"), "none");
  EXPECT_EQ(Asked("Do you not encrypt customer data at rest?"), "none");
  EXPECT_EQ(Asked("Is it the case that customer data is not sold?"), "not data-sold");
}

TEST_F(PolarityTest, WhatIsTakenOutIsNotDenied) {
  EXPECT_EQ(Asked("Is customer data, excluding personal data, stored outside Atlassian?"),
            "none");
  EXPECT_EQ(Asked("Is data other than personal data stored outside Atlassian?"), "none");
  EXPECT_EQ(Asked("Is customer data excluded from AI training?"),
            "not used-for-ai-training");
}

TEST_F(PolarityTest, NorGoesOnWithTheNegationBefore) {
  EXPECT_EQ(Asked("The vendor neither sells nor rents customer data."), "not data-sold");
  EXPECT_EQ(Asked("The vendor does not sell nor store personal data."),
            "not data-sold; not personal-data-stored");
  EXPECT_EQ(Asked("The vendor sells nor rents customer data."), "none");
}

TEST_F(PolarityTest, WhatDoesNotLeaveTheDeviceIsNotWhatIsNotLeftOnIt) {
  EXPECT_EQ(Asked("Is nothing left on the device of the user?"),
            "not removable-or-local");
  EXPECT_EQ(Asked("Does no data leave the user's device?"), "none");
}

TEST_F(PolarityTest, AStatementIsToBeConfirmed) {
  EXPECT_EQ(Asked("The vendor does not disclose customer data to third parties."),
            "not sends-data-to-third-parties");
  EXPECT_EQ(Asked("Customer data is disclosed to third parties."),
            "sends-data-to-third-parties");
  EXPECT_EQ(Asked("Third parties that customer data is disclosed to"), "none");
  EXPECT_EQ(Asked("The vendor uses sub-processors."), "uses-subprocessors");
}

}  // namespace
}  // namespace clausebook::questionnaires::matching
