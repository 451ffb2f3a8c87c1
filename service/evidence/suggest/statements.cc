// Reader: the sentences that a clause is read as, together with its lead-in, its question
// or the beginning of an enumeration.
#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "service/evidence/suggest/amounts.h"
#include "service/evidence/suggest/answers.h"
#include "service/evidence/suggest/reader.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kShortAnswer = 20;  // tokens
constexpr std::size_t kShortPart = 8;

// "Data used to train AI: no"
bool IsDeniedLabel(const std::vector<Token>& own, const std::vector<Token>& label) {
  if (label.empty() || own.size() <= label.size() + 1) return false;
  bool yes = false;
  const std::vector<Token> rest(
      own.begin() + static_cast<std::ptrdiff_t>(label.size()) + 1, own.end());
  return AnswerLength(rest, yes) > 0 && !yes;
}

// "Not in the apps.": an answer for a part of what was asked.
bool IsPartialDenial(const std::vector<Token>& own) {
  return own.size() > 2 && own.size() <= kShortPart && own[0].word == "not" &&
         IsAny(own[1].word, {"in", "on", "by", "for", "to", "with"});
}

// "We use sub-processors" and "AWS and Mailgun", with a colon between.
std::vector<Token> Joined(std::vector<Token> said, const std::vector<Token>& rest) {
  Token colon = Verb(rest.front().begin);
  colon.kind = Token::Kind::kPunctuation;
  Replace(colon, ":");
  said.push_back(colon);
  said.insert(said.end(), rest.begin(), rest.end());
  return said;
}

// "AWS and Mailgun.", but not "Only if …", which answers neither yes nor no.
bool IsPlainAnswer(const std::vector<Token>& own) {
  return !own.empty() && own.size() <= kShortAnswer && !HasFiniteVerb(own) &&
         !IsAny(own[0].word,
                {"only", "just", "not", "under", "sometimes", "partly", "rarely", "as",
                 "by", "if", "when", "unless", "in", "soon", "maybe"});
}

// Where "(i)", "(ii)" or "(a)", "(b)" stand that count on from the first. "Art. 6(1)(b)"
// is the number of a paragraph.
std::vector<std::size_t> MarksOf(const std::vector<Token>& own) {
  static constexpr std::string_view kCounts[][6] = {{"i", "ii", "iii", "iv", "v", "vi"},
                                                    {"a", "b", "c", "d", "e", "f"},
                                                    {"1", "2", "3", "4", "5", "6"}};
  std::vector<std::size_t> marks;
  const std::string_view* count = nullptr;
  for (std::size_t at = 0; at + 2 < own.size() && marks.size() < 6; ++at) {
    if (own[at].word != "(" || own[at + 2].word != ")") continue;
    const bool cited =
        at > 0 && (own[at - 1].kind == Token::Kind::kNumber || own[at - 1].word == ")");
    if (cited) continue;
    for (const auto& candidate : kCounts) {
      if (count == nullptr && own[at + 1].word == candidate[0]) count = candidate;
    }
    if (count == nullptr || own[at + 1].word != count[marks.size()]) continue;
    marks.push_back(at);
  }
  return marks;
}

}  // namespace

std::vector<ReadySentence> Reader::SentencesOf(const std::vector<Token>& tokens,
                                               const Surroundings& around) const {
  std::vector<ReadySentence> sentences;
  std::vector<Token> own = tokens;
  DropLabel(own);
  Resolve(own);
  if (!around.lead.empty() && around.shape == Rule::Shape::kItem) {
    std::vector<Token> whole = around.lead;
    whole.insert(whole.end(), own.begin(), own.end());
    sentences.push_back(maker_.Make(std::move(whole)));
    // "We keep: - Tokens: until the app is uninstalled": a label of its own.
    if (!around.label.empty() && !Denies(around.lead)) {
      AddLabelled(own, around, sentences);
    }
    return sentences;
  }
  const std::vector<Token> question = QuestionOf(around, own);
  if (AddAnswer(question, own, sentences)) return sentences;
  bool stands_alone = question.empty();
  if (!stands_alone && own.size() <= kShortAnswer && !IsYesNoQuestion(question)) {
    // "How long do you keep it?" "30 days."
    std::vector<Token> whole = question;
    whole.insert(whole.end(), own.begin(), own.end());
    sentences.push_back(maker_.Make(std::move(whole)));
    stands_alone = true;
  }
  if (stands_alone) {
    if (around.shape == Rule::Shape::kRow && !AddCells(own, around.header, sentences)) {
      return sentences;
    }
    AddLabelled(own, around, sentences);
  }
  const auto each = Enumerated(own);
  for (const std::vector<Token>& one : each) sentences.push_back(maker_.Make(one));
  if (!each.empty()) return sentences;
  AddContinued(own, sentences);
  const bool denied = IsDeniedLabel(own, around.label);
  sentences.push_back(maker_.Make(std::move(own)));
  sentences.back().denied = denied;
  return sentences;
}

bool Reader::Denies(const std::vector<Token>& tokens) const {
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(tokens, mentions);
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.lexicon == signs_.negator;
  });
}

// "Data is read only when you search and is not stored": behind the condition the
// sentence goes on with its subject, as "data is not stored".
void Reader::AddContinued(const std::vector<Token>& own,
                          std::vector<ReadySentence>& sentences) const {
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(own, mentions);
  for (const Mention& condition : mentions) {
    if (condition.lexicon != signs_.condition || condition.begin < 3) continue;
    const auto head = own.begin() + static_cast<std::ptrdiff_t>(condition.begin);
    if ((head - 1)->word == ",") continue;
    for (auto join = head; own.end() - join > 3; ++join) {
      if (join->word != "and" || !IsAny((join + 1)->word, {"is", "are", "does", "do"})) {
        continue;
      }
      const auto verb = std::find_if(own.begin(), head, [&](const Token& token) {
        return token.word == (join + 1)->word;
      });
      if (verb == head || verb == own.begin()) continue;
      std::vector<Token> rest(own.begin(), verb);
      rest.insert(rest.end(), join + 1, own.end());
      sentences.push_back(maker_.Make(std::move(rest)));
      return;
    }
  }
}

// The question that the clause answers, as the vendor would say it; one in the clause's
// own row is taken off `own`.
std::vector<Token> Reader::QuestionOf(const Surroundings& around,
                                      std::vector<Token>& own) const {
  std::vector<Token> question = around.question;
  if (around.shape == Rule::Shape::kRow && !around.label.empty() &&
      around.label.back().word == "?") {
    question = LastOf(around.label, kMostContext);
    own.erase(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(std::min(
                                             own.size(), around.label.size() + 1)));
  }
  DropLabel(question);
  if (!question.empty() && question.back().word == "?") question.pop_back();
  SwapPersons(question);
  return question;
}

// What the clause says as an answer. Whether that is all there is to read in it.
bool Reader::AddAnswer(const std::vector<Token>& question, const std::vector<Token>& own,
                       std::vector<ReadySentence>& sentences) const {
  bool yes = false;
  const std::size_t answer = AnswerLength(own, yes);
  const bool asks = IsYesNoQuestion(question);
  if (answer > 0) {
    if (!asks && !IsElliptic(question)) return false;
    AddYesOrNo(question, yes,
               {own.begin() + static_cast<std::ptrdiff_t>(answer), own.end()}, sentences);
    return true;
  }
  if (asks && IsPartialDenial(own)) {
    // "Do you track us?" "Not in the apps." is "not we track you in the apps".
    std::vector<Token> whole = question;
    AsStatement(whole, false);
    whole.insert(whole.end(), own.begin() + 1, own.end());
    for (Token& token : whole) token.context = false;
    sentences.push_back(maker_.Make(std::move(whole)));
    return true;
  }
  // "Are you a controller?" "A processor for …" is "we are a processor for …".
  if (question.size() > 2 && question[0].word == "are" && question[1].word == "we" &&
      !own.empty() && !HasFiniteVerb(own)) {
    std::vector<Token> whole = {question[1], question[0]};
    whole.insert(whole.end(), own.begin(), own.end());
    sentences.push_back(maker_.Make(std::move(whole)));
  }
  // "Do you use sub-processors?" "AWS and Mailgun." is "we use sub-processors: AWS …".
  if (asks && IsPlainAnswer(own)) {
    std::vector<Token> said = question;
    AsStatement(said, true);
    sentences.push_back(maker_.Make(Joined(std::move(said), own)));
  }
  return false;
}

// "Do you sell data?" "No." is "not we sell data"; what follows is read by itself.
void Reader::AddYesOrNo(std::vector<Token> question, bool yes, std::vector<Token> rest,
                        std::vector<ReadySentence>& sentences) const {
  AsStatement(question, yes);
  for (Token& token : question) token.context = false;
  // "Can we choose a region?" "Yes, EU or US." is "you can choose a region: EU or US".
  std::vector<Token> whole;
  if (yes && !rest.empty() && rest.size() <= kShortAnswer && !HasFiniteVerb(rest)) {
    whole = Joined(question, rest);
  }
  ReadySentence more;
  if (!rest.empty()) more = maker_.Make(std::move(rest));
  // "No, except when …", "No, only …": what follows takes some of it back.
  const bool qualified =
      more.exception.begin != more.exception.end || more.words.Has(signs_.turn) ||
      more.words.Has(signs_.condition) ||
      std::any_of(more.words.tokens.begin(), more.words.tokens.end(),
                  [](const Token& token) { return token.word == "only"; });
  if (!qualified) sentences.push_back(maker_.Make(std::move(question)));
  if (!qualified && !whole.empty()) sentences.push_back(maker_.Make(std::move(whole)));
  if (!more.words.tokens.empty()) sentences.push_back(std::move(more));
}

// "We shall not (i) sell Data; (ii) use it …": the words before the first number belong
// to what stands under each. Nothing if there are no such numbers.
std::vector<std::vector<Token>> Reader::Enumerated(const std::vector<Token>& own) const {
  const std::vector<std::size_t> marks = MarksOf(own);
  if (marks.size() < 2 || marks.size() > kMostCells || marks[0] == 0 ||
      marks[0] > kMostContext ||
      IsAny(own[marks[0] - 1].word, {"save", "except", "unless", "excluding", "than",
                                     "if", "when", "where", "only"})) {
    return {};
  }
  // What is reserved at the end may be reserved for all of it.
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(own, mentions);
  if (std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
        return mention.begin > marks.back() && (mention.lexicon == signs_.condition ||
                                                mention.lexicon == signs_.exception);
      })) {
    return {};
  }
  std::vector<std::vector<Token>> each;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    std::vector<Token> one(own.begin(),
                           own.begin() + static_cast<std::ptrdiff_t>(marks[0]));
    const std::size_t end = i + 1 < marks.size() ? marks[i + 1] : own.size();
    one.insert(one.end(), own.begin() + static_cast<std::ptrdiff_t>(marks[i]) + 3,
               own.begin() + static_cast<std::ptrdiff_t>(end));
    while (!one.empty() && IsAny(one.back().word, {"and", "or", ";", ",", "."})) {
      one.pop_back();
    }
    each.push_back(std::move(one));
  }
  return each;
}

}  // namespace clausebook::evidence::suggest
