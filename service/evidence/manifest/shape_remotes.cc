// The rules on remotes, and on what needs one: Connect modules, tokens.
#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/forge_names.h"
#include "service/evidence/manifest/shape_check.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestRemoteKey = 23;

// The keys of a remote's base URL; a single one is the default.
std::set<std::string> RegionKeys(const Entry& remote) {
  const Entry base = remote.At("baseUrl");
  std::set<std::string> keys;
  if (base.IsScalar()) keys.insert("default");
  for (const Entry& url : base.Values()) keys.insert(url.key());
  return keys;
}

// Whether `auth` gives out a token.
bool GivesToken(const Entry& auth) {
  return auth.At("appSystemToken").At("enabled").Says(true) ||
         auth.At("appUserToken").At("enabled").Says(true);
}

}  // namespace

void ShapeCheck::CheckRemotes() {
  for (const Entry& remote : root_.At("remotes").Items()) CheckRemote(remote);
  CheckRegions();
}

void ShapeCheck::CheckRemote(const Entry& remote) {
  CheckKey(remote.At("key"), "");
  if (remote.At("key").Text().size() > kLongestRemoteKey) {
    findings_.Fault(remote.At("key"), absl::StrCat("A remote's key has at most ",
                                                   kLongestRemoteKey, " characters."));
  }
  CheckListOf(remote.At("operations"), "storage compute fetch other", false);
  const Entry base = remote.At("baseUrl");
  if (base.node() == nullptr && remote.At("configurable").node() == nullptr) {
    findings_.Fault(remote, "A remote without baseUrl has to be configurable.");
  }
  if (base.IsMap() && base.At("default").node() == nullptr) {
    findings_.Fault(base, "The key 'default' is missing.");
  }
  for (const Entry& url : base.Values()) {
    if (url.key() != "default" && RegionMember(url.key()).empty()) {
      findings_.Fault(url, absl::StrCat(Shown(url.key()), " is not a region."), true);
    }
    CheckText(url, "A base URL");
  }
  const auto operations = remote.At("operations").Items();
  const bool stores =
      std::any_of(operations.begin(), operations.end(),
                  [](const Entry& operation) { return operation.Text() == "storage"; });
  if (stores && remote.At("storage").node() == nullptr) {
    findings_.Fault(remote.At("operations"),
                    "With the operation 'storage' comes storage.inScopeEUD.");
  }
}

// Remotes have the same regions. One with a single base URL is left alone unless it says
// that it stores in-scope End-User Data.
void ShapeCheck::CheckRegions() {
  std::set<std::string> all;
  for (const Entry& remote : root_.At("remotes").Items()) all.merge(RegionKeys(remote));
  if (all.size() <= 1) return;
  for (const Entry& remote : root_.At("remotes").Items()) {
    const std::set<std::string> keys = RegionKeys(remote);
    const bool single =
        keys.size() == 1 && !remote.At("storage").At("inScopeEUD").Says(true);
    if (keys.empty() || single || keys == all) continue;
    findings_.Fault(remote,
                    "Another remote has a base URL for a region that this one "
                    "lacks.");
  }
}

void ShapeCheck::CheckConnect() {
  const Entry connect = root_.At("connectModules");
  const Entry named = root_.At("app").At("connect").At("remote");
  if (!connect) return;
  if (!named) {
    findings_.Fault(connect,
                    "Connect modules need app.connect.remote, the remote that "
                    "serves them.");
    return;
  }
  CheckReference(named, root_.At("remotes"), "remote");
  for (const Entry& remote : root_.At("remotes").Items()) {
    if (remote.At("key").Text() == named.Text() && remote.At("configurable")) {
      findings_.Fault(named, "The remote of Connect modules cannot be configurable.");
    }
  }
}

// A token for a remote is worth nothing without a scope that it could be used for.
void ShapeCheck::CheckTokenScopes() {
  const Entry scopes = root_.At("permissions").At("scopes");
  const auto is_use = [](const std::string& scope) {
    return scope != "read:app-system-token" && scope != "read:app-user-token";
  };
  for (const Entry& scope : scopes.Items()) {
    if (is_use(scope.Text())) return;
  }
  for (const Entry& scope : scopes.Values()) {
    if (is_use(scope.key())) return;
  }
  for (const Entry& list : {root_.At("remotes"), root_.At("modules").At("endpoint")}) {
    for (const Entry& item : list.Items()) {
      if (!GivesToken(item.At("auth"))) continue;
      findings_.Fault(item.At("auth"),
                      "A token is given out, and permissions.scopes holds no scope that "
                      "it could be used for.");
      return;
    }
  }
}

}  // namespace clausebook::evidence
