// Reader: which apps a sentence speaks of.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/amounts.h"
#include "service/evidence/suggest/reader.h"

namespace clausebook::evidence::suggest {
namespace {

void SortUnique(std::vector<std::string>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

std::vector<std::string> AppsIn(const std::vector<Mention>& mentions) {
  std::vector<std::string> apps;
  for (const Mention& mention : mentions) {
    if (mention.lexicon == Lexicons::kApp) apps.push_back(mention.value);
  }
  SortUnique(apps);
  return apps;
}

// "Its servers", "this feature": of the app that the sentence before speaks of.
bool RefersBack(const Sentence& words) {
  static constexpr std::string_view kParts[] = {"function", "feature", "option",
                                                "integration"};
  bool names_another = false;
  for (std::size_t at = words.own; at < words.tokens.size(); ++at) {
    names_another = names_another || words.tokens[at].word == "atlassian";
    const std::string& word = words.tokens[at].word;
    // "Atlassian deletes it in line with its own schedule": its is Atlassian's.
    if (word == "its" && at > words.own && names_another) continue;
    if (word == "its" || word == "it") return true;
    if (word != "this" || at + 1 == words.tokens.size()) continue;
    const std::string& next = words.tokens[at + 1].word;
    if (std::find(std::begin(kParts), std::end(kParts), next) != std::end(kParts)) {
      return true;
    }
  }
  return false;
}

}  // namespace

void Reader::CollectExcepted(const std::vector<model::Clause>& clauses) {
  for (const model::Clause& clause : clauses) {
    if (clause.heading) continue;
    const ReadySentence sentence = maker_.Make(TokensOf(clause, kMostTokens));
    ClauseScope scope;
    ReadException(sentence, scope);
    excepted_.insert(scope.scope.except_apps.begin(), scope.scope.except_apps.end());
  }
}

// "except for our X app", "except as required by law", "except our processors".
void Reader::ReadException(const ReadySentence& sentence, ClauseScope& found) const {
  const auto begin = static_cast<std::size_t>(sentence.exception.begin);
  const auto end = static_cast<std::size_t>(sentence.exception.end);
  if (begin == end) return;
  Sentence words = MakePlainSentence(
      Tokenise(text_.substr(begin, end - begin), begin, language_.forms, kMostTokens),
      language_);
  maker_.FindNames(words.tokens, words.mentions);
  found.scope.except_apps = AppsIn(words.mentions);
  if (!found.scope.except_apps.empty()) return;
  const std::string quote(text_.substr(begin, std::min<std::size_t>(end - begin, 300)));
  if (words.Has(language_.lexicons.Find("app_word"))) {
    found.doubt = "It excepts something that is none of the apps on record.";
  } else if (words.Has(language_.lexicons.Find("mild_exception")) && end - begin <= 300) {
    found.caveat = absl::StrCat("With an exception: “", quote, "”.");
  } else {
    found.doubt = "It makes an exception that could not be read.";
  }
}

Reader::ClauseScope Reader::ScopeOf(const ReadySentence& sentence) const {
  ClauseScope found;
  ReadException(sentence, found);
  const int follows = language_.lexicons.Find("follows");
  const int these = language_.lexicons.Find("these_apps");
  const Sentence& words = sentence.words;
  for (const Mention& mention : words.mentions) {
    // "This means that …", "for these apps …" shares the exception of what is before.
    const bool shares = (mention.lexicon == follows && mention.begin == words.own) ||
                        mention.lexicon == these;
    if (shares && found.scope.except_apps.empty() && found.doubt.empty()) {
      return last_scope_;
    }
  }
  std::vector<std::string> apps = AppsIn(words.mentions);
  const bool refers = RefersBack(words);
  // What "it" and a heading say of a vendor's only app holds for all that there is.
  const bool several = context_.apps.size() > 1;
  if (apps.empty() && refers && several) apps = last_scope_.scope.apps;
  if (apps.empty() && several) apps = AppsIn(heading_names_);
  if (words.Has(signs_.all_apps)) apps.clear();
  if (!apps.empty()) {
    for (const std::string& excepted : found.scope.except_apps) {
      apps.erase(std::remove(apps.begin(), apps.end(), excepted), apps.end());
    }
    if (apps.empty()) return found;
    found.scope.except_apps.clear();
    found.scope.apps = std::move(apps);
  }
  return found;
}

}  // namespace clausebook::evidence::suggest
