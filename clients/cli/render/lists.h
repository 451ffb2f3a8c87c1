// What the service holds, as tables.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_LISTS_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_LISTS_H_

#include <string>
#include <vector>

#include "clausebook/v1/app.pb.h"
#include "clausebook/v1/fact_service.pb.h"
#include "clausebook/v1/policy.pb.h"
#include "clausebook/v1/question.pb.h"
#include "clients/cli/render/style.h"

namespace clausebook::cli {

std::string RenderApps(const std::vector<v1::App>& apps, const Style& style);

std::string RenderPolicies(const std::vector<v1::Policy>& policies, const Style& style);
// One policy with its revisions.
std::string RenderPolicy(const v1::Policy& policy,
                         const std::vector<v1::PolicyRevision>& revisions,
                         const Style& style);
std::string RenderClauses(const std::vector<v1::Clause>& clauses, const Style& style);

std::string RenderFacts(const std::vector<v1::Fact>& facts, const Style& style);
std::string RenderFact(const v1::Fact& fact, const Style& style);
// What was recorded and retracted, newest first.
std::string RenderEvents(const std::vector<v1::FactEvent>& events, const Style& style);

// Grouped by topic.
std::string RenderQuestions(const std::vector<v1::Question>& questions,
                            const Style& style);
// As they come, the best first.
std::string RenderFoundQuestions(const std::vector<v1::Question>& questions,
                                 const Style& style);
std::string RenderQuestion(const v1::Question& question, const Style& style);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_LISTS_H_
