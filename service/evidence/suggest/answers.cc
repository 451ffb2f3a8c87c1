// Questions and answers.
#include "service/evidence/suggest/answers.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

bool IsParticiple(const Token& token) {
  return token.kind == Token::Kind::kWord && token.word != token.stem &&
         (absl::EndsWith(token.word, "ed") ||
          IsAny(token.word, {"sold", "kept", "held", "built", "made", "sent", "run",
                             "given", "shown", "written", "taken", "seen"}));
}

}  // namespace

void SwapPersons(std::vector<Token>& tokens) {
  for (Token& token : tokens) {
    if (token.word == "you") {
      Replace(token, "we");
    } else if (token.word == "us" && !token.acronym) {
      Replace(token, "you");
    } else if (token.word == "your") {
      Replace(token, "our");
    } else if (token.word == "i" || token.word == "we") {
      Replace(token, "you");
    } else if (token.word == "my" || token.word == "our") {
      Replace(token, "your");
    }
  }
}

bool IsYesNoQuestion(const std::vector<Token>& question) {
  return question.size() > 2 && IsAny(question[0].word, {"do", "does", "is", "are",
                                                         "will", "can", "have", "has"});
}

bool IsElliptic(const std::vector<Token>& question) {
  return !question.empty() &&
         !IsAny(question[0].word,
                {"what", "which", "who",  "whom", "whose", "where", "when", "why",
                 "how",  "and",   "so",   "but",  "if",    "for",   "in",   "at",
                 "to",   "do",    "does", "is",   "are",   "can"});
}

void AsStatement(std::vector<Token>& question, bool yes) {
  const bool asks = IsYesNoQuestion(question);
  if (asks && IsAny(question[0].word, {"is", "are"})) {
    // "Is my data sold?": the verb goes behind its subject.
    const auto participle =
        std::find_if(question.begin() + 2, question.end(), IsParticiple);
    if (participle != question.end()) {
      const Token verb = question[0];
      question.insert(participle, verb);
    }
  }
  // "Can customers export it?": they can, if yes.
  if (asks && question[0].word == "can" && question.size() > 3) {
    const bool longer = IsAny(question[1].word, {"our", "your", "the", "my", "a", "an"});
    const Token can = question[0];
    question.insert(question.begin() + (longer ? 3 : 2), can);
  }
  // "Is there a plan?": there is one, if yes.
  if (asks && question[1].word == "there") {
    const Token verb = question[0];
    question.insert(question.begin() + 2, verb);
  }
  if (!yes && asks) {
    Replace(question[0], "not");
  } else if (!yes) {
    question.insert(question.begin(), question[0]);
    Replace(question[0], "not");
  } else if (asks) {
    question.erase(question.begin());
  }
}

std::size_t AnswerLength(const std::vector<Token>& own, bool& yes) {
  static const std::vector<std::pair<std::vector<std::string_view>, bool>> kAnswers = {
      {{"yes"}, true},
      {{"correct"}, true},
      {{"of", "course"}, true},
      {{"certainly"}, true},
      {{"absolutely"}, true},
      {{"of", "course", "not"}, false},
      {{"certainly", "not"}, false},
      {{"absolutely", "not"}, false},
      {{"definitely", "not"}, false},
      {{"not", "yet"}, false},
      {{"not", "currently"}, false},
      {{"currently", "not"}, false},
      {{"not", "at", "present"}, false},
      {{"not", "at", "the", "moment"}, false},
      {{"nothing", "at", "all"}, false},
      {{"none", "at", "all"}, false},
      {{"we", "never", "do"}, false},
      {{"they", "can", "not"}, false},
      {{"we", "can", "not"}, false},
      {{"they", "can"}, true},
      {{"no"}, false},
      {{"none"}, false},
      {{"never"}, false},
      {{"nothing"}, false},
      {{"nope"}, false},
      {{"not", "at", "all"}, false},
      {{"we", "do", "not"}, false},
      {{"it", "does", "not"}, false},
      {{"they", "do", "not"}, false},
      {{"it", "is", "not"}, false},
      {{"we", "do"}, true},
      {{"it", "does"}, true},
      {{"they", "do"}, true},
  };
  for (const auto& [words, positive] : kAnswers) {
    if (own.size() < words.size() ||
        !std::equal(words.begin(), words.end(), own.begin(),
                    [](std::string_view word, const Token& token) {
                      return token.word == word;
                    })) {
      continue;
    }
    if (own.size() > words.size() &&
        own[words.size()].kind != Token::Kind::kPunctuation) {
      continue;
    }
    yes = positive;
    return std::min(own.size(), words.size() + 1);
  }
  return 0;
}

}  // namespace clausebook::evidence::suggest
