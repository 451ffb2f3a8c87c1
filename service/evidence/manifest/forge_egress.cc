// permissions.external and permissions.content.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/forge_file.h"
#include "service/evidence/manifest/forge_names.h"

namespace clausebook::evidence {
namespace {

// An entry of a list, in whichever form it is written.
struct EgressEntry {
  Entry entry;    // the whole
  Entry address;  // the address or the remote's key
  bool remote = false;
  bool analytics = false;
  bool denies_eud = false;  // inScopeEUD: false
};

std::optional<EgressEntry> ReadEntry(const Entry& entry) {
  EgressEntry read{.entry = entry, .address = entry};
  if (entry.IsMap()) {
    read.remote = entry.At("remote").IsScalar();
    read.address = entry.At(read.remote ? "remote" : "address");
    // The platform compares without regard to case.
    read.analytics = absl::EqualsIgnoreCase(entry.At("category").Text(), "analytics");
    read.denies_eud = entry.At("inScopeEUD").Says(false);
  }
  if (!read.address.IsScalar()) return std::nullopt;
  return read;
}

const Entry* FindRemote(const ForgeFile& file, const std::string& key) {
  for (const Entry& remote : file.remotes) {
    if (remote.At("key").Text() == key) return &remote;
  }
  return nullptr;
}

// The base URLs of a remote as they are written.
std::set<std::string> UrlsOf(const Entry& remote) {
  std::set<std::string> urls;
  const Entry base = remote.At("baseUrl");
  if (base.IsScalar()) urls.insert(base.Text());
  for (const Entry& url : base.Values()) urls.insert(url.Text());
  return urls;
}

void ReadRemoteReference(ForgeFile& file, const ForgeBucket& bucket,
                         const EgressEntry& entry) {
  HostSet& set = file.hosts[bucket.host];
  const Entry* remote = FindRemote(file, entry.address.Text());
  if (remote == nullptr) {
    set.open = true;
    return;
  }
  for (const std::string& url : UrlsOf(*remote)) {
    const Address address = ReadAddress(url, file.variables);
    file.findings.Prove(bucket.host, entry.entry, {address.host},
                        absl::StrCat("The address is that of the remote ",
                                     Shown(entry.address.Text()), "."));
    set.hosts.insert(address.host);
    if (address.unresolved || address.by_default || address.everything) set.open = true;
  }
  if (remote->At("configurable").node() != nullptr) set.open = true;
}

void ReadEud(ForgeFile& file, const ForgeBucket& bucket, const EgressEntry& entry) {
  if (entry.denies_eud || bucket.host == EntryKind::kNavigationHost) return;
  const Entry said = entry.entry.At("inScopeEUD");
  const bool says_so = said.Says(true);
  file.findings.Prove(
      says_so ? EntryKind::kEgressWithEud : EntryKind::kEgressEudByDefault,
      says_so ? said : entry.entry);
  file.eud_out = true;
}

void ReadAnalytics(ForgeFile& file, const ForgeBucket& bucket, const EgressEntry& entry,
                   const Address& address) {
  const AnalyticsTool* tool = file.tools.Find(address.host);
  if (!entry.analytics) {
    if (tool != nullptr) {
      file.findings.Note(entry.entry,
                         absl::StrCat("The host is one of ", tool->provider,
                                      ", but the entry is not declared as analytics: "
                                      "no fact about analytics."));
    }
    return;
  }
  const bool backend = bucket.host == EntryKind::kBackendHost;
  file.findings.Prove(
      backend ? EntryKind::kAnalyticsBackend : EntryKind::kAnalyticsFrontend,
      entry.entry);
  if (tool != nullptr) {
    file.findings.Prove(
        backend ? EntryKind::kAnalyticsToolBackend : EntryKind::kAnalyticsToolFrontend,
        entry.entry, {tool->provider});
    if (!tool->until.empty()) {
      file.badge_unsure = true;
      file.findings.Note(entry.entry, absl::StrCat(tool->provider,
                                                   " was allowed to apps that run on "
                                                   "Atlassian until ",
                                                   tool->until, "."));
    }
  } else if (!address.unresolved) {
    file.badge_unsure = true;
    file.findings.Note(
        entry.entry,
        absl::StrCat(Shown(address.host),
                     " is not on the platform's list of analytics tools as of ",
                     file.tools.as_of, "; such an app cannot be deployed."));
  }
}

void ReadForBadge(ForgeFile& file, const ForgeBucket& bucket, const EgressEntry& entry,
                  const Address& address) {
  if (bucket.host == EntryKind::kNavigationHost) {
    // Whether links count is not published.
    file.badge_unsure = true;
    return;
  }
  if (entry.analytics && entry.denies_eud) {
    if (address.unresolved || address.by_default) file.badge_unsure = true;
    return;
  }
  std::string why =
      entry.analytics
          ? "Egress to an analytics tool is not declared to be without in-scope End-User "
            "Data."
          : "The app declares egress for other ends than analytics.";
  if (!entry.remote && file.default_hosts.Covers(bucket.name, address.host)) {
    absl::StrAppend(&why,
                    " The platform lets every app reach this host: without the entry "
                    "nothing would be lost.");
  }
  file.badge.push_back({entry.entry, why, "egress"});
}

void ReadForPinning(ForgeFile& file, const ForgeBucket& bucket,
                    const EgressEntry& entry) {
  if (entry.denies_eud || entry.remote) return;
  const bool declared = entry.entry.At("inScopeEUD").Says(true);
  if (!bucket.fetch && !declared) return;
  const auto matches = [&](const Entry& remote) {
    return UrlsOf(remote).count(entry.address.Text()) > 0;
  };
  if (std::any_of(file.remotes.begin(), file.remotes.end(), matches)) return;
  if (HasVariable(entry.address.Text())) {
    file.pinning_unsure = true;
    return;
  }
  file.pinning.push_back({entry.entry,
                          "The address is not the base URL of a remote, and the entry "
                          "does not say inScopeEUD: false.",
                          ""});
}

void ReadBucketEntry(ForgeFile& file, const ForgeBucket& bucket,
                     const EgressEntry& entry) {
  HostSet& set = file.hosts[bucket.host];
  const bool navigation = bucket.host == EntryKind::kNavigationHost;
  if (!navigation) file.external_entries = true;
  if (bucket.code && !entry.analytics) file.code_from_outside = true;
  if (entry.remote) {
    ReadRemoteReference(file, bucket, entry);
    ReadForBadge(file, bucket, entry, {});
    return;
  }
  const Address address = ReadAddress(entry.address.Text(), file.variables);
  std::string caveat = AddressCaveat(address, entry.address);
  if (address.has_path && bucket.host == EntryKind::kBackendHost) {
    absl::StrAppend(
        &caveat, caveat.empty() ? "" : " ",
        "The path in the entry is ignored by the platform: the whole host is meant.");
  }
  file.findings.Prove(bucket.host, entry.entry, {address.host}, caveat);
  set.hosts.insert(address.host);
  NoteAddress(file, entry.entry, address);
  if (address.everything || address.unresolved || address.by_default) set.open = true;
  ReadEud(file, bucket, entry);
  ReadAnalytics(file, bucket, entry, address);
  ReadForBadge(file, bucket, entry, address);
  ReadForPinning(file, bucket, entry);
}

}  // namespace

std::string AddressCaveat(const Address& address, const Entry& entry) {
  if (address.unresolved) {
    return absl::StrCat("The address is ", Shown(entry.Text()),
                        "; the variable's value is not in the file.");
  }
  if (address.by_default) {
    return absl::StrCat("By default: the address is ", Shown(entry.Text()),
                        ", and a deployment may give the variable another value.");
  }
  if (address.everything) return "'*' permits every host.";
  return "";
}

void NoteAddress(ForgeFile& file, const Entry& entry, const Address& address) {
  if (address.unresolved || address.by_default || address.everything) {
    file.undetermined = true;
    const std::string why =
        address.everything ? "The entry permits every host."
        : address.by_default
            ? "A deployment may give the variable another value than its default."
            : "The variable's value is not in the file.";
    file.findings.Prove(EntryKind::kUndetermined, entry, {}, why);
  }
  if (address.local) {
    file.findings.Note(entry, absl::StrCat(Shown(address.host),
                                           " is a tunnel, a placeholder or the "
                                           "developer's own machine."));
  }
}

void CheckAddresses(ForgeFile& file) {
  const Entry external = file.root.At("permissions").At("external");
  const std::vector<Entry> remotes = file.root.At("remotes").Items();
  for (const ForgeBucket& bucket : kForgeBuckets) {
    for (const Entry& item : BucketOf(external, bucket).Items()) {
      const auto entry = ReadEntry(item);
      if (!entry) continue;
      if (entry->remote) {
        const bool known =
            std::any_of(remotes.begin(), remotes.end(), [&](const Entry& remote) {
              return remote.At("key").Text() == entry->address.Text();
            });
        if (!known) file.findings.Fault(item, "There is no remote with this key.");
        continue;
      }
      const Address address = ReadAddress(entry->address.Text(), file.variables);
      if (!address.fault.empty()) file.findings.Fault(item, address.fault);
    }
  }
}

void ReadEgress(ForgeFile& file) {
  const Entry external = file.root.At("permissions").At("external");
  for (const ForgeBucket& bucket : kForgeBuckets) {
    const Entry list = BucketOf(external, bucket);
    if (!list.IsList()) continue;
    file.hosts[bucket.host].lists.push_back(list);
    for (const Entry& item : list.Items()) {
      const auto entry = ReadEntry(item);
      if (entry) {
        ReadBucketEntry(file, bucket, *entry);
      } else {
        file.hosts[bucket.host].open = true;
      }
    }
  }
  const Entry enabled = external.At("configurable").At("enabled");
  if (!enabled.Says(true)) return;
  file.findings.Prove(EntryKind::kCustomerManaged, enabled);
  file.customer_managed = true;
  for (const ForgeBucket& bucket : kForgeBuckets) file.hosts[bucket.host].open = true;
  file.badge.push_back({enabled, "Customers can add destinations of their own.",
                        "customer_managed_egress"});
  file.pinning_unsure = true;
}

void ReadContent(ForgeFile& file) {
  const Entry content = file.root.At("permissions").At("content");
  std::set<std::string> unsafe;
  for (const char* list : {"scripts", "styles"}) {
    for (const Entry& rule : content.At(list).Items()) {
      const std::string text = rule.Text();
      if (text.substr(0, 7) != "unsafe-" && text != "blob:") continue;
      file.findings.Prove(EntryKind::kUnsafeContent, rule, {text});
      unsafe.insert(text);
    }
  }
  file.findings.ProveAbsence(EntryKind::kAllUnsafeContent, content, "permissions.content",
                             {unsafe.begin(), unsafe.end()});
}

}  // namespace clausebook::evidence
