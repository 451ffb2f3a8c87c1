// The provenance claim, on random evidence: the cited facts alone give the verdict,
// none of them can be missed, and what is irrelevant changes nothing.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/answering/dossier.h"

namespace clausebook::testing {
namespace {

using answering::Answer;
using answering::ConsideredReason;
using answering::Verdict;
using model::EvidenceBase;
using model::Fact;
using model::Operator;
using model::Value;

struct RandomWorld {
  std::shared_ptr<EvidenceBase> vendor;
  std::shared_ptr<EvidenceBase> forge;
};

template <typename T>
T OneOf(std::initializer_list<T> items) {
  return *rc::gen::elementOf(std::vector<T>(items));
}

void AddRandomFact(EvidenceBuilder& builder, const std::vector<model::Evidence>& sources,
                   int number, bool platform) {
  const auto property = OneOf<std::string>(
      {"hosting.platform", "data.stored", "data.encrypted", "data.places", "data.kept",
       "access.staff", "contact.security"});
  Operator op = Operator::kEquals;
  Value value;
  if (property == "data.stored" || property == "data.encrypted") {
    value = Value::Bool(*rc::gen::arbitrary<bool>());
  } else if (property == "data.places") {
    op = OneOf({Operator::kIncludes, Operator::kExcludes, Operator::kExactly});
    value = Value::Set(OneOf<std::vector<std::string>>(
        {{"atlassian"}, {"vendor"}, {"atlassian", "vendor"}, {"somebody"}}));
  } else if (property == "data.kept") {
    op = OneOf({Operator::kEquals, Operator::kAtMost, Operator::kAtLeast});
    value = Value::Duration(OneOf<std::string>({"P7D", "P30D", "P1M", "P1Y", "indefinite"}));
  } else if (property == "contact.security") {
    value = Value::String(OneOf<std::string>({"a@x.example", "b@x.example"}));
  } else {
    op = OneOf({Operator::kEquals, Operator::kNotEquals});
    value = Value::String(property == "access.staff"
                              ? OneOf<std::string>({"prohibited", "on_request"})
                              : OneOf<std::string>({"forge", "forge", "connect"}));
  }
  auto fact = builder.Fact("f" + std::to_string(number), property, op, value);
  fact.Evidence(*rc::gen::elementOf(sources));
  if (property.rfind("data.", 0) == 0 && *rc::gen::arbitrary<bool>()) {
    fact.About("data_category",
               OneOf<std::vector<std::string>>({{"logs"}, {"web"}, {"logs", "product"}}));
  }
  if (*rc::gen::inRange(0, 4) == 0) fact.Caveat("It depends.");
  if (platform) return;
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      fact.Apps({"a"});
      break;
    case 1:
      fact.Apps({"b"});
      break;
    case 2:
      fact.Except({"a"});
      break;
    default:
      break;
  }
}

RandomWorld MakeWorld() {
  const std::string text = "One says so.\nTwo says so.\nThree says so.\n";
  const auto build = [&](EvidenceBuilder builder, int facts, bool platform, int first) {
    const auto privacy = builder.Revision("privacy", "2024-01-01", text);
    builder.Revision("privacy", "2025-01-01", "Two says so.\nThree says so.\n");
    const auto page = builder.Revision("page", "2024-01-01", text);
    const std::vector<model::Evidence> sources = {
        builder.QuoteIn(privacy, "One says so."), builder.QuoteIn(privacy, "Two says so."),
        builder.QuoteIn(page, "Two says so."),
        model::Attestation{"P", Day("2024-01-01"), Day("2027-01-01"), "So."}};
    for (int i = 0; i < facts; ++i) AddRandomFact(builder, sources, first + i, platform);
    return builder.base();
  };
  return {build(EvidenceBuilder::Vendor("v"), *rc::gen::inRange(0, 12), false, 0),
          build(EvidenceBuilder::Platform("forge"), *rc::gen::inRange(0, 5), true, 100)};
}

Answer AskWorld(const RandomWorld& world, const catalog::Question& question) {
  return DossierFor("a", world.vendor, "2026-01-01", {world.forge}).Ask(question);
}

using Outcome = std::pair<Verdict, std::vector<std::string>>;
Outcome OutcomeOf(const Answer& answer) {
  std::vector<std::string> values;
  for (const auto& value : answer.values) values.push_back(value.text);
  std::sort(values.begin(), values.end());
  return {answer.verdict, values};
}

RandomWorld Keep(const RandomWorld& world, const std::function<bool(const Fact&)>& keep) {
  const auto filter = [&](const EvidenceBase& base) {
    auto copy = std::make_shared<EvidenceBase>(base);
    std::erase_if(copy->facts, [&](const Fact& fact) { return !keep(fact); });
    return copy;
  };
  return {filter(*world.vendor), filter(*world.forge)};
}

RC_GTEST_PROP(Provenance, TheCitedFactsAloneGiveTheAnswer, ()) {
  const RandomWorld world = MakeWorld();
  for (const auto& question : SmallCatalog().questions()) {
    const Answer answer = AskWorld(world, question);
    const auto ids = CitedFacts(answer);
    const std::set<std::string> cited(ids.begin(), ids.end());
    const RandomWorld only =
        Keep(world, [&](const Fact& fact) { return cited.contains(fact.ref.fact); });
    RC_ASSERT(OutcomeOf(AskWorld(only, question)) == OutcomeOf(answer));
  }
}

RC_GTEST_PROP(Provenance, NoCitedFactCanBeMissed, ()) {
  const RandomWorld world = MakeWorld();
  for (const auto& question : SmallCatalog().questions()) {
    const Answer answer = AskWorld(world, question);
    const auto ids = CitedFacts(answer);
    const std::set<std::string> cited(ids.begin(), ids.end());
    for (const std::string& gone : cited) {
      const RandomWorld rest = Keep(world, [&](const Fact& fact) {
        return cited.contains(fact.ref.fact) && fact.ref.fact != gone;
      });
      RC_ASSERT(OutcomeOf(AskWorld(rest, question)) != OutcomeOf(answer));
    }
  }
}

// In the whole evidence a cited fact can be missed only if another was named that
// would take its place.
RC_GTEST_PROP(Provenance, WhatCouldTakeACitedFactsPlaceIsNamed, ()) {
  const RandomWorld world = MakeWorld();
  for (const auto& question : SmallCatalog().questions()) {
    const Answer answer = AskWorld(world, question);
    if (!ConsideredFor(answer, ConsideredReason::kCorroborates).empty() ||
        !ConsideredFor(answer, ConsideredReason::kOverridden).empty()) {
      continue;
    }
    for (const std::string& gone : CitedFacts(answer)) {
      const RandomWorld rest =
          Keep(world, [&](const Fact& fact) { return fact.ref.fact != gone; });
      RC_ASSERT(OutcomeOf(AskWorld(rest, question)) != OutcomeOf(answer));
    }
  }
}

RC_GTEST_PROP(Provenance, AnIrrelevantFactChangesNothing, ()) {
  RandomWorld world = MakeWorld();
  EvidenceBuilder more = EvidenceBuilder::Vendor("v");
  more.Fact("other-app", "data.stored", Operator::kEquals, Value::Bool(true)).Apps({"z"});
  more.Fact("past", "data.stored", Operator::kEquals, Value::Bool(true)).Until("2025-01-01");
  more.Fact("future", "data.kept", Operator::kEquals, Value::Duration("P3D"))
      .From("2030-01-01");
  more.Fact("excepted", "data.encrypted", Operator::kEquals, Value::Bool(false))
      .Except({"a"});
  RandomWorld bigger = Keep(world, [](const Fact&) { return true; });
  for (const Fact& fact : more.base()->facts) bigger.vendor->facts.push_back(fact);
  for (const auto& question : SmallCatalog().questions()) {
    const Answer before = AskWorld(world, question);
    const Answer after = AskWorld(bigger, question);
    RC_ASSERT(OutcomeOf(before) == OutcomeOf(after));
    RC_ASSERT(CitedFacts(before) == CitedFacts(after));
  }
}

// More evidence never takes a YES or NO back; it can only turn it into a CONFLICT.
RC_GTEST_PROP(Provenance, MoreEvidenceNeverUnsaysAnything, ()) {
  const RandomWorld world = MakeWorld();
  RandomWorld bigger = Keep(world, [](const Fact&) { return true; });
  EvidenceBuilder more = EvidenceBuilder::Vendor("v");
  const std::vector<model::Evidence> sources = {
      model::Attestation{"Q", Day("2024-01-01"), std::nullopt, "So."}};
  for (int i = 0; i < 3; ++i) AddRandomFact(more, sources, 200 + i, false);
  for (const Fact& fact : more.base()->facts) {
    // What is said about hosting decides what is inherited: that is meant to change.
    if (fact.content.property != "hosting.platform") bigger.vendor->facts.push_back(fact);
  }
  for (const auto& question : SmallCatalog().questions()) {
    const Verdict before = AskWorld(world, question).verdict;
    const Verdict after = AskWorld(bigger, question).verdict;
    RC_ASSERT(before == Verdict::kUnknown || after == before ||
              after == Verdict::kConflict);
  }
}

// Every clause citation holds the bytes that it points at.
RC_GTEST_PROP(Provenance, QuotesAreTheBytes, ()) {
  const RandomWorld world = MakeWorld();
  for (const auto& question : SmallCatalog().questions()) {
    const Answer answer = AskWorld(world, question);
    for (const auto& citation : answer.citations) {
      const auto* clause = std::get_if<answering::ClauseCitation>(&citation.source);
      if (clause == nullptr) continue;
      const auto& base = citation.inherited_from ? *world.forge : *world.vendor;
      for (const auto& policy : base.policies) {
        for (const auto& revision : policy.revisions) {
          if (revision.revision.ref != clause->revision) continue;
          RC_ASSERT(revision.revision.text->substr(
                        clause->range.begin, clause->range.end - clause->range.begin) ==
                    clause->quote);
          RC_ASSERT(Sha256Hex(*revision.revision.text) == clause->sha256);
        }
      }
    }
  }
}

}  // namespace
}  // namespace clausebook::testing
