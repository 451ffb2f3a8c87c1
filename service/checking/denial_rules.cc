// What somebody denies on one property and a declaration or the platform allows on
// another: C8, C9, C12.
#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

using model::Operator;

// "Runs on Atlassian entirely", in whatever form it was recorded.
bool ClaimsAtlassianOnly(const Applied& fact) {
  if (fact.content().property == "hosting.code_location") {
    return fact.content().op == Operator::kExactly && Has(fact, "atlassian") &&
           !Has(fact, "vendor") && !Has(fact, "third_party");
  }
  return IsFalse(fact) && IsGeneral(fact);
}

bool OpensChannel(const Applied& fact) {
  return IsTrue(fact) || fact.content().value.text == "forge_with_connect";
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
      {"hosting.platform", "Connect modules, which a server outside of Atlassian serves"},
  };
  for (const auto& [property, channel] : channels) {
    const Facts open = Where(facts.On({property}, {Voice::kDeclaration}), OpensChannel);
    // Where the code runs, the claim may have been contradicted head-on.
    const bool known = property == "hosting.platform" &&
                       std::any_of(findings.begin(), findings.end(), [](const auto& f) {
                         return f.pattern->id == "runs-elsewhere";
                       });
    if (open.empty() || known) continue;
    findings.push_back(facts.Make(
        "channel-out",
        absl::StrCat("By ", SourcesOf(claims),
                     " the app stays on Atlassian; the manifest has ", channel, "."),
        open, claims));
  }
}

void CheckBadge(const AppFacts& facts, Findings& findings) {
  Facts claims = Where(
      facts.On({"runs_on_atlassian.eligible"}, {Voice::kPolicy, Voice::kAttestation}),
      IsTrue);
  Append(Where(facts.On({"runs_on_atlassian.manifest_eligible"}, {Voice::kAttestation}),
               IsTrue),
         claims);
  if (claims.empty()) return;
  Facts against = Where(
      facts.On({"runs_on_atlassian.manifest_eligible"}, {Voice::kDeclaration}), IsFalse);
  Append(Where(facts.On({"runs_on_atlassian.eligible"},
                        {Voice::kPolicy, Voice::kAttestation}),
               IsFalse),
         against);
  Append(Where(facts.On({"access.requires_pat"}, {Voice::kPolicy, Voice::kAttestation}),
               IsTrue),
         against);
  if (against.empty()) return;
  findings.push_back(
      facts.Make("badge-contradicted",
                 absl::StrCat("By ", SourcesOf(claims),
                              " the app is eligible for Runs on Atlassian; by ",
                              SourcesOf(against), " it is not."),
                 against, claims));
}

// "Nobody of ours can see data", in whatever form it was recorded.
bool DeniesStaff(const Applied& fact) {
  const auto& content = fact.content();
  if (content.property == "access.vendor_staff") {
    return content.op == Operator::kEquals && content.value.text == "none" &&
           IsGeneral(fact);
  }
  if (content.property == "access.parties") {
    return content.op == Operator::kExactly && !Has(fact, "vendor_staff") &&
           IsGeneral(fact);
  }
  return IsFalse(fact);
}

void CheckLogAccess(const AppFacts& facts, Findings& findings) {
  const std::initializer_list<Voice> said = {Voice::kPolicy, Voice::kAttestation};
  const Facts denied = Where(
      facts.On({"access.vendor_staff", "access.parties", "access.staff_technically_able"},
               said),
      DeniesStaff);
  const Facts readable = Where(
      facts.On({"access.vendor_logs"}, {Voice::kPlatform}),
      [](const Applied& fact) { return fact.content().value.text == "default_on"; });
  // Who says so, or that the logs hold nothing, has left nothing out.
  const bool told =
      !facts.On({"access.vendor_logs"}, said).empty() ||
      !Where(facts.On({"logs.contain_end_user_data"}, said), IsFalse).empty();
  if (denied.empty() || readable.empty() || told) return;
  findings.push_back(facts.Make(
      "log-access",
      absl::StrCat("By ", SourcesOf(denied),
                   " staff have no access to data; on this platform the vendor can read "
                   "the app's logs unless the customer switches that off."),
      readable, denied));
}

}  // namespace

void CheckDenials(const AppFacts& facts, Findings& findings) {
  CheckChannels(facts, findings);
  CheckBadge(facts, findings);
  CheckLogAccess(facts, findings);
}

}  // namespace clausebook::checking
