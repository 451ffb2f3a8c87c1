// Editions of questionnaires that this service knows: what their items are called, what
// each asks in the catalogue's terms, and which field of a payload it fills. Read from
// the YAML files in data/ (EDITIONS.md says how they are written). Values without
// behaviour.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_EDITION_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_EDITION_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/questionnaires/matching/known.h"
#include "storage/model/fact.h"

namespace clausebook::questionnaires::editions {

// What a field of a payload holds, and how an answer becomes that.
enum class FieldType {
  kBool,      // the verdict, or whether the value's set has a member: true, false
  kTriState,  // the same as a text: "TRUE", "FALSE"; "NOT_APPLICABLE" is a person's
  kChoice,    // the choice whose conditions hold
  kTexts,     // the value's members as texts
  kNames,     // the value's members as objects with a `name`
  kText,      // the value as a text
  kMinDays,   // the value, a duration, as a number of days that it lasts at least
  kMaxDays,   // …at most
};

// Holds if the verdict on a question is YES (`yes`) or NO.
struct Condition {
  std::string question;
  bool yes = true;
};

struct Choice {
  std::string value;            // in the payload
  std::string word;             // on the form
  std::vector<Condition> when;  // all of them; none: only a person chooses it
};

struct PayloadField {
  std::string path;  // keys joined by full stops, from the payload's root on
  FieldType type = FieldType::kText;
  bool manual = false;  // nothing on record can settle it
  // That fills it, where the item asks for less or more; empty: the item's own.
  std::string question;
  std::vector<Choice> choices;  // kChoice
  std::string member;           // which member of a set; empty: any
  // The field is left out, and nothing is missing, where the opposite of this is known.
  std::optional<Condition> only_if;
  // Claims narrowed to something outside of this do not count; for kNames only those that
  // are narrowed to something inside of it do: whom the vendor's site sends something to
  // is no recipient of the app's data.
  model::Qualifiers about;
};

struct EditionItem {
  std::string id;
  std::string section;
  // The edition's text or ours, see Texts; empty where it is withheld and the item asks
  // nothing that is answered here.
  std::string text;
  std::string digest;                // WordingDigest of the edition's text, or of ours
  std::vector<std::string> answers;  // that may be chosen; empty: free text
  std::vector<matching::MappedQuestion> questions;  // that it asks
  // That it comes near without asking any of them: to suggest, never to fill in.
  std::vector<std::string> near;
  std::optional<PayloadField> field;
};

// Whose texts an edition's data have.
enum class Texts {
  kEdition,   // the edition's: they may be passed on
  kOwn,       // ours throughout, since the edition's are not published to the letter
  kWithheld,  // may not be passed on: digests, and paraphrases of ours
};

struct Edition {
  std::string id;  // `caiq-4.0.3`
  std::string title;
  std::string publisher;
  std::string edition;  // `4.0.3`
  std::string uri;
  std::string notice;  // on whose texts these are, and under which licence
  Texts texts = Texts::kEdition;
  std::vector<EditionItem> items;  // in reading order

  // Whether it can be filled without a file.
  bool complete() const { return texts != Texts::kWithheld; }
  // Null if there is none.
  const EditionItem* FindItem(std::string_view item) const;
};

// The questions whose answers the item needs: those that it asks, and those that its
// field's conditions name. Each once.
std::vector<std::string> QuestionsOf(const EditionItem& item);

}  // namespace clausebook::questionnaires::editions

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_EDITION_H_
