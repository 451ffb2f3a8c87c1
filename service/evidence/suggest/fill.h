// From what a pattern gives and what it matched to a fact that the catalogue accepts.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_FILL_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_FILL_H_

#include <optional>
#include <string_view>

#include "service/catalog/catalog.h"
#include "service/evidence/suggest/language.h"
#include "service/evidence/suggest/sentence.h"
#include "storage/model/fact.h"

namespace clausebook::evidence::suggest {

// What a match is filled from. All outlive the call.
struct Filling {
  const Language& language;
  const Signs& signs;
  const catalog::Catalog& catalog;
  const ReadySentence& sentence;
  const Match& match;
  std::string_view text;
  model::ByteRange clause;
};

// Property, operator, value, qualifiers and the pattern's caveat; no scope, no
// evidence. Nullopt where a place stays empty or the catalogue refuses the value.
// Nor is there a fact of all data where the words speak of some that the vocabulary has
// no name for ("temporary data").
std::optional<model::FactContent> Fill(const Give& give, const Filling& filling);

// Whether a fact speaks of everything that it is not narrowed away from: a denial, a
// closed list, a duration, an encryption.
bool SpeaksOfAll(const model::FactContent& content);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_FILL_H_
