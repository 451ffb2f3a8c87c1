// The table of all questions by apps.
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/base/file_name.h"
#include "service/reports/pages.h"
#include "service/reports/words.h"

namespace clausebook::reports {
namespace {

using answering::Answer;
using answering::Verdict;

std::string ReportOf(const AppMatrix& matrix, const model::App& app) {
  return absl::StrReplaceAll(matrix.report_path, {{"{app}", FileNameOf(app.ref.app)}});
}

std::string CellText(const Answer& answer) {
  if (answer.verdict != Verdict::kValue) return VerdictWord(answer.verdict);
  return absl::StrJoin(answer.values, "; ",
                       [](std::string* out, const auto& value) { *out += value.text; });
}

void AddCell(Element row, const AppMatrix& matrix, const AppMatrix::Column& column,
             const Answer& answer) {
  // On a phone the head row is gone, and each cell names its app.
  Element cell = row.Add("td", VerdictId(answer.verdict));
  cell.Set("data-app", column.app.display_name);
  const std::string text = CellText(answer);
  if (matrix.report_path.empty()) {
    cell.Add("span", "", text).Set("title", answer.sentence);
    return;
  }
  cell.AddLink(absl::StrCat(ReportOf(matrix, column.app), "#", answer.question), text)
      .Set("title", answer.sentence);
}

bool Differs(const AppMatrix& matrix, std::size_t question) {
  for (const auto& column : matrix.columns) {
    if (CellText(column.answers[question]) !=
        CellText(matrix.columns.front().answers[question])) {
      return true;
    }
  }
  return false;
}

void AddHeadRow(Element table, const AppMatrix& matrix) {
  Element row = table.Add("thead", "").Add("tr", "");
  row.Add("th", "corner", "Question").Set("scope", "col");
  for (const auto& column : matrix.columns) {
    Element cell = row.Add("th", "").Set("scope", "col");
    if (matrix.report_path.empty()) {
      cell.Text(column.app.display_name);
    } else {
      cell.AddLink(ReportOf(matrix, column.app), column.app.display_name);
    }
  }
}

void AddRows(Element table, const AppMatrix& matrix) {
  const auto& questions = matrix.catalog->questions();
  std::string topic;
  Element body = table.Add("tbody", "");
  bool first = true;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (first || questions[i].topic != topic) {
      if (!first) body = table.Add("tbody", "");
      first = false;
      topic = questions[i].topic;
      Element head = body.Add("tr", "group").Add("th", "").Set("scope", "rowgroup");
      head.Set("colspan", absl::StrCat(matrix.columns.size() + 1));
      head.Add("span", "", topic);
    }
    Element row = body.Add("tr", "row").Set("id", questions[i].id);
    if (Differs(matrix, i)) row.Set("data-differs", "yes");
    std::vector<std::string> verdicts;
    for (const auto& column : matrix.columns) {
      verdicts.emplace_back(VerdictId(column.answers[i].verdict));
    }
    row.Set("data-verdict", absl::StrJoin(verdicts, " "));
    row.Add("th", "", questions[i].wording).Set("scope", "row");
    for (const auto& column : matrix.columns) {
      AddCell(row, matrix, column, column.answers[i]);
    }
  }
}

std::vector<std::pair<Verdict, std::size_t>> CountsOf(const AppMatrix& matrix) {
  std::map<Verdict, std::size_t> counts;
  for (const auto& column : matrix.columns) {
    for (const Answer& answer : column.answers) ++counts[answer.verdict];
  }
  std::vector<std::pair<Verdict, std::size_t>> ordered;
  for (const Verdict verdict : kVerdicts) {
    if (counts.contains(verdict)) ordered.emplace_back(verdict, counts[verdict]);
  }
  return ordered;
}

}  // namespace

std::string RenderAppMatrix(const AppMatrix& matrix) {
  Fragment body;
  Element root = body.root();
  Element head = root.Add("header", "masthead wide");
  Element line = head.Add("div", "line");
  line.Add("p", "kicker", "How its apps handle data");
  line.Add("div", "controls").Set("data-controls", "theme");
  head.Add("h1", "", matrix.vendor.display_name);
  AddTimes(head, matrix.as_of, matrix.known_at);
  head.Add(
      "p", "note",
      absl::StrCat(Count(matrix.columns.size(), "app", "apps"), " by ",
                   Count(matrix.catalog->questions().size(), "question", "questions"),
                   ". Not known: no source says it. Conflict: sources disagree."));
  Element main = root.Add("main", "wide").Set("id", "main").Set("tabindex", "-1");
  AddToolbar(main, "Search the questions", CountsOf(matrix));
  if (matrix.columns.empty()) {
    main.Add("p", "lead", "The vendor has no apps on record.");
  } else {
    Element frame = main.Add("div", "frame").Set("role", "region").Set("tabindex", "0");
    frame.Set("aria-label", "Answers by question and app");
    Element table = frame.Add("table", "matrix");
    table.Add("caption", "unseen", "All questions by all apps");
    AddHeadRow(table, matrix);
    AddRows(table, matrix);
  }
  root.Add("footer", "")
      .Add("p", "",
           "Made by Clausebook. This page is whole: it loads nothing and sends nothing.");
  return MakePage(absl::StrCat(matrix.vendor.display_name, " · how its apps handle data"),
                  body);
}

}  // namespace clausebook::reports
