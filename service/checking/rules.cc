#include "service/checking/rules.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/answering/citing.h"
#include "service/answering/wording.h"

namespace clausebook::checking {
namespace {

using answering::Citation;
using answering::CitationRole;
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

std::vector<Citation> CiteAll(const Facts& facts, CitationRole role) {
  std::vector<Citation> citations;
  for (const Applied* fact : facts) {
    citations.push_back(answering::Cite(*fact->fact, fact->place, fact->platform, role));
  }
  return citations;
}

// What a fact rests on: a clause of a revision, or somebody's word.
std::string PlaceOf(const model::Fact& fact,
                    const std::optional<answering::Place>& place) {
  if (!place) return ToName(fact.ref);
  return absl::StrCat(ToName(place->revision->revision.ref), "/", place->clause->id);
}

std::string PlaceOf(const Citation& citation) {
  const auto* clause = std::get_if<answering::ClauseCitation>(&citation.source);
  if (clause == nullptr || clause->sha256.empty()) return ToName(citation.fact);
  return absl::StrCat(ToName(clause->revision), "/", clause->clause);
}

// Whether one of the facts rests on a place that is cited.
bool RestOnOneOf(const std::vector<Citation>& citations, const Facts& facts) {
  return std::any_of(facts.begin(), facts.end(), [&](const Applied* fact) {
    const std::string place = PlaceOf(*fact->fact, fact->place);
    return std::any_of(citations.begin(), citations.end(),
                       [&](const Citation& cited) { return PlaceOf(cited) == place; });
  });
}

bool HasMember(const std::vector<std::string>& members, std::string_view member) {
  return std::find(members.begin(), members.end(), member) != members.end();
}

}  // namespace

AppFacts::AppFacts(const CheckInput& input)
    : input_(input), sifted_(answering::Sift(ToSift(input))) {}

Facts AppFacts::On(std::initializer_list<std::string_view> properties,
                   std::initializer_list<Voice> voices) const {
  Facts found;
  for (const Applied& fact : sifted_.applied) {
    const bool wanted = std::find(properties.begin(), properties.end(),
                                  fact.content().property) != properties.end();
    if (wanted &&
        std::find(voices.begin(), voices.end(), VoiceOf(fact)) != voices.end()) {
      found.push_back(&fact);
    }
  }
  return found;
}

const Applied* AppFacts::Find(const model::FactRef& ref) const {
  const auto found =
      std::find_if(sifted_.applied.begin(), sifted_.applied.end(),
                   [&](const Applied& fact) { return fact.fact->ref == ref; });
  return found == sifted_.applied.end() ? nullptr : &*found;
}

Finding AppFacts::Make(std::string_view pattern, std::string message, const Facts& left,
                       const Facts& right) const {
  Finding finding;
  finding.pattern = &PatternNamed(pattern);
  finding.gravity = finding.pattern->gravity;
  finding.app = input_.app.ref;
  finding.message = std::move(message);
  finding.left = CiteAll(left, CitationRole::kSupports);
  finding.right = CiteAll(right, CitationRole::kRefutes);
  return finding;
}

Voice VoiceOf(const Applied& fact) {
  if (fact.platform != nullptr) return Voice::kPlatform;
  if (std::holds_alternative<model::Attestation>(fact.content().evidence)) {
    return Voice::kAttestation;
  }
  const bool published =
      !fact.place || fact.place->policy->policy.kind == model::PolicyKind::kPublished;
  return published ? Voice::kPolicy : Voice::kDeclaration;
}

bool IsTrue(const Applied& fact) {
  const auto& content = fact.content();
  return content.value.kind == model::ValueKind::kBool &&
         content.value.boolean == (content.op == Operator::kEquals);
}

bool IsFalse(const Applied& fact) {
  return fact.content().value.kind == model::ValueKind::kBool && !IsTrue(fact);
}

bool IsNone(const Applied& fact) {
  const auto& content = fact.content();
  return content.op == Operator::kExactly && content.value.members.empty();
}

bool Has(const Applied& fact, std::string_view member) {
  return NamesSome(fact) && HasMember(fact.content().value.members, member);
}

bool NamesSome(const Applied& fact) {
  const auto& content = fact.content();
  return (content.op == Operator::kIncludes || content.op == Operator::kExactly) &&
         !content.value.members.empty();
}

Facts Where(const Facts& facts, const std::function<bool(const Applied&)>& test) {
  Facts kept;
  for (const Applied* fact : facts) {
    if (test(*fact)) kept.push_back(fact);
  }
  return kept;
}

void Append(const Facts& more, Facts& facts) {
  for (const Applied* fact : more) {
    if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
  }
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

std::string SourcesOf(const Facts& facts) {
  std::vector<std::string> sources;
  for (const Applied* fact : facts) {
    std::string source = SourceOf(*fact);
    if (!HasMember(sources, source)) sources.push_back(std::move(source));
  }
  return answering::JoinWords(sources);
}

std::string EntryPathOf(const Applied& fact) {
  if (VoiceOf(fact) != Voice::kDeclaration || !fact.place) return "";
  return model::EntryPath(fact.place->clause->heading_path);
}

bool IsGeneral(const Applied& fact) {
  const auto& qualifiers = fact.content().qualifiers;
  if (qualifiers.contains("purpose") || !MayMeanTheApp(fact)) return false;
  const auto data = qualifiers.find("data_category");
  return data == qualifiers.end() || HasMember(data->second, "product_content");
}

bool MayMeanTheApp(const Applied& fact) {
  const auto surface = fact.content().qualifiers.find("surface");
  if (surface == fact.content().qualifiers.end()) return true;
  return std::any_of(
      surface->second.begin(), surface->second.end(), [](const std::string& where) {
        return where.starts_with("app_") || where == "cloud_service_unspecified";
      });
}

bool SameRevision(const Applied& a, const Applied& b) {
  return a.place && b.place && a.place->revision == b.place->revision;
}

bool IsReported(const std::vector<Finding>& findings, const Facts& left,
                const Facts& right) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    std::vector<Citation> shown = finding.left;
    shown.insert(shown.end(), finding.right.begin(), finding.right.end());
    return RestOnOneOf(shown, left) && RestOnOneOf(shown, right);
  });
}

bool IsShownAt(const Finding& finding, const Facts& facts) {
  return RestOnOneOf(finding.left, facts);
}

}  // namespace clausebook::checking
