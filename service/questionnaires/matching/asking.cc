// How a wording asks, by the words that it begins with.
#include "service/questionnaires/matching/asking.h"

#include <algorithm>
#include <set>
#include <string>

namespace clausebook::questionnaires::matching {
namespace {

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
  if (reading.tokens[token].kind == Token::Kind::kPunctuation) return true;
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

bool Means(const Span& span, int number) {
  return number >= 0 && span.concepts[static_cast<std::size_t>(number)];
}

bool IsThing(const Span& span, const Grammar& grammar) {
  for (std::size_t i = 0; i < grammar.concepts.size(); ++i) {
    if (span.concepts[i] && grammar.concepts[i].slot == Slot::kObject) return true;
  }
  return false;
}

// "Let us know if …", "I was wondering if …".
bool AsksIf(const std::string& before) {
  static const auto& words = *new std::set<std::string, std::less<>>{
      "know", "us", "me", "confirm", "indicate", "advise", "state", "ask", "wondering"};
  return words.count(before) > 0;
}

// "Could you please tell …", "May we ask …": the verb by which somebody is asked to say
// something; the piece's end if the auxiliary asks something itself.
std::size_t RequestAt(const Piece& piece, std::size_t auxiliary, const Reading& reading) {
  static const auto& auxiliaries =
      *new std::set<std::string, std::less<>>{"can", "could", "may", "might", "do"};
  static const auto& between = *new std::set<std::string, std::less<>>{
      "you", "we", "i", "please", "kindly", "also", "like", "to", "be", "able"};
  static const auto& verbs = *new std::set<std::string, std::less<>>{
      "tell", "let",  "confirm", "advise", "clarify", "indicate", "say",     "state",
      "ask",  "know", "specify", "name",   "list",    "describe", "explain", "outline"};
  if (auxiliaries.count(reading.tokens[auxiliary].word) == 0) return piece.end;
  std::size_t verb = auxiliary + 1;
  while (verb < piece.end && between.count(reading.tokens[verb].word) > 0) ++verb;
  const bool asks =
      verb > auxiliary + 1 && verb < piece.end &&
      verbs.count(reading.tokens[verb].word) > 0 &&
      (reading.tokens[auxiliary].word != "do" || reading.tokens[verb].word == "know");
  return asks ? verb : piece.end;
}

// "Tell us whether …" and "confirm that …" ask for yes or no, "tell us where …" does not.
bool AsksForYesOrNo(const Piece& piece, std::size_t verb, const Reading& reading) {
  constexpr std::size_t kNear = 4;  // "let us know if", "tell us please whether"
  for (std::size_t i = verb + 1; i < std::min(piece.end, verb + kNear + 1); ++i) {
    const std::string& word = reading.tokens[i].word;
    if (word == "whether" || word == "that" || word == "if") return true;
    if (AskingWords().count(word) > 0) return false;
  }
  return reading.tokens[verb].word == "confirm";
}

// The token of the verb that a question begins with; the piece's end without one.
std::size_t FirstAuxiliary(const Piece& piece, const Reading& reading) {
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    if (Auxiliaries().count(reading.tokens[i].word) > 0) {
      return RequestAt(piece, i, reading) < piece.end ? piece.end : i;
    }
    if (!IsLeadIn(piece, i, reading)) break;
  }
  return piece.end;
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

bool AsksWhether(const Piece& piece, const Reading& reading) {
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    if (Auxiliaries().count(reading.tokens[i].word) > 0) {
      const std::size_t verb = RequestAt(piece, i, reading);
      if (verb < piece.end) return AsksForYesOrNo(piece, verb, reading);
      return true;
    }
    if (!IsLeadIn(piece, i, reading)) break;
  }
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    const std::string& word = reading.tokens[i].word;
    if (word == "whether" || word == "got") return true;
    if (word == "if" && i > piece.begin && AsksIf(reading.tokens[i - 1].word))
      return true;
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

}  // namespace clausebook::questionnaires::matching
