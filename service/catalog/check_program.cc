// Reading and showing, on standard streams.
#include "service/catalog/check_program.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::yaml {
namespace {

void CheckPlainText(const Node& node, Faults& faults) {
  if (node.text.find('`') != std::string::npos) {
    const std::size_t at = node.text.find('`');
    faults.Add(node.place,
               absl::StrCat("The text has a backtick, at '", node.text.substr(at, 20),
                            "'. Customers read it in spreadsheets."),
               "Write plain words, or quotes.");
  }
  for (const Node& item : node.items) CheckPlainText(item, faults);
}

}  // namespace

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

absl::Status CheckPlainTexts(const std::vector<CheckedFile>& files) {
  Faults faults;
  for (const CheckedFile& file : files) {
    const auto root = Parse(file.path, file.content, faults);
    if (root) CheckPlainText(*root, faults);
  }
  return faults.ToStatus("the data");
}

}  // namespace clausebook::yaml
