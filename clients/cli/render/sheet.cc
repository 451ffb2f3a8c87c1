// One app's answers as a table.
#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/render/answer.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr v1::Verdict kOrder[] = {v1::VERDICT_YES, v1::VERDICT_NO, v1::VERDICT_VALUE,
                                  v1::VERDICT_UNKNOWN, v1::VERDICT_CONFLICT};

void AddCounts(Page& page, const std::vector<v1::Answer>& answers) {
  std::string line = absl::StrCat(Count(answers.size(), "answer", "answers"), ":");
  for (const v1::Verdict verdict : kOrder) {
    const auto count = std::count_if(answers.begin(), answers.end(), [&](const auto& a) {
      return a.verdict() == verdict;
    });
    if (count == 0) continue;
    absl::StrAppend(&line, line.back() == ':' ? " " : ", ", count, " ",
                    std::string(VerdictName(verdict)));
  }
  page.Text(0, line, Tone::kStrong);
}

// What stands in the sentence's column: a caveat is not lost because the table is short.
std::string Sentence(const v1::Answer& answer) {
  if (answer.caveats().empty()) return answer.sentence();
  // A sentence may end with a value in the source's words, which has no full stop.
  const bool ended = absl::EndsWith(answer.sentence(), ".");
  return absl::StrCat(answer.sentence(), ended ? "" : ".", " But: ", answer.caveats(0),
                      answer.caveats_size() > 1
                          ? absl::StrCat(" (and ", answer.caveats_size() - 1, " more)")
                          : "");
}

}  // namespace

std::string RenderSheet(const v1::App& app, const std::vector<v1::Answer>& answers,
                        const std::vector<v1::Question>& questions, const Style& style) {
  Page page(style);
  page.Text(0, absl::StrCat(app.display_name(), " (", app.name(), ")"), Tone::kStrong);
  if (!answers.empty()) {
    page.Text(0,
              absl::StrCat("as of ", answers.front().as_of(), ", as known at ",
                           TimeText(answers.front().known_at())),
              Tone::kFaint);
  }
  std::map<std::string, std::string> topics;  // question -> topic
  std::vector<std::string> order;
  for (const auto& question : questions) {
    topics[question.name()] = question.topic();
    if (std::find(order.begin(), order.end(), question.topic()) == order.end()) {
      order.push_back(question.topic());
    }
  }
  Table all{{"", "", ""}, {}};
  std::map<std::string, Table> by_topic;
  for (const auto& answer : answers) {
    const std::string& topic = topics[answer.question()];
    if (std::find(order.begin(), order.end(), topic) == order.end()) {
      order.push_back(topic);
    }
    const std::vector<Cell> row = {
        {VerdictName(answer.verdict()), VerdictTone(answer.verdict())},
        {IdOf(answer.question())},
        {Sentence(answer)}};
    all.rows.push_back(row);
    auto& table = by_topic[topic];
    table.head = all.head;
    table.rows.push_back(row);
  }
  const auto widths = ColumnWidths(all, style.width - 2);
  for (const std::string& topic : order) {
    if (!by_topic.contains(topic)) continue;
    page.Blank();
    page.Text(0, topic.empty() ? "other" : topic, Tone::kStrong);
    page.Add(2, by_topic[topic], widths);
  }
  page.Blank();
  AddCounts(page, answers);
  return page.text();
}

}  // namespace clausebook::cli
