#include "tests/testing/store_samples.h"

#include <memory>
#include <optional>
#include <sstream>
#include <utility>
#include <variant>

#include "service/base/digest.h"
#include "tests/testing/evidence_builder.h"

namespace clausebook::testing {
namespace {

template <typename T>
std::string Listed(const T& items) {
  std::string text = "[";
  for (const auto& item : items) text += "'" + item + "' ";
  return text + "]";
}

std::string OrNone(const std::optional<Date>& date) {
  return date ? FormatDate(*date) : "none";
}

std::string OrNone(const std::optional<Instant>& time) {
  return time ? std::to_string(time->micros) : "none";
}

std::string DescribeRange(const model::ByteRange& range) {
  return std::to_string(range.begin) + ".." + std::to_string(range.end);
}

std::string DescribeEvidence(const model::Evidence& evidence) {
  if (const auto* quote = std::get_if<model::ClauseEvidence>(&evidence)) {
    return ClauseName(quote->revision, quote->clause) + " " + DescribeRange(quote->range);
  }
  const auto& said = std::get<model::Attestation>(evidence);
  return "said by '" + said.attester + "' on " + FormatDate(said.date) + " until " +
         OrNone(said.expire_date) + ": '" + said.statement + "'";
}

}  // namespace

model::Publisher VendorNamed(const std::string& id) {
  return {model::PublisherKind::kVendor, id};
}

model::Publisher PlatformNamed(const std::string& id) {
  return {model::PublisherKind::kPlatform, id};
}

model::Vendor SampleVendor(const std::string& id, const std::string& display_name) {
  return {id, display_name, "https://" + id + ".example", {}};
}

model::App SampleApp(const std::string& vendor, const std::string& app,
                     const std::string& marketplace_key) {
  return {{vendor, app},
          "The App " + app,
          marketplace_key,
          "https://marketplace.example/" + app,
          {}};
}

model::Policy SamplePolicy(const model::Publisher& publisher, const std::string& id) {
  model::Policy policy;
  policy.ref = {publisher, id};
  policy.title = "Policy " + id;
  policy.uri = "https://policies.example/" + id;
  return policy;
}

model::Revision SampleRevision(const model::PolicyRef& policy, const std::string& id,
                               std::string_view effective, const std::string& text) {
  model::Revision revision;
  revision.ref = {policy, id};
  revision.effective = Day(effective);
  revision.uri = "https://policies.example/" + id;
  revision.media_type = model::MediaType::kMarkdown;
  revision.sha256 = Sha256Hex(text);
  revision.text = std::make_shared<const std::string>(text);
  return revision;
}

model::FactContent SampleFact(const std::string& property) {
  model::FactContent content;
  content.property = property;
  content.value = model::Value::Bool(true);
  content.evidence =
      model::Attestation{"Ada Example", Day("2025-06-01"), std::nullopt, "It is so."};
  return content;
}

model::FactContent QuotedFact(const model::RevisionRef& revision) {
  const auto clauses = LinesAsClauses("# Storage\nWe store nothing.\n");
  model::FactContent content = SampleFact();
  content.evidence = model::ClauseEvidence{revision, clauses[1].id, clauses[1].range};
  return content;
}

model::Rejection SampleRejection(const model::PolicyRef& policy,
                                 const std::string& suggestion) {
  return {policy,
          suggestion,
          "c0ffee",
          "use.sold",
          "use.sold is false",
          "Mara Lind, Head of \"Security\"",
          Day("2025-07-01"),
          "Only for marketing.",
          {}};
}

std::string Describe(const model::VersionInfo& info) {
  return "v" + std::to_string(info.version) + " created " +
         std::to_string(info.create_time.micros) + " updated " +
         std::to_string(info.update_time.micros);
}

std::string Describe(const model::Vendor& vendor) {
  return "vendor " + vendor.id + " '" + vendor.display_name + "' " + vendor.website_uri +
         " " + Describe(vendor.info);
}

std::string Describe(const model::App& app) {
  return ToName(app.ref) + " '" + app.display_name + "' key '" + app.marketplace_key +
         "' " + app.listing_uri + " " + Describe(app.info);
}

std::string Describe(const model::Policy& policy) {
  return ToName(policy.ref) + " '" + policy.title + "' " + policy.uri + " " +
         std::to_string(static_cast<int>(policy.kind)) + " of '" + policy.app + "' " +
         Describe(policy.info);
}

std::string Describe(const model::Revision& revision) {
  std::ostringstream out;
  out << ToName(revision.ref) << " from " << FormatDate(revision.effective) << " "
      << revision.uri << " type " << static_cast<int>(revision.media_type) << " "
      << revision.sha256 << " " << revision.size_bytes << " bytes "
      << revision.clause_count << " clauses created " << revision.create_time.micros
      << " withdrawn " << OrNone(revision.withdraw_time) << " text "
      << (revision.text == nullptr ? "none" : "'" + *revision.text + "'") << " source "
      << revision.source_sha256 << " " << revision.source_size_bytes << " bytes "
      << (revision.source == nullptr ? "none" : "'" + *revision.source + "'");
  return out.str();
}

std::string Describe(const model::Clause& clause) {
  return "clause " + std::to_string(clause.ordinal) + " " + clause.id +
         (clause.heading ? " heading " : " ") + DescribeRange(clause.range) + " under " +
         Listed(clause.heading_path);
}

std::string Describe(const model::FactContent& content) {
  std::ostringstream out;
  out << content.property << " op " << static_cast<int>(content.op) << " kind "
      << static_cast<int>(content.value.kind) << " " << content.value.boolean << " '"
      << content.value.text << "' " << Listed(content.value.members) << " apps "
      << Listed(content.scope.apps) << " except " << Listed(content.scope.except_apps);
  for (const auto& [dimension, members] : content.qualifiers) {
    out << " about " << dimension << Listed(members);
  }
  out << " caveat '" << content.caveat << "' from " << OrNone(content.valid_from)
      << " until " << OrNone(content.valid_until)
      << (content.approved ? " approved " : " proposed ")
      << DescribeEvidence(content.evidence);
  if (const auto& approval = content.approval) {
    out << " approved by '" << approval->reviewer << "' on " << FormatDate(approval->date)
        << " out of '" << approval->suggestion << "' by '" << approval->pattern << "'";
  }
  if (const auto& wanted = content.retraction) {
    out << " to be retracted, says '" << wanted->proposer << "' on "
        << FormatDate(wanted->date) << ": '" << wanted->reason << "'";
  }
  return out.str();
}

std::string Describe(const model::Fact& fact) {
  return ToName(fact.ref) + " generation " + std::to_string(fact.generation) +
         " created " + std::to_string(fact.create_time.micros) + " retracted " +
         OrNone(fact.retract_time) + " '" + fact.retract_reason +
         "': " + Describe(fact.content);
}

std::string Describe(const storage::FactEvent& event) {
  return std::to_string(event.time.micros) +
         (event.retraction ? " retracted " : " recorded ") + Describe(event.fact);
}

std::string Describe(const storage::StoredResponse& response) {
  return response.request_digest + " '" + response.response + "' " +
         std::to_string(response.time.micros);
}

std::string Describe(const model::Rejection& rejection) {
  return RejectionName(rejection.policy, rejection.suggestion) + " of " +
         rejection.clause + " by '" + rejection.pattern + "' '" + rejection.statement +
         "' refused by '" + rejection.reviewer + "' on " + FormatDate(rejection.date) +
         " because '" + rejection.reason + "' recorded " +
         std::to_string(rejection.create_time.micros);
}

std::string Describe(const model::EvidenceBase& base) {
  std::string text = "evidence of " + ToName(base.publisher) + "\n";
  for (const auto& policy : base.policies) {
    text += Describe(policy.policy) + "\n";
    for (const auto& revision : policy.revisions) {
      text += Describe(revision.revision) + "\n" + Describe(revision.clauses);
    }
  }
  return text + Describe(base.facts);
}

}  // namespace clausebook::testing
