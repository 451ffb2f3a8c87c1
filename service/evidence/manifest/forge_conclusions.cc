// What a Forge manifest shows by what is not in it. Every row that is proved here is of
// the closed world: a file with a fault gives none of them.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/evidence/manifest/forge_file.h"

namespace clausebook::evidence {
namespace {

struct ClosedList {
  EntryKind host;
  EntryKind all;
  const char* what;
};

constexpr ClosedList kClosedLists[] = {
    {EntryKind::kBackendHost, EntryKind::kAllBackendHosts,
     "permissions.external.fetch.backend"},
    {EntryKind::kClientHost, EntryKind::kAllClientHosts,
     "permissions.external.fetch.client"},
    {EntryKind::kAssetHost, EntryKind::kAllAssetHosts,
     "list of images, fonts, styles, frames or media in permissions.external"},
    {EntryKind::kScriptHost, EntryKind::kAllScriptHosts, "permissions.external.scripts"},
    {EntryKind::kNavigationHost, EntryKind::kAllNavigationHosts,
     "permissions.external.navigation"},
};

// The smallest entry that holds everything that the list of hosts comes from.
Entry CitationFor(const ForgeFile& file, const ClosedList& list, const HostSet& set) {
  const Entry external = file.root.At("permissions").At("external");
  if (list.host == EntryKind::kBackendHost && file.HasRemotes()) {
    const Entry remotes = file.root.At("remotes");
    return set.lists.empty() && remotes.HasItems() ? remotes
           : set.lists.empty()                     ? Entry()
                                                   : set.lists.front();
  }
  if (set.lists.size() == 1) return set.lists.front();
  return external.HasItems() ? external : Entry();
}

void CloseLists(ForgeFile& file) {
  for (const ClosedList& list : kClosedLists) {
    const HostSet& set = file.hosts[list.host];
    if (set.open) continue;
    const Entry cited = CitationFor(file, list, set);
    std::string caveat;
    if (list.host == EntryKind::kBackendHost && file.HasRemotes()) {
      caveat = "The hosts of remotes are counted.";
    } else if (set.lists.empty() && cited.node() != nullptr) {
      caveat = absl::StrCat("The entry holds no ", list.what, ".");
    }
    const std::vector<std::string> hosts(set.hosts.begin(), set.hosts.end());
    file.findings.ProveAbsence(list.all, cited, list.what, hosts, caveat);
  }
}

// Every channel of §2.4 of the domain reference is shut.
bool NothingLeaves(const ForgeFile& file) {
  return !file.external_entries && !file.customer_managed && !file.HasRemotes() &&
         !file.endpoint_remote && !file.connect && !file.dynamic_trigger &&
         !file.api_route && !file.mcp && !file.agent_connector && !file.undetermined;
}

std::string RemainingChannels(const ForgeFile& file) {
  std::string caveat =
      "Supported by the manifest, not proved. What remains: the app's logs, which the "
      "vendor can read unless the customer switches that off; images of hosts that the "
      "platform allows every app (secure.gravatar.com, images.unsplash.com, wp.com); "
      "what "
      "the app writes into product data that others read; files and links that users "
      "take out.";
  if (file.app_events) {
    caveat += " Other apps may be told of the app's events.";
  }
  if (!file.outside_links.empty()) {
    std::set<std::string> hosts(file.outside_links.begin(), file.outside_links.end());
    absl::StrAppend(
        &caveat, " Icons or links of modules are on: ", absl::StrJoin(hosts, ", "), ".");
  }
  return caveat;
}

}  // namespace

void ConcludeEgress(ForgeFile& file) {
  Findings& findings = file.findings;
  const Entry external = file.root.At("permissions").At("external");
  CloseLists(file);
  findings.ProveAbsence(EntryKind::kAllRemotes, file.root.At("remotes"), "remotes",
                        {file.remote_names.begin(), file.remote_names.end()});
  if (!file.undetermined) {
    findings.ProveAbsence(EntryKind::kAllDetermined, external, "permissions.external");
  }
  if (!file.customer_managed) {
    findings.ProveAbsence(EntryKind::kNotCustomerManaged, external,
                          "permissions.external.configurable");
  }
  if (!file.eud_out && !file.eud_unstated && !file.customer_managed && !file.connect) {
    findings.ProveAbsence(EntryKind::kNoEgressWithEud, external, "permissions.external");
  }
  if (NothingLeaves(file)) {
    findings.ProveAbsence(EntryKind::kNothingLeaves, external,
                          "permissions.external and no remotes", {},
                          RemainingChannels(file));
  }
}

void ConcludeRest(ForgeFile& file) {
  Findings& findings = file.findings;
  const bool outside = file.HasRemotes() || file.connect || file.endpoint_remote;
  const Entry modules = file.root.At("modules");
  const Entry triggers = modules.At("webtrigger");
  if (!outside && !file.code_from_outside && !file.customer_managed &&
      !file.agent_connector && !file.code_places.empty()) {
    findings.Prove(EntryKind::kOnlyPlatformCode, modules.HasItems() ? modules : Entry(),
                   {file.code_places.begin(), file.code_places.end()});
  }
  if (!file.tokens && !file.connect) {
    findings.ProveAbsence(EntryKind::kNoTokens, file.root.At("remotes"), "remotes");
  }
  if (!file.dynamic_trigger) {
    findings.ProveAbsence(EntryKind::kNoDynamicWebTrigger, triggers,
                          "modules.webtrigger");
  }
  if (!outside && !file.dynamic_trigger && !file.api_route) {
    findings.ProveAbsence(EntryKind::kNoApi, modules.At("apiRoute"), "modules.apiRoute");
  }
  if (!outside && !file.mcp && !file.agent_connector && !file.action) {
    findings.ProveAbsence(EntryKind::kNoMcp, modules.At("rovo:mcp"),
                          "modules[\"rovo:mcp\"]");
  }
  if (!outside && !file.trigger && !file.api_route && !file.open_access) {
    findings.ProveAbsence(EntryKind::kNoAnonymousAccess, triggers,
                          "unlicensedAccess, web trigger or apiRoute");
  }
}

}  // namespace clausebook::evidence
