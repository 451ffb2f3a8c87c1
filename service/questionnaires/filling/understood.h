// What the wordings of a questionnaire ask: each distinct one is matched once, since
// lists repeat themselves ("If yes, please describe").
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_UNDERSTOOD_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_UNDERSTOOD_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "service/questionnaires/filling/asked.h"
#include "service/questionnaires/matching/matcher.h"

namespace clausebook::questionnaires::filling {

struct Understood {
  matching::MatchResult match;
  std::vector<bool> whether;  // of each part: put so that yes or no answers it
};

// How wordings are understood: by the matcher, and by what people confirmed for the
// vendor (null: nobody did). Both outlive what uses them.
struct Language {
  const matching::Matcher* matcher = nullptr;
  const matching::ConfirmedWordings* confirmed = nullptr;
};

// Not thread-safe.
class Wordings {
 public:
  Wordings(const Language& language, std::string edition)
      : language_(language), edition_(std::move(edition)) {}

  // INVALID_ARGUMENT where the text is no UTF-8. What is given stays where it is.
  absl::StatusOr<const Understood*> Find(const AskedItem& item);

 private:
  bool AsksWhether(std::string_view text) const;

  const Language language_;
  const std::string edition_;
  // By text, and id where that says something.
  std::map<std::pair<std::string, std::string>, Understood> known_;
};

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_UNDERSTOOD_H_
