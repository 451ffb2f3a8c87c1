// Analytics that a policy names and no manifest declares: C4.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/answering/wording.h"
#include "service/checking/declared_hosts.h"
#include "service/checking/host_names.h"
#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

constexpr std::array<std::string_view, 4> kWaysOut = {
    "egress.backend_hosts", "egress.client_hosts", "egress.script_hosts",
    "egress.asset_hosts"};

// The lists that a manifest closes, one for every way out; empty where one is open: the
// service may be behind its wildcard.
Facts ClosedLists(const AppFacts& facts) {
  Facts closed;
  for (const std::string_view way : kWaysOut) {
    const Facts lists = Where(
        facts.On({way}, {Voice::kDeclaration}),
        [](const Applied& f) { return f.content().op == model::Operator::kExactly; });
    if (lists.empty()) return {};
    Append(lists, closed);
  }
  return closed;
}

// That the app's own pages or functions use it, in so many words.
bool MeansTheApp(const Applied& fact) {
  const auto surface = fact.content().qualifiers.find("surface");
  return surface != fact.content().qualifiers.end() &&
         std::all_of(surface->second.begin(), surface->second.end(),
                     [](const std::string& where) { return where.starts_with("app_"); });
}

// Matomo and its like may run on any host.
bool MayBeDeclared(const std::string& provider, const DeclaredHosts& hosts,
                   const Facts& declared) {
  const bool as_analytics =
      std::any_of(declared.begin(), declared.end(),
                  [&](const Applied* fact) { return Has(*fact, provider); });
  return as_analytics || std::any_of(hosts.begin(), hosts.end(), [&](const auto& entry) {
           return MayBeOwner(provider, entry.first);
         });
}

std::vector<std::string> Labels(const catalog::Property& property,
                                const std::vector<std::string>& members) {
  std::vector<std::string> labels;
  for (const std::string& member : members) {
    labels.push_back(answering::ValueInWords(property, model::Operator::kEquals,
                                             model::Value::Set({member})));
  }
  return labels;
}

}  // namespace

void CheckAnalytics(const AppFacts& facts, Findings& findings) {
  const Facts closed = ClosedLists(facts);
  const auto* property = facts.input().catalog->FindProperty("analytics.providers");
  if (closed.empty() || property == nullptr) return;
  const DeclaredHosts hosts = FindDeclaredHosts(facts);
  const Facts declared = facts.On({"analytics.providers"}, {Voice::kDeclaration});
  for (const Applied* fact :
       facts.On({"analytics.providers"}, {Voice::kPolicy, Voice::kAttestation})) {
    if (!NamesSome(*fact) || !MayMeanTheApp(*fact)) continue;
    std::vector<std::string> missing;
    for (const std::string& provider : fact->content().value.members) {
      if (!MayBeDeclared(provider, hosts, declared)) missing.push_back(provider);
    }
    if (missing.empty()) continue;
    Finding finding = facts.Make(
        "analytics-not-declared",
        absl::StrCat(
            SourceOf(*fact), " names ", answering::JoinWords(Labels(*property, missing)),
            MeansTheApp(*fact) ? " for the app itself" : "",
            "; the manifest declares no host of it, so that the app cannot reach "
            "it."),
        closed, {fact});
    findings.push_back(std::move(finding));
  }
}

}  // namespace clausebook::checking
