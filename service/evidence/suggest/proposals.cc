// Reader: facts of matches, narrowed to what the place of the clause allows, each once.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "service/evidence/suggest/fill.h"
#include "service/evidence/suggest/reader.h"

namespace clausebook::evidence::suggest {
namespace {

// Whether of two facts read from one clause the first adds nothing, or says of all what
// the second says of a part only.
bool IsImplied(const model::FactContent& fact, const model::FactContent& by) {
  if (fact.property != by.property || !(fact.scope == by.scope)) return false;
  if (fact.op == model::Operator::kIncludes && by.op == model::Operator::kExactly) {
    return std::includes(by.value.members.begin(), by.value.members.end(),
                         fact.value.members.begin(), fact.value.members.end());
  }
  return fact.op == by.op && fact.value == by.value &&
         fact.qualifiers.size() < by.qualifiers.size() &&
         std::all_of(
             fact.qualifiers.begin(), fact.qualifiers.end(), [&](const auto& qualifier) {
               const auto same = by.qualifiers.find(qualifier.first);
               return same != by.qualifiers.end() && same->second == qualifier.second;
             });
}

// "Do you support data residency?" "Yes, we follow the location of your Jira.": what the
// answer goes on to say is more exact than its yes.
bool IsOverruled(const model::FactContent& fact, const model::FactContent& by) {
  return fact.property == by.property && fact.scope == by.scope &&
         fact.op == model::Operator::kEquals && by.op == model::Operator::kEquals &&
         fact.value.kind == model::ValueKind::kString && !(fact.value == by.value);
}

void Append(std::string& text, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) text += ' ';
  text += more;
}

}  // namespace

bool Reader::BeginsWithAny(const std::string& property,
                           const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& begin) {
    return absl::StartsWith(property, begin);
  });
}

void Reader::Emit(const Rule& rule, const Filling& filling, const Judgement& judgement,
                  const ClauseScope& scope) {
  const std::string section = SectionOf(filling.sentence);
  const bool of_pronoun = HoldsPronounsOnly(filling);
  for (const Give& give : rule.gives) {
    auto content = Fill(give, filling);
    if (!content || !Narrow(*content, section, of_pronoun)) continue;
    if (!scope.caveat.empty() && BeginsWithAny(content->property, language_.absolute)) {
      doubt_ = "It makes an exception; what remains is for a person.";
      continue;
    }
    Append(content->caveat, judgement.caveat);
    Append(content->caveat, scope.caveat);
    if (!BeginsWithAny(content->property, language_.of_document)) {
      content->scope = scope.scope;
    }
    AddForExcepted(rule, *content, scope);
    Add(rule, *std::move(content));
  }
}

// What a sentence without exception says by its letter of an app that another one
// excepts; and of an excepted app, that it is something else.
void Reader::AddForExcepted(const Rule& rule, const model::FactContent& content,
                            const ClauseScope& scope) {
  model::FactContent other = content;
  other.scope = {};
  if (!scope.scope.except_apps.empty() && content.property == catalog::kHostingProperty &&
      content.op == model::Operator::kEquals) {
    other.op = model::Operator::kNotEquals;
    other.scope.apps = scope.scope.except_apps;
    other.caveat = "Only implied: the sentence excepts the app and does not say more.";
    Add(rule, std::move(other));
    return;
  }
  if (!BeginsWithAny(content.property, language_.by_letter) || excepted_.empty() ||
      !(scope.scope == model::Scope{}))
    return;
  other.scope.apps.assign(excepted_.begin(), excepted_.end());
  Append(other.caveat,
         "The sentence makes no exception, so by its letter it reaches the app; but "
         "elsewhere the text excepts the app, and the reason given there may not hold.");
  Add(rule, std::move(other));
}

void Reader::Add(const Rule& rule, model::FactContent content) {
  content.approved = false;
  model::ClauseEvidence evidence;
  evidence.clause = clause_id_;
  evidence.range = range_;
  content.evidence = std::move(evidence);
  for (std::size_t i = first_proposal_; i < found_.proposals.size(); ++i) {
    const model::FactContent& known = found_.proposals[i].content;
    if (known.property == content.property && known.op == content.op &&
        known.value == content.value && known.scope == content.scope &&
        known.qualifiers == content.qualifiers) {
      return;
    }
  }
  found_.proposals.push_back({std::move(content), rule.id, rule.why});
}

void Reader::DropImplied() {
  auto& all = found_.proposals;
  for (std::size_t i = first_proposal_; i < all.size();) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(first_proposal_);
    const bool implied = std::any_of(first, all.end(), [&](const Proposal& by) {
      return IsImplied(all[i].content, by.content);
    });
    const bool overruled =
        i < answered_ && std::any_of(all.begin() + static_cast<std::ptrdiff_t>(answered_),
                                     all.end(), [&](const Proposal& by) {
                                       return IsOverruled(all[i].content, by.content);
                                     });
    if (implied || overruled) {
      if (i < answered_) --answered_;
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

}  // namespace clausebook::evidence::suggest
