// The hosts that a manifest declares, held against what policies and lists of
// sub-processors say: C1, C2, C4, C5, C16.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/text_lines.h"
#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

using model::Operator;

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

// Letters and digits only, so that `new_relic` is `New Relic`.
std::string Folded(std::string_view text) {
  std::string folded;
  for (const unsigned char c : text) {
    if (std::isalnum(c)) folded.push_back(static_cast<char>(std::tolower(c)));
  }
  return folded;
}

// A declared host with the entries that declare it.
struct Declared {
  std::string pattern;  // as in the fact
  Facts facts;
};

class HostRules {
 public:
  HostRules(const AppFacts& facts, Findings& findings)
      : facts_(facts), findings_(findings) {
    FindVendorDomains();
    FindHosts();
  }

  void Run() {
    for (const auto& [host, declared] : hosts_) {
      if (IsAtlassian(host) || declared.pattern.find('$') != std::string::npos) continue;
      if (host == "*") {
        CheckEverything(declared);
      } else if (IsForDevelopment(host)) {
        Add("development-host",
            absl::StrCat("The manifest declares ", declared.pattern,
                         ", which is no host of a production app."),
            declared.facts, {});
      } else if (IsVendors(host)) {
        CheckVendorHost(declared);
      } else {
        CheckForeignHost(host, declared);
      }
    }
    CheckAnalytics();
  }

 private:
  void FindVendorDomains() {
    const auto add = [&](const std::string& uri) {
      if (uri.empty()) return;
      const std::string host = HostOf(uri);
      // A page at a code host or on the Marketplace does not make that the vendor's.
      if (OwnerOf(host) == nullptr && !IsAtlassian(host)) {
        vendor_domains_.insert(RegisteredDomain(host));
      }
    };
    add(facts_.input().vendor.website_uri);
    for (const auto& policy : facts_.input().evidence->policies) add(policy.policy.uri);
  }

  void FindHosts() {
    const Facts declaring = facts_.On({"egress.backend_hosts", "egress.client_hosts",
                                       "egress.asset_hosts", "egress.script_hosts"},
                                      {Voice::kManifest});
    // The entry itself is a better citation than the conclusion from the whole list.
    for (const Operator op : {Operator::kIncludes, Operator::kExactly}) {
      for (const Applied* fact : declaring) {
        if (fact->content().op != op) continue;
        for (const std::string& member : fact->content().value.members) {
          Declared& declared = hosts_[HostOf(member)];
          if (declared.pattern.empty()) declared.pattern = member;
          if (op == Operator::kIncludes || declared.facts.empty()) {
            declared.facts.push_back(fact);
          }
        }
      }
    }
  }

  bool IsVendors(std::string_view host) const {
    return std::any_of(vendor_domains_.begin(), vendor_domains_.end(),
                       [&](const std::string& domain) { return IsWithin(host, domain); });
  }

  void Add(std::string_view pattern, std::string message, const Facts& left,
           const Facts& right, std::optional<Gravity> gravity = std::nullopt) {
    Finding finding = facts_.Make(pattern, std::move(message), left, right);
    if (gravity) finding.gravity = *gravity;
    findings_.push_back(std::move(finding));
  }

  // The vendor declares for every entry that no End-User Data goes there.
  bool NoUserDataDeclared() const {
    const Facts said = facts_.On({"egress.eud_declared"}, {Voice::kManifest});
    return !said.empty() && Where(said, IsTrue).empty();
  }

  void CheckEverything(const Declared& declared) {
    const Facts denied = Denials();
    Add(denied.empty() ? "undisclosed-host" : "third-parties-denied",
        "The manifest lets the app reach any host (`*`).", declared.facts, denied);
  }

  // Policies and attestations that deny that third parties receive app data.
  Facts Denials() const {
    Facts denied = Where(facts_.On({"egress.third_parties"},
                                   {Voice::kPolicy, Voice::kAttestation}),
                         [](const Applied& fact) { return IsNone(fact) && IsGeneral(fact); });
    const Facts off = Where(facts_.On({"egress.off_platform"},
                                      {Voice::kPolicy, Voice::kAttestation}),
                            [](const Applied& f) { return IsFalse(f) && IsGeneral(f); });
    denied.insert(denied.end(), off.begin(), off.end());
    return denied;
  }

  void CheckVendorHost(const Declared& declared) {
    const Facts stated =
        facts_.On({"egress.vendor_servers"}, {Voice::kPolicy, Voice::kAttestation});
    const Facts denied = Where(stated, [](const Applied& fact) {
      return IsFalse(fact) && IsGeneral(fact);
    });
    if (!denied.empty()) {
      Add("vendor-servers-denied",
          absl::StrCat("No data is said to go to the vendor's servers; the manifest "
                       "declares ",
                       declared.pattern, ", which is the vendor's by its name."),
          declared.facts, denied);
    } else if (Where(stated, IsTrue).empty() && !SomethingAtVendors()) {
      Add("undisclosed-host",
          absl::StrCat("The manifest declares ", declared.pattern,
                       ", the vendor's own by its name; no policy says that data goes to "
                       "the vendor's servers."),
          declared.facts, {}, Gravity::kMedium);
    }
  }

  bool SomethingAtVendors() const {
    const Facts said = facts_.On({"storage.locations", "hosting.code_location"},
                                 {Voice::kPolicy, Voice::kAttestation});
    return !Where(said, [](const Applied& fact) {
              return Has(fact, "vendor") || Has(fact, "vendor_servers");
            }).empty();
  }

  // Words under which a host's owner may be named.
  static std::set<std::string> NamesOf(const std::string& host) {
    std::set<std::string> names = {Folded(host), Folded(RegisteredDomain(host))};
    const std::string domain = RegisteredDomain(host);
    const std::string label = domain.substr(0, domain.find('.'));
    if (label.size() > 3) names.insert(Folded(label));
    if (const HostOwner* owner = OwnerOf(host)) {
      names.insert(Folded(owner->name));
      for (const std::string_view known : owner->known_as) names.insert(Folded(known));
    }
    return names;
  }

  // Facts by which a policy or attestation names the recipient.
  Facts Naming(const std::set<std::string>& names) const {
    const Facts lists = facts_.On(
        {"subprocessors.list", "egress.third_parties", "analytics.providers",
         "hosting.provider", "access.third_parties", "access.external_accounts",
         "use.ai_inference", "egress.backend_hosts", "egress.client_hosts",
         "egress.script_hosts", "egress.asset_hosts"},
        {Voice::kPolicy, Voice::kAttestation});
    return Where(lists, [&](const Applied& fact) {
      const auto& members = fact.content().value.members;
      return (fact.content().op == Operator::kIncludes ||
              fact.content().op == Operator::kExactly) &&
             std::any_of(members.begin(), members.end(), [&](const std::string& member) {
               return names.contains(Folded(member));
             });
    });
  }

  // Closed lists of recipients that do not have it.
  Facts ClosedWithout(const std::set<std::string>& names) const {
    const Facts lists = facts_.On({"egress.third_parties", "subprocessors.list"},
                                  {Voice::kPolicy, Voice::kAttestation});
    return Where(lists, [&](const Applied& fact) {
      const auto& members = fact.content().value.members;
      return fact.content().op == Operator::kExactly && IsGeneral(fact) &&
             std::none_of(members.begin(), members.end(), [&](const std::string& member) {
               return names.contains(Folded(member));
             });
    });
  }

  static std::string InWords(const std::string& host, const Declared& declared) {
    const HostOwner* owner = OwnerOf(host);
    if (owner == nullptr) return declared.pattern;
    return absl::StrCat(declared.pattern, " (", std::string(owner->name),
                        " by its name)");
  }

  void CheckForeignHost(const std::string& host, const Declared& declared) {
    const auto names = NamesOf(host);
    Facts denied = Denials();
    for (const Applied* fact : ClosedWithout(names)) {
      if (std::find(denied.begin(), denied.end(), fact) == denied.end()) {
        denied.push_back(fact);
      }
    }
    const Facts naming = Naming(names);
    if (!denied.empty() && naming.empty()) {
      const bool no_user_data = NoUserDataDeclared();
      Add("third-parties-denied",
          absl::StrCat("The manifest declares ", InWords(host, declared), "; ",
                       SourceOf(*denied.front()),
                       " denies sending data there or to third parties at all.",
                       no_user_data ? " The vendor declares that no in-scope End-User "
                                      "Data is sent."
                                    : ""),
          declared.facts, denied,
          no_user_data ? std::optional(Gravity::kMedium) : std::nullopt);
      return;
    }
    if (!naming.empty()) return;
    const std::string mention = Mention(host);
    if (!mention.empty()) {
      Add("undisclosed-host",
          absl::StrCat("The manifest declares ", InWords(host, declared), ". ", mention,
                       " mentions it, but no fact has been recorded of that."),
          declared.facts, {}, Gravity::kLow);
      return;
    }
    Add("undisclosed-host",
        absl::StrCat("The manifest declares ", InWords(host, declared),
                     "; no policy and no list of sub-processors names it."),
        declared.facts, {});
  }

  // Where a standing policy's text has the owner's name or domain.
  std::string Mention(const std::string& host) const {
    std::vector<std::string> needles = {RegisteredDomain(host)};
    if (const HostOwner* owner = OwnerOf(host)) needles.push_back(Lower(owner->name));
    for (const auto& policy : facts_.input().evidence->policies) {
      if (policy.policy.kind != model::PolicyKind::kPublished) continue;
      const model::RevisionEvidence* in_force = nullptr;
      for (const auto& revision : policy.revisions) {
        if (revision.revision.effective <= facts_.input().as_of) in_force = &revision;
      }
      if (in_force == nullptr) continue;
      const std::string text = Lower(*in_force->revision.text);
      for (const std::string& needle : needles) {
        const auto at = text.find(needle);
        if (at == std::string::npos) continue;
        return absl::StrCat("\"", policy.policy.title, "\", line ", LineOf(text, at), ",");
      }
    }
    return "";
  }

  // C4. Only where the manifest closes its lists: else the service may be behind a
  // wildcard.
  void CheckAnalytics() {
    const Facts closed =
        Where(facts_.On({"egress.client_hosts", "egress.script_hosts"}, {Voice::kManifest}),
              [](const Applied& fact) { return fact.content().op == Operator::kExactly; });
    if (closed.size() < 2) return;
    for (const Applied* fact :
         facts_.On({"analytics.providers"}, {Voice::kPolicy, Voice::kAttestation})) {
      if (!MayMeanTheApp(*fact)) continue;
      std::vector<std::string> missing;
      for (const std::string& provider : fact->content().value.members) {
        const bool declared =
            std::any_of(hosts_.begin(), hosts_.end(), [&](const auto& entry) {
              return NamesOf(entry.first).contains(Folded(provider));
            });
        if (!declared) missing.push_back(provider);
      }
      if (missing.empty()) continue;
      Add("analytics-not-declared",
          absl::StrCat(SourceOf(*fact), " names ", Listed(missing),
                       "; the manifest declares no host of it, so the app's own pages "
                       "cannot load it."),
          {fact}, closed);
    }
  }

  static bool MayMeanTheApp(const Applied& fact) {
    if (fact.content().op != Operator::kIncludes && fact.content().op != Operator::kExactly) {
      return false;
    }
    const auto surface = fact.content().qualifiers.find("surface");
    if (surface == fact.content().qualifiers.end()) return true;
    return std::any_of(surface->second.begin(), surface->second.end(),
                       [](const std::string& where) {
                         return where.starts_with("app_") ||
                                where == "cloud_service_unspecified";
                       });
  }

  const AppFacts& facts_;
  Findings& findings_;
  std::set<std::string> vendor_domains_;
  std::map<std::string, Declared> hosts_;
};

}  // namespace

void CheckHosts(const AppFacts& facts, Findings& findings) {
  HostRules(facts, findings).Run();
}

}  // namespace clausebook::checking
