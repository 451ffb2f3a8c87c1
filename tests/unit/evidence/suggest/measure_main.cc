// clausebook_suggest_measure MANIFEST PART...: precision and recall of the suggestions on
// the labelled policies of each part, per property and overall, and what was wrong or
// missed. Exit codes: 0 measured, 2 the policies could not be read.
#include <iomanip>
#include <iostream>
#include <string>

#include "tests/unit/evidence/suggest/measure.h"

namespace {

using clausebook::evidence::suggest::Count;

void Print(const std::string& name, const Count& count) {
  std::cout << std::left << std::setw(36) << name << std::right << std::setw(5)
            << count.right << "/" << std::left << std::setw(5) << count.proposed
            << std::right << std::setw(5) << count.found << "/" << std::left
            << std::setw(5) << count.labelled << std::fixed << std::setprecision(3)
            << std::right << std::setw(8) << count.Precision() << std::setw(8)
            << count.Recall() << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  using namespace clausebook::evidence::suggest;
  if (argc < 3) {
    std::cerr << "usage: clausebook_suggest_measure MANIFEST PART...\n";
    return 2;
  }
  const auto catalog = clausebook::catalog::Catalog::Embedded();
  for (int i = 2; i < argc; ++i) {
    const auto policies = ReadPolicies(argv[1], argv[i], *catalog);
    Measured measured;
    const auto status =
        policies.ok() ? Measure(*policies, *catalog, measured) : policies.status();
    if (!status.ok()) {
      std::cerr << status.message() << "\n";
      return 2;
    }
    std::cout << "== " << argv[i] << ": " << policies->size()
              << " policies; right/proposed, found/labelled, precision, recall\n";
    for (const auto& [property, count] : measured.by_property) Print(property, count);
    Print("ALL", measured.all);
    std::cout << "unread clauses: " << measured.unread << "\n";
    for (const std::string& line : measured.wrong) std::cout << "WRONG " << line << "\n";
    for (const std::string& line : measured.missed) {
      std::cout << "MISSED " << line << "\n";
    }
  }
  return 0;
}
