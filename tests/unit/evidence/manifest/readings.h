// Reading manifests in tests, and asking questions of what was read.
#ifndef CLAUSEBOOK_TESTS_UNIT_EVIDENCE_MANIFEST_READINGS_H_
#define CLAUSEBOOK_TESTS_UNIT_EVIDENCE_MANIFEST_READINGS_H_

#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "service/answering/answering.h"
#include "service/answering/wording.h"
#include "service/base/digest.h"
#include "service/base/text_lines.h"
#include "service/catalog/catalog.h"
#include "service/evidence/manifest/manifest_reading.h"
#include "tests/testing/evidence_builder.h"

namespace clausebook::evidence {

inline const catalog::Catalog& TheCatalog() {
  static const catalog::Catalog catalog = *catalog::Catalog::Embedded();
  return catalog;
}

inline std::string Fixture(const std::string& name) {
  std::ifstream in(std::string(CLAUSEBOOK_SOURCE_DIR) + "/tests/testing/manifests/" +
                   name);
  if (!in) throw std::invalid_argument("no fixture " + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// A manifest without faults to which a test adds what it is about. A module is put behind
// `rest` if that brings none.
inline std::string WithHead(const std::string& rest) {
  const bool modules = rest.find("modules:\n") != std::string::npos;
  return "app:\n  id: ari:cloud:ecosystem::app/x\n  runtime:\n    name: nodejs22.x\n" +
         rest + (modules ? "" : "modules:\n  macro:\n    - {key: shown, title: Shown}\n");
}

// A text with what was read out of it.
struct ReadText {
  std::string text;
  ManifestReading reading;

  std::string Quote(const model::FactContent& fact) const {
    const auto& range = std::get<model::ClauseEvidence>(fact.evidence).range;
    return text.substr(static_cast<std::size_t>(range.begin),
                       static_cast<std::size_t>(range.end - range.begin));
  }
  std::string Path(const model::FactContent& fact) const {
    const auto& id = std::get<model::ClauseEvidence>(fact.evidence).clause;
    for (const auto& clause : reading.clauses) {
      if (clause.id == id) return PathOf(clause);
    }
    throw std::invalid_argument("no clause " + id);
  }
  int Line(const model::FactContent& fact) const {
    return LineOf(text, static_cast<std::size_t>(
                            std::get<model::ClauseEvidence>(fact.evidence).range.begin));
  }

  // `property op value @ path` of all facts on `property`.
  std::vector<std::string> On(std::string_view property) const {
    std::vector<std::string> statements;
    for (const auto& fact : reading.facts) {
      if (fact.property == property) {
        statements.push_back(answering::StatementOf(fact) + " @ " + Path(fact));
      }
    }
    return statements;
  }
  const model::FactContent& Fact(std::string_view statement) const {
    for (const auto& fact : reading.facts) {
      if (answering::StatementOf(fact) == statement) return fact;
    }
    throw std::invalid_argument("no fact " + std::string(statement));
  }
  std::vector<std::string> Faults() const {
    std::vector<std::string> faults;
    for (const Notice& notice : reading.notices) {
      if (notice.fault) {
        faults.push_back(std::to_string(notice.line) + " " + notice.path + ": " +
                         notice.message);
      }
    }
    return faults;
  }
};

inline ReadText ReadForge(std::string text) {
  auto reading = ReadForgeManifest(text, TheCatalog());
  if (!reading.ok()) throw std::invalid_argument(std::string(reading.status().message()));
  return {std::move(text), *std::move(reading)};
}

inline ReadText ReadConnect(std::string text) {
  auto reading = ReadConnectDescriptor(text, TheCatalog());
  if (!reading.ok()) throw std::invalid_argument(std::string(reading.status().message()));
  return {std::move(text), *std::move(reading)};
}

inline ReadText ReadFixture(const std::string& name) {
  const bool json = name.size() > 5 && name.substr(name.size() - 5) == ".json";
  return json ? ReadConnect(Fixture(name)) : ReadForge(Fixture(name));
}

// An app of which only these facts are known, and what else `add` puts there.
class Known {
 public:
  explicit Known(const ReadText& read)
      : builder_(testing::EvidenceBuilder::Vendor("lanternfish")) {
    const auto revision = builder_.Revision("manifest", "2026-01-01", read.text);
    auto& clauses = builder_.base()->policies[0].revisions[0].clauses;
    clauses = read.reading.clauses;
    for (const auto& content : read.reading.facts) {
      model::Fact fact;
      fact.ref = {builder_.base()->publisher, "f" + std::to_string(count_++)};
      fact.content = content;
      auto evidence = std::get<model::ClauseEvidence>(content.evidence);
      evidence.revision = revision;
      fact.content.evidence = std::move(evidence);
      builder_.base()->facts.push_back(std::move(fact));
    }
  }

  // Somebody's word besides the manifest.
  Known& Attested(const std::string& property, model::Operator op, model::Value value) {
    builder_.Fact("word" + std::to_string(count_++), property, op, std::move(value));
    return *this;
  }

  answering::Answer Ask(std::string_view question) {
    const catalog::Question* asked = TheCatalog().FindQuestion(question);
    if (asked == nullptr) throw std::invalid_argument("no question");
    return answering::AppDossier({.catalog = &TheCatalog(),
                                  .app = {"lanternfish", "soundings"},
                                  .app_display_name = "Soundings",
                                  .vendor_display_name = "Lanternfish",
                                  .as_of = testing::Day("2026-06-01"),
                                  .vendor = builder_.base(),
                                  .platforms = {}})
        .Ask(*asked);
  }
  answering::Verdict VerdictOf(std::string_view question) {
    return Ask(question).verdict;
  }

 private:
  testing::EvidenceBuilder builder_;
  int count_ = 0;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_TESTS_UNIT_EVIDENCE_MANIFEST_READINGS_H_
