// JSON: values set in the questions' objects; and the answers' file that VSAQ loads.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/fill_formats.h"
#include "service/questionnaires/files/fill_plan.h"

namespace clausebook::questionnaires {
namespace {

using Json = nlohmann::ordered_json;

// How many spaces the file indents by; -1 if it is on one line.
int IndentOf(std::string_view bytes) {
  const std::size_t line = bytes.find('\n');
  if (line == std::string_view::npos) return -1;
  const std::size_t text = bytes.find_first_not_of(" \r\n", line);
  if (text == std::string_view::npos || text < line + 1) return 0;
  return static_cast<int>(std::min<std::size_t>(text - line - 1, 8));
}

}  // namespace

absl::Status FillJson(std::string_view bytes, const QuestionnaireFile& file,
                      const std::vector<ItemAnswer>& answers, const FillOptions& options,
                      FilledFile* filled) {
  FillPlan plan(file, nullptr, options);
  for (const ItemAnswer& answer : answers) plan.Add(answer);
  plan.HoldBackComments();
  const std::string_view text =
      bytes.starts_with("\xef\xbb\xbf") ? bytes.substr(3) : bytes;
  try {
    Json json = Json::parse(text);
    for (const LedgerEntry& entry : plan.ledger()) {
      if (entry.outcome != CellOutcome::kWritten) continue;
      Json& object = json.at(Json::json_pointer(file.items[entry.item].pointer));
      const bool is_answer = entry.role == ColumnRole::kAnswer;
      object[is_answer ? file.answer_key : file.comment_key] = entry.after;
    }
    filled->bytes = json.dump(IndentOf(text));
  } catch (const Json::exception&) {
    return InvalidField("file", "The JSON is not the one that was read.");
  }
  if (text.ends_with("\n")) filled->bytes.push_back('\n');
  filled->notes.push_back(
      "The JSON was written anew: spacing and the spelling of numbers may differ.");
  filled->ledger = std::move(plan.ledger());
  return absl::OkStatus();
}

absl::Status FillVsaq(const QuestionnaireFile& file,
                      const std::vector<ItemAnswer>& answers, const FillOptions& options,
                      FilledFile* filled) {
  FillPlan plan(file, nullptr, options);
  for (const ItemAnswer& answer : answers) plan.Add(answer);
  Json json = Json::object();
  for (LedgerEntry& entry : plan.ledger()) {
    if (entry.outcome != CellOutcome::kWritten) continue;
    const Item& item = file.items[entry.item];
    if (entry.role == ColumnRole::kComment) {
      entry.outcome = CellOutcome::kNoCell;
      entry.refused = std::exchange(entry.after, "");
    } else if (item.allowed->kind == AllowedAnswers::Kind::kList) {
      const std::vector<std::string> ids = absl::StrSplit(item.allowed->source, '\n');
      const auto& values = item.allowed->values;
      const auto at = std::find(values.begin(), values.end(), entry.after);
      if (at == values.end()) {  // told to write what is not in the list
        entry.outcome = CellOutcome::kNotInList;
        entry.refused = std::exchange(entry.after, "");
      } else {
        json[ids[static_cast<std::size_t>(at - values.begin())]] = "checked";
      }
    } else {
      json[item.id] = entry.after;
    }
  }
  filled->bytes = json.dump(2) + "\n";
  filled->notes.push_back("VSAQ loads answers from a file of their own; the form stays.");
  filled->ledger = std::move(plan.ledger());
  return absl::OkStatus();
}

}  // namespace clausebook::questionnaires
