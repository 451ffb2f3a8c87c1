// What wordings ask, known questionnaires and confirmed wordings, for people.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_MATCH_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_MATCH_H_

#include <string>
#include <vector>

#include "clausebook/v1/questionnaire_service.pb.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// What one wording asks and why; where nobody knows, what it may ask.
std::string RenderMatch(const std::string& wording, const v1::QuestionMatch& match,
                        const Style& style);

// The suggestions of all parts, in the order in which RenderMatch numbers them from 1 on.
std::vector<std::string> SuggestedQuestions(const v1::QuestionMatch& match);

std::string RenderQuestionnaires(const std::vector<v1::Questionnaire>& questionnaires,
                                 const Style& style);
// One with its items.
std::string RenderQuestionnaire(const v1::Questionnaire& questionnaire,
                                const Style& style);

std::string RenderMappings(const std::vector<v1::Mapping>& mappings, const Style& style);
void AddMapping(Page& page, const v1::Mapping& mapping);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_MATCH_H_
