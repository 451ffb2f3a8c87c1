#include "service/questionnaires/payload/compare.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/base/printable.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/payload/told.h"

namespace clausebook::questionnaires::payload {
namespace {

using editions::FieldType;

// What came of comparing one told value: agrees, or how it does not.
struct Outcome {
  bool agrees = false;
  Standing standing = Standing::kDiffers;
  std::string explanation;
};

Outcome Agrees() { return {.agrees = true}; }
Outcome Differs(std::string why) { return {false, Standing::kDiffers, std::move(why)}; }
Outcome ForPerson(std::string why) { return {false, Standing::kPerson, std::move(why)}; }

// Lower case, letters and digits only: "Google LLC" and "google, LLC".
std::string Plain(std::string_view text) {
  std::string out;
  for (const unsigned char c : text) {
    if (c >= 0x80 || std::isalnum(c)) {
      out += static_cast<char>(std::tolower(c));
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Whether one name is the other, perhaps with more words behind it ("Sentry" and "Sentry
// (Functional Software, Inc.)").
bool SameName(std::string_view a, std::string_view b) {
  const std::string left = Plain(a), right = Plain(b);
  const auto begins = [](const std::string& text, const std::string& start) {
    return !start.empty() && text.rfind(start, 0) == 0 &&
           (text.size() == start.size() || text[start.size()] == ' ');
  };
  return begins(left, right) || begins(right, left);
}

bool HasName(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& one) { return SameName(one, name); });
}

std::string Quoted(const std::vector<std::string>& names) {
  return absl::StrCat("\"",
                      absl::StrJoin(names, "\", \"",
                                    [](std::string* out, const std::string& name) {
                                      out->append(Printable(name));
                                    }),
                      "\"");
}

// Texts of a list, or names of a list of objects; nullopt for anything else.
std::optional<std::vector<std::string>> TextsOf(const Json& told) {
  if (!told.is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const Json& entry : told) {
    if (entry.is_string()) {
      texts.push_back(entry.get<std::string>());
    } else if (entry.is_object() && entry.contains("name") && entry["name"].is_string()) {
      texts.push_back(entry["name"].get<std::string>());
    } else {
      return std::nullopt;
    }
  }
  return texts;
}

Outcome CompareTruth(const Json& told, bool truth) {
  if (!told.is_boolean()) return Differs("Told is neither true nor false.");
  if (told.get<bool>() == truth) return Agrees();
  return Differs("The evidence says the opposite.");
}

Outcome CompareTriState(const Json& told, const std::string& state) {
  std::string word = told.is_string() ? told.get<std::string>() : "";
  if (told.is_boolean()) word = told.get<bool>() ? "TRUE" : "FALSE";
  absl::AsciiStrToUpper(&word);
  if (word == state) return Agrees();
  if (word == "NOT_APPLICABLE" && state == "FALSE") {
    return ForPerson(
        "Whether it does not apply rather than being false is for a person.");
  }
  return Differs("The evidence says the opposite.");
}

Outcome CompareNames(const Json& told, const std::vector<std::string>& known,
                     bool closed) {
  const auto names = TextsOf(told);
  if (!names) return Differs("Told is no list of names.");
  std::vector<std::string> missing, beyond;
  for (const std::string& name : known) {
    if (!HasName(*names, name)) missing.push_back(name);
  }
  for (const std::string& name : *names) {
    if (!HasName(known, name)) beyond.push_back(name);
  }
  if (!missing.empty()) {
    return Differs(absl::StrCat("On record and not told: ", Quoted(missing), "."));
  }
  if (beyond.empty()) return Agrees();
  const std::string why = absl::StrCat("Told and not on record: ", Quoted(beyond), ".");
  return closed ? Differs(why)
                : ForPerson(why + " The sources do not say that their list is complete.");
}

Outcome CompareTexts(const Json& told, const std::vector<std::string>& known) {
  const auto texts = TextsOf(told);
  if (!texts) return Differs("Told is no list of texts.");
  std::set<std::string> left, right;
  for (const std::string& text : *texts) left.insert(Plain(text));
  for (const std::string& text : known) right.insert(Plain(text));
  if (left == right) return Agrees();
  return ForPerson("Whether these texts say the same is for a person.");
}

Outcome CompareText(const Json& told, const std::string& known, FieldType type) {
  if (!told.is_string()) return Differs("Told is no text.");
  const auto& text = told.get_ref<const std::string&>();
  if (type == FieldType::kChoice) {
    return text == known ? Agrees() : Differs("The evidence says another choice.");
  }
  if (Plain(text) == Plain(known)) return Agrees();
  return ForPerson("Whether these texts say the same is for a person.");
}

Outcome CompareContent(const Json& told, const FieldAnswer& field) {
  const FieldType type = field.item->field->type;
  const Content& content = *field.content;
  if (const auto* truth = std::get_if<bool>(&content)) return CompareTruth(told, *truth);
  if (const auto* days = std::get_if<std::int64_t>(&content)) {
    if (!told.is_number_integer()) return Differs("Told is no whole number.");
    return told == *days ? Agrees()
                         : Differs("The evidence says another number of days.");
  }
  if (const auto* list = std::get_if<std::vector<std::string>>(&content)) {
    return type == FieldType::kNames ? CompareNames(told, *list, field.closed)
                                     : CompareTexts(told, *list);
  }
  const std::string& text = std::get<std::string>(content);
  return type == FieldType::kTriState ? CompareTriState(told, text)
                                      : CompareText(told, text, type);
}

// Nothing to compare with.
std::optional<Outcome> OutcomeWithout(const FieldAnswer& field, bool told) {
  switch (field.state) {
    case FieldState::kKnown:
      if (told) return std::nullopt;
      return Outcome{false, Standing::kNotTold,
                     "The evidence says it, and it is not told."};
    case FieldState::kNotApplicable:
      if (!told) return Agrees();
      return Differs(field.explanation);
    case FieldState::kConflict:
      return Outcome{false, Standing::kConflict, field.explanation};
    case FieldState::kUnknown:
      return Outcome{false, Standing::kUnknown, field.explanation};
    case FieldState::kPerson:
      return ForPerson(field.explanation);
  }
  return std::nullopt;
}

// Paths of values that no field has, in the order of the payload, fit to be shown: keys
// are whatever somebody wrote.
void AddUnknown(const Json& at, const std::string& path,
                const std::set<std::string>& known, std::vector<std::string>& out) {
  if (known.contains(path)) return;
  if (!at.is_object()) {
    out.push_back(Printable(path));
    return;
  }
  for (const auto& [key, value] : at.items()) {
    AddUnknown(value, path.empty() ? key : absl::StrCat(path, ".", key), known, out);
  }
}

// The form's blocks: what its paths begin with.
std::set<std::string> BlocksOf(const std::set<std::string>& known) {
  std::set<std::string> blocks;
  for (const std::string& path : known) blocks.insert(path.substr(0, path.find('.')));
  return blocks;
}

bool HasBlock(const Json& body, const std::set<std::string>& known) {
  const auto blocks = BlocksOf(known);
  return std::any_of(blocks.begin(), blocks.end(),
                     [&](const std::string& block) { return body.contains(block); });
}

// Somebody gave another file: every field would be "not told", and nothing true of it.
absl::Status NoPayload(const std::set<std::string>& known) {
  return InvalidField(
      "payload",
      absl::StrCat("It has none of the form's fields, so it is another file than the "
                   "form's payload. The form's blocks are ",
                   absl::StrJoin(BlocksOf(known), ", "),
                   ", at the top or under appTrustInformation."));
}

}  // namespace

absl::StatusOr<Comparison> ComparePayload(std::string_view json,
                                          const std::vector<FieldAnswer>& fields) {
  CB_ASSIGN_OR_RETURN(const Json body, ReadTold(json));
  Comparison comparison;
  std::set<std::string> known;
  for (const FieldAnswer& field : fields) {
    const std::string& path = field.item->field->path;
    known.insert(path);
    const Json* told = ToldAt(body, path);
    // "Nothing is kept, for 0 days": told where it does not apply, and harmless.
    const bool says = told != nullptr && *told != false && *told != 0;
    auto outcome = OutcomeWithout(
        field, field.state == FieldState::kNotApplicable ? says : told != nullptr);
    if (!outcome) outcome = CompareContent(*told, field);
    if (outcome->agrees) {
      ++comparison.agreed;
      continue;
    }
    ComparedField compared{&field, outcome->standing, "",
                           std::move(outcome->explanation)};
    if (told != nullptr) {
      compared.told = told->dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    const bool open =
        outcome->standing == Standing::kUnknown || outcome->standing == Standing::kPerson;
    (open ? comparison.open : comparison.differences).push_back(std::move(compared));
  }
  std::stable_sort(comparison.differences.begin(), comparison.differences.end(),
                   [](const ComparedField& a, const ComparedField& b) {
                     return a.standing < b.standing;
                   });
  AddUnknown(body, "", known, comparison.unknown_paths);
  if (!body.empty() && !HasBlock(body, known)) return NoPayload(known);
  return comparison;
}

}  // namespace clausebook::questionnaires::payload
