// clausebook_suggest_overclaims FILE...: what is read that is not said, with the pattern
// that reads it. CLAUSEBOOK_SUGGEST_DATA tries other patterns. Exit codes: 0 nothing,
// 1 something, 2 a file could not be read.
#include <iostream>

#include "tests/unit/evidence/suggest/overclaims.h"

int main(int argc, char** argv) {
  using namespace clausebook;
  const auto catalog = catalog::Catalog::Embedded();
  int wrong = 0;
  for (int i = 1; i < argc; ++i) {
    const auto overclaims = evidence::suggest::ReadOverclaims(argv[i]);
    if (!overclaims.ok()) {
      std::cerr << overclaims.status().message() << "\n";
      return 2;
    }
    for (const auto& overclaim : *overclaims) {
      const auto lines = evidence::suggest::ClaimedTooMuch(overclaim, *catalog);
      if (!lines.ok()) {
        std::cerr << lines.status().message() << "\n";
        return 2;
      }
      for (const std::string& line : *lines) std::cout << "WRONG " << line << "\n";
      wrong += lines->empty() ? 0 : 1;
    }
  }
  return wrong == 0 ? 0 : 1;
}
