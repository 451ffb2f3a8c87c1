// Reader: patterns over every clause, and what becomes of their matches.
#include "service/evidence/suggest/reader.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace clausebook::evidence::suggest {
namespace {

std::vector<std::string> WordsOf(const std::string& name, const WordForms& forms) {
  std::vector<std::string> words;
  for (const Token& token : Tokenise(name, 0, forms, 16)) words.push_back(token.word);
  return words;
}

// "Tidewatch for Jira" is also called "Tidewatch".
std::vector<Name> NamesOf(const SuggestContext& context, const WordForms& forms) {
  std::vector<Name> names;
  const auto add = [&](const std::string& text, const std::string& app) {
    auto words = WordsOf(text, forms);
    if (!words.empty() && (words.size() > 1 || words[0].size() > 2)) {
      names.push_back({std::move(words), app});
    }
  };
  for (const model::App& app : context.apps) {
    add(app.display_name, app.ref.app);
    for (const char* tail : {" for ", " - ", " – ", ": ", " | "}) {
      const std::size_t at = app.display_name.find(tail);
      if (at != std::string::npos && at > 2) {
        add(app.display_name.substr(0, at), app.ref.app);
      }
    }
  }
  if (!context.vendor_name.empty()) add(context.vendor_name, "");
  return names;
}

bool AnyFinds(const std::vector<Pattern>& patterns, const Sentence& sentence) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& pattern) {
    return pattern.Find(sentence, 0).has_value();
  });
}

// "After termination of the contract, …"
bool LeadsIn(const ReadySentence& sentence, int part) {
  static constexpr std::string_view kLeading[] = {"after",  "upon",   "following", "once",
                                                  "before", "during", "within",    "on"};
  if (part != 0 || sentence.parts[0].begin >= sentence.parts[0].end) return false;
  const std::string& word = sentence.words.tokens[sentence.parts[0].begin].word;
  return std::find(std::begin(kLeading), std::end(kLeading), word) != std::end(kLeading);
}

// Whether something stands beside the match that makes it mean something else: in its
// parts of the sentence and the conditions next to them.
bool IsRuledOut(const Rule& rule, const Match& match, const ReadySentence& sentence) {
  const auto is_condition = [&](int part) {
    return part >= 0 && part < static_cast<int>(sentence.parts.size()) &&
           sentence.parts[part].kind == Part::Kind::kCondition;
  };
  int first = sentence.words.part[match.begin];
  int last = sentence.words.part[match.end - 1];
  if (is_condition(first - 1) || LeadsIn(sentence, first - 1)) --first;
  if (is_condition(last + 1)) ++last;
  for (const Pattern& pattern : rule.unless) {
    for (std::size_t from = 0;;) {
      const auto found = pattern.Find(sentence.words, from);
      if (!found) break;
      if (sentence.words.part[found->end - 1] >= first &&
          sentence.words.part[found->begin] <= last) {
        return true;
      }
      from = found->begin + 1;
    }
  }
  return false;
}

bool BeginsWithAny(const std::string& text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& begin) {
    return absl::StartsWith(text, begin);
  });
}

// Whether of two facts read from one clause the first adds nothing, or says of all what
// the second says of a part only.
bool IsImplied(const model::FactContent& fact, const model::FactContent& by) {
  if (fact.property != by.property || !(fact.scope == by.scope)) return false;
  if (fact.op == model::Operator::kIncludes && by.op == model::Operator::kExactly) {
    return std::includes(by.value.members.begin(), by.value.members.end(),
                         fact.value.members.begin(), fact.value.members.end());
  }
  return fact.op == by.op && fact.value == by.value && SpeaksOfAll(fact) &&
         fact.qualifiers.size() < by.qualifiers.size() &&
         std::all_of(
             fact.qualifiers.begin(), fact.qualifiers.end(), [&](const auto& qualifier) {
               const auto same = by.qualifiers.find(qualifier.first);
               return same != by.qualifiers.end() && same->second == qualifier.second;
             });
}

void Append(std::string& text, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) text += ' ';
  text += more;
}

}  // namespace

Reader::Reader(std::string_view text, const SuggestContext& context,
               const catalog::Catalog& catalog, const Language& language)
    : text_(text),
      context_(context),
      catalog_(catalog),
      language_(language),
      signs_(language.lexicons),
      maker_(language, signs_, NamesOf(context, language.forms)),
      under_(language.rules.size()) {}

Suggestions Reader::Read(const std::vector<model::Clause>& clauses) {
  FindTitle(clauses);
  CollectExcepted(clauses);
  for (const model::Clause& clause : clauses) ReadClause(clause);
  return std::move(found_);
}

void Reader::ReadClause(const model::Clause& clause) {
  const std::vector<Token> tokens = TokensOf(clause, kMostTokens + 1);
  const Surroundings around = Around(clause, tokens);
  SetHeadings(clause, around);
  SetSubject(tokens);
  clause_id_ = clause.id;
  range_ = clause.range;
  shape_ = around.shape;
  doubt_.clear();
  first_proposal_ = found_.proposals.size();
  // What names a subject only says nothing but dates and addresses.
  const bool names = clause.heading || IsFragment(clause, around, tokens);
  if (!EndsWith(clause, '?') && !around.header_row && !tokens.empty()) {
    if (tokens.size() > kMostTokens) {
      found_.unread.push_back({clause.id, "It is too long to be read as one sentence."});
    } else {
      ReadSentences(clause, SentencesOf(tokens, around), names);
    }
  }
  Remember(clause, tokens, around);
}

void Reader::ReadSentences(const model::Clause& clause,
                           const std::vector<ReadySentence>& sentences, bool names) {
  for (const ReadySentence& sentence : sentences) {
    if (sentence.words.tokens.empty()) continue;
    const ClauseScope scope = ScopeOf(sentence);
    for (const Rule& rule : language_.rules) {
      if (names && !rule.headings) continue;
      if (only_.empty() || rule.id == only_) Apply(rule, clause, sentence, scope);
    }
    last_scope_ = scope;
  }
  DropImplied();
  if (!names) Finish(clause, sentences);
}

// Headings, lead-in and table header, once for each place.
bool Reader::Fits(const Rule& rule) {
  if (rule.shape != Rule::Shape::kAny && rule.shape != shape_) return false;
  if (!rule.under.empty() || !rule.unless_under.empty()) {
    auto& known = under_[static_cast<std::size_t>(&rule - language_.rules.data())];
    if (known.first != heading_number_) {
      known = {heading_number_, (rule.under.empty() || AnyFinds(rule.under, headings_)) &&
                                    !AnyFinds(rule.unless_under, headings_)};
    }
    if (!known.second) return false;
  }
  return true;
}

void Reader::Apply(const Rule& rule, const model::Clause& clause,
                   const ReadySentence& sentence, const ClauseScope& scope) {
  bool checked = false;
  for (const Pattern& pattern : rule.matches) {
    std::size_t from = 0;
    while (const auto match = pattern.Find(sentence.words, from)) {
      if (!checked && !Fits(rule)) return;
      checked = true;
      if (IsRuledOut(rule, *match, sentence)) {
        if (match->begin + 1 <= from) return;
        from = std::max(match->end, match->begin + 1);
        continue;
      }
      const Judgement judgement = Judge(rule, *match, sentence, signs_, text_);
      if (judgement.said && !scope.doubt.empty()) {
        doubt_ = scope.doubt;
      } else if (judgement.said) {
        Emit(rule, {language_, signs_, catalog_, sentence, *match, text_, clause.range},
             judgement, scope);
        if (!rule.every) return;
      } else if (!judgement.doubt.empty()) {
        doubt_ = judgement.doubt;
      }
      // Each match costs a walk; a clause has few.
      if (match->begin + 1 <= from) return;
      from = std::max(match->end, match->begin + 1);
    }
  }
}

void Reader::Emit(const Rule& rule, const Filling& filling, const Judgement& judgement,
                  const ClauseScope& scope) {
  const std::string section = SectionOf(filling.sentence);
  for (const Give& give : rule.gives) {
    auto content = Fill(give, filling);
    if (!content || !Narrow(*content, section)) continue;
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
    const bool implied = std::any_of(
        all.begin() + static_cast<std::ptrdiff_t>(first_proposal_), all.end(),
        [&](const Proposal& by) { return IsImplied(all[i].content, by.content); });
    if (implied) {
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

void Reader::Finish(const model::Clause& clause,
                    const std::vector<ReadySentence>& sentences) {
  if (!doubt_.empty()) {
    found_.unread.push_back({clause.id, doubt_});
    return;
  }
  if (found_.proposals.size() > first_proposal_) return;
  for (const ReadySentence& sentence : sentences) {
    for (const Mention& mention : sentence.words.mentions) {
      if (mention.lexicon != signs_.signal || mention.end <= sentence.words.own) continue;
      std::string word = sentence.words.tokens[mention.begin].word;
      found_.unread.push_back(
          {clause.id, absl::StrCat("It speaks of “", word, "”; no pattern reads it.")});
      return;
    }
  }
}

}  // namespace clausebook::evidence::suggest
