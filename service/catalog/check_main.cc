// clausebook-catalog-check FILES...: loads the files as one catalogue and prints every
// fault as `file:line:column: message`, for the build and for editors.
// Exit codes: 0 sound, 1 faults, 2 a file could not be read or none was given.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "service/catalog/catalog.h"

namespace {

using clausebook::BookFault;
using clausebook::catalog::Catalog;
using clausebook::catalog::CatalogFile;

bool ReadFile(const std::string& path, std::string& content) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  content = out.str();
  return static_cast<bool>(in);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: clausebook-catalog-check FILES...\n";
    return 2;
  }
  std::vector<CatalogFile> files;
  for (int i = 1; i < argc; ++i) {
    CatalogFile file{argv[i], ""};
    if (!ReadFile(file.path, file.content)) {
      std::cerr << file.path << ": cannot be read.\n";
      return 2;
    }
    files.push_back(std::move(file));
  }
  const auto catalog = Catalog::FromFiles(files);
  if (catalog.ok()) {
    std::cout << catalog->properties().size() << " properties, "
              << catalog->questions().size() << " questions\n";
    return 0;
  }
  const auto detail = clausebook::GetErrorDetail(catalog.status());
  for (const BookFault& fault : detail ? detail->faults : std::vector<BookFault>()) {
    std::cerr << fault.path << ":" << fault.line << ":" << fault.column
              << ": error: " << fault.message << (fault.hint.empty() ? "" : " ")
              << fault.hint << "\n";
  }
  return 1;
}
