// The rules on modules: their types and keys, and what they refer to.
#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/shape_check.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestFunctionKey = 23;

// Whether there are rules for the modules of this type.
bool IsChecked(std::string_view type) {
  const std::string place = absl::StrCat("modules.", std::string(type), "[]");
  return std::any_of(KeyRules().begin(), KeyRules().end(),
                     [&](const KeyRule& rule) { return rule.place == place; });
}

}  // namespace

void ShapeCheck::CheckModules() {
  for (const Entry& type : root_.At("modules").Values()) CheckModuleType(type);
  CheckModuleCount();
  CheckModuleKeys();
  CheckEndpoints();
  CheckWebTriggers();
  CheckReferences();
}

void ShapeCheck::CheckModuleType(const Entry& type) {
  if (!types_.Has(type.key())) {
    findings_.Fault(type, absl::StrCat("There is no module type ", Shown(type.key()),
                                       " as of ", types_.as_of,
                                       ". It may be older or newer; what it does is not "
                                       "known here."));
  }
  if (!type.IsList() || !type.HasItems()) {
    findings_.Fault(type, "A module type holds a list of at least one module.",
                    !type.IsList());
    return;
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

// Functions and endpoints only serve other modules.
void ShapeCheck::CheckModuleCount() {
  const Entry modules = root_.At("modules");
  const Entry connect = root_.At("connectModules");
  if (modules.node() == nullptr && connect.node() == nullptr) {
    findings_.Fault(root_, "There is neither 'modules' nor 'connectModules'.");
    return;
  }
  const auto types = modules.Values();
  const bool some = std::any_of(types.begin(), types.end(), [](const Entry& type) {
    return type.key() != "function" && type.key() != "endpoint" && type.key() != "remote";
  });
  if (!some && !connect.HasItems()) {
    findings_.Fault(modules, "There has to be a module besides functions and endpoints.");
  }
}

void ShapeCheck::CheckModuleKeys() {
  std::map<std::string, std::string> seen;  // key -> path
  for (const Entry& type : root_.At("modules").Values()) {
    for (const Entry& module : type.Items()) {
      const Entry key = module.At("key");
      if (!key.IsScalar()) continue;
      const auto [first, is_new] = seen.emplace(key.Text(), PathText(key.path()));
      if (!is_new) {
        findings_.Fault(key, absl::StrCat("Another module has the key ",
                                          Shown(key.Text()), ": ", first->second, "."));
      }
      if (type.key() == "function" && key.Text().size() > kLongestFunctionKey &&
          !HasVariable(key.Text())) {
        findings_.Fault(key, absl::StrCat("A function's key has at most ",
                                          kLongestFunctionKey, " characters."));
      }
    }
  }
}

void ShapeCheck::CheckEndpoints() {
  for (const Entry& endpoint : root_.At("modules").At("endpoint").Items()) {
    const Entry remote = endpoint.At("remote");
    const Entry service = endpoint.At("service");
    if ((remote.node() == nullptr) == (service.node() == nullptr)) {
      findings_.Fault(endpoint, "An endpoint has either a remote or a service.");
    }
    CheckReference(remote, root_.At("remotes"), "remote");
    CheckReference(service, root_.At("services"), "service");
  }
  for (const Entry& migration :
       root_.At("modules").At("migration:dataResidency").Items()) {
    CheckReference(migration.At("remote"), root_.At("remotes"), "remote");
  }
}

void ShapeCheck::CheckWebTriggers() {
  for (const Entry& trigger : root_.At("modules").At("webtrigger").Items()) {
    if (!trigger.At("function") && !trigger.At("endpoint")) {
      findings_.Fault(trigger, "A web trigger has a function or an endpoint.");
    }
    const Entry authentication = trigger.At("request").At("authentication");
    if (authentication.node() != nullptr &&
        !IsAmong(authentication.Text(), "hmacSharedSecret none")) {
      findings_.Fault(authentication,
                      "request.authentication is 'hmacSharedSecret' or 'none'.");
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

void ShapeCheck::CheckReferences() {
  for (const Entry& type : root_.At("modules").Values()) {
    for (const Entry& module : type.Items()) CheckReferencesIn(module);
  }
}

// Functions and endpoints are named at any depth: `resolver: {function: main}`.
void ShapeCheck::CheckReferencesIn(const Entry& entry) {
  for (const Entry& value : entry.Values()) {
    if (value.IsScalar() && (value.key() == "function" || value.key() == "endpoint")) {
      CheckReference(value, root_.At("modules").At(value.key()), value.key());
    }
    CheckReferencesIn(value);
  }
  for (const Entry& item : entry.Items()) CheckReferencesIn(item);
}

// `reference` names an item of `list`. Names with variables are filled in before the
// platform looks.
void ShapeCheck::CheckReference(const Entry& reference, const Entry& list,
                                std::string_view what) {
  if (!reference.IsScalar() || HasVariable(reference.Text())) return;
  for (const Entry& item : list.Items()) {
    const std::string key = item.At("key").Text();
    if (key == reference.Text() || HasVariable(key)) return;
  }
  findings_.Fault(reference,
                  absl::StrCat("There is no ", std::string(what), " with the key ",
                               Shown(reference.Text()), "."));
}

}  // namespace clausebook::evidence
