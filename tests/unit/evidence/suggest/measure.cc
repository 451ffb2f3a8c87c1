// Measuring: proposals and labels, fact by fact.
#include "tests/unit/evidence/suggest/measure.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/notation.h"
#include "service/evidence/suggest/reader.h"
#include "tests/unit/evidence/suggest/language_under_test.h"

namespace clausebook::evidence::suggest {
namespace {

bool ReadFile(const std::string& path, std::string& content) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  content = out.str();
  return static_cast<bool>(in);
}

// A set is judged member by member.
std::vector<model::FactContent> Apart(const model::FactContent& content) {
  if (content.value.kind != model::ValueKind::kSet || content.value.members.size() < 2) {
    return {content};
  }
  std::vector<model::FactContent> facts;
  for (const std::string& member : content.value.members) {
    facts.push_back(content);
    facts.back().value.members = {member};
  }
  return facts;
}

std::string ClauseText(const LabelledPolicy& policy, const model::Clause& clause) {
  return policy.text.substr(
      static_cast<std::size_t>(clause.range.begin),
      static_cast<std::size_t>(clause.range.end - clause.range.begin));
}

bool Holds(const LabelledPolicy& policy, const model::Clause& clause,
           const std::string& quote) {
  return absl::StrContains(NormaliseText(ClauseText(policy, clause)), quote);
}

class PolicyReader {
 public:
  PolicyReader(const std::string& folder, const catalog::Catalog& catalog)
      : folder_(folder), catalog_(catalog) {}

  LabelledPolicy Read(yaml::Faults& faults) {
    policy_.name = folder_.substr(folder_.rfind('/') + 1);
    if (!ReadFile(folder_ + "/policy.txt", policy_.text)) {
      policy_.media_type = model::MediaType::kMarkdown;
      if (!ReadFile(folder_ + "/policy.md", policy_.text)) {
        faults.Add({}, absl::StrCat(folder_, ": no policy.txt or policy.md."));
        return policy_;
      }
    }
    std::string labels;
    ReadFile(folder_ + "/labels.yaml", labels);
    if (const auto tree = yaml::Parse(folder_ + "/labels.yaml", labels, faults)) {
      ReadLabels(*tree, faults);
    }
    return policy_;
  }

 private:
  void ReadLabels(const yaml::Node& tree, yaml::Faults& faults) {
    yaml::MapReader map(tree, "the labels", faults);
    policy_.context.vendor_name = map.OptionalText("vendor").value_or("");
    policy_.context.policy_title = map.OptionalText("title").value_or("");
    for (const yaml::Node* node : map.List("apps")) {
      yaml::MapReader app(*node, "app", faults);
      model::App made;
      made.ref.app = app.RequiredText("id");
      made.display_name = app.RequiredText("name");
      policy_.context.apps.push_back(made);
    }
    const auto clauses = SegmentText(policy_.text, policy_.media_type);
    for (const yaml::Node* node : map.List("labels")) {
      yaml::MapReader label(*node, "label", faults);
      const std::string quote = NormaliseText(label.RequiredText("quote"));
      if (!clauses.ok() ||
          std::none_of(clauses->begin(), clauses->end(), [&](const model::Clause& c) {
            return Holds(policy_, c, quote);
          })) {
        faults.Add(node->place, absl::StrCat("No clause holds '", quote, "'."));
      }
      ReadFacts(label.List("gives"), quote, true, faults);
      ReadFacts(label.List("allows"), quote, false, faults);
      label.Finish();
    }
    map.Finish();
  }

  void ReadFacts(const std::vector<const yaml::Node*>& lines, const std::string& quote,
                 bool expected, yaml::Faults& faults) {
    for (const yaml::Node* line : lines) {
      const auto fact = ParseFact(line->text, catalog_);
      if (!fact.ok()) {
        faults.Add(line->place, std::string(fact.status().message()));
        continue;
      }
      for (model::FactContent& part : Apart(*fact)) {
        policy_.labels.push_back({quote, std::move(part), expected});
      }
    }
  }

  std::string folder_;
  const catalog::Catalog& catalog_;
  LabelledPolicy policy_;
};

bool SameText(const std::string& a, const std::string& b) {
  const std::string left = absl::AsciiStrToLower(a);
  const std::string right = absl::AsciiStrToLower(b);
  return absl::StrContains(left, right) || absl::StrContains(right, left);
}

// In whichever order a label names its apps.
model::Scope Sorted(model::Scope scope) {
  std::sort(scope.apps.begin(), scope.apps.end());
  std::sort(scope.except_apps.begin(), scope.except_apps.end());
  return scope;
}

// Whether the fact speaks of everything that it is not narrowed away from.
bool IsUniversal(const model::FactContent& fact) {
  if (absl::StartsWith(fact.property, "encryption.")) return true;
  switch (fact.value.kind) {
    case model::ValueKind::kBool:
      return !fact.value.boolean;
    case model::ValueKind::kDuration:
      return true;
    default:
      return fact.op == model::Operator::kExactly ||
             fact.op == model::Operator::kExcludes;
  }
}

void JudgeProposals(const LabelledPolicy& policy, const model::Clause& clause,
                    const std::vector<Proposal>& proposals, std::vector<bool>& found,
                    Measured& measured) {
  const std::string text = NormaliseText(ClauseText(policy, clause));
  for (const auto& [proposal, pattern, why] : proposals) {
    bool right = false;
    for (std::size_t i = 0; i < policy.labels.size(); ++i) {
      if (!absl::StrContains(text, policy.labels[i].quote) ||
          !SameFact(proposal, policy.labels[i].fact)) {
        continue;
      }
      right = true;
      found[i] = true;
    }
    Count& count = measured.by_property[proposal.property];
    ++count.proposed;
    ++measured.all.proposed;
    count.right += right ? 1 : 0;
    measured.all.right += right ? 1 : 0;
    if (!right) {
      measured.wrong.push_back(absl::StrCat(policy.name, ": ", WriteFact(proposal), "  [",
                                            pattern, "]   <- ", text));
    }
  }
}

}  // namespace

absl::StatusOr<std::vector<LabelledPolicy>> ReadPolicies(
    const std::string& manifest, const std::string& part,
    const catalog::Catalog& catalog) {
  std::string content;
  yaml::Faults faults;
  std::vector<LabelledPolicy> policies;
  if (!ReadFile(manifest, content)) {
    return absl::InvalidArgumentError(manifest + " cannot be read.");
  }
  const std::string base = manifest.substr(0, manifest.rfind('/') + 1);
  const auto tree = yaml::Parse(manifest, content, faults);
  const yaml::Node* names = tree ? tree->Find(part) : nullptr;
  if (names == nullptr) return absl::InvalidArgumentError("There is no part " + part);
  for (const std::string& name : yaml::TextsOf(*names, part, faults)) {
    policies.push_back(PolicyReader(base + name, catalog).Read(faults));
  }
  std::string message;
  for (const BookFault& fault : faults.faults()) {
    absl::StrAppend(&message, fault.path, ":", fault.line, ": ", fault.message, "\n");
  }
  if (!message.empty()) return absl::InvalidArgumentError(message);
  return policies;
}

bool SameFact(const model::FactContent& proposal, const model::FactContent& label) {
  if (proposal.property != label.property || proposal.op != label.op ||
      !(Sorted(proposal.scope) == Sorted(label.scope)) ||
      proposal.value.kind != label.value.kind) {
    return false;
  }
  if (proposal.value.kind == model::ValueKind::kString) {
    if (!SameText(proposal.value.text, label.value.text)) return false;
  } else if (!(proposal.value == label.value)) {
    return false;
  }
  if (!IsUniversal(proposal)) return true;
  for (const auto& [dimension, members] : label.qualifiers) {
    const auto narrowed = proposal.qualifiers.find(dimension);
    if (narrowed == proposal.qualifiers.end() ||
        !std::includes(members.begin(), members.end(), narrowed->second.begin(),
                       narrowed->second.end())) {
      return false;
    }
  }
  return true;
}

absl::StatusOr<Suggestions> MeasuredFacts(std::string_view text,
                                          const std::vector<model::Clause>& clauses,
                                          const SuggestContext& context,
                                          const catalog::Catalog& catalog) {
  if (std::getenv("CLAUSEBOOK_SUGGEST_DATA") == nullptr) {
    return SuggestFacts(text, clauses, context, catalog);
  }
  static const absl::StatusOr<Language> language = LanguageUnderTest(catalog);
  if (!language.ok()) return language.status();
  return Reader(text, context, catalog, *language).Read(clauses);
}

absl::Status Measure(const std::vector<LabelledPolicy>& policies,
                     const catalog::Catalog& catalog, Measured& measured) {
  for (const LabelledPolicy& policy : policies) {
    CB_ASSIGN_OR_RETURN(const auto clauses, SegmentText(policy.text, policy.media_type));
    CB_ASSIGN_OR_RETURN(const auto suggestions,
                        MeasuredFacts(policy.text, clauses, policy.context, catalog));
    measured.unread += static_cast<int>(suggestions.unread.size());
    std::vector<bool> found(policy.labels.size(), false);
    std::map<std::string, std::vector<Proposal>> of_clause;
    for (const Proposal& proposal : suggestions.proposals) {
      const auto& evidence = std::get<model::ClauseEvidence>(proposal.content.evidence);
      for (model::FactContent& part : Apart(proposal.content)) {
        of_clause[evidence.clause].push_back(
            {std::move(part), proposal.pattern, proposal.why});
      }
    }
    for (const model::Clause& clause : clauses) {
      const auto& proposals = of_clause[clause.id];
      JudgeProposals(policy, clause, proposals, found, measured);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Label& label = policy.labels[i];
      if (!label.expected) continue;
      Count& count = measured.by_property[label.fact.property];
      ++count.labelled;
      ++measured.all.labelled;
      count.found += found[i] ? 1 : 0;
      measured.all.found += found[i] ? 1 : 0;
      if (!found[i]) {
        measured.missed.push_back(absl::StrCat(policy.name, ": ", WriteFact(label.fact),
                                               "   <- ", label.quote));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace clausebook::evidence::suggest
