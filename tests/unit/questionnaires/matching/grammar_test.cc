// A faulty grammar is refused with the place and the remedy.
#include "service/questionnaires/matching/grammar.h"

#include <string>

#include "gtest/gtest.h"
#include "service/base/error.h"

namespace clausebook::questionnaires::matching {
namespace {

std::string FaultsOf(const std::string& questions) {
  const auto catalog = catalog::Catalog::Embedded();
  const std::string text =
      "concepts:\n"
      "  quantifier: {all: [all], any: [any]}\n"
      "  negation: {none: [never]}\n"
      "  form: {tell: [list], which: [which]}\n"
      "  action: {sell: [sell]}\n"
      "  object: {data: [data]}\n"
      "questions:\n" +
      questions;
  const auto grammar = LoadGrammar({{"g.yaml", text}}, *catalog);
  if (grammar.ok()) return "";
  const auto detail = GetErrorDetail(grammar.status());
  if (!detail) return std::string(grammar.status().message());
  std::string out;
  for (const BookFault& fault : detail->faults) {
    out += std::to_string(fault.line) + " " + fault.message + " " + fault.hint + "\n";
  }
  return out;
}

TEST(GrammarTest, ASoundEntryIsTaken) {
  EXPECT_EQ(FaultsOf("  data-sold: {frames: [sell data], asks: [a], never: [b]}\n"), "");
}

TEST(GrammarTest, FaultsNamePlaceAndRemedy) {
  EXPECT_NE(FaultsOf("  data-sold: {frames: [sel data], asks: [a], never: [b]}\n")
                .find("8 There is no concept 'sel'. Did you mean 'sell'?"),
            std::string::npos);
  EXPECT_NE(FaultsOf("  data-solt: {frames: [sell], asks: [a], never: [b]}\n")
                .find("The catalogue has no question 'data-solt'."),
            std::string::npos);
  EXPECT_NE(FaultsOf("  data-sold: {frames: [\"sell?\"], asks: [a], never: [b]}\n")
                .find("A frame needs a concept that must be there."),
            std::string::npos);
  EXPECT_NE(FaultsOf("  data-sold: {frames: [sell %x], asks: [a], never: [b]}\n")
                .find("There is no macro '%x'."),
            std::string::npos);
  EXPECT_NE(FaultsOf("  data-sold: {frames: [sell], asks: [a]}\n")
                .find("Give at least one under `asks` and one under `never`."),
            std::string::npos);
  EXPECT_NE(FaultsOf("  data-sold: {frames: [sell], unless: [\"( x\"], asks: [a], "
                     "never: [b]}\n")
                .find("A '(' without its ')'."),
            std::string::npos);
}

}  // namespace
}  // namespace clausebook::questionnaires::matching
