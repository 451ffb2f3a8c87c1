#include "service/checking/declared_hosts.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "service/checking/host_names.h"

namespace clausebook::checking {
namespace {

constexpr char kAssets[] = "egress.asset_hosts";
constexpr std::string_view kScopeKey = ".inScopeEUD";

// The entries that say or leave open that End-User Data goes there.
std::set<std::string> EntriesWithUserData(const AppFacts& facts) {
  std::set<std::string> paths;
  for (const Applied* fact :
       Where(facts.On({"egress.eud_declared"}, {Voice::kDeclaration}), IsTrue)) {
    std::string path = EntryPathOf(*fact);
    if (path.ends_with(kScopeKey)) path.resize(path.size() - kScopeKey.size());
    paths.insert(std::move(path));
  }
  return paths;
}

// An entry that names a remote says nothing of End-User Data; the remote does.
bool NamesRemote(const Applied& fact) {
  const auto& range = fact.place->range;
  const std::string_view quote =
      std::string_view(*fact.place->revision->revision.text)
          .substr(static_cast<std::size_t>(range.begin),
                  static_cast<std::size_t>(range.end - range.begin));
  return quote.find("remote:") != std::string_view::npos &&
         quote.find("address:") == std::string_view::npos;
}

// Only what stands in `permissions` can say that no End-User Data goes there.
bool MayReceiveUserData(const Applied& fact, const std::set<std::string>& with_data) {
  const std::string path = EntryPathOf(fact);
  return !path.starts_with("permissions.") || with_data.contains(path) ||
         NamesRemote(fact);
}

}  // namespace

DeclaredHosts FindDeclaredHosts(const AppFacts& facts) {
  DeclaredHosts hosts;
  const std::set<std::string> with_data = EntriesWithUserData(facts);
  // Every entry includes its host; the closed lists only repeat them.
  const Facts entries = Where(
      facts.On(
          {"egress.backend_hosts", "egress.client_hosts", "egress.script_hosts", kAssets},
          {Voice::kDeclaration}),
      [](const Applied& f) { return f.content().op == model::Operator::kIncludes; });
  for (const Applied* fact : entries) {
    for (const std::string& member : fact->content().value.members) {
      DeclaredHost& host = hosts[HostOf(member)];
      if (host.pattern.empty()) host.pattern = member;
      host.entries.push_back(fact);
      host.receives = host.receives || fact->content().property != kAssets;
      host.user_data = host.user_data || MayReceiveUserData(*fact, with_data);
    }
  }
  return hosts;
}

bool HasVariable(const DeclaredHost& host) {
  return host.pattern.find("${") != std::string::npos;
}

std::string InWords(const DeclaredHost& host) {
  const HostOwner* owner = OwnerOf(HostOf(host.pattern));
  if (owner == nullptr) return host.pattern;
  return absl::StrCat(host.pattern, " (", owner->name, " by its name)");
}

}  // namespace clausebook::checking
