// Reads the example fact books and answers questions from them, without a store or a
// server between.
#ifndef CLAUSEBOOK_TESTS_GOLDEN_EXAMPLE_BOOKS_H_
#define CLAUSEBOOK_TESTS_GOLDEN_EXAMPLE_BOOKS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/answering/answering.h"
#include "service/catalog/catalog.h"
#include "service/evidence/fact_book.h"
#include "storage/model/evidence_base.h"

namespace clausebook::testing {

// The catalogue that the program carries. A test that cannot load it ends here.
const catalog::Catalog& EmbeddedCatalog();

// The text of a real vendor's policy. It is not part of the project: it is looked for
// where CLAUSEBOOK_CORPUS says (a directory with werare/privacy-policy.txt), or beside
// the project. Nothing if it is not there; then a test says so and skips.
std::optional<std::string> WerareText();
inline constexpr char kNoWerareText[] =
    "NOT TESTED: the policy's text is not here. Point CLAUSEBOOK_CORPUS to the directory "
    "that holds werare/privacy-policy.txt.";

// Holds `sheet` against tests/golden/sheets/NAME.txt, or with CLAUSEBOOK_UPDATE_GOLDEN
// writes that file.
void ExpectGolden(const std::string& name, const std::string& sheet);

// All files below `directory`, which is relative to the project.
evidence::BookFiles ReadBookFiles(const std::string& directory);

// Parses the book and fails the test, with every fault, if it is not sound.
std::optional<evidence::FactBook> ParseOrFail(const evidence::BookFiles& files);

// What a store that holds nothing but the book would load.
std::shared_ptr<const model::EvidenceBase> EvidenceOf(const evidence::FactBook& book);

// The apps of a vendor's book, to be asked.
class ExampleVendor {
 public:
  using Bases = std::vector<std::shared_ptr<const model::EvidenceBase>>;

  ExampleVendor(const evidence::FactBook& book, Bases platforms);

  answering::Answer Ask(const std::string& app, const std::string& question,
                        const std::string& day) const;

  // Every question of the catalogue, one paragraph each: verdict, the facts cited
  // and those looked at, by their ids. Wording is left out: it is nobody's verdict.
  std::string AnswerSheet(const std::string& app, const std::string& day) const;

  const model::EvidenceBase& evidence() const { return *base_; }

 private:
  answering::AppDossier Dossier(const std::string& app, const std::string& day) const;

  model::Vendor vendor_;
  std::vector<model::App> apps_;
  std::shared_ptr<const model::EvidenceBase> base_;
  Bases platforms_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_GOLDEN_EXAMPLE_BOOKS_H_
