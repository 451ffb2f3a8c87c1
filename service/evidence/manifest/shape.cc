#include "service/evidence/manifest/shape.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/forge_names.h"

namespace clausebook::evidence {
namespace {

// The kinds that a value may have, as flags.
enum Kinds : unsigned {
  kText = 1,
  kBool = 2,
  kNumber = 4,
  kList = 8,
  kMap = 16,
  kAny = 31,
};

// A key that the map at `place` may have. `values`: the only texts, separated by blanks.
// The rules are ours; names and values are those of the documentation and of the schema
// of version 13.7.0.
struct KeyRule {
  std::string_view place;
  std::string_view key;
  unsigned kinds;
  bool required = false;
  std::string_view values = {};
};

// `[]` stands for every item of a list; a map whose place is not listed is not checked.
constexpr KeyRule kKeys[] = {
    {"", "app", kMap, true},
    {"", "modules", kMap},
    {"", "connectModules", kMap},
    {"", "permissions", kMap},
    {"", "resources", kList},
    {"", "remotes", kList},
    {"", "providers", kMap},
    {"", "environment", kMap},
    {"", "translations", kMap},
    {"", "services", kList},
    {"", "overrides", kList | kMap},
    {"app", "id", kText, true},
    {"app", "runtime", kMap, true},
    {"app", "description", kText},
    {"app", "compatibility", kMap},
    {"app", "access", kMap},
    {"app", "licensing", kMap},
    {"app", "features", kMap},
    {"app", "connect", kMap},
    {"app", "storage", kMap},
    {"app", "package", kMap},
    {"app.runtime", "name", kText, true, "nodejs20.x nodejs22.x nodejs24.x"},
    {"app.runtime", "architecture", kText, false, "x86_64 arm64"},
    {"app.runtime", "memoryMB", kNumber},
    {"app.access", "userAccess", kBool, true},
    {"app.licensing", "enabled", kBool, true},
    {"app.licensing", "editionsEnabled", kBool},
    {"app.licensing", "modes", kList},
    {"app.features", "autoUserConsent", kBool},
    {"app.connect", "key", kText, true},
    {"app.connect", "remote", kText},
    {"app.connect", "authentication", kText, false, "jwt"},
    {"app.storage", "classifications", kList},
    {"app.storage", "entities", kList},
    {"app.package", "bundler", kText, false, "webpack manual@2026"},
    {"app.package", "path", kText},
    {"app.package", "extraFiles", kList},
    {"permissions", "enforcement", kText, false, "app-managed"},
    {"permissions", "scopes", kList | kMap},
    {"permissions", "content", kMap},
    {"permissions", "external", kMap},
    {"permissions", "sandbox", kList},
    {"permissions.content", "scripts", kList},
    {"permissions.content", "styles", kList},
    {"permissions.external", "fetch", kMap},
    {"permissions.external", "fonts", kList},
    {"permissions.external", "frames", kList},
    {"permissions.external", "navigation", kList},
    {"permissions.external", "images", kList},
    {"permissions.external", "media", kList},
    {"permissions.external", "scripts", kList},
    {"permissions.external", "styles", kList},
    {"permissions.external", "configurable", kMap},
    {"permissions.external.fetch", "backend", kList},
    {"permissions.external.fetch", "client", kList},
    {"permissions.external.configurable", "enabled", kBool, true},
    {"remotes[]", "key", kText, true},
    {"remotes[]", "baseUrl", kText | kMap},
    {"remotes[]", "operations", kList},
    {"remotes[]", "auth", kMap},
    {"remotes[]", "storage", kMap},
    {"remotes[]", "configurable", kMap},
    {"remotes[].auth", "appSystemToken", kMap},
    {"remotes[].auth", "appUserToken", kMap},
    {"remotes[].auth.appSystemToken", "enabled", kBool, true},
    {"remotes[].auth.appUserToken", "enabled", kBool, true},
    {"remotes[].storage", "inScopeEUD", kBool, true},
    {"remotes[].configurable", "name", kText, true},
    {"remotes[].configurable", "description", kText, true},
    {"remotes[].configurable", "supportedPatterns", kList},
    {"resources[]", "key", kText, true},
    {"resources[]", "path", kText, true},
    {"resources[]", "bundler", kText},
    {"resources[]", "entry", kMap},
    {"resources[]", "tunnel", kMap},
    {"providers", "auth", kList, true},
    {"environment", "variables", kList},
    {"services[]", "key", kText, true},
    {"services[]", "containers", kList | kMap, true},
    {"services[]", "scaling", kMap},
    {"services[]", "tunnel", kMap},
    {"modules.function[]", "key", kText, true},
    {"modules.function[]", "handler", kText, true},
    {"modules.function[]", "cleanup", kBool},
    {"modules.function[]", "outboundAuthContainerId", kText},
    {"modules.function[]", "functions", kMap},
    {"modules.function[]", "providers", kMap},
    {"modules.function[]", "timeoutSeconds", kNumber},
    {"modules.function[]", "runtime", kMap},
};

unsigned KindOf(const SourceNode& node) {
  switch (node.kind) {
    case SourceNode::Kind::kList:
      return kList;
    case SourceNode::Kind::kMap:
      return kMap;
    case SourceNode::Kind::kScalar:
      if (node.AsBool()) return kBool;
      return node.IsNumber() ? kNumber : kText;
    case SourceNode::Kind::kNull:
      break;
  }
  return 0;
}

std::string KindsInWords(unsigned kinds) {
  std::string words;
  const auto add = [&](unsigned kind, const char* word) {
    if ((kinds & kind) != 0) absl::StrAppend(&words, words.empty() ? "" : " or ", word);
  };
  add(kText, "a text");
  add(kBool, "true or false");
  add(kNumber, "a number");
  add(kList, "a list");
  add(kMap, "a map");
  return words;
}

bool IsAmong(std::string_view value, std::string_view list) {
  while (!list.empty()) {
    const std::size_t blank = std::min(list.find(' '), list.size());
    if (list.substr(0, blank) == value) return true;
    list.remove_prefix(std::min(blank + 1, list.size()));
  }
  return false;
}

class ShapeCheck {
 public:
  ShapeCheck(const Entry& root, Findings& findings) : root_(root), findings_(findings) {}

  void Run() {
    CheckMap("", root_);
    CheckIdentity();
    CheckEgress();
    CheckScopes();
    CheckRemotes();
    CheckModules();
    CheckVariables();
  }

 private:
  void CheckMap(std::string_view place, const Entry& map);
  void CheckValue(const KeyRule& rule, const std::string& place, const Entry& value);
  void CheckIdentity();
  void CheckEgress();
  void CheckEgressEntry(const Entry& entry, bool fetch);
  void CheckScopes();
  void CheckRemotes();
  void CheckRemote(const Entry& remote);
  void CheckModules();
  void CheckWebTriggers();
  void CheckVariables();
  bool CheckText(const Entry& entry, std::string_view what);
  void CheckListOf(const Entry& list, std::string_view values, bool may_be_empty);

  Entry root_;
  Findings& findings_;
};

void ShapeCheck::CheckMap(std::string_view place, const Entry& map) {
  const auto matches = [&](const KeyRule& rule) { return rule.place == place; };
  if (!map.IsMap() || std::none_of(std::begin(kKeys), std::end(kKeys), matches)) return;
  for (const Entry& value : map.Values()) {
    const auto* rule = std::find_if(
        std::begin(kKeys), std::end(kKeys),
        [&](const KeyRule& known) { return matches(known) && known.key == value.key(); });
    if (rule == std::end(kKeys)) {
      findings_.Fault(value,
                      absl::StrCat("The key ", Shown(value.key()),
                                   " is not known here; it is not read. It may belong to "
                                   "an older or newer form of the file."),
                      /*unsound=*/true);
      continue;
    }
    CheckValue(*rule,
               absl::StrCat(std::string(place), place.empty() ? "" : ".",
                            std::string(rule->key)),
               value);
  }
  for (const KeyRule& rule : kKeys) {
    if (matches(rule) && rule.required && map.At(rule.key).node() == nullptr) {
      findings_.Fault(map,
                      absl::StrCat("The key '", std::string(rule.key), "' is missing."));
    }
  }
}

void ShapeCheck::CheckValue(const KeyRule& rule, const std::string& place,
                            const Entry& value) {
  if ((KindOf(*value.node()) & rule.kinds) == 0) {
    findings_.Fault(value, absl::StrCat("This has to be ", KindsInWords(rule.kinds), "."),
                    (rule.kinds & (kList | kMap)) != 0);
    return;
  }
  if (!rule.values.empty() && value.IsScalar() && !IsAmong(value.Text(), rule.values)) {
    findings_.Fault(value, absl::StrCat(Shown(value.Text()), " is not one of: ",
                                        std::string(rule.values), "."));
  }
  CheckMap(place, value);
  for (const Entry& item : value.Items()) {
    const std::string item_place = place + "[]";
    const bool known =
        std::any_of(std::begin(kKeys), std::end(kKeys),
                    [&](const KeyRule& other) { return other.place == item_place; });
    if (known && !item.IsMap()) findings_.Fault(item, "This has to be a map.", true);
    CheckMap(item_place, item);
  }
}

bool ShapeCheck::CheckText(const Entry& entry, std::string_view what) {
  if (entry.node() != nullptr && entry.node()->IsText()) return true;
  findings_.Fault(entry, absl::StrCat(std::string(what), " has to be a text."), true);
  return false;
}

void ShapeCheck::CheckListOf(const Entry& list, std::string_view values,
                             bool may_be_empty) {
  if (list.IsList() && !list.HasItems() && !may_be_empty) {
    findings_.Fault(list, "The list is empty.");
  }
  for (const Entry& item : list.Items()) {
    if (!IsAmong(item.Text(), values)) {
      findings_.Fault(item, absl::StrCat(Shown(item.Text()),
                                         " is not one of: ", std::string(values), "."));
    }
  }
}

void ShapeCheck::CheckIdentity() {
  const Entry id = root_.At("app").At("id");
  if (id.IsScalar() && id.Text().find("ari:cloud:ecosystem::app/") == std::string::npos) {
    findings_.Fault(id, "An app id begins with 'ari:cloud:ecosystem::app/'.");
  }
  const Entry storage = root_.At("app").At("storage");
  CheckListOf(storage.At("classifications"), "ugc pii other", false);
  CheckListOf(root_.At("permissions").At("sandbox"),
              "allow-storage-access-by-user-activation", true);
  CheckListOf(root_.At("permissions").At("content").At("styles"), "unsafe-inline", true);
}

void ShapeCheck::CheckEgress() {
  const Entry external = root_.At("permissions").At("external");
  for (const ForgeBucket& bucket : kForgeBuckets) {
    for (const Entry& entry : BucketOf(external, bucket).Items()) {
      CheckEgressEntry(entry, bucket.fetch);
    }
  }
}

void ShapeCheck::CheckEgressEntry(const Entry& entry, bool fetch) {
  if (entry.IsScalar()) {
    CheckText(entry, "An address");
    return;
  }
  if (!entry.IsMap()) {
    findings_.Fault(entry, "An entry is an address or a map with 'address'.", true);
    return;
  }
  const bool remote = entry.At("remote").node() != nullptr;
  if (remote && !fetch) {
    findings_.Fault(entry, "'remote' stands only under fetch.backend and fetch.client.",
                    true);
  }
  for (const Entry& value : entry.Values()) {
    const bool known = remote ? value.key() == "remote"
                              : IsAmong(value.key(), "address category inScopeEUD");
    if (!known) {
      findings_.Fault(value,
                      absl::StrCat("The key ", Shown(value.key()), " is not known here."),
                      true);
    }
  }
  CheckText(entry.At(remote ? "remote" : "address"), remote ? "'remote'" : "'address'");
  const Entry category = entry.At("category");
  if (category.node() != nullptr && category.Text() != "analytics") {
    findings_.Fault(category, "The only category is 'analytics'.");
  }
  const Entry eud = entry.At("inScopeEUD");
  if (eud.node() != nullptr && !eud.node()->AsBool()) {
    findings_.Fault(eud, "This has to be true or false.");
  }
}

void ShapeCheck::CheckScopes() {
  const Entry scopes = root_.At("permissions").At("scopes");
  for (const Entry& scope : scopes.Items()) CheckText(scope, "A scope");
  for (const Entry& scope : scopes.Values()) {
    if (!scope.IsMap()) {
      findings_.Fault(scope, "This has to be a map, if need be the empty one: {}.");
      continue;
    }
    for (const Entry& value : scope.Values()) {
      if (value.key() != "allowImpersonation" || !value.node()->AsBool()) {
        findings_.Fault(value,
                        "The only entry here is 'allowImpersonation: true' or "
                        "'false'.");
      }
    }
  }
}

void ShapeCheck::CheckRemotes() {
  for (const Entry& remote : root_.At("remotes").Items()) CheckRemote(remote);
  const Entry connect = root_.At("connectModules");
  if (connect.HasItems() && !root_.At("app").At("connect").At("remote")) {
    findings_.Fault(connect,
                    "Connect modules need app.connect.remote, the remote that "
                    "serves them.");
  }
}

void ShapeCheck::CheckRemote(const Entry& remote) {
  const std::string key = remote.At("key").Text();
  const bool plain = std::all_of(key.begin(), key.end(), [](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '_' || c == '-';
  });
  if (!key.empty() && (!plain || key.size() > 23)) {
    findings_.Fault(remote.At("key"),
                    "A key has at most 23 letters, digits, '_' and '-'.");
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
  bool stores = false;
  for (const Entry& operation : remote.At("operations").Items()) {
    stores = stores || operation.Text() == "storage";
  }
  if (stores && remote.At("storage").node() == nullptr) {
    findings_.Fault(remote.At("operations"),
                    "With the operation 'storage' comes storage.inScopeEUD.");
  }
}

void ShapeCheck::CheckModules() {
  for (const Entry& type : root_.At("modules").Values()) {
    // One that we do not know may be newer than our rules: only its form is checked.
    if (!type.IsList() || !type.HasItems()) {
      findings_.Fault(type, "A module type holds a list of at least one module.",
                      type.node()->kind != SourceNode::Kind::kList);
      continue;
    }
    for (const Entry& module : type.Items()) {
      if (!module.IsMap()) {
        findings_.Fault(module, "This has to be a map.", true);
        continue;
      }
      CheckMap(absl::StrCat("modules.", type.key(), "[]"), module);
      if (type.key() != "function" && module.At("key").node() == nullptr) {
        findings_.Fault(module, "The key 'key' is missing.");
      }
    }
  }
  CheckWebTriggers();
}

void ShapeCheck::CheckWebTriggers() {
  for (const Entry& trigger : root_.At("modules").At("webtrigger").Items()) {
    if (!trigger.At("function") && !trigger.At("endpoint")) {
      findings_.Fault(trigger, "A web trigger has a function or an endpoint.");
    }
    const Entry response = trigger.At("response");
    if (response.node() == nullptr) continue;
    const std::string type = response.At("type").Text();
    if (type != "static" && type != "dynamic") {
      findings_.Fault(response, "response.type is 'static' or 'dynamic'.");
    } else if ((type == "static") != (response.At("outputs").node() != nullptr)) {
      findings_.Fault(response, "A static response has outputs, a dynamic one has none.");
    }
  }
}

void ShapeCheck::CheckVariables() {
  for (const Entry& variable : root_.At("environment").At("variables").Items()) {
    if (variable.IsMap()) {
      CheckText(variable.At("key"), "'key'");
      CheckText(variable.At("default"), "'default'");
    } else {
      CheckText(variable, "A variable");
    }
  }
}

}  // namespace

void CheckForgeShape(const Entry& root, Findings& findings) {
  ShapeCheck(root, findings).Run();
}

Variables ReadVariables(const Entry& root) {
  Variables variables;
  for (const Entry& variable : root.At("environment").At("variables").Items()) {
    if (variable.IsScalar()) variables[variable.Text()] = std::nullopt;
    const Entry value = variable.At("default");
    if (variable.At("key").IsScalar() && value.IsScalar()) {
      variables[variable.At("key").Text()] = value.Text();
    }
  }
  return variables;
}

}  // namespace clausebook::evidence
