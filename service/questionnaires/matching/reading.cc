// Reading: the longest phrases win, whatever concept they stand for.
#include "service/questionnaires/matching/reading.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/amounts.h"

namespace clausebook::questionnaires::matching {
namespace {

using evidence::suggest::Mention;

bool IsWord(const Token& token) { return token.kind != Token::Kind::kPunctuation; }

// Adds the phrases of `mentions` that do not overlap what is taken: the longest first,
// of equally long ones the leftmost. `owner`: token to number of its span, or -1.
void Take(std::vector<Mention> mentions, std::vector<int>& owner,
          std::vector<Span>& spans) {
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    const std::size_t longer = a.end - a.begin, other = b.end - b.begin;
    if (longer != other) return longer > other;
    if (a.begin != b.begin) return a.begin < b.begin;
    return a.lexicon < b.lexicon;
  });
  for (const Mention& mention : mentions) {
    const auto begin = owner.begin() + static_cast<std::ptrdiff_t>(mention.begin);
    const auto end = owner.begin() + static_cast<std::ptrdiff_t>(mention.end);
    const int first = *begin;
    const bool same = first >= 0 && spans[first].begin == mention.begin &&
                      spans[first].end == mention.end;
    if (!same && std::any_of(begin, end, [](int number) { return number >= 0; })) {
      continue;
    }
    if (!same) {
      std::fill(begin, end, static_cast<int>(spans.size()));
      spans.push_back({mention.begin, mention.end, {}, false, "", false});
    }
    Span& span = same ? spans[first] : spans.back();
    span.concepts.set(static_cast<std::size_t>(mention.lexicon));
    if (mention.value == "inverse") {
      span.inverse = true;
    } else if (!mention.value.empty()) {
      span.value = mention.value;
    }
  }
}

// A lexicon gives only its longest phrases; where another lexicon's phrase took part of
// one, what is left of it is looked at again.
void TakeRest(const std::vector<Token>& tokens, const Grammar& grammar,
              std::vector<int>& owner, std::vector<Span>& spans) {
  std::size_t begin = 0;
  while (begin < tokens.size()) {
    std::size_t end = begin;
    while (end < tokens.size() && owner[end] < 0) ++end;
    if (end > begin) {
      const std::vector<Token> rest(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                    tokens.begin() + static_cast<std::ptrdiff_t>(end));
      std::vector<Mention> mentions;
      grammar.lexicons.FindMentions(rest, mentions);
      for (Mention& mention : mentions) {
        mention.begin += begin;
        mention.end += begin;
      }
      Take(std::move(mentions), owner, spans);
    }
    begin = end + 1;
  }
}

std::vector<Span> Spans(const std::vector<Token>& tokens, const Grammar& grammar) {
  std::vector<Mention> mentions;
  grammar.lexicons.FindMentions(tokens, mentions);
  evidence::suggest::FindAmounts(tokens, mentions);
  std::vector<int> owner(tokens.size(), -1);
  std::vector<Span> spans;
  Take(std::move(mentions), owner, spans);
  TakeRest(tokens, grammar, owner, spans);
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  return spans;
}

const std::set<std::string, std::less<>>& Auxiliaries() {
  static const auto& words = *new std::set<std::string, std::less<>>{
      "do",    "does", "did",   "is",    "are",    "was",  "were",  "can",
      "could", "will", "would", "may",   "might",  "must", "shall", "should",
      "has",   "have", "had",   "needs", "exists", "been"};
  return words;
}

// Whether who or what somebody spoke of ends before the token.
bool NamesSomething(const Piece& piece, std::size_t token, const Grammar& grammar) {
  return std::any_of(piece.spans.begin(), piece.spans.end(), [&](const Span& span) {
    return span.end == token && (span.concepts & grammar.content).any() &&
           (span.concepts & grammar.actions).none();
  });
}

// Words between the begin and the verb of a question: "and", "if yes,", "currently".
bool IsLeadIn(const Piece& piece, std::size_t token, const Reading& reading) {
  if (!IsWord(reading.tokens[token])) return true;
  static const auto& words = *new std::set<std::string, std::less<>>{
      "and", "or", "but", "also", "please", "if", "yes", "so", "applicable", "then"};
  if (words.count(reading.tokens[token].word) > 0) return true;
  return token < piece.begin;
}

const std::set<std::string, std::less<>>& AskingWords() {
  static const auto& words = *new std::set<std::string, std::less<>>{
      "which", "what", "who", "whom", "whose", "where", "when", "how", "why"};
  return words;
}

// "Confirm in which countries …" asks for them; "Confirm that …" for yes or no.
bool AsksAtOnce(const Piece& piece, std::size_t token, const Reading& reading) {
  constexpr std::size_t kNear = 3;  // "confirm to us by whom"
  for (std::size_t i = token; i < std::min(piece.end, token + kNear + 1); ++i) {
    if (AskingWords().count(reading.tokens[i].word) > 0) return true;
    if (reading.tokens[i].word == "that") return false;
  }
  return false;
}

// The token of the verb that a question begins with; the piece's end without one.
std::size_t FirstAuxiliary(const Piece& piece, const Reading& reading) {
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    if (Auxiliaries().count(reading.tokens[i].word) > 0) return i;
    if (!IsLeadIn(piece, i, reading)) break;
  }
  return piece.end;
}

bool Means(const Span& span, int number) {
  return number >= 0 && span.concepts[static_cast<std::size_t>(number)];
}

bool IsThing(const Span& span, const Grammar& grammar) {
  for (std::size_t i = 0; i < grammar.concepts.size(); ++i) {
    if (span.concepts[i] && grammar.concepts[i].slot == Slot::kObject) return true;
  }
  return false;
}

// "The supplier deletes …": who it is about, with an article, and what it does.
bool BeginsWithDeed(const Piece& piece, const Reading& reading) {
  static const auto& subjects = *new std::set<std::string, std::less<>>{
      "vendor",    "supplier", "provider",     "contractor",   "company", "processor",
      "developer", "licensor", "organisation", "organization", "app",     "application",
      "product",   "solution", "service",      "software"};
  std::size_t at = piece.begin;
  if (at + 3 >= piece.end || reading.tokens[at].word != "the") return false;
  if (subjects.count(reading.tokens[++at].word) == 0) return false;
  if (subjects.count(reading.tokens[at + 1].word) > 0) ++at;  // "service provider"
  const std::string& deed = reading.tokens[at + 1].word;
  return at + 2 < piece.end && deed.size() > 3 && deed.ends_with('s') &&
         !deed.ends_with("ss");
}

}  // namespace

Reading Read(std::string_view tidy, const Grammar& grammar) {
  Reading reading;
  reading.text = std::string(tidy);
  reading.tokens = evidence::suggest::Tokenise(tidy, 0, grammar.forms, kMostTokens + 1);
  reading.whole.end = reading.tokens.size();
  reading.whole.spans = Spans(reading.tokens, grammar);
  std::vector<bool> covered(reading.tokens.size(), false);
  for (const Span& span : reading.whole.spans) {
    std::fill(covered.begin() + static_cast<std::ptrdiff_t>(span.begin),
              covered.begin() + static_cast<std::ptrdiff_t>(span.end), true);
  }
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    if (!covered[i] && IsWord(reading.tokens[i])) reading.whole.strangers.push_back(i);
  }
  return reading;
}

Piece PartOf(const Piece& piece, std::size_t begin, std::size_t end) {
  Piece part{begin, end, {}, {}, piece.left_out};
  for (const Span& span : piece.spans) {
    if (span.begin >= begin && span.end <= end) part.spans.push_back(span);
  }
  for (const std::size_t stranger : piece.strangers) {
    if (stranger >= begin && stranger < end) part.strangers.push_back(stranger);
  }
  return part;
}

bool AsksWhether(const Piece& piece, const Reading& reading) {
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    if (Auxiliaries().count(reading.tokens[i].word) > 0) return true;
    if (!IsLeadIn(piece, i, reading)) break;
  }
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    const std::string& word = reading.tokens[i].word;
    if (word == "whether" || word == "got") return true;
    if (word == "confirm") return !AsksAtOnce(piece, i + 1, reading);
  }
  return false;
}

bool States(const Piece& piece, const Reading& reading, const Grammar& grammar) {
  static const auto& finite = *new std::set<std::string, std::less<>>{
      "do",   "does",  "is",     "are",     "was",      "were",   "can",
      "will", "would", "may",    "must",    "shall",    "should", "has",
      "have", "uses",  "relies", "engages", "discloses"};
  if (Has(piece, grammar.forms_of_asking)) return false;
  bool states = BeginsWithDeed(piece, reading);
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    const std::string& word = reading.tokens[i].word;
    if (AskingWords().count(word) > 0) return false;
    // "Third parties that data is sent to" names parties.
    if (word == "that" && NamesSomething(piece, i, grammar)) return states;
    const bool subject = i == piece.begin && (word == "you" || word == "we");
    states = states || subject || finite.count(word) > 0;
  }
  return states;
}

bool IsNegativeQuestion(const Piece& piece, const Reading& reading) {
  static const auto& pronouns =
      *new std::set<std::string, std::less<>>{"you", "it", "we", "they", "there", "i"};
  for (std::size_t i = piece.begin; i + 1 < piece.end; ++i) {
    if (Auxiliaries().count(reading.tokens[i].word) > 0) {
      const bool pronoun = pronouns.count(reading.tokens[i + 1].word) > 0;
      const std::size_t next = i + (pronoun ? 2 : 1);
      return next < piece.end && reading.tokens[next].word == "not";
    }
    if (!IsLeadIn(piece, i, reading)) break;
  }
  return false;
}

bool CustomerActs(const Piece& piece, const Reading& reading, const Grammar& grammar) {
  static const auto& acting = *new std::set<std::string, std::less<>>{
      "do", "does", "can", "could", "may", "might", "must", "shall", "should", "need"};
  static const auto& before = *new std::set<std::string, std::less<>>{
      "the", "our", "your", "any", "all", "individual", "other"};
  static const auto& passive =
      *new std::set<std::string, std::less<>>{"be", "get", "receive"};
  const std::size_t first = FirstAuxiliary(piece, reading);
  if (first >= piece.end || acting.count(reading.tokens[first].word) == 0) return false;
  std::size_t subject = first + 1;
  while (subject < piece.end && before.count(reading.tokens[subject].word) > 0) ++subject;
  for (std::size_t i = 0; i < piece.spans.size(); ++i) {
    const Span& span = piece.spans[i];
    if (span.begin != subject || span.inherited) continue;
    const bool customer = Means(span, grammar.customer) || Means(span, grammar.user) ||
                          Means(span, grammar.admin);
    if (!customer || span.end >= piece.end) return false;
    if (passive.count(reading.tokens[span.end].word) > 0) return false;
    // "Does the bank's data …?" is about the data.
    return i + 1 >= piece.spans.size() || piece.spans[i + 1].begin != span.end ||
           !IsThing(piece.spans[i + 1], grammar);
  }
  return false;
}

bool AsksOfThePast(const Piece& piece, const Reading& reading) {
  const std::size_t first = FirstAuxiliary(piece, reading);
  if (first >= piece.end) return false;
  const std::string& word = reading.tokens[first].word;
  if (word == "was" || word == "were" || word == "did" || word == "had") return true;
  if (word != "has" && word != "have") return false;
  for (std::size_t i = first + 1; i < piece.end; ++i) {
    if (reading.tokens[i].word == "been") return true;
  }
  return false;
}

bool Has(const Piece& piece, const Concepts& concepts) {
  return std::any_of(piece.spans.begin(), piece.spans.end(),
                     [&](const Span& span) { return (span.concepts & concepts).any(); });
}

std::string WordsOf(const Span& span, const Reading& reading) {
  std::string words;
  for (std::size_t i = span.begin; i < span.end; ++i) {
    absl::StrAppend(&words, words.empty() ? "" : " ", reading.tokens[i].word);
  }
  return words;
}

}  // namespace clausebook::questionnaires::matching
