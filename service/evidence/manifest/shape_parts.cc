// The rules that a table of keys cannot state: egress entries, scopes, remotes, modules,
// variables.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/forge_names.h"
#include "service/evidence/manifest/shape_check.h"

namespace clausebook::evidence {
namespace {

// Whether there are rules for the modules of this type.
bool IsChecked(std::string_view type) {
  const std::string place = absl::StrCat("modules.", std::string(type), "[]");
  return std::any_of(KeyRules().begin(), KeyRules().end(),
                     [&](const KeyRule& rule) { return rule.place == place; });
}

}  // namespace

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
  CheckKey(remote.At("key"), "");
  if (remote.At("key").Text().size() > 23) {
    findings_.Fault(remote.At("key"), "A remote's key has at most 23 characters.");
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
      CheckKey(module.At("key"), "");
      if (!IsChecked(type.key()) && module.At("key").node() == nullptr) {
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

}  // namespace clausebook::evidence
