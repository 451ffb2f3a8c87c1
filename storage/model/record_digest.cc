#include "storage/model/record_digest.h"

#include <variant>

#include "storage/model/canonical.h"
#include "storage/model/names.h"

namespace clausebook::model {
namespace {

template <typename Number>
std::int64_t Code(Number value) {
  return static_cast<std::int64_t>(value);
}

void Add(Canonical& bytes, const VersionInfo& info) {
  bytes.Number(info.version).Time(info.create_time).Time(info.update_time);
}

void Add(Canonical& bytes, const Value& value) {
  bytes.Number(Code(value.kind)).Number(value.boolean ? 1 : 0).Text(value.text);
  bytes.Texts(value.members);
}

void Add(Canonical& bytes, const Evidence& evidence) {
  if (const auto* quote = std::get_if<ClauseEvidence>(&evidence)) {
    bytes.Text("clause").Text(ToName(quote->revision)).Text(quote->clause);
    bytes.Number(quote->range.begin).Number(quote->range.end);
    return;
  }
  const auto& word = std::get<Attestation>(evidence);
  bytes.Text("attestation").Text(word.attester).Day(word.date).Day(word.expire_date);
  bytes.Text(word.statement);
}

void Add(Canonical& bytes, const std::optional<Approval>& approval) {
  bytes.Number(approval ? 1 : 0);
  if (!approval) return;
  bytes.Text(approval->reviewer).Day(approval->date).Text(approval->suggestion);
  bytes.Text(approval->pattern);
}

void Add(Canonical& bytes, const FactContent& content) {
  bytes.Texts(content.scope.apps).Texts(content.scope.except_apps);
  bytes.Text(content.property).Number(Code(content.op));
  Add(bytes, content.value);
  bytes.Number(Code(content.qualifiers.size()));
  for (const auto& [dimension, members] : content.qualifiers) {
    bytes.Text(dimension).Texts(members);
  }
  bytes.Text(content.caveat);
  Add(bytes, content.evidence);
  bytes.Day(content.valid_from).Day(content.valid_until);
  bytes.Number(content.approved ? 1 : 0);
  Add(bytes, content.approval);
  // Nothing without one, so that facts have the digests that they had before there were
  // any. It cannot be taken for anything else: it is the last part, and begins like none.
  if (!content.retraction) return;
  bytes.Text("retraction").Text(content.retraction->proposer);
  bytes.Day(content.retraction->date).Text(content.retraction->reason);
}

void Add(Canonical& bytes, const ResponsePart& part) {
  bytes.Text(part.question).Number(part.opposite ? 1 : 0);
  bytes.Number(Code(part.parameters.size()));
  for (const auto& [concept_, value] : part.parameters) bytes.Text(concept_).Text(value);
  bytes.Text(part.reason).Number(Code(part.verdict)).Text(part.sentence);
  bytes.Texts(part.facts);
}

void Add(Canonical& bytes, const ResponseItem& item) {
  // Its number is its place.
  bytes.Text(item.item_id).Text(item.section).Text(item.question);
  bytes.Text(item.location).Text(item.comment_location).Texts(item.allowed_answers);
  bytes.Number(item.writable ? 1 : 0).Number(Code(item.stage));
  bytes.Number(Code(item.parts.size()));
  for (const ResponsePart& part : item.parts) Add(bytes, part);
  bytes.Text(item.answer).Text(item.comment).Number(Code(item.need));
  bytes.Text(item.explanation);
}

}  // namespace

std::string RecordDigest(const Vendor& vendor) {
  Canonical bytes("vendor/1");
  bytes.Text(vendor.id).Text(vendor.display_name).Text(vendor.website_uri);
  Add(bytes, vendor.info);
  return bytes.Digest();
}

std::string RecordDigest(const App& app) {
  Canonical bytes("app/1");
  bytes.Text(ToName(app.ref)).Text(app.display_name).Text(app.marketplace_key);
  bytes.Text(app.listing_uri);
  Add(bytes, app.info);
  return bytes.Digest();
}

std::string RecordDigest(const Policy& policy) {
  Canonical bytes("policy/1");
  bytes.Text(ToName(policy.ref)).Text(policy.title).Text(policy.uri);
  bytes.Number(Code(policy.kind)).Text(policy.app);
  Add(bytes, policy.info);
  return bytes.Digest();
}

std::string RecordDigest(const Revision& revision, const std::vector<Clause>& clauses) {
  Canonical bytes("revision/1");
  bytes.Text(ToName(revision.ref)).Day(revision.effective).Text(revision.uri);
  bytes.Number(Code(revision.media_type)).Text(revision.sha256);
  bytes.Text(revision.source_sha256).Time(revision.create_time);
  bytes.Number(Code(clauses.size()));
  for (const Clause& clause : clauses) {
    bytes.Text(clause.id).Number(clause.ordinal).Number(clause.heading ? 1 : 0);
    bytes.Texts(clause.heading_path);
    bytes.Number(clause.range.begin).Number(clause.range.end);
  }
  return bytes.Digest();
}

std::string RecordDigest(const Fact& fact) {
  Canonical bytes("fact/1");
  bytes.Text(ToName(fact.ref)).Number(fact.generation).Time(fact.create_time);
  Add(bytes, fact.content);
  return bytes.Digest();
}

std::string RecordDigest(const Rejection& rejection) {
  Canonical bytes("rejection/1");
  bytes.Text(RejectionName(rejection.policy, rejection.suggestion));
  bytes.Text(rejection.clause).Text(rejection.pattern).Text(rejection.statement);
  bytes.Text(rejection.reviewer).Day(rejection.date).Text(rejection.reason);
  return bytes.Time(rejection.create_time).Digest();
}

std::string RecordDigest(const Response& response,
                         const std::vector<ResponseItem>& items) {
  Canonical bytes("response/1");
  bytes.Text(ToName(response.ref)).Text(response.app).Text(response.questionnaire);
  bytes.Text(response.title).Text(response.file_name).Text(response.file_digest);
  bytes.Text(response.fill_options).Day(response.as_of).Time(response.known_at);
  bytes.Text(response.creator).Time(response.create_time);
  bytes.Number(Code(items.size()));
  for (const ResponseItem& item : items) Add(bytes, item);
  return bytes.Digest();
}

std::string RecordDigest(const ItemReview& review) {
  Canonical bytes("item review/1");
  bytes.Number(review.number).Number(Code(review.decision)).Text(review.reviewer);
  bytes.Day(review.date).Text(review.answer).Text(review.comment).Text(review.reason);
  return bytes.Day(review.expire_date).Time(review.create_time).Digest();
}

std::string RecordDigest(const Mapping& mapping) {
  Canonical bytes("mapping/1");
  bytes.Text(ToName(mapping.ref)).Number(mapping.generation).Text(mapping.wording);
  bytes.Text(mapping.wording_digest).Number(Code(mapping.questions.size()));
  for (const Mapping::Question& question : mapping.questions) {
    bytes.Text(question.question).Number(question.opposite ? 1 : 0);
  }
  return bytes.Text(mapping.confirmed_by).Time(mapping.create_time).Digest();
}

std::string RecordDigest(const AccessToken& token) {
  Canonical bytes("token/1");
  bytes.Text(token.id).Text(token.digest).Text(token.subject).Texts(token.roles);
  bytes.Texts(token.vendors).Text(token.note).Text(token.creator);
  return bytes.Time(token.create_time).Time(token.expire_time).Digest();
}

}  // namespace clausebook::model
