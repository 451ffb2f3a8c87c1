// Shows what is read of a questionnaire's file:
//
//   questionnaire_file_tool FILE [--items | --fill OUT]
//
// --fill answers every question with the first choice of its list, or with a text, and
// says what changed.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "service/questionnaires/files/fill.h"
#include "service/questionnaires/files/read_questionnaire.h"

namespace clausebook::questionnaires {
namespace {

void ShowItem(const QuestionnaireFile& file, const Item& item) {
  std::printf("%s | %s | %s | %.80s | a=%s c=%s | %zu choices\n",
              file.sheets[item.sheet].name.c_str(), item.section.c_str(), item.id.c_str(),
              item.question.c_str(), ToString(item.answer_at).c_str(),
              ToString(item.comment_at).c_str(), item.allowed->values.size());
}

int Show(const std::string& bytes, bool items) {
  const auto begin = std::chrono::steady_clock::now();
  const auto file = ReadQuestionnaire(bytes);
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - begin;
  if (!file.ok()) {
    std::fprintf(stderr, "%s\n", file.status().ToString().c_str());
    return 1;
  }
  std::printf("%s, %zu questions, %.1f ms\n", FormatName(file->format).data(),
              file->items.size(), took.count());
  for (const QuestionSheet& sheet : file->sheets) {
    std::printf("  sheet \"%s\"%s: %zu questions; %s\n", sheet.name.c_str(),
                sheet.visibility == Visibility::kVisible ? "" : " (hidden)", sheet.items,
                sheet.shown.c_str());
  }
  for (const std::string& note : file->notes) std::printf("  note: %s\n", note.c_str());
  if (items) {
    for (const Item& item : file->items) ShowItem(*file, item);
  }
  return 0;
}

int Fill(const std::string& bytes, const std::string& path) {
  const auto file = ReadQuestionnaire(bytes);
  if (!file.ok()) return Show(bytes, false);
  std::vector<ItemAnswer> answers;
  for (std::size_t i = 0; i < file->items.size(); ++i) {
    const auto& values = file->items[i].allowed->values;
    answers.push_back({i, values.empty() ? "See <policy> & \"more\"\nline" : values[0],
                       "Policy, clause 4", "answers/" + std::to_string(i)});
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto filled = FillQuestionnaire(bytes, *file, answers);
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - begin;
  if (!filled.ok()) {
    std::fprintf(stderr, "%s\n", filled.status().ToString().c_str());
    return 1;
  }
  std::map<std::string, int> outcomes;
  for (const LedgerEntry& entry : filled->ledger) {
    ++outcomes[std::string(OutcomeName(entry.outcome))];
  }
  std::printf("filled in %.1f ms\n", took.count());
  for (const auto& [name, count] : outcomes) {
    std::printf("  %s: %d\n", name.c_str(), count);
  }
  for (const std::string& part : filled->parts) std::printf("  part %s\n", part.c_str());
  std::ofstream(path, std::ios::binary) << filled->bytes;
  std::ofstream(path + ".ledger.json", std::ios::binary) << LedgerJson(*filled);
  return 0;
}

}  // namespace
}  // namespace clausebook::questionnaires

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FILE [--items]\n", argv[0]);
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file),
                          std::istreambuf_iterator<char>()};
  if (argc > 3 && std::strcmp(argv[2], "--fill") == 0) {
    return clausebook::questionnaires::Fill(bytes, argv[3]);
  }
  return clausebook::questionnaires::Show(
      bytes, argc > 2 && std::strcmp(argv[2], "--items") == 0);
}
