#include "clients/cli/offline/document.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "clients/cli/render/words.h"
#include "service/base/status_macros.h"
#include "service/catalog/catalog.h"
#include "service/evidence/book_formats.h"
#include "service/evidence/book_writer.h"
#include "service/evidence/documents/extract.h"
#include "service/evidence/quote.h"
#include "service/rpc/convert/fact_convert.h"
#include "storage/model/names.h"
#include "storage/model/resources.h"

namespace clausebook::cli {
namespace {

template <typename Names>
std::vector<std::string> IdsIn(const Names& names) {
  std::vector<std::string> ids;
  for (const std::string& name : names) ids.emplace_back(IdOf(name));
  return ids;
}

// By the document's first bytes, else by the file's name.
model::MediaType TypeOf(const std::string& bytes, const std::string& path) {
  const auto format = evidence::SniffFormat(bytes, path);
  if (!format) return evidence::FormatOfFile(path);
  return evidence::FormatByName(evidence::FormatName(*format))
      .value_or(model::MediaType::kPlainText);
}

// What a suggestion says, apart from its quote.
model::FactContent ContentOf(const v1::Fact& fact) {
  model::FactContent content;
  content.scope.apps = IdsIn(fact.scope().apps());
  content.scope.except_apps = IdsIn(fact.scope().except_apps());
  content.property = fact.property();
  content.op = rpc::FromProto(fact.operator_()).value_or(model::Operator::kEquals);
  content.value = rpc::FromProto(fact.value()).value_or(model::Value());
  for (const v1::Qualifier& qualifier : fact.qualifiers()) {
    content.qualifiers[qualifier.dimension()] = {qualifier.values().begin(),
                                                 qualifier.values().end()};
  }
  content.caveat = fact.caveat();
  return content;
}

evidence::BookQuote QuoteOf(const v1::PolicyRevision& revision,
                            const v1::ClauseEvidence& clause) {
  evidence::BookQuote quote;
  quote.quote = clause.quote();
  if (const auto ref = model::ParseRevision(revision.name())) {
    quote.policy = ref->policy.policy;
    quote.revision = revision.effective_date();
  }
  const auto places = evidence::FindQuote(revision.text(), clause.quote());
  const auto mine = std::find(places.begin(), places.end(),
                              model::ByteRange{clause.byte_begin(), clause.byte_end()});
  if (places.size() > 1) quote.occurrence = static_cast<int>(mine - places.begin()) + 1;
  return quote;
}

}  // namespace

absl::StatusOr<v1::PolicyRevision> ReadDocument(const std::string& path,
                                                const std::string& format) {
  CB_ASSIGN_OR_RETURN(std::string bytes, ReadFile(path));
  const auto type = format.empty() ? std::optional(TypeOf(bytes, path))
                                   : evidence::FormatByName(format);
  if (!type) {
    return absl::InvalidArgumentError(absl::StrCat(
        "There is no format '", format, "': text, markdown, html, docx or pdf."));
  }
  v1::PolicyRevision revision;
  revision.set_media_type(std::string(ToMimeType(*type)));
  if (IsExtracted(*type)) {
    revision.set_source(std::move(bytes));
  } else {
    revision.set_text(std::move(bytes));
  }
  return revision;
}

absl::StatusOr<std::string> SuggestionsToYaml(const std::vector<SuggestedFacts>& parts) {
  CB_ASSIGN_OR_RETURN(const auto catalog, catalog::Catalog::Embedded());
  evidence::BookWriter out(catalog);
  out.BeginMap();
  out.BeginList("facts");
  for (const SuggestedFacts& part : parts) {
    for (const v1::Suggestion& suggestion : part.suggestions) {
      const v1::Fact& fact = suggestion.fact();
      const auto quote = QuoteOf(part.revision, fact.evidence().clause());
      out.Fact(std::string(IdOf(fact.name().empty() ? suggestion.name() : fact.name())),
               ContentOf(fact), &quote);
    }
  }
  out.EndList();
  out.EndMap();
  return out.Finish();
}

}  // namespace clausebook::cli
