// What a policy denies on one property and a declaration allows on another: C8, C9, C12.
#include "absl/strings/str_cat.h"
#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

using model::Operator;

// "Runs on Atlassian entirely", in whatever form it was recorded.
bool ClaimsAtlassianOnly(const Applied& fact) {
  const auto& content = fact.content();
  if (content.property == "hosting.code_location") {
    return content.op == Operator::kExactly && Has(fact, "atlassian") &&
           !Has(fact, "vendor") && !Has(fact, "third_party");
  }
  return IsFalse(fact) && IsGeneral(fact);
}

void CheckChannels(const AppFacts& facts, Findings& findings) {
  const Facts claims = Where(facts.On({"processing.off_platform", "egress.off_platform",
                                       "hosting.code_location"},
                                      {Voice::kPolicy, Voice::kAttestation}),
                             ClaimsAtlassianOnly);
  if (claims.empty()) return;
  const struct {
    std::string_view property;
    const char* channel;
  } channels[] = {
      {"egress.dynamic_webtrigger",
       "a web trigger whose answer the app computes, for whoever knows its address"},
      {"egress.customer_controlled", "destinations that customers add"},
      {"egress.app_api", "an API of the app's own"},
      {"egress.mcp", "tools for AI agents outside of the product"},
  };
  for (const auto& [property, channel] : channels) {
    const Facts open = Where(facts.On({property}, {Voice::kManifest}), IsTrue);
    if (open.empty()) continue;
    findings.push_back(
        facts.Make("channel-out",
                   absl::StrCat(SourceOf(*claims.front()),
                                " says that the app stays on Atlassian; the manifest has ",
                                channel, "."),
                   open, claims));
  }
}

void CheckBadge(const AppFacts& facts, Findings& findings) {
  const Facts claims = Where(
      facts.On({"runs_on_atlassian.eligible"}, {Voice::kPolicy, Voice::kAttestation}),
      IsTrue);
  if (claims.empty()) return;
  Facts obstacles = Where(
      facts.On({"runs_on_atlassian.obstacles"}, {Voice::kManifest, Voice::kPolicy}),
      [](const Applied& fact) {
        return fact.content().op == Operator::kIncludes ||
               (fact.content().op == Operator::kExactly &&
                !fact.content().value.members.empty());
      });
  const Facts tokens = Where(
      facts.On({"access.requires_pat"}, {Voice::kPolicy, Voice::kAttestation}), IsTrue);
  obstacles.insert(obstacles.end(), tokens.begin(), tokens.end());
  if (obstacles.empty()) return;
  findings.push_back(facts.Make(
      "badge-contradicted",
      absl::StrCat(SourceOf(*claims.front()),
                   " says that the app is eligible for Runs on Atlassian; ",
                   obstacles.size(), obstacles.size() == 1 ? " entry rules" : " entries rule",
                   " that out."),
      obstacles, claims));
}

void CheckLogAccess(const AppFacts& facts, Findings& findings) {
  const Facts denied = Where(
      facts.On({"access.vendor_staff", "access.staff_technically_able"},
               {Voice::kPolicy, Voice::kAttestation}),
      [](const Applied& fact) {
        return fact.content().property == "access.vendor_staff"
                   ? fact.content().op == Operator::kEquals &&
                         fact.content().value.text == "none"
                   : IsFalse(fact);
      });
  const Facts readable =
      Where(facts.On({"access.vendor_logs"}, {Voice::kPlatform}), [](const Applied& fact) {
        return fact.content().value.text == "default_on";
      });
  if (denied.empty() || readable.empty()) return;
  findings.push_back(facts.Make(
      "log-access",
      absl::StrCat(SourceOf(*denied.front()),
                   " says that staff have no access to data; on this platform the vendor "
                   "can read the app's logs unless the customer switches that off."),
      readable, denied));
}

}  // namespace

void CheckDenials(const AppFacts& facts, Findings& findings) {
  CheckChannels(facts, findings);
  CheckBadge(facts, findings);
  CheckLogAccess(facts, findings);
}

}  // namespace clausebook::checking
