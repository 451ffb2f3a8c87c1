#include "service/checking/rules.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/answering/citing.h"

namespace clausebook::checking {
namespace {

using model::Operator;

answering::SiftInput ToSift(const CheckInput& input) {
  answering::SiftInput sift;
  sift.catalog = input.catalog;
  sift.app = input.app.ref;
  sift.as_of = input.as_of;
  sift.vendor = input.evidence.get();
  for (const auto& platform : input.platforms) sift.platforms.push_back(platform.get());
  return sift;
}

std::vector<answering::Citation> CiteAll(const Facts& facts,
                                         answering::CitationRole role) {
  std::vector<answering::Citation> citations;
  for (const Applied* fact : facts) {
    citations.push_back(answering::Cite(*fact->fact, fact->place, fact->platform, role));
  }
  return citations;
}

}  // namespace

AppFacts::AppFacts(const CheckInput& input)
    : input_(input), sifted_(answering::Sift(ToSift(input))) {}

Facts AppFacts::On(std::initializer_list<std::string_view> properties,
                   std::initializer_list<Voice> voices) const {
  Facts found;
  for (const Applied& fact : sifted_.applied) {
    const bool wanted =
        std::find(properties.begin(), properties.end(), fact.content().property) !=
        properties.end();
    if (wanted && std::find(voices.begin(), voices.end(), VoiceOf(fact)) != voices.end()) {
      found.push_back(&fact);
    }
  }
  return found;
}

Finding AppFacts::Make(std::string_view pattern, std::string message, const Facts& left,
                       const Facts& right) const {
  Finding finding;
  finding.pattern = &PatternNamed(pattern);
  finding.gravity = finding.pattern->gravity;
  finding.app = input_.app.ref;
  finding.message = std::move(message);
  finding.left = CiteAll(left, answering::CitationRole::kSupports);
  finding.right = CiteAll(right, answering::CitationRole::kRefutes);
  return finding;
}

Voice VoiceOf(const Applied& fact) {
  if (fact.platform != nullptr) return Voice::kPlatform;
  if (std::holds_alternative<model::Attestation>(fact.content().evidence)) {
    return Voice::kAttestation;
  }
  const bool published =
      !fact.place || fact.place->policy->policy.kind == model::PolicyKind::kPublished;
  return published ? Voice::kPolicy : Voice::kManifest;
}

bool IsTrue(const Applied& fact) {
  const auto& content = fact.content();
  return content.value.kind == model::ValueKind::kBool &&
         content.value.boolean == (content.op == Operator::kEquals);
}

bool IsFalse(const Applied& fact) {
  const auto& content = fact.content();
  return content.value.kind == model::ValueKind::kBool &&
         content.value.boolean != (content.op == Operator::kEquals);
}

bool IsNone(const Applied& fact) {
  const auto& content = fact.content();
  return content.op == Operator::kExactly && content.value.members.empty();
}

bool Has(const Applied& fact, std::string_view member) {
  const auto& content = fact.content();
  const auto& members = content.value.members;
  return (content.op == Operator::kIncludes || content.op == Operator::kExactly) &&
         std::find(members.begin(), members.end(), member) != members.end();
}

Facts Where(const Facts& facts, const std::function<bool(const Applied&)>& test) {
  Facts kept;
  for (const Applied* fact : facts) {
    if (test(*fact)) kept.push_back(fact);
  }
  return kept;
}

std::string SourceOf(const Applied& fact) {
  if (const auto* said = std::get_if<model::Attestation>(&fact.content().evidence)) {
    return said->attester;
  }
  if (!fact.place) return "a revision that was withdrawn";
  const model::Policy& policy = fact.place->policy->policy;
  switch (policy.kind) {
    case model::PolicyKind::kForgeManifest:
      return "the manifest";
    case model::PolicyKind::kConnectDescriptor:
      return "the descriptor";
    case model::PolicyKind::kPublished:
      break;
  }
  return absl::StrCat("\"", policy.title, "\"");
}

bool IsGeneral(const Applied& fact) {
  const auto& qualifiers = fact.content().qualifiers;
  if (qualifiers.contains("purpose")) return false;
  const auto data = qualifiers.find("data_category");
  return data == qualifiers.end() ||
         std::find(data->second.begin(), data->second.end(), "product_content") !=
             data->second.end();
}

bool SameRevision(const Applied& a, const Applied& b) {
  return a.place && b.place && a.place->revision == b.place->revision;
}

std::string Listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace clausebook::checking
