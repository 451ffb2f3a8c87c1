// Cutting sentences into parts.
#include "service/evidence/suggest/sentence.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "service/evidence/suggest/amounts.h"
#include "service/evidence/suggest/legal_names.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

// The mention of `lexicon` that begins at token `at`; null if there is none.
const Mention* MentionAt(const Sentence& words, std::size_t at, int lexicon) {
  for (const int number : words.starting[at]) {
    if (words.mentions[number].lexicon == lexicon) return &words.mentions[number];
  }
  return nullptr;
}

bool Is(const Sentence& words, std::size_t at, std::string_view word) {
  return at < words.tokens.size() && words.tokens[at].word == word;
}

bool IsYear(const std::string& word) {
  return word.size() == 4 && (word.substr(0, 2) == "19" || word.substr(0, 2) == "20") &&
         absl::ascii_isdigit(static_cast<unsigned char>(word[2])) &&
         absl::ascii_isdigit(static_cast<unsigned char>(word[3]));
}

// Where what begins at `begin` ends: a comma ends what a comma or nothing precedes.
std::size_t EndOfInsert(const Sentence& words, std::size_t begin, std::size_t from,
                        bool after_comma) {
  int depth = 0;
  for (std::size_t at = from; at < words.tokens.size(); ++at) {
    const std::string& word = words.tokens[at].word;
    if (word == "(") ++depth;
    if (word == ")" && --depth < 0) return at;
    if (word == ";" || word == ".") return at;
    if (word == "," && after_comma && at > begin) return at;
  }
  return words.tokens.size();
}

}  // namespace

Signs::Signs(const Lexicons& lexicons)
    : negator(lexicons.Find("negator")),
      not_negator(lexicons.Find("not_negator")),
      modal(lexicons.Find("modal")),
      vague(lexicons.Find("vague")),
      unsettled(lexicons.Find("unsettled")),
      hedge(lexicons.Find("hedge")),
      future(lexicons.Find("future")),
      past(lexicons.Find("past")),
      condition(lexicons.Find("condition")),
      exception(lexicons.Find("exception")),
      no_exception(lexicons.Find("no_exception")),
      turn(lexicons.Find("turn")),
      opener(lexicons.Find("opener")),
      date_future(lexicons.Find("date_future")),
      date_past(lexicons.Find("date_past")),
      we(lexicons.Find("we")),
      partial(lexicons.Find("partial")),
      place_vendor(lexicons.Find("place_vendor")),
      subject_vendor(lexicons.Find("subject_vendor")),
      subject_user(lexicons.Find("subject_user")),
      subject_outsider(lexicons.Find("subject_outsider")),
      relative(lexicons.Find("relative")),
      signal(lexicons.Find("signal")),
      happens(lexicons.Find("happens")),
      section(lexicons.Find("section")),
      set_aside(lexicons.Find("set_aside")),
      indirect(lexicons.Find("indirect")),
      all_apps(lexicons.Find("all_apps")),
      verb(lexicons.Find("verb")),
      legal_form(lexicons.Find("legal_form")),
      filler(lexicons.Find("filler")),
      aside(lexicons.Find("aside")),
      country(lexicons.Find("country")),
      region(lexicons.Find("region")),
      company(lexicons.Find("company")),
      provider(lexicons.Find("provider")) {}

ReadySentence SentenceMaker::Make(std::vector<Token> tokens) const {
  ReadySentence made;
  made.words.tokens = std::move(tokens);
  Sentence& words = made.words;
  FindAll(words);
  if (words.Has(signs_.filler) && TakeOutFillers(words)) {
    words.mentions.clear();
    FindAll(words);
  }
  if (words.Has(signs_.exception) && TakeOutException(made)) {
    words.mentions.clear();
    FindAll(words);
  }
  words.own = 0;
  while (words.own < words.tokens.size() && words.tokens[words.own].context) ++words.own;
  CutParts(made);
  CloseAsides(made);
  return made;
}

// "We do not currently store …", "Currently, we …": words that change nothing, with the
// commas that set them off.
bool SentenceMaker::TakeOutFillers(Sentence& words) const {
  std::vector<bool> out(words.tokens.size(), false);
  for (const Mention& mention : words.mentions) {
    if (mention.lexicon != signs_.filler) continue;
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(mention.begin),
              out.begin() + static_cast<std::ptrdiff_t>(mention.end), true);
    const bool first = mention.begin == 0 || words.tokens[mention.begin - 1].context;
    const bool set_off = first || Is(words, mention.begin - 1, ",");
    if (set_off && Is(words, mention.end, ",")) out[mention.end] = true;
    if (set_off && !first && Is(words, mention.end, ",")) out[mention.begin - 1] = true;
  }
  std::vector<Token> kept;
  bool says_more = false;
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (out[at]) continue;
    says_more = says_more || words.tokens[at].kind == Token::Kind::kWord;
    kept.push_back(words.tokens[at]);
  }
  if (!says_more) return false;
  words.tokens = std::move(kept);
  return true;
}

// "The data, which we need for support, is stored …", "- a few entries -": a gap of a
// pattern passes over them as over what stands in parentheses.
void SentenceMaker::CloseAsides(ReadySentence& made) const {
  constexpr std::size_t kLongestAside = 20;
  Sentence& words = made.words;
  for (std::size_t at = words.own; at + 2 < words.tokens.size(); ++at) {
    const bool dash = Is(words, at, "-");
    if (!dash && !(Is(words, at, ",") && MentionAt(words, at + 1, signs_.aside))) {
      continue;
    }
    for (std::size_t end = at + 2;
         end < words.tokens.size() && end <= at + kLongestAside &&
         words.part[end] == words.part[at];
         ++end) {
      if (!Is(words, end, dash ? "-" : ",")) continue;
      words.closing[at] = end;
      at = end;
      break;
    }
  }
}

// "from 1 March 2026", "until 2025": the sentence does not speak of today alone.
void SentenceMaker::MarkTimes(Sentence& words) const {
  std::vector<Mention> dates;
  for (std::size_t at = 0; at < words.tokens.size(); ++at) {
    if (IsYear(words.tokens[at].word))
      dates.push_back({Lexicons::kMonth, at, at + 1, ""});
  }
  for (const Mention& mention : words.mentions) {
    if (mention.lexicon == Lexicons::kDate || mention.lexicon == Lexicons::kMonth) {
      dates.push_back(mention);
    }
  }
  std::vector<Mention> times;
  for (const Mention& date : dates) {
    for (const Mention& mention : words.mentions) {
      if (mention.end != date.begin) continue;
      if (mention.lexicon == signs_.date_future) {
        times.push_back({signs_.future, mention.begin, date.end, ""});
      } else if (mention.lexicon == signs_.date_past) {
        times.push_back({signs_.past, mention.begin, date.end, ""});
      }
    }
  }
  words.mentions.insert(words.mentions.end(), times.begin(), times.end());
}

// "EU and US", but not "CONTACT US": the country is written in capitals, the pronoun is
// not.
void SentenceMaker::MarkStates(Sentence& words) const {
  constexpr std::size_t kLongestAcronym = 4;
  const auto shouts = [&](std::size_t at) {
    return at < words.tokens.size() && words.tokens[at].acronym &&
           words.tokens[at].word.size() > kLongestAcronym;
  };
  for (std::size_t at = 0; at < words.tokens.size(); ++at) {
    if (words.tokens[at].word != "us" || !words.tokens[at].acronym || shouts(at + 1) ||
        (at > 0 && shouts(at - 1))) {
      continue;
    }
    const bool known = std::any_of(words.mentions.begin(), words.mentions.end(),
                                   [&](const Mention& mention) {
                                     return mention.lexicon == signs_.country &&
                                            mention.begin <= at && at < mention.end;
                                   });
    if (known) continue;
    words.mentions.push_back({signs_.country, at, at + 1, "United States"});
    words.mentions.push_back({signs_.region, at, at + 1, "us"});
  }
}

void SentenceMaker::FindAll(Sentence& words) const {
  language_.lexicons.FindMentions(words.tokens, words.mentions);
  MarkStates(words);
  FindAmounts(words.tokens, words.mentions);
  ReadNamesAsNames(words);
  FindLegalNames(words.tokens, signs_.legal_form, words.mentions);
  MarkOwnNames(words);
  MarkTimes(words);
  words.Index(language_.lexicons);
}

bool SentenceMaker::TakeOutException(ReadySentence& made) const {
  const Sentence& probe = made.words;
  for (std::size_t at = 0; at < probe.tokens.size(); ++at) {
    const Mention* head = MentionAt(probe, at, signs_.exception);
    if (head == nullptr || probe.tokens[at].context ||
        MentionAt(probe, at, signs_.no_exception) != nullptr) {
      continue;
    }
    // "Kept apart from production" excepts nothing.
    if (at > 0 && Is(probe, at, "apart") &&
        (probe.tokens[at - 1].stem == "keep" || probe.tokens[at - 1].stem == "set")) {
      continue;
    }
    const bool first = at == 0 || probe.tokens[at - 1].context;
    const bool set_off = first || Is(probe, at - 1, ",");
    std::size_t end = EndOfInsert(probe, at, head->end, set_off);
    // "except A, B and C, all …": the list goes on while names follow.
    while (Is(probe, end, ",") && end + 1 < probe.tokens.size() &&
           (MentionAt(probe, end + 1, Lexicons::kApp) != nullptr ||
            Is(probe, end + 1, "and"))) {
      end = EndOfInsert(probe, end, end + 1, set_off);
    }
    made.exception = {static_cast<std::int64_t>(probe.tokens[at].begin),
                      static_cast<std::int64_t>(probe.tokens[end - 1].end)};
    const std::size_t from = set_off && !first ? at - 1 : at;
    const std::size_t to = end + (set_off && Is(probe, end, ",") ? 1 : 0);
    auto& tokens = made.words.tokens;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                 tokens.begin() + static_cast<std::ptrdiff_t>(to));
    return true;
  }
  return false;
}

// "Local storage only: settings are kept …": the label is no part of the statement.
std::size_t SentenceMaker::EndOfLabel(const Sentence& words) const {
  constexpr std::size_t kLongestLabel = 6;
  constexpr std::size_t kShortestStatement = 5;
  std::size_t at = words.own;
  while (at < words.tokens.size() && at <= words.own + kLongestLabel &&
         !Is(words, at, ":")) {
    if (Is(words, at, ".") || Is(words, at, "|")) return 0;
    ++at;
  }
  if (!Is(words, at, ":") || at == words.own ||
      words.tokens.size() - at <= kShortestStatement) {
    return 0;
  }
  // "No servers: all processing …": two statements.
  if (MentionAt(words, words.own, signs_.negator) != nullptr) return at + 1;
  // What follows has to be a sentence: a list or a date belongs to its label.
  static constexpr std::string_view kFinite[] = {
      "is", "are", "be", "will", "do", "does", "we", "has", "have", "not", "can"};
  return std::any_of(words.tokens.begin() + static_cast<std::ptrdiff_t>(at),
                     words.tokens.end(),
                     [](const Token& token) {
                       return std::find(std::begin(kFinite), std::end(kFinite),
                                        token.word) != std::end(kFinite);
                     })
             ? at + 1
             : 0;
}

// "Traffic between Jira and the app is …": what "and" joins is a statement only if there
// was one before it.
bool SentenceMaker::HasVerb(const Sentence& words, std::size_t from,
                            std::size_t to) const {
  return std::any_of(words.mentions.begin(), words.mentions.end(),
                     [&](const Mention& mention) {
                       return mention.lexicon == signs_.verb && mention.begin >= from &&
                              mention.end <= to;
                     });
}

// Whether another statement begins at `at`: behind a join, with what opens statements.
bool SentenceMaker::OpensStatement(const Sentence& words, std::size_t at,
                                   std::size_t part_begin) const {
  if (at == 0) return false;
  const bool after_join = at == words.own || Is(words, at - 1, ",") ||
                          Is(words, at - 1, "and") || Is(words, at - 1, "or") ||
                          Is(words, at - 1, "so") || Is(words, at - 1, "nor") ||
                          Is(words, at - 1, "-");
  if (after_join && MentionAt(words, at, signs_.opener) != nullptr &&
      (!Is(words, at - 1, "and") || words.own == at || HasVerb(words, part_begin, at))) {
    return true;
  }
  return at > 1 && Is(words, at - 2, ",") && Is(words, at - 1, "and") &&
         MentionAt(words, at, signs_.we) != nullptr;
}

// "Sub-processors: AWS; Sentry; Mailgun": names between semicolons are one list.
bool SentenceMaker::GoesOnAsList(const Sentence& words, std::size_t part_begin,
                                 std::size_t at) const {
  constexpr std::size_t kLongestName = 10;
  std::size_t end = at + 1;
  while (end < words.tokens.size() && !Is(words, end, ";")) ++end;
  if (end == at + 1 || end - at > kLongestName ||
      (MentionAt(words, at + 1, signs_.company) == nullptr &&
       MentionAt(words, at + 1, signs_.provider) == nullptr)) {
    return false;
  }
  const auto first = words.tokens.begin() + static_cast<std::ptrdiff_t>(at + 1);
  if (std::any_of(first, words.tokens.begin() + static_cast<std::ptrdiff_t>(end),
                  IsFinite)) {
    return false;
  }
  return std::none_of(words.mentions.begin(), words.mentions.end(),
                      [&](const Mention& mention) {
                        return mention.lexicon == signs_.negator &&
                               mention.begin >= part_begin && mention.begin < end;
                      });
}

void SentenceMaker::CutParts(ReadySentence& made) const {
  Sentence& words = made.words;
  words.part.assign(words.tokens.size() + 1, 0);
  made.parts.push_back({Part::Kind::kMain, 0, words.tokens.size()});
  const auto begin_part = [&](Part::Kind kind, std::size_t at) {
    // A comma alone, as behind a condition, is no part of its own.
    if (made.parts.back().begin == at ||
        (made.parts.back().begin + 1 == at && Is(words, at - 1, ","))) {
      made.parts.back().kind = kind;
      return;
    }
    made.parts.back().end = at;
    made.parts.push_back({kind, at, words.tokens.size()});
  };
  const std::size_t label = EndOfLabel(words);
  std::size_t resume = 0;  // where a condition ends
  for (std::size_t at = 0; at < words.tokens.size(); ++at) {
    if (resume != 0 && at >= resume) {
      begin_part(Part::Kind::kMain, at);
      resume = 0;
    }
    if (at == label && label != 0) begin_part(Part::Kind::kMain, at);
    if (const Mention* head = MentionAt(words, at, signs_.condition)) {
      const bool leads = at == made.parts.back().begin || Is(words, at - 1, ",");
      begin_part(Part::Kind::kCondition, at);
      resume = std::max(EndOfInsert(words, at, head->end, leads), at + 1);
    } else if ((Is(words, at, ";") &&
                !GoesOnAsList(words, made.parts.back().begin, at)) ||
               MentionAt(words, at, signs_.turn) != nullptr ||
               OpensStatement(words, at, made.parts.back().begin)) {
      if (at > 0) begin_part(Part::Kind::kMain, at);
      resume = 0;
    }
    words.part[at] = static_cast<int>(made.parts.size()) - 1;
  }
}

Sentence MakePlainSentence(std::vector<Token> tokens, const Language& language) {
  Sentence sentence;
  sentence.tokens = std::move(tokens);
  language.lexicons.FindMentions(sentence.tokens, sentence.mentions);
  FindAmounts(sentence.tokens, sentence.mentions);
  sentence.Index(language.lexicons);
  sentence.part.assign(sentence.tokens.size() + 1, 0);
  return sentence;
}

}  // namespace clausebook::evidence::suggest
