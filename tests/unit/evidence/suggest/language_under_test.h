// The patterns that tests and measurements read with: those of the program, or of the
// folder that CLAUSEBOOK_SUGGEST_DATA names, so that a pattern can be tried without a
// build.
#ifndef CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_LANGUAGE_UNDER_TEST_H_
#define CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_LANGUAGE_UNDER_TEST_H_

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "service/evidence/suggest/language.h"

namespace clausebook::evidence::suggest {

inline absl::StatusOr<Language> LanguageUnderTest(const catalog::Catalog& catalog) {
  const char* folder = std::getenv("CLAUSEBOOK_SUGGEST_DATA");
  if (folder == nullptr) return EmbeddedLanguage(catalog);
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  // Macros of these are used by the others.
  std::stable_partition(paths.begin(), paths.end(), [](const std::string& path) {
    return path.ends_with("/words.yaml") || path.ends_with("/lexicons.yaml") ||
           path.ends_with("/places.yaml") || path.ends_with("/companies.yaml") ||
           path.ends_with("/signs.yaml");
  });
  std::vector<std::string> contents;
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    contents.push_back(content.str());
  }
  std::vector<DataFile> files;
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({paths[i], contents[i]});
  return LoadLanguage(files, catalog);
}

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_LANGUAGE_UNDER_TEST_H_
