// Reading and showing, on standard streams.
#include "service/catalog/check_program.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include "service/base/error.h"

namespace clausebook::yaml {

int RunCheck(
    int argc, char** argv,
    const std::function<absl::StatusOr<std::string>(const std::vector<CheckedFile>&)>&
        load) {
  if (argc < 2) {
    std::cerr << "usage: " << argv[0] << " FILES...\n";
    return 2;
  }
  std::vector<CheckedFile> files;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in) {
      std::cerr << argv[i] << ": cannot be read.\n";
      return 2;
    }
    files.push_back({argv[i], out.str()});
  }
  const auto sound = load(files);
  if (sound.ok()) {
    std::cout << *sound << "\n";
    return 0;
  }
  const auto detail = GetErrorDetail(sound.status());
  if (!detail) std::cerr << sound.status().message() << "\n";
  for (const BookFault& fault : detail ? detail->faults : std::vector<BookFault>()) {
    std::cerr << fault.path << ":" << fault.line << ":" << fault.column
              << ": error: " << fault.message << (fault.hint.empty() ? "" : " ")
              << fault.hint << "\n";
  }
  return 1;
}

}  // namespace clausebook::yaml
