#include "service/rpc/fact_request.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/quote.h"
#include "service/rpc/convert/fact_convert.h"

namespace clausebook::rpc {
namespace {

constexpr std::size_t kLongestText = 4000;
constexpr std::size_t kLongestQuote = 16384;

bool HasRange(const v1::ClauseEvidence& clause) {
  return clause.byte_begin() != 0 || clause.byte_end() != 0;
}

// INVALID_ARGUMENT: the quote stands at several `places`.
absl::Status Ambiguous(const std::vector<model::ByteRange>& places) {
  std::vector<std::string> ranges;
  for (const auto& place : places) {
    ranges.push_back(absl::StrCat(place.begin, " to ", place.end));
  }
  return InvalidField(
      "quote", absl::StrCat("Stands in the text ", places.size(),
                            " times. Say which is meant with byte_begin and byte_end: ",
                            absl::StrJoin(ranges, ", "), "."));
}

// The place that `wanted` means in a revision's text.
absl::StatusOr<evidence::QuotePlace> Locate(const v1::ClauseEvidence& wanted,
                                            const std::string& text,
                                            const std::vector<model::Clause>& clauses) {
  if (!HasRange(wanted)) {
    const auto places = evidence::FindQuote(text, wanted.quote());
    if (places.size() > 1) return Ambiguous(places);
    return evidence::LocateQuote(text, clauses, wanted.quote(), 0);
  }
  auto place =
      evidence::CheckRange(text, clauses, {wanted.byte_begin(), wanted.byte_end()});
  if (!place.ok() || wanted.quote().empty()) return place;
  const auto& range = place->range;
  const std::string bytes =
      text.substr(static_cast<std::size_t>(range.begin),
                  static_cast<std::size_t>(range.end - range.begin));
  if (bytes == wanted.quote()) return place;
  return InvalidField("quote", "Not the bytes from byte_begin to byte_end, which are '" +
                                   Shorten(bytes, 200) +
                                   "'. Correct one of them, or leave the quote out.");
}

}  // namespace

std::string UnknownProperty(const catalog::Catalog& catalog, const std::string& id) {
  const auto nearest = catalog.NearestProperties(id);
  return absl::StrCat(
      "There is no property '", Shorten(id, 100), "'. ",
      nearest.empty()
          ? "QuestionService.ListProperties lists them."
          : absl::StrCat("Did you mean '", absl::StrJoin(nearest, "' or '"), "'?"));
}

FactRequest::FactRequest(const catalog::Catalog& catalog, const v1::Fact& fact,
                         const std::optional<model::Publisher>& publisher,
                         FieldFaults& faults)
    : fact_(fact), publisher_(publisher) {
  CheckScope(faults);
  CheckClaim(catalog, faults);
  CheckOptionalText(faults, "fact.caveat", fact.caveat(), kLongestText);
  content_.caveat = fact.caveat();
  CheckTimes(faults);
  CheckEvidence(faults);
}

void FactRequest::CheckScope(FieldFaults& faults) {
  const auto& scope = fact_.scope();
  if (!fact_.has_scope()) {
    faults.Add("fact.scope", "Required; an empty one means all the publisher's apps.");
  }
  if (scope.apps_size() > 0 && scope.except_apps_size() > 0) {
    faults.Add("fact.scope.except_apps", "Only while `apps` is empty.");
  }
  const auto read = [&](const auto& names, const char* field,
                        std::vector<std::string>& ids) {
    for (int i = 0; i < names.size(); ++i) {
      const std::string path = absl::StrCat("fact.scope.", field, "[", i, "]");
      const auto app = CheckApp(faults, path, names[i]);
      if (!app || !publisher_) continue;
      if (publisher_->kind != model::PublisherKind::kVendor ||
          app->vendor != publisher_->id) {
        faults.Add(path,
                   "Not an app of the fact's publisher; only its own can be named.");
      }
      ids.push_back(app->app);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  };
  read(scope.apps(), "apps", content_.scope.apps);
  read(scope.except_apps(), "except_apps", content_.scope.except_apps);
}

void FactRequest::CheckClaim(const catalog::Catalog& catalog, FieldFaults& faults) {
  content_.property = fact_.property();
  const catalog::Property* property = catalog.FindProperty(fact_.property());
  if (property == nullptr) {
    faults.Add("fact.property", UnknownProperty(catalog, fact_.property()));
  }
  const auto op = FromProto(fact_.operator_());
  if (!op) {
    faults.Add("fact.operator",
               "Required: EQUALS, NOT_EQUALS, INCLUDES, EXCLUDES, EXACTLY, AT_MOST or "
               "AT_LEAST, as the property's type allows.");
  }
  const auto value = FromProto(fact_.value());
  if (!value) faults.Add("fact.value", "Required: set the kind that the property takes.");
  if (property == nullptr || !op || !value) return;
  content_.op = *op;
  auto checked = catalog.CheckValue(*property, *op, *value);
  if (checked.ok()) {
    content_.value = *std::move(checked);
  } else {
    faults.AddFrom(checked.status(), "fact.");
  }
  model::Qualifiers qualifiers;
  for (const auto& qualifier : fact_.qualifiers()) {
    auto& values = qualifiers[qualifier.dimension()];
    values.insert(values.end(), qualifier.values().begin(), qualifier.values().end());
  }
  auto narrowed = catalog.CheckQualifiers(*property, qualifiers);
  if (narrowed.ok()) {
    content_.qualifiers = *std::move(narrowed);
  } else {
    faults.AddFrom(narrowed.status(), "fact.");
  }
}

void FactRequest::CheckTimes(FieldFaults& faults) {
  content_.valid_from = CheckDate(faults, "fact.valid_from", fact_.valid_from());
  content_.valid_until = CheckDate(faults, "fact.valid_until", fact_.valid_until());
  if (content_.valid_from && content_.valid_until &&
      *content_.valid_from >= *content_.valid_until) {
    faults.Add("fact.valid_until", "Must lie after valid_from.");
  }
}

void FactRequest::CheckEvidence(FieldFaults& faults) {
  const v1::Evidence& evidence = fact_.evidence();
  if (evidence.has_attestation()) {
    CheckAttestation(faults);
  } else if (evidence.has_clause()) {
    const v1::ClauseEvidence& clause = evidence.clause();
    revision_ = CheckRevision(faults, "fact.evidence.clause.revision", clause.revision());
    if (revision_ && publisher_ && revision_->policy.publisher != *publisher_) {
      faults.Add("fact.evidence.clause.revision",
                 "Not a revision of the fact's publisher.");
    }
    if (clause.quote().empty() && !HasRange(clause)) {
      faults.Add("fact.evidence.clause.quote", "Give a quote, or a range of bytes.");
    }
    CheckOptionalText(faults, "fact.evidence.clause.quote", clause.quote(),
                      kLongestQuote);
  } else {
    faults.Add("fact.evidence", "Required: a clause or an attestation.");
  }
}

void FactRequest::CheckAttestation(FieldFaults& faults) {
  const v1::Attestation& said = fact_.evidence().attestation();
  const std::string prefix = "fact.evidence.attestation.";
  model::Attestation attestation;
  CheckText(faults, prefix + "attester", said.attester());
  CheckText(faults, prefix + "statement", said.statement(), kLongestText);
  const auto date = CheckRequiredDate(faults, prefix + "date", said.date());
  attestation.expire_date = CheckDate(faults, prefix + "expire_date", said.expire_date());
  if (date && attestation.expire_date && *attestation.expire_date <= *date) {
    faults.Add(prefix + "expire_date", "Must lie after date.");
  }
  attestation.attester = said.attester();
  attestation.date = date.value_or(Date{});
  attestation.statement = said.statement();
  content_.evidence = std::move(attestation);
}

absl::StatusOr<model::FactContent> FactRequest::Resolve(
    storage::ReadSnapshot& snapshot) const {
  model::FactContent content = content_;
  for (const auto* list : {&content.scope.apps, &content.scope.except_apps}) {
    for (const std::string& app : *list) {
      CB_RETURN_IF_ERROR(snapshot.GetApp({publisher_->id, app}, kEndOfTime).status());
    }
  }
  if (!revision_) return content;
  CB_ASSIGN_OR_RETURN(const auto revision, snapshot.GetRevision(*revision_));
  if (revision.withdraw_time) return NotFound("PolicyRevision", ToName(*revision_));
  if (revision.media_type == model::MediaType::kYaml ||
      revision.media_type == model::MediaType::kJson) {
    return InvalidField("fact.evidence.clause.revision",
                        "The facts of a manifest or descriptor are read out of it when it "
                        "is recorded. To say something else of the app, attest it.");
  }
  CB_ASSIGN_OR_RETURN(const auto clauses, snapshot.ListClauses(*revision_));
  const auto place = Locate(fact_.evidence().clause(), *revision.text, clauses);
  if (!place.ok()) {
    FieldFaults faults;
    faults.AddFrom(place.status(), "fact.evidence.clause.");
    return faults.ToStatus();
  }
  content.evidence = model::ClauseEvidence{*revision_, place->clause, place->range};
  return content;
}

}  // namespace clausebook::rpc
