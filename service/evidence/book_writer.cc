#include "service/evidence/book_writer.h"

#include <yaml-cpp/emitter.h>

#include <algorithm>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/evidence/book_values.h"
#include "service/evidence/quote.h"

namespace clausebook::evidence {
namespace {

// Whether another revision of the policy takes effect on the same day.
bool SharesItsDay(const model::Revision& revision,
                  const std::vector<const model::Revision*>& revisions) {
  return std::any_of(revisions.begin(), revisions.end(), [&](const auto* other) {
    return other->ref != revision.ref && other->ref.policy == revision.ref.policy &&
           other->effective == revision.effective;
  });
}

}  // namespace

absl::StatusOr<BookQuote> QuoteFor(const model::ClauseEvidence& place,
                                   const std::vector<const model::Revision*>& revisions,
                                   NameRevision name) {
  const auto it =
      std::find_if(revisions.begin(), revisions.end(),
                   [&](const auto* revision) { return revision->ref == place.revision; });
  if (it == revisions.end()) {
    return MakeError("A fact rests on a revision that was withdrawn; retract it first.",
                     {.reason = Reason::kStillInUse,
                      .metadata = {{"revision", ToName(place.revision)}}});
  }
  const model::Revision& revision = **it;
  const auto begin = static_cast<std::size_t>(place.range.begin);
  BookQuote quote;
  quote.quote =
      revision.text->substr(begin, static_cast<std::size_t>(place.range.end) - begin);
  if (revisions.size() > 1 || name == NameRevision::kAlways) {
    quote.policy = place.revision.policy.policy;
    quote.revision = SharesItsDay(revision, revisions) ? place.revision.revision
                                                       : FormatDate(revision.effective);
  }
  const auto places = FindQuote(*revision.text, quote.quote);
  if (places.size() > 1) {
    const auto mine = std::find(places.begin(), places.end(), place.range);
    quote.occurrence = static_cast<int>(mine - places.begin()) + 1;
  }
  return quote;
}

BookWriter::BookWriter(const catalog::Catalog& catalog)
    : catalog_(catalog), out_(std::make_unique<YAML::Emitter>()) {}

BookWriter::~BookWriter() = default;

void BookWriter::BeginMap() { *out_ << YAML::BeginMap; }

void BookWriter::BeginMap(const char* key) {
  *out_ << YAML::Key << key << YAML::Value << YAML::BeginMap;
}

void BookWriter::EndMap() { *out_ << YAML::EndMap; }

void BookWriter::BeginList(const char* key) {
  *out_ << YAML::Key << key << YAML::Value << YAML::BeginSeq;
}

void BookWriter::EndList() { *out_ << YAML::EndSeq; }

void BookWriter::Plain(const char* key, const std::string& value) {
  *out_ << YAML::Key << key << YAML::Value << value;
}

void BookWriter::Number(const char* key, std::int64_t value) {
  *out_ << YAML::Key << key << YAML::Value << value;
}

void BookWriter::Text(const char* key, const std::string& value) {
  *out_ << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << value;
}

void BookWriter::TextIfAny(const char* key, const std::string& value) {
  if (!value.empty()) Text(key, value);
}

void BookWriter::Day(const char* key, const std::optional<Date>& value) {
  if (value) Plain(key, FormatDate(*value));
}

void BookWriter::List(const char* key, const std::vector<std::string>& values) {
  *out_ << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
  for (const std::string& value : values) *out_ << YAML::DoubleQuoted << value;
  *out_ << YAML::EndSeq;
}

void BookWriter::Fact(const std::string& id, const model::FactContent& content,
                      const BookQuote* quote) {
  BeginMap();
  Plain("id", id);
  if (!content.scope.apps.empty()) List("apps", content.scope.apps);
  if (!content.scope.except_apps.empty()) List("except", content.scope.except_apps);
  Plain("property", content.property);
  Value(content);
  Qualifiers(content.qualifiers);
  TextIfAny("caveat", content.caveat);
  Day("valid_from", content.valid_from);
  Day("valid_until", content.valid_until);
  if (quote != nullptr) {
    if (!quote->policy.empty()) Plain("policy", quote->policy);
    if (!quote->revision.empty()) Plain("revision", quote->revision);
    if (quote->occurrence > 0) Number("occurrence", quote->occurrence);
    Text("quote", quote->quote);
  } else {
    const auto& said = std::get<model::Attestation>(content.evidence);
    BeginMap("attestation");
    Text("by", said.attester);
    Day("on", said.date);
    Day("until", said.expire_date);
    Text("statement", said.statement);
    EndMap();
  }
  if (content.approval) {
    BeginMap(content.approved ? "approved" : "proposed");
    Text("by", content.approval->reviewer);
    Day("on", content.approval->date);
    if (!content.approval->suggestion.empty()) {
      Plain("suggestion", content.approval->suggestion);
    }
    if (!content.approval->pattern.empty()) Plain("pattern", content.approval->pattern);
    EndMap();
  }
  EndMap();
}

void BookWriter::Value(const model::FactContent& content) {
  const std::string key(KeyOf(content.op));
  switch (content.value.kind) {
    case model::ValueKind::kBool:
      *out_ << YAML::Key << key << YAML::Value << content.value.boolean;
      return;
    case model::ValueKind::kSet:
      List(key.c_str(), content.value.members);
      return;
    default:
      Text(key.c_str(), content.value.text);
  }
}

void BookWriter::Qualifiers(const model::Qualifiers& qualifiers) {
  if (qualifiers.empty()) return;
  BeginMap("about");
  for (const auto& [id, members] : qualifiers) {
    List(id.c_str(), GroupOrMembers(id, members));
  }
  EndMap();
}

// A group's name where the members are exactly the group's.
std::vector<std::string> BookWriter::GroupOrMembers(
    const std::string& id, const std::vector<std::string>& members) const {
  if (const catalog::Dimension* dimension = catalog_.FindDimension(id)) {
    for (const auto& [name, group] : dimension->groups) {
      std::vector<std::string> sorted = group;
      std::sort(sorted.begin(), sorted.end());
      if (sorted == members) return {name};
    }
  }
  return members;
}

void BookWriter::Rejection(const model::Rejection& rejection) {
  BeginMap();
  Plain("suggestion", rejection.suggestion);
  Plain("policy", rejection.policy.policy);
  TextIfAny("says", rejection.statement);
  if (!rejection.clause.empty()) Plain("clause", rejection.clause);
  if (!rejection.pattern.empty()) Plain("pattern", rejection.pattern);
  Text("by", rejection.reviewer);
  Day("on", rejection.date);
  TextIfAny("reason", rejection.reason);
  EndMap();
}

void BookWriter::Ending(const BookEnding& ending) {
  BeginMap();
  Plain("fact", ending.fact);
  Day("valid_until", ending.valid_until);
  Text("by", ending.reviewer);
  Day("on", ending.date);
  TextIfAny("reason", ending.reason);
  EndMap();
}

std::string BookWriter::Finish() const { return absl::StrCat(out_->c_str(), "\n"); }

}  // namespace clausebook::evidence
