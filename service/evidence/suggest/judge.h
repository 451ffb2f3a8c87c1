// Whether what a pattern found is said: by whom, denied or not, with what force, when
// and under which condition.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_JUDGE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_JUDGE_H_

#include <string>
#include <string_view>

#include "service/evidence/suggest/language.h"
#include "service/evidence/suggest/sentence.h"

namespace clausebook::evidence::suggest {

struct Judgement {
  bool said = false;
  std::string doubt;   // not said, but the clause may matter: why it is left unread
  std::string caveat;  // said, with this weakness; may be empty
};

// `text` is what the tokens' places refer to.
Judgement Judge(const Rule& rule, const Match& match, const ReadySentence& sentence,
                const Signs& signs, std::string_view text);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_JUDGE_H_
