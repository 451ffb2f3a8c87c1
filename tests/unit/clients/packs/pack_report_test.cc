// A signed pack in the hands of somebody who trusts only a key.
#include "clients/cli/packs/pack_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "clients/cli/packs/consistency.h"
#include "tests/unit/clients/packs/sample_pack.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<signing::PublicKey> PackKeys(char seed = 's') {
  return {SampleKey(seed).public_key()};
}

int CodeFor(const std::string& bytes) {
  return ExitCodeOf(CheckPack(bytes, PackKeys(), {}));
}

TEST(PackReport, AGoodPackIsGood) {
  for (const v1::AnswerPack& pack : {SamplePack(), SamplePackWithResponse()}) {
    const PackReport report = CheckPack(Signed(pack), PackKeys(), {});
    EXPECT_EQ(report.refusal, "");
    EXPECT_THAT(report.verification.failures, IsEmpty());
    EXPECT_EQ(ExitCodeOf(report), 0);
    EXPECT_THAT(FaultsOf(pack), IsEmpty());
  }
}

TEST(PackReport, NoByteOfItCanBeAnother) {
  const std::string good = Signed(SamplePackWithResponse());
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int mask : {0x01, 0x20, 0x80}) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ mask);
      ASSERT_EQ(CodeFor(bad), 1) << at;
    }
  }
}

RC_GTEST_PROP(PackReportProperty, AnythingDoneToItIsRefused, ()) {
  static const std::string good = Signed(SamplePack());
  std::string bad = good;
  const auto at = *rc::gen::inRange<std::size_t>(0, good.size());
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      bad.resize(at);
      break;
    case 1:
      bad.insert(at, *rc::gen::nonEmpty<std::string>());
      break;
    default:
      bad.erase(at, *rc::gen::inRange<std::size_t>(1, 64));
  }
  RC_PRE(bad != good);
  RC_ASSERT(CodeFor(bad) == 1);
}

TEST(PackReport, WithoutAKeyItStaysOpenWhoSigned) {
  const PackReport report = CheckPack(Signed(SamplePack()), {}, {});
  EXPECT_EQ(ExitCodeOf(report), 2);
  EXPECT_EQ(report.pack.app().name(), SampleApp().name());
  EXPECT_THAT(RenderPackReport(report, {100, false}),
              AllOf(HasSubstr("not checked"), HasSubstr("--public-key")));
}

TEST(PackReport, OfAnotherKeyIsNotLookedAt) {
  const PackReport report = CheckPack(Signed(SamplePack()), PackKeys('o'), {});
  EXPECT_EQ(ExitCodeOf(report), 1);
  EXPECT_THAT(report.refusal, HasSubstr("none of the given keys"));
  EXPECT_EQ(report.pack.app().name(), "");
}

TEST(PackReport, EverySignatureCounts) {
  const std::string payload = EncodeStatement(SamplePack()).value();
  const std::string message = signing::PreAuthEncoding(kStatementMediaType, payload);
  signing::Envelope envelope{kStatementMediaType, payload, {}};
  for (const char seed : {'s', 'o'}) {
    envelope.signatures.push_back(
        {SampleKey(seed).public_key().id(), SampleKey(seed).Sign(message).value()});
  }
  const std::string two = signing::WriteEnvelope(envelope);
  EXPECT_EQ(ExitCodeOf(CheckPack(
                two, {SampleKey('s').public_key(), SampleKey('o').public_key()}, {})),
            0);
  EXPECT_EQ(ExitCodeOf(CheckPack(two, PackKeys('s'), {})), 2)
      << "the other is not checked";
  envelope.signatures[1].bytes[0] ^= 1;
  EXPECT_EQ(ExitCodeOf(CheckPack(
                signing::WriteEnvelope(envelope),
                {SampleKey('s').public_key(), SampleKey('o').public_key()}, {})),
            1);
}

TEST(PackReport, OtherSignedThingsAreNoPacks) {
  const std::string statement = EncodeStatement(SamplePack()).value();
  EXPECT_THAT(CheckPack(signing::Seal(SampleKey(), "application/json", statement).value(),
                        PackKeys(), {})
                  .refusal,
              HasSubstr("payloadType"));
  EXPECT_THAT(CheckPack(signing::Seal(SampleKey(), kStatementMediaType, "{}").value(),
                        PackKeys(), {})
                  .refusal,
              HasSubstr("no answer pack"));
  EXPECT_EQ(CodeFor(R"({"answers":[]})"), 1) << "an answer file is signed by nobody";
}

// Signed by the right key, and wrong all the same: the holder of a key may err or lie.
std::vector<std::string> FaultsAfter(const std::function<void(v1::AnswerPack&)>& change) {
  v1::AnswerPack pack = SamplePackWithResponse();
  change(pack);
  const PackReport report = CheckPack(Signed(pack), PackKeys(), {});
  EXPECT_EQ(report.refusal, "");
  EXPECT_EQ(ExitCodeOf(report), 1);
  EXPECT_THAT(FaultsOf(pack), Not(IsEmpty())) << "nor is it signed in the first place";
  EXPECT_THAT(RenderPackReport(report, {100, false}), HasSubstr("FAIL"));
  std::vector<std::string> faults = report.verification.failures;
  for (const auto& check : report.verification.checks) {
    if (check.result != CheckResult::kOk) faults.push_back(check.reason);
  }
  return faults;
}

TEST(PackReport, QuotesStandInTheTextToTheByte) {
  EXPECT_THAT(
      FaultsAfter([](v1::AnswerPack& pack) {
        pack.mutable_answers(0)->mutable_citations(0)->mutable_clause()->set_quote(
            "All data stays in Atlassian's products.");
      }),
      Contains(HasSubstr("not the quote")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                auto& clause =
                    *pack.mutable_answers(0)->mutable_citations(0)->mutable_clause();
                clause.set_byte_begin(clause.byte_begin() + 1);
              }),
              Contains(HasSubstr("not the quote")));
}

TEST(PackReport, TextsHaveTheDigestsThatTheyAreCitedBy) {
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_revisions(0)->set_text(kPolicyText + " More.");
              }),
              Contains(HasSubstr("has the SHA-256")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_revisions(0)->set_text(kPolicyText + " More.");
                pack.mutable_revisions(0)->set_sha256(Sha256Hex(kPolicyText + " More."));
              }),
              Contains(HasSubstr("with another digest or date")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_revisions(0)->set_effective_date("2020-01-01");
              }),
              Contains(HasSubstr("with another digest or date")));
  EXPECT_THAT(
      FaultsAfter([](v1::AnswerPack& pack) {
        pack.mutable_revisions(0)->set_name("vendors/acme/policies/x/revisions/y");
      }),
      Contains(HasSubstr("not in the pack")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                *pack.add_revisions() = pack.revisions(0);
              }),
              Contains(HasSubstr("twice")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                auto& surplus = *pack.add_revisions();
                surplus.set_name("vendors/acme/policies/x/revisions/y");
                surplus.set_text("Nobody cites this.");
                surplus.set_sha256(Sha256Hex(surplus.text()));
              }),
              Contains(HasSubstr("is not a text that these answers cite")));
}

// Made to keep a checker busy: every citation with every text.
TEST(PackReport, ThereIsAMostOfTextsAndCitations) {
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                for (int i = 0; i < 20'000; ++i) {
                  pack.mutable_answers(0)->add_citations()->set_fact("f");
                }
              }),
              Contains(HasSubstr("the most are")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                for (int i = 0; i < 1000; ++i) {
                  pack.add_revisions()->set_name("vendors/acme/policies/p/revisions/" +
                                                 std::to_string(i));
                }
              }),
              Contains(HasSubstr("the most are")));
}

TEST(PackReport, VerdictsFollowFromTheirDerivation) {
  EXPECT_THAT(
      FaultsAfter([](v1::AnswerPack& pack) {
        pack.mutable_answers(0)->set_verdict(v1::VERDICT_YES);
      }),
      AllOf(Contains(HasSubstr("do not carry")), Contains(HasSubstr("derived as"))));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_answers(0)->clear_citations();
              }),
              Contains(HasSubstr("cites nothing")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_answers(0)->mutable_derivation()->set_expression("all of");
              }),
              Contains(HasSubstr("derived wrongly")));
  EXPECT_THAT(
      FaultsAfter([](v1::AnswerPack& pack) {
        pack.mutable_answers(0)->mutable_derivation()->mutable_operands(0)->set_verdict(
            v1::VERDICT_UNKNOWN);
      }),
      Contains(HasSubstr("derived wrongly")));
}

TEST(PackReport, AllAnswersAreOfOneAppDayAndKnowledge) {
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_app()->set_name("vendors/acme/apps/other");
              }),
              Contains(HasSubstr("is not about vendors/acme/apps/other")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) { pack.set_as_of("2026-01-03"); }),
              Contains(HasSubstr("another day")));
  EXPECT_THAT(
      FaultsAfter([](v1::AnswerPack& pack) { pack.mutable_known_at()->set_nanos(0); }),
      Contains(HasSubstr("another day or state of knowledge")));
  EXPECT_THAT(
      FaultsAfter([](v1::AnswerPack& pack) { *pack.add_answers() = pack.answers(0); }),
      Contains(HasSubstr("answered twice")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_questions(0)->set_name("questions/other");
              }),
              Contains(HasSubstr("does not ask")));
}

TEST(PackReport, AResponseSaysWhatTheAnswersSay) {
  const auto with_part = [](const std::function<void(v1::ResponsePart&)>& change) {
    return FaultsAfter([&](v1::AnswerPack& pack) {
      change(*pack.mutable_response()->mutable_items(0)->mutable_parts(0));
    });
  };
  EXPECT_THAT(with_part([](auto& part) { part.set_verdict(v1::VERDICT_YES); }),
              Contains(HasSubstr("differ in their verdict: YES and NO")));
  EXPECT_THAT(with_part([](auto& part) { part.set_sentence("No, never."); }),
              Contains(HasSubstr("differ in their words")));
  EXPECT_THAT(with_part([](auto& part) { part.set_facts(0, "vendors/acme/facts/x@1"); }),
              Contains(HasSubstr("differ in their facts")));
  EXPECT_THAT(with_part([](auto& part) { part.set_question("questions/other"); }),
              Contains(HasSubstr("does not answer")));
  EXPECT_THAT(
      FaultsAfter([](v1::AnswerPack& pack) { pack.mutable_response()->clear_items(); }),
      Contains(HasSubstr("has 1 items, and 0")));
  EXPECT_THAT(FaultsAfter([](v1::AnswerPack& pack) {
                pack.mutable_response()->mutable_file()->set_content("Yes.");
              }),
              Contains(HasSubstr("globex.md")));
}

TEST(PackReport, TextsOfOnesOwnHaveToBeTheOnesCited) {
  EXPECT_EQ(ExitCodeOf(CheckPack(Signed(SamplePack()), PackKeys(),
                                 {{"p.md", kPolicyText, true}})),
            0);
  EXPECT_EQ(
      ExitCodeOf(CheckPack(Signed(SamplePack()), PackKeys(), {{"p.md", "Other.", true}})),
      1);
}

TEST(PackReport, IsToldToPeople) {
  const std::string text = RenderPackReport(
      CheckPack(Signed(SamplePackWithResponse()), PackKeys(), {}), {100, false});
  EXPECT_THAT(
      text, AllOf(HasSubstr("good, by the key " + SampleKey().public_key().id()),
                  HasSubstr("Clock for Jira (vendors/acme/apps/clock)"),
                  HasSubstr("2026-01-02"), HasSubstr("1 answer, 1 citation"),
                  HasSubstr("globex.md"), HasSubstr("All good"), Not(HasSubstr("FAIL"))));
  // What a stranger wrote does not steer the terminal.
  v1::AnswerPack pack = SamplePack();
  pack.mutable_app()->set_display_name("\x1b[31mred");
  EXPECT_THAT(RenderPackReport(CheckPack(Signed(pack), PackKeys(), {}), {100, false}),
              Not(HasSubstr("\x1b")));
}

TEST(PackReport, IsToldToPrograms) {
  const json good =
      json::parse(PackReportToJson(CheckPack(Signed(SamplePack()), PackKeys(), {})));
  EXPECT_EQ(good["ok"], true);
  EXPECT_EQ(good["signatures"][0]["result"], "GOOD");
  EXPECT_EQ(good["signatures"][0]["keyId"], SampleKey().public_key().id());
  EXPECT_EQ(good["app"], "vendors/acme/apps/clock");
  EXPECT_EQ(good["documents"][0]["sha256"], Sha256Hex(kPolicyText));
  EXPECT_EQ(good["citations"][0]["result"], "OK");
  EXPECT_THAT(good["failures"], IsEmpty());
  const json bad = json::parse(PackReportToJson(CheckPack("{}", PackKeys(), {})));
  EXPECT_EQ(bad["ok"], false);
  EXPECT_EQ(bad["failures"].size(), 1u);
}

}  // namespace
}  // namespace clausebook::cli
