// Reads a book's facts.
#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/catalog/nearest.h"
#include "service/evidence/book_parser.h"
#include "service/evidence/book_values.h"
#include "service/evidence/quote.h"

namespace clausebook::evidence {

void BookParser::ReadFact(const yaml::Node& node) {
  yaml::MapReader reader(node, "fact", faults_);
  BookFact fact;
  fact.ref = {book_.publisher, ReadId(reader, fact_ids_, "fact")};
  model::FactContent& content = fact.content;
  ReadScope(reader, content.scope);
  const bool claim_ok = ReadClaim(reader, content);
  content.caveat = reader.OptionalText("caveat").value_or("");
  content.valid_from = ReadDate(reader, "valid_from", /*required=*/false);
  content.valid_until = ReadDate(reader, "valid_until", /*required=*/false);
  if (content.valid_from && content.valid_until &&
      *content.valid_from >= *content.valid_until) {
    faults_.Add(reader.PlaceOf("valid_until"), "The fact ends before it begins.",
                "`valid_until` is the first day on which it no longer holds.");
  }
  if (const yaml::Node* approved = reader.Optional("approved")) {
    content.approval = ReadApproval(*approved);
  }
  if (const yaml::Node* proposed = reader.Optional("proposed")) {
    if (content.approval) {
      faults_.Add(proposed->place, "A fact is proposed or approved, not both.",
                  "Take one of `proposed` and `approved` out.");
    }
    content.approved = false;
    content.approval = ReadApproval(*proposed);
  }
  const bool evidence_ok = ReadEvidence(reader, content);
  reader.Finish();
  if (!claim_ok || !evidence_ok || fact.ref.fact.empty()) return;
  Remember(ToName(fact.ref), node.place);
  book_.facts.push_back(std::move(fact));
}

std::vector<std::string> BookParser::ReadApps(const yaml::Node& node,
                                              const std::string& what) {
  std::vector<std::string> apps = node.kind == yaml::Node::Kind::kScalar
                                      ? std::vector<std::string>{node.text}
                                      : yaml::TextsOf(node, what, faults_);
  for (const std::string& app : apps) {
    if (app_ids_.contains(app)) continue;
    faults_.Add(node.place, absl::StrCat("The book has no app '", app, "'."),
                yaml::DidYouMean(app, {app_ids_.begin(), app_ids_.end()}));
  }
  std::sort(apps.begin(), apps.end());
  apps.erase(std::unique(apps.begin(), apps.end()), apps.end());
  return apps;
}

void BookParser::ReadScope(yaml::MapReader& fact, model::Scope& scope) {
  const yaml::Node* apps = fact.Optional("apps");
  const yaml::Node* except = fact.Optional("except");
  const bool all = apps == nullptr || apps->text == "all";
  if (!all) {
    scope.apps = ReadApps(*apps, "apps");
    if (scope.apps.empty()) {
      faults_.Add(apps->place, "The list of apps is empty.",
                  "Write `apps: all`, or name at least one.");
    }
  }
  if (except == nullptr) return;
  if (!all) {
    faults_.Add(except->place, "`except` goes with all apps only.",
                "Leave the app out of `apps` instead.");
  }
  scope.except_apps = ReadApps(*except, "except");
}

bool BookParser::ReadClaim(yaml::MapReader& fact, model::FactContent& content) {
  content.property = fact.RequiredText("property");
  const catalog::Property* property = catalog_.FindProperty(content.property);
  if (property == nullptr && !content.property.empty()) {
    const auto nearest = catalog_.NearestProperties(content.property);
    faults_.Add(fact.PlaceOf("property"),
                absl::StrCat("There is no property '", content.property, "'."),
                nearest.empty() ? "service/catalog/data has them all."
                                : absl::StrCat("Did you mean '",
                                               absl::StrJoin(nearest, "' or '"), "'?"));
  }
  const yaml::Node* value = nullptr;
  int operators = 0;
  for (const model::Operator op : AllOperators()) {
    if (const yaml::Node* node = fact.Optional(KeyOf(op))) {
      content.op = op;
      value = node;
      ++operators;
    }
  }
  if (operators != 1) {
    faults_.Add(fact.place(),
                operators == 0 ? "The fact says nothing of its property."
                               : "The fact has more than one value.",
                "Write one of equals, not_equals, includes, excludes, exactly, at_most, "
                "at_least, with the value behind it.");
    fact.Optional("about");
    return false;
  }
  if (property == nullptr) {
    fact.Optional("about");
    return false;
  }
  ReadQualifiers(fact, *property, content.qualifiers);
  const auto read = ReadValue(*value, *property, faults_);
  if (!read) return false;
  auto checked = catalog_.CheckValue(*property, content.op, *read);
  if (!checked.ok()) {
    AddFault(value->place, checked.status());
    return false;
  }
  content.value = *std::move(checked);
  return true;
}

void BookParser::ReadQualifiers(yaml::MapReader& fact, const catalog::Property& property,
                                model::Qualifiers& qualifiers) {
  const yaml::Node* about = fact.Optional("about");
  if (about == nullptr) return;
  yaml::MapReader reader(*about, "about", faults_);
  model::Qualifiers written;
  for (const yaml::Node& key : about->keys) {
    const yaml::Node* members = reader.Optional(key.text);
    written[key.text] = members->kind == yaml::Node::Kind::kScalar
                            ? std::vector<std::string>{members->text}
                            : yaml::TextsOf(*members, key.text, faults_);
  }
  auto checked = catalog_.CheckQualifiers(property, written);
  if (checked.ok()) {
    qualifiers = *std::move(checked);
  } else {
    AddFault(about->place, checked.status());
  }
}

bool BookParser::ReadEvidence(yaml::MapReader& fact, model::FactContent& content) {
  const yaml::Node* quote = fact.Optional("quote");
  const yaml::Node* attestation = fact.Optional("attestation");
  if ((quote == nullptr) == (attestation == nullptr)) {
    for (const char* key : {"policy", "revision", "occurrence"}) fact.Optional(key);
    faults_.Add(
        fact.place(), "A fact rests on one piece of evidence.",
        "Write `quote:` with words of a policy, or `attestation:` with by, on and "
        "statement.");
    return false;
  }
  if (quote != nullptr) return ReadQuote(fact, *quote, content);
  auto said = ReadAttestation(*attestation);
  if (!said) return false;
  content.evidence = *std::move(said);
  return true;
}

bool BookParser::ReadQuote(yaml::MapReader& fact, const yaml::Node& quote,
                           model::FactContent& content) {
  const BookRevision* revision = ChooseRevision(fact, quote);
  const std::string which = fact.OptionalText("occurrence").value_or("0");
  int occurrence = 0;
  if (!absl::SimpleAtoi(which, &occurrence) || occurrence < 0 ||
      (occurrence == 0 && which != "0")) {
    faults_.Add(fact.PlaceOf("occurrence"), absl::StrCat("'", which, "' is not a count."),
                "Write 1 for the first place, 2 for the second, and so on.");
    return false;
  }
  if (revision == nullptr) return false;
  const auto place =
      LocateQuote(*revision->revision.text, revision->clauses, quote.text, occurrence);
  if (!place.ok()) {
    AddFault(quote.place, place.status());
    return false;
  }
  content.evidence =
      model::ClauseEvidence{revision->revision.ref, place->clause, place->range};
  return true;
}

// The revision that a quote is from: the only one, or the one that `policy` and
// `revision` (its date; its id where several have that date) name.
const BookRevision* BookParser::ChooseRevision(yaml::MapReader& fact,
                                               const yaml::Node& quote) {
  const auto policy = fact.OptionalText("policy");
  const auto named = fact.OptionalText("revision");
  if (policy && !policy_ids_.contains(*policy)) {
    faults_.Add(fact.PlaceOf("policy"),
                absl::StrCat("The book has no policy '", *policy, "'."),
                yaml::DidYouMean(*policy, {policy_ids_.begin(), policy_ids_.end()}));
    return nullptr;
  }
  std::vector<const BookRevision*> fitting;
  for (const BookRevision& revision : book_.revisions) {
    if (!revision.quotable) continue;
    if ((!policy || revision.revision.ref.policy.policy == *policy) &&
        (!named || *named == FormatDate(revision.revision.effective) ||
         *named == revision.revision.ref.revision)) {
      fitting.push_back(&revision);
    }
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty() && named && !ParseDate(*named)) {
    faults_.Add(fact.PlaceOf("revision"), absl::StrCat("'", *named, "' is not a day."),
                "Write the revision's effective date, YYYY-MM-DD.");
    return nullptr;
  }
  if (fitting.empty()) {
    const bool unread =
        policy ? unread_policies_.contains(*policy) : !unread_policies_.empty();
    if (!unread && (!book_.revisions.empty() || faults_.empty())) {
      faults_.Add(quote.place, "There is no revision that this quote could be from.",
                  "Name one of the book's with `policy:` and `revision: YYYY-MM-DD`.");
    }
    return nullptr;
  }
  std::vector<std::string> names;
  for (const BookRevision* revision : fitting) {
    names.push_back(absl::StrCat(revision->revision.ref.policy.policy, " of ",
                                 revision->revision.ref.revision));
  }
  faults_.Add(quote.place, "The quote does not say which text it is from.",
              absl::StrCat("Add `policy:` and `revision: YYYY-MM-DD` (where several have "
                           "that date, all of the revision's id); the book has ",
                           absl::StrJoin(names, ", "), "."));
  return nullptr;
}

std::optional<model::Attestation> BookParser::ReadAttestation(const yaml::Node& node) {
  yaml::MapReader reader(node, "attestation", faults_);
  const std::size_t before = faults_.count();
  model::Attestation said;
  said.attester = reader.RequiredText("by");
  const auto date = ReadDate(reader, "on", /*required=*/true);
  said.expire_date = ReadDate(reader, "until", /*required=*/false);
  said.statement = reader.RequiredText("statement");
  reader.Finish();
  if (date) said.date = *date;
  if (date && said.expire_date && *said.expire_date <= *date) {
    faults_.Add(reader.PlaceOf("until"), "The attestation expires before it begins.",
                "`until` is the first day on which it no longer counts.");
  }
  if (faults_.count() != before) return std::nullopt;
  return said;
}

}  // namespace clausebook::evidence
