#include "service/answering/citing.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/answering/region.h"
#include "service/answering/wording.h"
#include "service/base/text_lines.h"

namespace clausebook::answering {
namespace {

using model::ClauseEvidence;

ClauseCitation CitePlace(const Place& place) {
  const model::Revision& revision = place.revision->revision;
  const std::string& text = *revision.text;
  ClauseCitation citation;
  citation.revision = revision.ref;
  citation.title = place.policy->policy.title;
  citation.effective = revision.effective;
  citation.uri = revision.uri.empty() ? place.policy->policy.uri : revision.uri;
  citation.sha256 = revision.sha256;
  citation.clause = place.clause->id;
  citation.heading_path = place.clause->heading_path;
  citation.range = place.range;
  citation.quote = text.substr(static_cast<std::size_t>(place.range.begin),
                               static_cast<std::size_t>(place.range.end -
                                                        place.range.begin));
  citation.line = LineOf(text, static_cast<std::size_t>(place.range.begin));
  citation.source_sha256 = revision.source_sha256;
  if (place.policy->policy.kind != model::PolicyKind::kPublished) {
    citation.entry_path = model::EntryPath(place.clause->heading_path);
    citation.heading_path.clear();
  }
  return citation;
}

// For a clause whose revision was withdrawn there is no text to quote from: only
// where it stood is known.
ClauseCitation CiteGone(const ClauseEvidence& evidence) {
  ClauseCitation citation;
  citation.revision = evidence.revision;
  citation.clause = evidence.clause;
  citation.range = evidence.range;
  return citation;
}

}  // namespace

Citation Cite(const model::Fact& fact, const std::optional<Place>& place,
              const catalog::Platform* platform, CitationRole role) {
  Citation citation;
  citation.fact = fact.ref;
  citation.role = role;
  citation.statement = StatementOf(fact.content);
  citation.caveat = fact.content.caveat;
  if (place) {
    citation.source = CitePlace(*place);
  } else if (const auto* clause = std::get_if<ClauseEvidence>(&fact.content.evidence)) {
    citation.source = CiteGone(*clause);
  } else {
    citation.source = std::get<model::Attestation>(fact.content.evidence);
  }
  if (platform != nullptr) citation.inherited_from = fact.ref.publisher;
  return citation;
}

std::vector<std::string> CaveatsOf(const catalog::Catalog& catalog,
                                   const Citation& citation,
                                   const model::FactContent& content,
                                   const model::Qualifiers& about,
                                   const catalog::Platform* platform) {
  std::vector<std::string> caveats;
  if (!content.caveat.empty()) caveats.push_back(content.caveat);
  // A platform's promise is narrowed to what the platform does; that is said below.
  if (platform == nullptr && !Contains(content.qualifiers, about)) {
    caveats.push_back(absl::StrCat(
        "The evidence speaks only of: ", QualifiersInWords(catalog, content.qualifiers),
        "."));
  }
  if (platform != nullptr) {
    caveats.push_back(absl::StrCat("Inherited from ", platform->display_name,
                                   ": it holds while the app is hosted there, for what "
                                   "the platform itself stores and runs."));
  }
  if (const auto* said = std::get_if<model::Attestation>(&citation.source)) {
    caveats.push_back(absl::StrCat(
        "Rests on the word of ", said->attester, ", given on ", FormatDate(said->date),
        said->expire_date
            ? absl::StrCat(", which counts until ", FormatDate(*said->expire_date))
            : "",
        ", not on a published document."));
  }
  return caveats;
}

}  // namespace clausebook::answering
