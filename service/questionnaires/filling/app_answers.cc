#include "service/questionnaires/filling/app_answers.h"

#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace clausebook::questionnaires::filling {
namespace {

void AddGenerations(const model::EvidenceBase& base, AppAnswers::Generations* out) {
  for (const model::Fact& fact : base.facts) (*out)[fact.ref] = fact.generation;
}

}  // namespace

AppAnswers::AppAnswers(const catalog::Catalog& catalog, AskFunction ask,
                       Generations generations)
    : catalog_(&catalog), ask_(std::move(ask)), generations_(std::move(generations)) {}

AppAnswers AppAnswers::Of(answering::AppDossier::Input input) {
  Generations generations;
  if (input.vendor != nullptr) AddGenerations(*input.vendor, &generations);
  for (const auto& platform : input.platforms) AddGenerations(*platform, &generations);
  const catalog::Catalog& catalog = *input.catalog;
  auto dossier = std::make_shared<const answering::AppDossier>(std::move(input));
  return AppAnswers(
      catalog,
      [dossier](const catalog::Question& question) { return dossier->Ask(question); },
      std::move(generations));
}

const KnownAnswer* AppAnswers::Find(std::string_view id) {
  const auto found = known_.find(std::string(id));
  if (found != known_.end()) return &found->second;
  const catalog::Question* question = catalog_->FindQuestion(id);
  if (question == nullptr) return nullptr;
  KnownAnswer known;
  known.question = question;
  known.answer = ask_(*question);
  known.facts = FactsOf(known.answer);
  return &known_.emplace(std::string(id), std::move(known)).first->second;
}

std::vector<std::string> AppAnswers::FactsOf(const answering::Answer& answer) const {
  std::set<std::string> facts;
  for (const answering::Citation& citation : answer.citations) {
    const auto found = generations_.find(citation.fact);
    facts.insert(absl::StrCat(model::ToName(citation.fact), "@",
                              found == generations_.end() ? 1 : found->second));
  }
  return {facts.begin(), facts.end()};
}

}  // namespace clausebook::questionnaires::filling
