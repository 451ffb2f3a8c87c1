#include "clients/cli/declarations/declaration.h"

#include <algorithm>
#include <map>
#include <memory>
#include <tuple>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/answering/answering.h"
#include "service/answering/wording.h"
#include "service/base/digest.h"
#include "service/base/status_macros.h"
#include "service/base/text_lines.h"
#include "service/evidence/candidate.h"
#include "service/rpc/convert/answer_convert.h"

namespace clausebook::cli {
namespace {

// Stand in for a vendor and an app, of which a file alone tells nothing.
constexpr char kVendor[] = "this-vendor";
constexpr char kApp[] = "this-app";

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string ValueOf(const model::Value& value) {
  if (!value.members.empty()) return absl::StrJoin(value.members, ", ");
  return value.text;
}

std::vector<DeclaredFact> FactsOf(const evidence::ManifestReading& reading,
                                  const std::string& text) {
  std::map<std::string, std::string> paths;
  for (const model::Clause& clause : reading.clauses) {
    paths[clause.id] = evidence::PathOf(clause);
  }
  std::vector<DeclaredFact> facts;
  for (const model::FactContent& content : reading.facts) {
    const auto& place = std::get<model::ClauseEvidence>(content.evidence);
    const auto begin = static_cast<std::size_t>(place.range.begin);
    const auto end = static_cast<std::size_t>(place.range.end);
    DeclaredFact fact;
    fact.property = content.property;
    fact.value = ValueOf(content.value);
    fact.statement = answering::StatementOf(content);
    fact.path = paths[place.clause];
    fact.line = LineOf(text, begin);
    fact.byte_begin = place.range.begin;
    fact.byte_end = place.range.end;
    fact.quote = text.substr(begin, end - begin);
    fact.caveat = content.caveat;
    facts.push_back(std::move(fact));
  }
  std::stable_sort(
      facts.begin(), facts.end(), [](const DeclaredFact& a, const DeclaredFact& b) {
        return std::tie(a.property, a.byte_begin) < std::tie(b.property, b.byte_begin);
      });
  return facts;
}

std::string DeclaredName(const evidence::ManifestReading& reading) {
  if (!reading.name.empty()) return reading.name;
  return reading.app_key.empty() ? "this app" : reading.app_key;
}

// The file names neither: what stands for a name begins sentences too.
std::string WithCapitals(const std::string& sentence) {
  std::string capital = absl::StrReplaceAll(
      sentence, {{". this app", ". This app"}, {". the vendor", ". The vendor"}});
  if (absl::StartsWith(capital, "this app") || absl::StartsWith(capital, "the vendor")) {
    capital[0] = 'T';
  }
  return capital;
}

absl::StatusOr<std::vector<v1::Answer>> Ask(const evidence::ManifestReading& reading,
                                            const std::string& text, DeclarationKind kind,
                                            const catalog::Catalog& catalog,
                                            Instant now) {
  model::EvidenceBase nothing;
  nothing.publisher = {model::PublisherKind::kVendor, kVendor};
  const model::AppRef app{kVendor, kApp};
  const Date today = DateOf(now);
  CB_ASSIGN_OR_RETURN(
      evidence::Candidate candidate,
      evidence::WithDeclaration(nothing, app,
                                kind == DeclarationKind::kForgeManifest
                                    ? model::PolicyKind::kForgeManifest
                                    : model::PolicyKind::kConnectDescriptor,
                                text, today, catalog));
  answering::AppDossier::Input input;
  input.catalog = &catalog;
  input.app = app;
  input.app_display_name = DeclaredName(reading);
  input.vendor_display_name = "the vendor";
  input.as_of = today;
  input.vendor = std::make_shared<const model::EvidenceBase>(std::move(candidate.base));
  const answering::AppDossier dossier(std::move(input));
  std::vector<v1::Answer> answers;
  for (const std::string& id : DeclarationQuestions()) {
    const catalog::Question* question = catalog.FindQuestion(id);
    if (question == nullptr) {
      return absl::InternalError("The catalogue lacks a question about manifests.");
    }
    v1::Answer answer = rpc::ToProto(dossier.Ask(*question), now);
    answer.set_sentence(WithCapitals(answer.sentence()));
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace

const std::vector<std::string>& DeclarationQuestions() {
  static const auto* const questions = new std::vector<std::string>{
      "hosting-platform", "declares-egress", "sends-data-out", "runs-on-atlassian"};
  return *questions;
}

DeclarationKind KindOfDeclaration(std::string_view file, std::string_view text) {
  if (EndsWith(file, ".json")) return DeclarationKind::kConnectDescriptor;
  if (EndsWith(file, ".yml") || EndsWith(file, ".yaml")) {
    return DeclarationKind::kForgeManifest;
  }
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && text[first] == '{'
             ? DeclarationKind::kConnectDescriptor
             : DeclarationKind::kForgeManifest;
}

absl::StatusOr<Declaration> ReadDeclaration(const std::string& file,
                                            const std::string& text, DeclarationKind kind,
                                            const catalog::Catalog& catalog,
                                            Instant now) {
  CB_ASSIGN_OR_RETURN(const evidence::ManifestReading reading,
                      kind == DeclarationKind::kForgeManifest
                          ? evidence::ReadForgeManifest(text, catalog)
                          : evidence::ReadConnectDescriptor(text, catalog));
  Declaration declaration;
  declaration.file = file;
  declaration.kind = kind;
  declaration.sha256 = Sha256Hex(text);
  declaration.size = text.size();
  declaration.app_id = reading.app_id;
  declaration.app_key = reading.app_key;
  declaration.name = reading.name;
  declaration.valid = reading.valid;
  declaration.notices = reading.notices;
  declaration.facts = FactsOf(reading, text);
  CB_ASSIGN_OR_RETURN(declaration.answers, Ask(reading, text, kind, catalog, now));
  return declaration;
}

std::vector<const DeclaredFact*> ObstaclesOf(const Declaration& declaration) {
  std::vector<const DeclaredFact*> obstacles;
  for (const DeclaredFact& fact : declaration.facts) {
    if (fact.property == "runs_on_atlassian.obstacles") obstacles.push_back(&fact);
  }
  return obstacles;
}

}  // namespace clausebook::cli
