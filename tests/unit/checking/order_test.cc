// The gravest first, and the same every time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/checking/sources.h"

namespace clausebook::checking {
namespace {

// Something of every gravity, in several documents.
Sources Tangle() {
  Sources sources;
  sources.Says("hosting.platform", "equals: forge", "except: [soundings]")
      .Says("egress.third_parties", "exactly: []")
      .Says("storage.off_platform", "equals: false")
      .Says("retention.after_uninstall", "at_most: 30 days")
      .Says("analytics.providers", "includes: [matomo]");
  sources.Policy("dpa", "Forge Addendum")
      .Says("hosting.code_location", "exactly: [atlassian]", "except: [soundings]")
      .Says("egress.vendor_servers", "equals: false")
      .Says("retention.after_uninstall", "equals: 90 days")
      .Says("security.contact", "equals: a@lanternfish.example")
      .Says("policy.covers_app", "equals: true");
  sources.Attests("security.contact", "equals: b@lanternfish.example")
      .Attests("storage.off_platform", "equals: true");
  return sources.Manifest(
      ForgeManifest("  external:\n    fetch:\n      backend: [api.buoy.example, "
                    "{address: cork.example, inScopeEUD: false}]\n"));
}

std::string Everything(const std::vector<Finding>& findings) {
  std::string all;
  for (const Finding& finding : findings) {
    all += std::string(finding.pattern->id) + "\n" + finding.message + "\n";
    for (const auto* side : {&finding.left, &finding.right}) {
      for (const auto& citation : *side) all += citation.statement + "\n";
    }
  }
  return all;
}

TEST(Order, TheGravestFirst) {
  const auto found = Tangle().Check();
  ASSERT_GT(found.size(), 6u);
  EXPECT_TRUE(
      std::is_sorted(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.gravity > b.gravity; }));
  EXPECT_EQ(found.front().gravity, Gravity::kHigh);
  EXPECT_EQ(found.back().gravity, Gravity::kInfo);
}

TEST(Order, TheSameEveryTime) {
  const std::string first = Everything(Tangle().Check());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(Everything(Tangle().Check()), first);
}

TEST(Order, EveryFindingCitesItsLeftSideAndNothingTwice) {
  for (const Finding& finding : Tangle().Check()) {
    EXPECT_FALSE(finding.left.empty()) << finding.message;
    EXPECT_FALSE(finding.message.empty());
    EXPECT_LE(finding.gravity, finding.pattern->gravity);
    std::vector<std::string> facts;
    for (const auto* side : {&finding.left, &finding.right}) {
      for (const auto& citation : *side) facts.push_back(ToName(citation.fact));
    }
    std::sort(facts.begin(), facts.end());
    EXPECT_EQ(std::adjacent_find(facts.begin(), facts.end()), facts.end());
  }
}

}  // namespace
}  // namespace clausebook::checking
