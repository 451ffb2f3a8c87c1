// clausebook-suggest-check FILES...: loads the files as one language and prints every
// fault as `file:line:column: message`, for the build and for editors.
// Exit codes: 0 sound, 1 faults, 2 a file could not be read or none was given.
#include <deque>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "service/evidence/suggest/language.h"

int main(int argc, char** argv) {
  using clausebook::evidence::suggest::DataFile;
  if (argc < 2) {
    std::cerr << "usage: clausebook-suggest-check FILES...\n";
    return 2;
  }
  std::deque<std::string> contents;
  std::vector<DataFile> files;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in) {
      std::cerr << argv[i] << ": cannot be read.\n";
      return 2;
    }
    contents.push_back(out.str());
    files.push_back({argv[i], contents.back()});
  }
  const auto catalog = clausebook::catalog::Catalog::Embedded();
  if (!catalog.ok()) {
    std::cerr << catalog.status().message() << "\n";
    return 1;
  }
  const auto language = clausebook::evidence::suggest::LoadLanguage(files, *catalog);
  if (language.ok()) {
    std::cout << language->rules.size() << " patterns\n";
    return 0;
  }
  const auto detail = clausebook::GetErrorDetail(language.status());
  if (!detail) std::cerr << language.status().message() << "\n";
  for (const auto& fault :
       detail ? detail->faults : std::vector<clausebook::BookFault>()) {
    std::cerr << fault.path << ":" << fault.line << ":" << fault.column
              << ": error: " << fault.message << (fault.hint.empty() ? "" : " ")
              << fault.hint << "\n";
  }
  return 1;
}
