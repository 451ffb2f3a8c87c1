// What the reader of editions says of faulty files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/base/error.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/matching/normalise.h"
#include "tests/testing/must.h"

namespace clausebook::questionnaires::editions {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Must;

const catalog::Catalog& RealCatalog() {
  static const auto* const kCatalog =
      new catalog::Catalog(Must(catalog::Catalog::Embedded()));
  return *kCatalog;
}

std::string SheetWith(const std::string& texts, const std::string& items) {
  return "id: sheet-1\ntitle: Sheet\npublisher: Acme\nedition: \"1\"\n"
         "uri: https://example.com\nnotice: Ours.\ntexts: " +
         texts + "\nsections:\n  - title: One\n    items:\n" + items;
}

// `line: message hint` of each fault.
std::vector<std::string> FaultsOf(const std::string& yaml) {
  const auto editions = Editions::FromFiles({{"sheet.yaml", yaml}}, RealCatalog());
  std::vector<std::string> out;
  if (editions.ok()) return out;
  const auto detail = GetErrorDetail(editions.status());
  for (const BookFault& fault : detail->faults) {
    out.push_back(std::to_string(fault.line) + ": " + fault.message + " " + fault.hint);
  }
  return out;
}

const char kDigest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

TEST(EditionReaderTest, AnUnknownQuestionIsSaidWithTheNearest) {
  EXPECT_THAT(FaultsOf(SheetWith("edition",
                                 "      - id: A\n        text: Is it sold?\n"
                                 "        questions: [data-solt]\n")),
              ElementsAre(HasSubstr("13: The catalogue has no question 'data-solt'. Did "
                                    "you mean 'data-sold'")));
}

TEST(EditionReaderTest, ItemsAreThereOnce) {
  EXPECT_THAT(FaultsOf(SheetWith("edition",
                                 "      - {id: A, text: One}\n      - {id: A, text: "
                                 "Two}\n")),
              ElementsAre(HasSubstr("12: There is another 'A'.")));
}

TEST(EditionReaderTest, WithheldTextsAreDigestsAndParaphrases) {
  const std::string digest = matching::WordingDigest("Is it sold?");
  EXPECT_THAT(FaultsOf(SheetWith("withheld", "      - {id: A, digest: abc}\n")),
              ElementsAre(HasSubstr("This is no SHA-256")));
  EXPECT_THAT(FaultsOf(SheetWith("withheld",
                                 "      - {id: A, text: \"1. Is it sold\", "
                                 "digest: " +
                                     digest + "}\n")),
              ElementsAre(HasSubstr("This is the edition's own text.")));
  EXPECT_THAT(FaultsOf(SheetWith("withheld", std::string("      - {id: A, digest: ") +
                                                 kDigest + ", near: [data-sold]}\n")),
              ElementsAre(HasSubstr("An item that is mapped needs a text.")));
}

TEST(EditionReaderTest, AFieldFitsItsQuestion) {
  const std::string begin = "      - id: A\n        text: T\n        questions: ";
  EXPECT_THAT(
      FaultsOf(SheetWith("edition", begin + "[data-sold]\n        field: {path: a.b, "
                                            "type: texts}\n")),
      ElementsAre(HasSubstr("asks for a value.")));
  EXPECT_THAT(
      FaultsOf(SheetWith("edition", begin + "[privacy-policy-url]\n        field: {path: "
                                            "a.b, type: bool}\n")),
      ElementsAre(HasSubstr("has a verdict or asks for a set.")));
  EXPECT_THAT(FaultsOf(SheetWith("edition", begin + "[data-sold]\n        field: {path: "
                                                    "a..b, type: bool, member: x}\n")),
              ElementsAre(HasSubstr("no path"), HasSubstr("Only sets have members.")));
  EXPECT_THAT(
      FaultsOf(SheetWith("edition", begin + "[data-sold]\n        field: {path: a, type: "
                                            "bool, only_if: {question: "
                                            "privacy-policy-url, is: \"yes\"}}\n")),
      ElementsAre(HasSubstr("It asks for a value and has no verdict.")));
}

TEST(EditionReaderTest, ItAsksOrComesNear) {
  EXPECT_THAT(FaultsOf(SheetWith("edition",
                                 "      - {id: A, text: T, questions: [data-sold], near: "
                                 "[backups]}\n")),
              ElementsAre(HasSubstr("not both")));
}

TEST(EditionReaderTest, OppositesAreOfVerdicts) {
  EXPECT_THAT(FaultsOf(SheetWith("edition",
                                 "      - {id: A, text: T, questions: [{question: "
                                 "privacy-policy-url, opposite: true}]}\n")),
              ElementsAre(HasSubstr("it has no opposite")));
}

TEST(EditionReaderTest, TwoEditionsOfOneName) {
  const std::string one = SheetWith("own", "      - {id: A, text: T}\n");
  const auto both =
      Editions::FromFiles({{"a.yaml", one}, {"b.yaml", one}}, RealCatalog());
  EXPECT_THAT(std::string(both.status().message()),
              HasSubstr("There is another edition 'sheet-1'."));
}

}  // namespace
}  // namespace clausebook::questionnaires::editions
