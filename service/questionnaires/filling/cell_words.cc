#include "service/questionnaires/filling/cell_words.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace clausebook::questionnaires::filling {
namespace {

using answering::Verdict;

PartOutcome Said(bool holds, bool opposite) {
  return {Standing::kSays, holds != opposite ? Truth::kYes : Truth::kNo};
}

// "Yes. It is so." as "It is so."; other sentences as they are.
std::string WithoutYesOrNo(std::string_view sentence) {
  for (const std::string_view front : {"Yes. ", "No. ", "Yes, ", "No, "}) {
    if (!sentence.starts_with(front) || sentence.size() == front.size()) continue;
    std::string rest(sentence.substr(front.size()));
    rest.front() = absl::ascii_toupper(static_cast<unsigned char>(rest.front()));
    return rest;
  }
  return std::string(sentence);
}

}  // namespace

PartOutcome OutcomeOf(const AnsweredPart& part, const catalog::Catalog& catalog) {
  const answering::Answer& answer = part.known->answer;
  const catalog::Question& question = *part.known->question;
  switch (answer.verdict) {
    case Verdict::kConflict:
      return {Standing::kConflict, std::nullopt};
    case Verdict::kUnknown:
      return {Standing::kUnknown, std::nullopt};
    case Verdict::kYes:
    case Verdict::kNo:
      if (!part.parameters.empty() && !AsksFor(question, part.parameters)) {
        return {Standing::kUnknown, std::nullopt};
      }
      return Said(answer.verdict == Verdict::kYes, part.opposite);
    case Verdict::kValue:
      break;
  }
  if (part.parameters.empty() || !part.whether) return {Standing::kSays, std::nullopt};
  const auto holds = SettledBy(answer, question, catalog, part.parameters, part.text);
  if (!holds) return {Standing::kUnknown, std::nullopt};
  return Said(*holds, part.opposite);
}

std::string SentenceFor(const AnsweredPart& part, const PartOutcome& outcome) {
  const answering::Answer& answer = part.known->answer;
  if (!outcome.truth) return answer.sentence;
  const std::string plain = WithoutYesOrNo(answer.sentence);
  const bool turned = part.opposite || answer.verdict == Verdict::kValue;
  if (!turned && (!part.whether || plain != answer.sentence)) return answer.sentence;
  if (!part.whether) return plain;
  return absl::StrCat(*outcome.truth == Truth::kYes ? "Yes. " : "No. ", plain);
}

std::optional<Truth> CommonTruth(const std::vector<AnsweredPart>& parts,
                                 const std::vector<PartOutcome>& outcomes) {
  std::optional<Truth> common;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!outcomes[i].truth) {
      if (parts[i].whether) return std::nullopt;
      continue;
    }
    if (common && *common != *outcomes[i].truth) return std::nullopt;
    common = outcomes[i].truth;
  }
  return common;
}

}  // namespace clausebook::questionnaires::filling
