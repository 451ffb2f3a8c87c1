// Builds evidence bases for tests in a few words. Every line of a policy text is a
// clause; a line starting with `#` is a heading.
#ifndef CLAUSEBOOK_TESTS_TESTING_EVIDENCE_BUILDER_H_
#define CLAUSEBOOK_TESTS_TESTING_EVIDENCE_BUILDER_H_

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/base/digest.h"
#include "service/base/time.h"
#include "storage/model/evidence_base.h"

namespace clausebook::testing {

inline Date Day(std::string_view text) {
  const auto date = ParseDate(text);
  if (!date) throw std::invalid_argument("not a date: " + std::string(text));
  return *date;
}

inline std::vector<model::Clause> LinesAsClauses(const std::string& text) {
  std::vector<model::Clause> clauses;
  std::map<std::string, int> seen;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      const std::string line = text.substr(begin, end - begin);
      model::Clause clause;
      clause.id = "c" + Sha256Hex(line).substr(0, 12);
      const int count = ++seen[clause.id];
      if (count > 1) clause.id += "-" + std::to_string(count);
      clause.ordinal = static_cast<std::int32_t>(clauses.size());
      clause.heading = line[0] == '#';
      clause.range = {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end)};
      clauses.push_back(std::move(clause));
    }
    begin = end + 1;
  }
  return clauses;
}

// A fact being put together; see EvidenceBuilder::Fact.
class FactBuilder {
 public:
  explicit FactBuilder(model::Fact* fact) : fact_(fact) {}
  FactBuilder& Apps(std::vector<std::string> apps) {
    fact_->content.scope.apps = std::move(apps);
    return *this;
  }
  FactBuilder& Except(std::vector<std::string> apps) {
    fact_->content.scope.except_apps = std::move(apps);
    return *this;
  }
  FactBuilder& About(const std::string& dimension, std::vector<std::string> members) {
    std::sort(members.begin(), members.end());
    fact_->content.qualifiers[dimension] = std::move(members);
    return *this;
  }
  FactBuilder& Caveat(std::string caveat) {
    fact_->content.caveat = std::move(caveat);
    return *this;
  }
  FactBuilder& From(std::string_view date) {
    fact_->content.valid_from = Day(date);
    return *this;
  }
  FactBuilder& Until(std::string_view date) {
    fact_->content.valid_until = Day(date);
    return *this;
  }
  FactBuilder& Evidence(model::Evidence evidence) {
    fact_->content.evidence = std::move(evidence);
    return *this;
  }

 private:
  model::Fact* fact_;
};

class EvidenceBuilder {
 public:
  explicit EvidenceBuilder(model::Publisher publisher) {
    base_->publisher = std::move(publisher);
  }
  static EvidenceBuilder Vendor(const std::string& id) {
    return EvidenceBuilder({model::PublisherKind::kVendor, id});
  }
  static EvidenceBuilder Platform(const std::string& id) {
    return EvidenceBuilder({model::PublisherKind::kPlatform, id});
  }

  // Adds a revision, in the order of time. Returns its name for QuoteIn.
  model::RevisionRef Revision(const std::string& policy_id, std::string_view effective,
                              const std::string& text) {
    model::PolicyEvidence& policy = PolicyFor(policy_id);
    model::RevisionEvidence evidence;
    evidence.revision.sha256 = Sha256Hex(text);
    evidence.revision.ref = {policy.policy.ref, std::string(effective) + "-" +
                                                    evidence.revision.sha256.substr(0, 8)};
    evidence.revision.effective = Day(effective);
    evidence.revision.text = std::make_shared<const std::string>(text);
    evidence.clauses = LinesAsClauses(text);
    policy.revisions.push_back(std::move(evidence));
    return policy.revisions.back().revision.ref;
  }

  // A quote that stands in the revision, in one line.
  model::ClauseEvidence QuoteIn(const model::RevisionRef& ref,
                                const std::string& quote) const {
    for (const auto& policy : base_->policies) {
      for (const auto& revision : policy.revisions) {
        if (revision.revision.ref != ref) continue;
        const std::size_t at = revision.revision.text->find(quote);
        if (at == std::string::npos) break;
        const model::ByteRange range{static_cast<std::int64_t>(at),
                                     static_cast<std::int64_t>(at + quote.size())};
        for (const auto& clause : revision.clauses) {
          if (clause.range.begin <= range.begin && range.end <= clause.range.end) {
            return {ref, clause.id, range};
          }
        }
      }
    }
    throw std::invalid_argument("no such quote: " + quote);
  }

  // Adds a fact; without Evidence() it rests on an attestation of 2020-01-01. The
  // builder is good until the next call of Fact.
  FactBuilder Fact(const std::string& id, const std::string& property, model::Operator op,
                   model::Value value) {
    model::Fact fact;
    fact.ref = {base_->publisher, id};
    fact.content.property = property;
    fact.content.op = op;
    fact.content.value = std::move(value);
    fact.content.evidence =
        model::Attestation{"Test Person", Day("2020-01-01"), std::nullopt, "It is so."};
    base_->facts.push_back(std::move(fact));
    return FactBuilder(&base_->facts.back());
  }

  std::shared_ptr<model::EvidenceBase> base() { return base_; }

 private:
  model::PolicyEvidence& PolicyFor(const std::string& id) {
    for (auto& policy : base_->policies) {
      if (policy.policy.ref.policy == id) return policy;
    }
    model::PolicyEvidence policy;
    policy.policy.ref = {base_->publisher, id};
    policy.policy.title = id;
    base_->policies.push_back(std::move(policy));
    return base_->policies.back();
  }

  std::shared_ptr<model::EvidenceBase> base_ = std::make_shared<model::EvidenceBase>();
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_EVIDENCE_BUILDER_H_
