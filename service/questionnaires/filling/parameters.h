// What a wording names beyond its question ("Is data stored in Germany?") against the
// values that the evidence gives.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_PARAMETERS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_PARAMETERS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "service/answering/answer.h"
#include "service/catalog/catalog.h"

namespace clausebook::questionnaires::filling {

// Concept to member, as the matching gives them.
using Parameters = std::map<std::string, std::string>;

// Whether the verdict question asks for them itself, so that they add nothing: "within
// 72 hours" where the question is about 72 hours.
bool AsksFor(const catalog::Question& question, const Parameters& parameters);

// Whether it is so: the answer (with the verdict VALUE) has all that is named. False only
// where the values rule it out, nullopt wherever they leave it open: a list that is not
// said to be complete, a region that a country may lie in, a value that holds for some
// data only, a time whose direction `text` (the words that ask) does not tell.
std::optional<bool> SettledBy(const answering::Answer& answer,
                              const catalog::Question& question,
                              const catalog::Catalog& catalog,
                              const Parameters& parameters, std::string_view text);

// `country: germany`, for reasons and explanations.
std::string InWords(const Parameters& parameters);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_PARAMETERS_H_
