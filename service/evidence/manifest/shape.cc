#include "service/evidence/manifest/shape.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/forge_names.h"
#include "service/evidence/manifest/key_rules.h"
#include "service/evidence/manifest/shape_check.h"

namespace clausebook::evidence {
namespace {

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

// Whether the lists that facts come from stand in or below this place.
bool HoldsLists(std::string_view place) {
  return place.empty() || place.substr(0, 11) == "permissions" ||
         place.substr(0, 7) == "remotes" || place.substr(0, 7) == "modules";
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

// What `permissions.content.scripts` may hold. A digest is 32, 48 or 64 bytes in Base64.
bool IsContentRule(std::string_view rule) {
  if (IsAmong(rule, "unsafe-inline unsafe-hashes unsafe-eval blob:")) return true;
  struct Digest {
    std::string_view name;
    std::size_t length;
  };
  constexpr Digest kDigests[] = {{"sha256-", 44}, {"sha384-", 64}, {"sha512-", 88}};
  return std::any_of(std::begin(kDigests), std::end(kDigests), [&](const Digest& digest) {
    return rule.substr(0, digest.name.size()) == digest.name &&
           rule.size() == digest.name.size() + digest.length;
  });
}

}  // namespace

bool IsAmong(std::string_view value, std::string_view list) {
  while (!list.empty()) {
    const std::size_t blank = std::min(list.find(' '), list.size());
    if (list.substr(0, blank) == value) return true;
    list.remove_prefix(std::min(blank + 1, list.size()));
  }
  return false;
}

void ShapeCheck::CheckMap(std::string_view place, const Entry& map) {
  const auto matches = [&](const KeyRule& rule) { return rule.place == place; };
  if (!map.IsMap() || std::none_of(KeyRules().begin(), KeyRules().end(), matches)) return;
  for (const Entry& value : map.Values()) {
    const auto rule = std::find_if(
        KeyRules().begin(), KeyRules().end(),
        [&](const KeyRule& known) { return matches(known) && known.key == value.key(); });
    if (rule == KeyRules().end()) {
      findings_.Fault(value,
                      absl::StrCat("The key ", Shown(value.key()),
                                   " is not known here. It may belong to an older or "
                                   "newer form of the file."),
                      HoldsLists(place));
      continue;
    }
    CheckValue(*rule,
               absl::StrCat(std::string(place), place.empty() ? "" : ".",
                            std::string(rule->key)),
               value);
  }
  for (const KeyRule& rule : KeyRules()) {
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
        std::any_of(KeyRules().begin(), KeyRules().end(),
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

// A key is made of letters, digits, '_', '-' and `also`. One with a declared variable is
// checked by the platform only once that is filled in.
void ShapeCheck::CheckKey(const Entry& key, std::string_view also) {
  const std::string text = key.Text();
  if (!key.IsScalar()) return;
  std::string left = text;
  for (const auto& [name, value] : variables_) {
    const std::string whole = absl::StrCat("${", name, "}");
    for (std::size_t at = left.find(whole); at != std::string::npos;
         at = left.find(whole)) {
      left.erase(at, whole.size());
    }
  }
  const bool plain = std::all_of(left.begin(), left.end(), [&](unsigned char c) {
    return absl::ascii_isalnum(c) || c == '_' || c == '-' ||
           also.find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (!plain || text.empty()) {
    findings_.Fault(key, absl::StrCat(Shown(text),
                                      " is no key: it takes letters, digits, "
                                      "'_' and '-'."));
  }
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
  constexpr std::string_view kPrefix = "ari:cloud:ecosystem::app/";
  const std::string text = id.Text();
  const std::size_t end = text.find(kPrefix);
  const bool named =
      end != std::string::npos && end + kPrefix.size() < text.size() &&
      !absl::ascii_isspace(static_cast<unsigned char>(text[end + kPrefix.size()]));
  if (id.IsScalar() && !named) {
    findings_.Fault(
        id, "An app id is 'ari:cloud:ecosystem::app/' with the id of the app behind it.");
  }
  const Entry storage = root_.At("app").At("storage");
  CheckKey(root_.At("app").At("connect").At("key"), ".");
  CheckListOf(storage.At("classifications"), "ugc pii other", false);
  CheckListOf(root_.At("permissions").At("sandbox"),
              "allow-storage-access-by-user-activation", true);
  CheckListOf(root_.At("permissions").At("content").At("styles"), "unsafe-inline", true);
  for (const Entry& rule : root_.At("permissions").At("content").At("scripts").Items()) {
    if (!IsContentRule(rule.Text())) {
      findings_.Fault(rule,
                      absl::StrCat(Shown(rule.Text()),
                                   " is no rule for scripts: they are unsafe-inline, "
                                   "unsafe-hashes, unsafe-eval, blob: and digests "
                                   "(sha256-…)."));
    }
  }
}

void CheckForgeShape(const Entry& root, const ModuleTypes& types, Findings& findings) {
  ShapeCheck(root, types, findings).Run();
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
