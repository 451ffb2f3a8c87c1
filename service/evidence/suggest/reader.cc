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

// "Acme Tools Ltd." calls itself "Acme Tools".
std::vector<std::string> WithoutLegalForm(std::vector<std::string> words) {
  static constexpr std::string_view kForms[] = {
      "gmbh", "ltd", "limited", "inc", "llc",  "bv", "ab", "oy",  "oü",  "as", "aps",
      "sas",  "srl", "ag",      "ug",  "corp", "co", "kg", "pty", "plc", "sl", "s",
      "r",    "o",   "b",       "v",   "sp",   "z",  ".",  ",",   "oo"};
  const auto is_form = [](const std::string& word) {
    return std::find(std::begin(kForms), std::end(kForms), word) != std::end(kForms);
  };
  while (!words.empty() && is_form(words.back())) words.pop_back();
  return words;
}

// "Rapid Ledger Sheets (RLS) for Jira" is also called "RLS"; empty if there is no such.
std::string ShortNameIn(const std::string& name) {
  const std::size_t begin = name.find('(');
  const std::size_t end = name.find(')', begin == std::string::npos ? 0 : begin);
  if (begin == std::string::npos || end == std::string::npos) return "";
  std::string inner = name.substr(begin + 1, end - begin - 1);
  const bool letters = inner.size() > 2 && inner.size() < 9 &&
                       std::all_of(inner.begin(), inner.end(), [](char c) {
                         return absl::ascii_isupper(static_cast<unsigned char>(c));
                       });
  return letters ? inner : "";
}

// "Ferrule Systems" calls itself "Ferrule", if that is no word that patterns know.
bool IsNameAlone(const std::vector<std::string>& words, const Language& language) {
  if (words.size() < 2 || words[0].size() < 4) return false;
  const auto tokens = Tokenise(words[0], 0, language.forms, 2);
  std::vector<Mention> mentions;
  language.lexicons.FindMentions(tokens, mentions);
  return tokens.size() == 1 && mentions.empty() &&
         language.lexicons.SymbolOf(tokens[0].stem) == -1 &&
         language.lexicons.SymbolOf(tokens[0].word) == -1;
}

// "Tidewatch for Jira" is also called "Tidewatch".
std::vector<Name> NamesOf(const SuggestContext& context, const Language& language) {
  const WordForms& forms = language.forms;
  std::vector<Name> names;
  const auto add = [&](const std::string& text, const std::string& app) {
    auto words = WordsOf(text, forms);
    if (!words.empty() && (words.size() > 1 || words[0].size() > 2)) {
      names.push_back({std::move(words), app});
    }
  };
  for (const model::App& app : context.apps) {
    add(app.display_name, app.ref.app);
    add(ShortNameIn(app.display_name), app.ref.app);
    for (const char* tail : {" for ", " - ", " – ", ": ", " | "}) {
      const std::size_t at = app.display_name.find(tail);
      if (at != std::string::npos && at > 2) {
        add(app.display_name.substr(0, at), app.ref.app);
      }
    }
  }
  if (!context.vendor_name.empty()) {
    add(context.vendor_name, "");
    if (auto words = WithoutLegalForm(WordsOf(context.vendor_name, forms));
        !words.empty()) {
      if (IsNameAlone(words, language)) names.push_back({{words[0]}, "", true});
      names.push_back({std::move(words), ""});
    }
  }
  return names;
}

bool AnyFinds(const std::vector<Pattern>& patterns, const Sentence& sentence) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& pattern) {
    return pattern.Find(sentence, 0).has_value();
  });
}

// "After termination of the contract, …"
bool LeadsIn(const ReadySentence& sentence, int part) {
  static constexpr std::string_view kLeading[] = {
      "after", "upon", "following", "once", "before", "during", "within", "on", "post"};
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
      // What began in a lead-in may be ruled out by its words alone.
      const auto found = match.begin < sentence.words.own
                             ? pattern.FindAnywhere(sentence.words, from)
                             : pattern.Find(sentence.words, from);
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

}  // namespace

Reader::Reader(std::string_view text, const SuggestContext& context,
               const catalog::Catalog& catalog, const Language& language)
    : text_(text),
      context_(context),
      catalog_(catalog),
      language_(language),
      signs_(language.lexicons),
      maker_(language, signs_, NamesOf(context, language)),
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
  // "It" in an answer is the app of its question, not one of the answer before.
  if (EndsWith(clause, '?')) last_scope_ = ScopeOf(maker_.Make(tokens));
  SetRunIn(clause, tokens, around);
  if (clause.heading) title_.clear();
  SetHeadings(clause, around);
  SetSubject(tokens);
  clause_id_ = clause.id;
  range_ = clause.range;
  shape_ = around.shape;
  doubt_.clear();
  first_proposal_ = found_.proposals.size();
  // What names a subject only says nothing but dates and addresses.
  const bool names = clause.heading || is_run_in_ ||
                     (IsFragment(clause, around, tokens) &&
                      !(IsTitled(around, tokens) && IsPlainValue(tokens)));
  if (!clause.heading && headings_.Has(signs_.set_aside)) {
    // It is of what others do or of what is to come.
    if (!names && tokens.size() <= kMostTokens)
      Finish(clause, SentencesOf(tokens, around));
  } else if (!EndsWith(clause, '?') && !around.header_row && !tokens.empty()) {
    if (tokens.size() > kMostTokens) {
      found_.unread.push_back({clause.id, "It is too long to be read as one sentence."});
    } else {
      ReadSentences(clause, SentencesOf(tokens, around), names);
    }
  }
  Remember(clause, tokens, around);
  SetAntecedent(tokens);
  SetParty(tokens);
  SetNamedSection(tokens);
}

void Reader::ReadSentences(const model::Clause& clause,
                           const std::vector<ReadySentence>& sentences, bool names) {
  answered_ = first_proposal_;
  for (const ReadySentence& sentence : sentences) {
    if (sentence.words.tokens.empty()) continue;
    const ClauseScope scope = ScopeOf(sentence);
    for (const int number : language_.index.Candidates(sentence.words)) {
      const Rule& rule = language_.rules[static_cast<std::size_t>(number)];
      if (names && !rule.headings && (clause.heading || !rule.lines)) continue;
      if (only_.empty() || rule.id == only_) Apply(rule, clause, sentence, scope);
    }
    if (&sentence == &sentences.front() && sentences.size() > 1) {
      answered_ = found_.proposals.size();
    }
    last_scope_ = scope;
    they_are_apps_ = sentence.words.Has(signs_.all_apps);
  }
  DropImplied();
  if (!names) Finish(clause, sentences);
}

// Headings, lead-in and table header, once for each place.
bool Reader::Fits(const Rule& rule) {
  if (rule.shape != Rule::Shape::kAny && rule.shape != shape_) return false;
  if (rule.once && said_.count(&rule) > 0) return false;
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
        if (rule.once) said_.insert(&rule);
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
