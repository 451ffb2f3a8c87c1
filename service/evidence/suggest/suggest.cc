// SuggestFacts: checks what it is given and hands it to the reader.
#include "service/evidence/suggest/suggest.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"
#include "service/evidence/suggest/language.h"
#include "service/evidence/suggest/reader.h"

namespace clausebook::evidence {
namespace {

bool IsInside(std::string_view text, const model::ByteRange& range) {
  const auto size = static_cast<std::int64_t>(text.size());
  const auto at_character = [&](std::int64_t at) {
    return at == size || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  };
  return range.begin >= 0 && range.begin <= range.end && range.end <= size &&
         at_character(range.begin) && at_character(range.end);
}

absl::Status Check(std::string_view text, const std::vector<model::Clause>& clauses) {
  if (const auto at = FindInvalidUtf8(text)) {
    return InvalidField("text", absl::StrCat("Byte ", *at, " is not UTF-8."));
  }
  std::int64_t last = 0;
  for (const model::Clause& clause : clauses) {
    if (!IsInside(text, clause.range) || clause.range.begin < last) {
      return InvalidField(
          "clauses", absl::StrCat("Clause '", clause.id, "' (bytes ", clause.range.begin,
                                  " to ", clause.range.end,
                                  ") does not lie in the text behind the one "
                                  "before it. Take the clauses of SegmentText."));
    }
    last = clause.range.end;
  }
  return absl::OkStatus();
}

// Compiled once: patterns do not depend on an operator's additions to the catalogue.
const absl::StatusOr<suggest::Language>& BuiltInLanguage() {
  static const absl::StatusOr<suggest::Language> language =
      []() -> absl::StatusOr<suggest::Language> {
    CB_ASSIGN_OR_RETURN(const catalog::Catalog catalog, catalog::Catalog::Embedded());
    return suggest::EmbeddedLanguage(catalog);
  }();
  return language;
}

}  // namespace

absl::StatusOr<Suggestions> SuggestFacts(std::string_view text,
                                         const std::vector<model::Clause>& clauses,
                                         const SuggestContext& context,
                                         const catalog::Catalog& catalog) {
  CB_RETURN_IF_ERROR(Check(text, clauses));
  const auto& language = BuiltInLanguage();
  if (!language.ok()) return language.status();
  return suggest::Reader(text, context, catalog, *language).Read(clauses);
}

}  // namespace clausebook::evidence
