// Answers for people: the verdict first, then the sentence, then what it rests on.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_ANSWER_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_ANSWER_H_

#include <map>
#include <string>
#include <vector>

#include "clausebook/v1/answer.pb.h"
#include "clausebook/v1/app.pb.h"
#include "clausebook/v1/question.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

// What an answer names and does not hold itself. Missing parts are left out.
struct AnswerContext {
  const v1::Question* question = nullptr;
  const v1::App* app = nullptr;
  std::map<std::string, std::string> descriptions;  // property id -> what it means
};

// One answer in full. A CONFLICT sets its sides beside each other where the width allows,
// else one under the other.
std::string RenderAnswer(const v1::Answer& answer, const AnswerContext& context,
                         const Style& style);

// One app's answers, grouped by topic in the order of `questions`, with counts at the
// end.
std::string RenderSheet(const v1::App& app, const std::vector<v1::Answer>& answers,
                        const std::vector<v1::Question>& questions, const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_ANSWER_H_
