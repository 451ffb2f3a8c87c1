// Remotes: servers outside of the platform that the app's code or the platform calls.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/evidence/manifest/forge_file.h"
#include "service/evidence/manifest/forge_names.h"

namespace clausebook::evidence {
namespace {

bool Has(const Entry& list, std::string_view text) {
  const auto items = list.Items();
  return std::any_of(items.begin(), items.end(),
                     [&](const Entry& item) { return item.Text() == text; });
}

// The base URLs of a remote, each with its region key (`default` for a single one).
std::vector<Entry> BaseUrls(const Entry& remote) {
  std::vector<Entry> urls;
  for (const char* name : {"baseUrl", "regionBaseUrls"}) {
    const Entry base = remote.At(name);
    if (base.IsScalar()) urls.push_back(base);
    for (const Entry& url : base.Values()) {
      if (url.IsScalar()) urls.push_back(url);
    }
  }
  return urls;
}

std::set<std::string> RegionsOf(const Entry& remote) {
  std::set<std::string> regions;
  for (const Entry& url : BaseUrls(remote)) {
    const std::string region = RegionMember(url.key());
    if (!region.empty()) regions.insert(region);
  }
  return regions;
}

void ReadBaseUrls(ForgeFile& file, const Entry& remote) {
  HostSet& backend = file.hosts[EntryKind::kBackendHost];
  std::set<std::string> hosts;
  for (const Entry& url : BaseUrls(remote)) {
    const Address address = ReadAddress(url.Text(), file.variables);
    const std::string caveat = AddressCaveat(address, url);
    file.findings.Prove(EntryKind::kRemoteHost, url, {address.host}, caveat);
    NoteAddress(file, url, address);
    hosts.insert(address.host);
    backend.hosts.insert(address.host);
    if (address.unresolved || address.by_default || address.everything) {
      file.pinning_unsure = true;
      backend.open = true;
    }
    const std::string region = RegionMember(url.key());
    if (!region.empty()) file.findings.Prove(EntryKind::kRegion, url, {region});
  }
  const std::string key = remote.At("key").Text();
  const std::string member =
      hosts.empty() ? key : absl::StrCat(key, " (", absl::StrJoin(hosts, ", "), ")");
  file.findings.Prove(EntryKind::kRemote, remote, {member});
  file.remote_names.insert(member);
}

// Whether in-scope End-User Data is stored there, by what is said or assumed.
bool StoresEud(const Entry& remote) {
  const Entry operations = remote.At("operations");
  if (!operations.HasItems()) return true;
  return Has(operations, "storage") && !remote.At("storage").At("inScopeEUD").Says(false);
}

void ReadOperations(ForgeFile& file, const Entry& remote) {
  Findings& findings = file.findings;
  const Entry operations = remote.At("operations");
  if (!operations.HasItems()) {
    findings.Prove(EntryKind::kRemoteUnspecified, remote);
  } else if (Has(operations, "storage")) {
    const Entry eud = remote.At("storage").At("inScopeEUD");
    findings.Prove(
        StoresEud(remote) ? EntryKind::kRemoteStoresEud : EntryKind::kRemoteStoresOther,
        eud.node() != nullptr ? eud : operations);
  }
  if (Has(operations, "compute")) {
    findings.Prove(EntryKind::kRemoteComputes, operations);
    file.code_places.insert("vendor");
  }
  if (StoresEud(remote)) {
    file.eud_out = true;
    file.eud_storing_remote = true;
  }
  // What is computed, fetched or logged there may be End-User Data; nothing says so.
  const bool stores_only = operations.HasItems() && !Has(operations, "compute") &&
                           !Has(operations, "fetch") && !Has(operations, "other");
  if (!stores_only) file.eud_unstated = true;
}

void ReadConfigurable(ForgeFile& file, const Entry& remote) {
  const Entry configurable = remote.At("configurable");
  if (configurable.node() == nullptr) return;
  file.findings.Prove(EntryKind::kCustomerManaged, configurable);
  file.customer_managed = true;
  file.hosts[EntryKind::kBackendHost].open = true;
  file.pinning.push_back({configurable, "A configurable remote is never pinned.", ""});
}

}  // namespace

void ReadTokens(ForgeFile& file, const Entry& auth) {
  const Entry app = auth.At("appSystemToken").At("enabled");
  const Entry user = auth.At("appUserToken").At("enabled");
  if (app.Says(true)) file.findings.Prove(EntryKind::kAppToken, app);
  if (user.Says(true)) file.findings.Prove(EntryKind::kUserToken, user);
  if (app.Says(true) || user.Says(true)) file.tokens = true;
}

void ReadRemotes(ForgeFile& file) {
  file.remotes = file.root.At("remotes").Items();
  for (const Entry& remote : file.root.At("modules").At("remote").Items()) {
    file.remotes.push_back(remote);
  }
  std::optional<std::set<std::string>> regions;
  for (const Entry& remote : file.remotes) {
    ReadBaseUrls(file, remote);
    ReadOperations(file, remote);
    ReadConfigurable(file, remote);
    ReadTokens(file, remote.At("auth"));
    file.badge.push_back({remote, "The app has a remote.", "remotes"});
    if (!StoresEud(remote)) continue;
    const std::set<std::string> own = RegionsOf(remote);
    if (own.empty()) {
      file.pinning.push_back(
          {remote,
           "A remote that stores in-scope End-User Data, which one without operations is "
           "taken to do, has no base URL for a region.",
           ""});
    } else if (regions && *regions != own) {
      file.pinning.push_back(
          {remote, "Remotes that store in-scope End-User Data differ in their regions.",
           ""});
    }
    if (!regions) regions = own;
  }
}

}  // namespace clausebook::evidence
