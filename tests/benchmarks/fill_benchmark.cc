// How long it takes to fill a list of two thousand rows for one app, from the bytes of
// the workbook to the bytes of the filled one.
//
//   fill_benchmark WORDINGS…        folders of labelled wordings (tests/testing/wordings)
//
// Rows repeat the wordings, each time with another number in front, so that every row is
// a wording of its own and is read. The middle of several rounds is printed, by stage.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/read_questionnaire.h"
#include "service/questionnaires/filling/proposing.h"
#include "service/questionnaires/filling/sending.h"
#include "tests/testing/must.h"
#include "tests/testing/questionnaires/workbook_builder.h"
#include "tests/unit/questionnaires/filling/filling_sample.h"
#include "tests/unit/questionnaires/matching/measure.h"

namespace clausebook::questionnaires::filling {
namespace {

using Clock = std::chrono::steady_clock;
using testing::Must;

constexpr int kRows = 2000;
constexpr int kRounds = 5;

std::string WorkbookOf(const std::vector<std::string>& wordings) {
  std::string rows = testing::SheetRow(
      1, testing::TextCell("A1", "ID") + testing::TextCell("B1", "Question") +
             testing::TextCell("C1", "Answer") + testing::TextCell("D1", "Comment"));
  for (int i = 0; i < kRows; ++i) {
    const std::string at = std::to_string(i + 2);
    const std::string& wording = wordings[static_cast<std::size_t>(i) % wordings.size()];
    rows += testing::SheetRow(
        i + 2, testing::TextCell("A" + at, "Q-" + std::to_string(i + 1)) +
                   testing::TextCell(
                       "B" + at, std::to_string(i + 1) + ". " + EncodeCellText(wording)));
  }
  return testing::MakeWorkbook({{"List", rows}});
}

double Milliseconds(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

double Middle(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

int Run(const std::vector<std::string>& folders) {
  std::vector<std::string> wordings;
  for (const std::string& folder : folders) {
    for (auto& wording : Must(matching::ReadWordings(folder, FillCatalog()))) {
      wordings.push_back(std::move(wording.text));
    }
  }
  const std::string workbook = WorkbookOf(wordings);
  FillMatcher();  // made once, when a server starts
  std::vector<double> reading, answering, writing;
  std::size_t answered = 0;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = Clock::now();
    const auto file = Must(ReadQuestionnaire(workbook));
    const auto read = Clock::now();
    AppAnswers answers = AppAnswers::Of(SampleVendor());
    auto items = Must(ProposeItems(AskedOf(file, "", {}), {&FillMatcher()}, answers));
    const auto proposed = Clock::now();
    std::vector<model::ReviewedItem> reviewed;
    for (auto& item : items) reviewed.push_back({std::move(item), std::nullopt});
    const auto outgoing = OutgoingAnswers(reviewed, Date{}, true, "");
    Must(FillQuestionnaire(workbook, file, outgoing.answers));
    const auto written = Clock::now();
    answered = outgoing.answers.size();
    reading.push_back(Milliseconds(start, read));
    answering.push_back(Milliseconds(read, proposed));
    writing.push_back(Milliseconds(proposed, written));
  }
  std::printf("%d rows (%zu wordings, each row read by itself), %zu answered\n", kRows,
              wordings.size(), answered);
  std::printf("reading   %7.1f ms\nanswering %7.1f ms\nwriting   %7.1f ms\n",
              Middle(reading), Middle(answering), Middle(writing));
  return 0;
}

}  // namespace
}  // namespace clausebook::questionnaires::filling

int main(int argc, char** argv) {
  return clausebook::questionnaires::filling::Run({argv + 1, argv + argc});
}
