// clausebook_suggest_paraphrases FILE...: how many of the paraphrases are read, by list:
// those to develop on, with what was wrong or missed, then those held out, as figures
// alone. Exit codes: 0 measured, 2 a file could not be read.
#include <iomanip>
#include <iostream>
#include <set>
#include <string>

#include "tests/unit/evidence/suggest/paraphrases.h"

namespace clausebook::evidence::suggest {
namespace {

void PrintRow(const std::string& name, const Count& develop, const Count& held) {
  std::cout << std::left << std::setw(38) << name << std::right;
  for (const Count& count : {develop, held}) {
    std::cout << std::setw(6) << count.right << "/" << std::left << std::setw(4)
              << count.proposed << std::right << std::setw(6) << count.found << "/"
              << std::left << std::setw(4) << count.labelled << std::right << std::fixed
              << std::setprecision(3) << std::setw(7) << count.Precision() << std::setw(7)
              << count.Recall();
  }
  std::cout << "\n";
}

absl::Status Run(int argc, char** argv) {
  const auto catalog = catalog::Catalog::Embedded();
  if (!catalog.ok()) return catalog.status();
  Measured develop;
  Measured held;
  for (int i = 1; i < argc; ++i) {
    const auto paraphrases = ReadParaphrases(argv[i], *catalog);
    if (!paraphrases.ok()) return paraphrases.status();
    for (const Paraphrase& paraphrase : *paraphrases) {
      const auto status =
          MeasureParaphrase(paraphrase, *catalog, paraphrase.held_out ? held : develop);
      if (!status.ok()) return status;
    }
  }
  std::cout << "right/proposed, found/given, precision, recall: developed on; held out\n";
  for (const auto& [list, count] : develop.by_property) {
    PrintRow(list, count, held.by_property[list]);
  }
  PrintRow("ALL", develop.all, held.all);
  for (const std::string& line : develop.wrong) std::cout << "WRONG " << line << "\n";
  for (const std::string& line : develop.missed) std::cout << "MISSED " << line << "\n";
  return absl::OkStatus();
}

}  // namespace
}  // namespace clausebook::evidence::suggest

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: clausebook_suggest_paraphrases FILE...\n";
    return 2;
  }
  const auto status = clausebook::evidence::suggest::Run(argc, argv);
  if (status.ok()) return 0;
  std::cerr << status.message() << "\n";
  return 2;
}
