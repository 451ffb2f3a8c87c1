// Shows what is read of a questionnaire's file:
//
//   questionnaire_file_tool FILE [--items]
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

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
  return clausebook::questionnaires::Show(
      bytes, argc > 2 && std::strcmp(argv[2], "--items") == 0);
}
