// The payload of a form out of what the evidence says: each field's value, or why it has
// none. What is not known is left out, never guessed.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_PAYLOAD_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_PAYLOAD_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "service/answering/answer.h"
#include "service/catalog/catalog.h"
#include "service/questionnaires/editions/edition.h"

namespace clausebook::questionnaires::payload {

// What a field holds: a truth, a number of days, a text (also of choices and tri-states),
// a list of texts or names.
using Content = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

enum class FieldState {
  kKnown,          // `content` is what it gets
  kNotApplicable,  // it is left out, and nothing is missing
  kConflict,       // the sources disagree
  kUnknown,        // nothing on record settles it
  kPerson,         // only a person can say it
};

struct FieldAnswer {
  const editions::EditionItem* item = nullptr;  // has a field; never null
  FieldState state = FieldState::kUnknown;
  std::optional<Content> content;  // of kKnown
  // Of lists: the sources say that there is nothing else.
  bool closed = false;
  // What it rests on; null where no question is asked.
  const answering::Answer* answer = nullptr;
  // That the content rests on; without one, those of the answer. Sorted, each once.
  std::vector<model::FactRef> facts;
  std::string explanation;  // why there is no content; a sentence or more
};

// The answer to a question of the catalogue; null if it was not asked. The answers
// outlive what is made of them.
using AnswerOf = std::function<const answering::Answer*(std::string_view question)>;

// Each item that has a field, in the order of the form. `edition` outlives the result.
std::vector<FieldAnswer> AnswerFields(const editions::Edition& edition,
                                      const catalog::Catalog& catalog,
                                      const AnswerOf& answer_of);

// The same for fields that people decided about: what goes out, by item id, as the form
// words it (FormWord); items that are not named are left out. INVALID_ARGUMENT (field
// `answer`) for a text that the field cannot hold, such as a number of days that is none.
absl::StatusOr<std::vector<FieldAnswer>> FieldsOfForm(
    const editions::Edition& edition,
    const std::function<std::optional<std::string>(std::string_view item)>& answer_of);

// The content as somebody reads it on the form: `Yes`, a choice's word, `30`, `a; b`,
// `None`.
std::string FormWord(const editions::EditionItem& item, const Content& content);

// The content as JSON: names as objects with a `name`.
std::string ContentJson(const editions::EditionItem& item, const Content& content);

// `{"appTrustInformation": {…}}` with the fields that are known, for people to read and
// for the form's interface to take.
std::string PayloadJson(const std::vector<FieldAnswer>& fields);
// The same, with the paths of what nobody has approved under `notApproved`, beside the
// body: whoever hands it in as it is notices. `approved` is asked by item id.
std::string PayloadJson(const std::vector<FieldAnswer>& fields,
                        const std::function<bool(std::string_view item)>& approved);

}  // namespace clausebook::questionnaires::payload

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_PAYLOAD_H_
