// What the evidence says about one app: each question is answered once, however many
// rows of a questionnaire ask it. So rows that ask one question cannot get two answers.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_APP_ANSWERS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_APP_ANSWERS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/answering/answering.h"
#include "service/catalog/catalog.h"

namespace clausebook::questionnaires::filling {

// An answer with what it rests on.
struct KnownAnswer {
  const catalog::Question* question = nullptr;
  answering::Answer answer;
  // Of the citations, `vendors/acme/facts/x@2`: sorted, none twice.
  std::vector<std::string> facts;
};

// Not thread-safe: one filling.
class AppAnswers {
 public:
  using AskFunction = std::function<answering::Answer(const catalog::Question&)>;
  // Which recording of each fact counts.
  using Generations = std::map<model::FactRef, std::int32_t>;

  // `catalog` outlives this.
  AppAnswers(const catalog::Catalog& catalog, AskFunction ask, Generations generations);
  // Asks an app's evidence.
  static AppAnswers Of(answering::AppDossier::Input input);

  // Null for a question that the catalogue does not have. The answer stays where it is.
  const KnownAnswer* Find(std::string_view question);

  const catalog::Catalog& catalog() const { return *catalog_; }
  std::size_t asked() const { return known_.size(); }

 private:
  std::vector<std::string> FactsOf(const answering::Answer& answer) const;

  const catalog::Catalog* catalog_;
  AskFunction ask_;
  Generations generations_;
  std::unordered_map<std::string, KnownAnswer> known_;  // addresses of values stay
};

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_APP_ANSWERS_H_
