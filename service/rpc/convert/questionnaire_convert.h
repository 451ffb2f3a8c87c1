// Editions of questionnaires, what wordings ask, and fields of payloads on the wire.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_QUESTIONNAIRE_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_QUESTIONNAIRE_CONVERT_H_

#include <string_view>

#include "clausebook/v1/questionnaire.pb.h"
#include "service/questionnaires/editions/edition.h"
#include "service/questionnaires/matching/matcher.h"
#include "service/questionnaires/payload/compare.h"

namespace clausebook::rpc {

// Without its items.
v1::Questionnaire ToProto(const questionnaires::editions::Edition& edition);
v1::QuestionnaireItem ToProto(const questionnaires::editions::EditionItem& item);

// `text` is the wording that was matched.
v1::QuestionMatch ToProto(const questionnaires::matching::MatchResult& match,
                          std::string_view text);

v1::PayloadField ToProto(const questionnaires::payload::ComparedField& field);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_QUESTIONNAIRE_CONVERT_H_
