#include "service/checking/recipients.h"

#include <algorithm>

namespace clausebook::checking {
namespace {

using model::Operator;

bool DeniesGenerally(const Applied& fact) { return IsFalse(fact) && IsGeneral(fact); }

// A closed list of those who run AI models that has nobody but Atlassian.
bool HasNoForeignAi(const Applied& fact) {
  const auto& content = fact.content();
  return content.op == Operator::kExactly &&
         std::all_of(content.value.members.begin(), content.value.members.end(),
                     [](const std::string& member) { return member == "atlassian"; });
}

}  // namespace

Recipients::Recipients(const AppFacts& facts) : facts_(facts) {
  const auto add = [&](const std::string& uri) {
    const std::string host = HostOf(uri);
    if (host.find('.') == std::string::npos || IsAtlassian(host)) return;
    const std::string domain = RegisteredDomain(host);
    // A page at a code host or a form service does not make that the vendor's.
    const HostOwner* owner = OwnerOf(host);
    const bool shared = owner != nullptr &&
                        std::find(owner->domains.begin(), owner->domains.end(), domain) !=
                            owner->domains.end();
    if (!shared) vendor_domains_.insert(domain);
  };
  add(facts.input().vendor.website_uri);
  for (const auto& policy : facts.input().evidence->policies) {
    if (policy.policy.kind == model::PolicyKind::kPublished) add(policy.policy.uri);
  }
}

bool Recipients::IsVendors(std::string_view host) const {
  const bool by_address =
      std::any_of(vendor_domains_.begin(), vendor_domains_.end(),
                  [&](const std::string& domain) { return IsWithin(host, domain); });
  if (by_address) return true;
  const model::Vendor& vendor = facts_.input().vendor;
  return OwnerOf(host) == nullptr &&
         (BearsNameOf(host, vendor.id) || BearsNameOf(host, vendor.display_name));
}

Facts Recipients::OffPlatformDenials() const {
  return Where(facts_.On({"egress.off_platform"}, {Voice::kPolicy, Voice::kAttestation}),
               DeniesGenerally);
}

Facts Recipients::Denials() const {
  Facts denied =
      Where(facts_.On({"egress.third_parties"}, {Voice::kPolicy, Voice::kAttestation}),
            [](const Applied& fact) { return IsNone(fact) && IsGeneral(fact); });
  Append(OffPlatformDenials(), denied);
  return denied;
}

Facts Recipients::Excluding(std::string_view host) const {
  return Where(
      facts_.On({"egress.third_parties", "access.third_parties", "subprocessors.list",
                 "analytics.providers", "use.ai_inference"},
                {Voice::kPolicy, Voice::kAttestation}),
      [&](const Applied& fact) {
        const auto& members = fact.content().value.members;
        return fact.content().op == Operator::kExcludes && IsGeneral(fact) &&
               std::any_of(
                   members.begin(), members.end(),
                   [&](const std::string& member) { return MayBeOwner(member, host); });
      });
}

Facts Recipients::VendorDenials() const {
  return Where(
      facts_.On({"egress.vendor_servers"}, {Voice::kPolicy, Voice::kAttestation}),
      DeniesGenerally);
}

Facts Recipients::ServiceDenials(HostKind kind) const {
  switch (kind) {
    case HostKind::kAnalytics:
      return Where(facts_.On({"analytics.used", "analytics.providers"},
                             {Voice::kPolicy, Voice::kAttestation}),
                   [](const Applied& fact) {
                     const bool closed = fact.content().op == Operator::kExactly;
                     return (IsFalse(fact) || closed) && MayMeanTheApp(fact);
                   });
    case HostKind::kLogs:
      return Where(facts_.On({"logs.off_platform", "logs.shared"},
                             {Voice::kPolicy, Voice::kAttestation}),
                   IsFalse);
    case HostKind::kAi:
      return Where(facts_.On({"use.ai_inference"}, {Voice::kPolicy, Voice::kAttestation}),
                   HasNoForeignAi);
    default:
      return {};
  }
}

bool Recipients::VendorIsKnownToReceive() const {
  const Facts said =
      facts_.On({"egress.vendor_servers", "egress.off_platform", "storage.off_platform",
                 "processing.off_platform", "storage.locations", "hosting.code_location",
                 "hosting.platform", "access.parties"},
                {Voice::kPolicy, Voice::kAttestation});
  return std::any_of(said.begin(), said.end(), [](const Applied* fact) {
    const auto& content = fact->content();
    const bool elsewhere =
        content.op == Operator::kEquals &&
        (content.value.text == "vendor_hosted" ||
         content.value.text == "forge_with_remote" ||
         content.value.text == "forge_with_connect" || content.value.text == "connect");
    return IsTrue(*fact) || elsewhere || Has(*fact, "vendor") ||
           Has(*fact, "vendor_servers");
  });
}

Facts Recipients::Naming(std::string_view host) const {
  const Facts lists =
      facts_.On({"subprocessors.list", "egress.third_parties", "analytics.providers",
                 "hosting.provider", "access.third_parties", "access.external_accounts",
                 "use.ai_inference", "egress.backend_hosts", "egress.client_hosts",
                 "egress.script_hosts", "egress.asset_hosts"},
                {Voice::kPolicy, Voice::kAttestation});
  return Where(lists, [&](const Applied& fact) {
    const auto& members = fact.content().value.members;
    return NamesSome(fact) && MayMeanTheApp(fact) &&
           std::any_of(members.begin(), members.end(), [&](const std::string& member) {
             return MayBeOwner(member, host);
           });
  });
}

Facts Recipients::ClosedLists() const {
  return Where(facts_.On({"egress.third_parties", "subprocessors.list"},
                         {Voice::kPolicy, Voice::kAttestation}),
               [](const Applied& fact) {
                 return fact.content().op == Operator::kExactly && IsGeneral(fact);
               });
}

Facts Recipients::ListsElsewhere() const {
  if (!facts_.On({"subprocessors.list"}, {Voice::kPolicy, Voice::kAttestation}).empty()) {
    return {};
  }
  return facts_.On({"subprocessors.url"}, {Voice::kPolicy, Voice::kAttestation});
}

}  // namespace clausebook::checking
