// Labelled policies, and how well the suggestions read them.
//
// A policy is a folder with policy.txt or policy.md and labels.yaml:
//
//   vendor: Name            title: Title of the policy (optional)
//   apps: [{id: some-app, name: Some App for Jira}]
//   labels:
//     - {quote: words of one clause, gives: [facts as in notation.h], allows: [facts]}
//
// A clause without a label states nothing. What a label `allows` is also true of the
// clause, another way to write the same or a weaker fact: proposing it is not wrong, and
// not proposing it is no miss. What counts as the same fact, see SameFact.
#ifndef CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_MEASURE_H_
#define CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_MEASURE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/suggest/suggest.h"
#include "storage/model/fact.h"

namespace clausebook::evidence::suggest {

struct Label {
  std::string quote;
  model::FactContent fact;  // of a set: one member, unless EXACTLY nothing
  bool expected = true;     // false: allowed
};

struct LabelledPolicy {
  std::string name;
  std::string text;
  model::MediaType media_type = model::MediaType::kPlainText;
  SuggestContext context;
  std::vector<Label> labels;
};

struct Count {
  int proposed = 0;
  int right = 0;
  int labelled = 0;
  int found = 0;
  double Precision() const { return proposed == 0 ? 1 : double(right) / proposed; }
  double Recall() const { return labelled == 0 ? 1 : double(found) / labelled; }
};

struct Measured {
  std::map<std::string, Count> by_property;
  Count all;
  std::vector<std::string> wrong;   // proposals that no label has, with their clause
  std::vector<std::string> missed;  // labels that nothing proposes
  int unread = 0;
};

// The policies that part `part` of the manifest lists: a map part -> [folder], beside the
// folders. INVALID_ARGUMENT with the file and what is wrong; a quote that is not in
// exactly the text of some clause is an error too.
absl::StatusOr<std::vector<LabelledPolicy>> ReadPolicies(const std::string& manifest,
                                                         const std::string& part,
                                                         const catalog::Catalog& catalog);

// The same property, operator and value (texts: one holds the other; sets: member by
// member) and the same apps and exceptions. Where a label is narrowed, a proposal that
// speaks of all (a denial, a closed list, a duration, an encryption) must be as narrow.
bool SameFact(const model::FactContent& proposal, const model::FactContent& label);

// SuggestFacts, with the patterns that LanguageUnderTest gives.
absl::StatusOr<Suggestions> MeasuredFacts(std::string_view text,
                                          const std::vector<model::Clause>& clauses,
                                          const SuggestContext& context,
                                          const catalog::Catalog& catalog);

// Reads the policies and adds what was right and wrong to `measured`.
absl::Status Measure(const std::vector<LabelledPolicy>& policies,
                     const catalog::Catalog& catalog, Measured& measured);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SUGGEST_MEASURE_H_
