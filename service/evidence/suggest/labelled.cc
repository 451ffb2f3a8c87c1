// Reader: what is said by a label and what follows it: "Backups: daily", a few words
// under a heading.
#include <algorithm>

#include "service/evidence/suggest/answers.h"
#include "service/evidence/suggest/reader.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {

// "Data sold: no", "| Backups | daily |", "## Sub-processors" with "None." under it: the
// label is the subject of what follows it, be it a word or a few without a verb.
void Reader::AddLabelled(const std::vector<Token>& own, const Surroundings& around,
                         std::vector<ReadySentence>& sentences) const {
  std::vector<Token> label = around.label;
  std::vector<Token> rest = own;
  if (!label.empty()) {
    rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(
                                                std::min(rest.size(), label.size() + 1)));
    DropNumber(label);
    DropPlural(label);
  } else if (IsTitled(around, own)) {
    label = TitleOver();
  }
  const auto is_bar = [](const Token& token) { return token.word == "|"; };
  if (label.empty() || rest.empty() || rest.size() > kLongestLabelled ||
      std::any_of(rest.begin(), rest.end(), is_bar)) {
    return;
  }
  for (Token& token : label) token.context = around.label.empty();
  AddStatement(std::move(label), std::move(rest), sentences);
}

// The label denied or said if the rest is "no" or "yes", else "label is rest".
void Reader::AddStatement(std::vector<Token> label, std::vector<Token> rest,
                          std::vector<ReadySentence>& sentences) const {
  bool yes = false;
  const std::size_t answer = AnswerLength(rest, yes);
  if (answer > 0) {
    if (HasFiniteVerb(label)) return;
    // "Yes, by an external firm" says the label and goes on; "no, but …" takes it back.
    if (!yes && answer < rest.size()) return;
    std::vector<Token> said = label;
    if (!yes) {
      said.insert(said.begin(), Verb(said.front().begin));
      Replace(said.front(), "not");
    }
    for (Token& token : said) token.context = false;
    sentences.push_back(maker_.Make(std::move(said)));
    rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(answer));
  }
  if (rest.empty() || HasFiniteVerb(rest)) return;
  label.push_back(Verb(label.back().end));
  label.insert(label.end(), rest.begin(), rest.end());
  sentences.push_back(maker_.Make(std::move(label)));
}

// The heading right before, or the words at the beginning of the paragraph.
const std::vector<Token>& Reader::TitleOver() const {
  return title_.empty() && !is_run_in_ ? run_in_label_ : title_;
}

// Whether the clause is a few words right under a heading or a line that names a subject.
bool Reader::IsTitled(const Surroundings& around, const std::vector<Token>& own) const {
  return !TitleOver().empty() && around.shape == Rule::Shape::kAny &&
         around.label.empty() && own.size() <= kLongestLabelled && !own.empty() &&
         !HasFiniteVerb(own);
}

// "None", "30 days after uninstalling", "Frankfurt, Germany", but not "End-User Data
// stored in logs", which names another subject.
bool Reader::IsPlainValue(const std::vector<Token>& own) const {
  if (own.empty()) return false;
  if (own[0].kind == Token::Kind::kNumber ||
      IsAny(own[0].word, {"not", "no", "none", "never", "yes", "nothing", "up", "in"})) {
    return true;
  }
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(own, mentions);
  return std::none_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.lexicon == signs_.verb;
  });
}

}  // namespace clausebook::evidence::suggest
