// How facts, values and answers read.
#ifndef CLAUSEBOOK_SERVICE_ANSWERING_WORDING_H_
#define CLAUSEBOOK_SERVICE_ANSWERING_WORDING_H_

#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/catalog/catalog.h"
#include "service/catalog/question.h"
#include "storage/model/fact.h"

namespace clausebook::answering {

// `storage.off_platform is false (data category: logs)`.
std::string StatementOf(const model::FactContent& content);

// A value in words, with the members' labels: `Google Analytics and others that
// are not named`, `at most 30 days`, `none`.
std::string ValueInWords(const catalog::Property& property, model::Operator op,
                         const model::Value& value);

// `web traffic data; web site and public documentation`; empty for no qualifiers.
std::string QualifiersInWords(const catalog::Catalog& catalog,
                              const model::Qualifiers& qualifiers);

// The question's sentence for the answer's verdict, filled in.
std::string SentenceFor(const catalog::Question& question, const Answer& answer,
                        const std::string& app, const std::string& vendor);

// `a`, `a and b`, `a, b and c`.
std::string JoinWords(const std::vector<std::string>& words);

}  // namespace clausebook::answering

#endif  // CLAUSEBOOK_SERVICE_ANSWERING_WORDING_H_
