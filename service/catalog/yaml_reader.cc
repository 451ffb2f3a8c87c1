#include "service/catalog/yaml_reader.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace clausebook::yaml {
namespace {

absl::string_view Abseil(std::string_view text) { return {text.data(), text.size()}; }

const char* KindInWords(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::kNull:
      return "nothing";
    case Node::Kind::kScalar:
      return "a text";
    case Node::Kind::kList:
      return "a list";
    case Node::Kind::kMap:
      return "a map";
  }
  return "";
}

// A non-empty scalar; nullopt and a fault if it is not.
std::optional<std::string> TextOf(const Node& node, std::string_view what,
                                  Faults& faults) {
  if (node.kind == Node::Kind::kScalar && !node.text.empty()) return node.text;
  const bool empty = node.kind == Node::Kind::kScalar || node.kind == Node::Kind::kNull;
  faults.Add(
      node.place,
      empty ? absl::StrCat(Abseil(what), " is empty.")
            : absl::StrCat(Abseil(what), " is ", KindInWords(node.kind),
                           " where a text belongs."),
      empty ? "Write a text, in quotes if YAML would read it as something else." : "");
  return std::nullopt;
}

}  // namespace

const Node* Node::Find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].text == key) return &items[i];
  }
  return nullptr;
}

void Faults::Add(const Place& place, std::string message, std::string hint) {
  ++count_;
  if (faults_.size() >= limit_) return;
  faults_.push_back({place.path ? *place.path : "", place.line, place.column,
                     std::move(message), std::move(hint)});
}

absl::Status Faults::ToStatus(std::string_view what) const {
  if (empty()) return absl::OkStatus();
  ErrorDetail detail;
  detail.reason = Reason::kInvalidBook;
  detail.faults = faults_;
  std::stable_sort(detail.faults.begin(), detail.faults.end(),
                   [](const BookFault& a, const BookFault& b) {
                     return std::tie(a.path, a.line, a.column) <
                            std::tie(b.path, b.line, b.column);
                   });
  const BookFault& first = detail.faults.front();
  std::string message = absl::StrCat(
      count_, count_ == 1 ? " fault in " : " faults in ", Abseil(what),
      count_ == 1 ? ": " : "; the first: ", first.path,
      first.line == 0 ? "" : absl::StrCat(":", first.line, ":", first.column), ": ",
      first.message);
  if (!first.hint.empty()) absl::StrAppend(&message, " ", first.hint);
  return MakeError(message, detail);
}

MapReader::MapReader(const Node& node, std::string what, Faults& faults)
    : node_(node), what_(std::move(what)), faults_(faults) {
  if (!is_map()) {
    faults_.Add(node.place, absl::StrCat("The ", what_, " is ", KindInWords(node.kind),
                                         " where a map belongs."));
  }
}

const Node* MapReader::Optional(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
    known_.emplace_back(key);
  }
  return node_.Find(key);
}

const Node* MapReader::Required(std::string_view key) {
  const Node* value = Optional(key);
  if (value != nullptr && value->kind != Node::Kind::kNull) return value;
  if (is_map()) {
    faults_.Add(PlaceOf(key), absl::StrCat("The ", what_, " has no '", Abseil(key), "'."),
                absl::StrCat("Add '", Abseil(key), ":'."));
  }
  return nullptr;
}

Place MapReader::PlaceOf(std::string_view key) const {
  const Node* value = node_.Find(key);
  return value == nullptr ? node_.place : value->place;
}

std::string MapReader::RequiredText(std::string_view key) {
  const Node* value = Required(key);
  if (value == nullptr) return "";
  return TextOf(*value, absl::StrCat("'", Abseil(key), "' of the ", what_), faults_)
      .value_or("");
}

std::optional<std::string> MapReader::OptionalText(std::string_view key) {
  const Node* value = Optional(key);
  if (value == nullptr) return std::nullopt;
  return TextOf(*value, absl::StrCat("'", Abseil(key), "' of the ", what_), faults_);
}

bool MapReader::Bool(std::string_view key, bool absent) {
  const Node* value = Optional(key);
  if (value == nullptr) return absent;
  return BoolOf(*value, absl::StrCat("'", Abseil(key), "' of the ", what_), faults_)
      .value_or(absent);
}

std::optional<std::vector<std::string>> MapReader::TextList(std::string_view key) {
  const Node* value = Optional(key);
  if (value == nullptr) return std::nullopt;
  return TextsOf(*value, absl::StrCat("'", Abseil(key), "' of the ", what_), faults_);
}

std::vector<const Node*> MapReader::List(std::string_view key) {
  const Node* value = Optional(key);
  std::vector<const Node*> items;
  if (value == nullptr) return items;
  if (value->kind != Node::Kind::kList) {
    faults_.Add(value->place,
                absl::StrCat("'", Abseil(key), "' of the ", what_, " is ",
                             KindInWords(value->kind), " where a list belongs."),
                "Write one '- ' line for each, or [] for none.");
    return items;
  }
  for (const Node& item : value->items) items.push_back(&item);
  return items;
}

void MapReader::Finish() {
  for (const Node& key : node_.keys) {
    if (std::find(known_.begin(), known_.end(), key.text) != known_.end()) continue;
    faults_.Add(key.place,
                absl::StrCat("The ", what_, " has an unknown key '", key.text, "'."),
                DidYouMean(key.text, known_));
  }
}

std::vector<std::string> TextsOf(const Node& list, std::string_view what,
                                 Faults& faults) {
  std::vector<std::string> texts;
  if (list.kind != Node::Kind::kList) {
    faults.Add(list.place,
               absl::StrCat(Abseil(what), " is ", KindInWords(list.kind),
                            " where a list belongs."),
               "Write it as [a, b], or [] for none.");
    return texts;
  }
  for (const Node& item : list.items) {
    auto text = TextOf(item, absl::StrCat("An item of ", Abseil(what)), faults);
    if (text) texts.push_back(*std::move(text));
  }
  return texts;
}

std::optional<bool> BoolOf(const Node& node, std::string_view what, Faults& faults) {
  if (node.kind == Node::Kind::kScalar && !node.quoted) {
    if (node.text == "true") return true;
    if (node.text == "false") return false;
  }
  faults.Add(node.place, absl::StrCat(Abseil(what), " is neither true nor false."),
             "Write true or false, without quotes.");
  return std::nullopt;
}

}  // namespace clausebook::yaml
