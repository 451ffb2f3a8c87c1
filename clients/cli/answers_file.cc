// Reads answers back from the JSON that the service's clients write.
#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "clients/cli/verification.h"
#include "service/base/error.h"
#include "service/signing/strict_json.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;

// Many answers have many values, and none is nested like this.
constexpr signing::JsonLimits kAnswerLimits{.depth = 100, .values = 10'000'000};

absl::Status NotAnswers(const std::string& why) {
  return absl::InvalidArgumentError(
      absl::StrCat("This is not an answer file: ", why,
                   ". Write one with: clausebook ask ... --output json, or answers."));
}

absl::StatusOr<v1::Answer> ParseAnswer(const json& object) {
  google::protobuf::util::JsonParseOptions options;
  // A newer service may say more than this program knows.
  options.ignore_unknown_fields = true;
  v1::Answer answer;
  const auto status =
      google::protobuf::util::JsonStringToMessage(object.dump(), &answer, options);
  if (!status.ok()) return NotAnswers(std::string(status.message()));
  if (answer.question().empty() || answer.app().empty()) {
    return NotAnswers("an answer names no app or no question");
  }
  return answer;
}

}  // namespace

absl::StatusOr<std::vector<v1::Answer>> ParseAnswers(std::string_view text) {
  if (const absl::Status checked = signing::CheckJson(text, kAnswerLimits);
      !checked.ok()) {
    return NotAnswers(GetErrorDetail(checked)->violations.front().description);
  }
  const json document = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) return NotAnswers("it is not JSON");
  json list = json::array();
  if (document.is_array()) {
    list = document;
  } else if (document.is_object() && document.contains("answers")) {
    list = document["answers"];
  } else if (document.is_object() && document.contains("answer")) {
    list.push_back(document["answer"]);
  } else {
    list.push_back(document);
  }
  if (!list.is_array()) return NotAnswers("'answers' is not a list");
  std::vector<v1::Answer> answers;
  for (const json& item : list) {
    if (!item.is_object()) return NotAnswers("an answer is not an object");
    auto answer = ParseAnswer(item);
    if (!answer.ok()) return answer.status();
    answers.push_back(*std::move(answer));
  }
  return answers;
}

}  // namespace clausebook::cli
