// Reader: words that begin a paragraph or an item and name what it is about, as a heading
// does: "**Backups.** Each evening …", "Logs: They are kept …", "**Deletion**" on a line
// of its own.
#include <algorithm>
#include <limits>

#include "absl/strings/ascii.h"
#include "service/evidence/suggest/reader.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kLongestPlain = 4;  // tokens of a label that is not bold

bool IsBold(std::string_view text) {
  const std::string_view mark = text.substr(0, 2);
  if (text.size() < 5 || (mark != "**" && mark != "__")) return false;
  std::size_t end = text.size();
  while (end > 2 && (text[end - 1] == '.' || text[end - 1] == ':')) --end;
  return text.substr(2, end - 4).find(mark) == std::string_view::npos &&
         text.substr(end - 2, 2) == mark;
}

bool EndsSentence(const std::vector<Token>& tokens) {
  return !tokens.empty() && (tokens.back().word == "." || tokens.back().word == "!");
}

// A verb that makes words a sentence, even where pronouns may stand in a title ("Data we
// store").
bool Claims(const Token& token) {
  return IsAny(token.word, {"is", "are", "be", "will", "do", "does", "has", "have", "can",
                            "may", "must", "not", "no", "never", "none"});
}

}  // namespace

bool Reader::InRunIn(const model::Clause& clause) const {
  return !is_run_in_ && !run_in_label_.empty() && clause.range.begin < run_in_end_;
}

// Whether only a list's mark or a quote's stands before the clause on its line.
bool Reader::BeginsLine(const model::Clause& clause) const {
  auto at = static_cast<std::size_t>(clause.range.begin);
  std::size_t marks = 0;
  for (; at > 0 && text_[at - 1] != '\n'; --at) {
    const char c = text_[at - 1];
    if (c == ' ' || c == '\t' || c == '>' || c == '*' || c == '_') continue;
    const bool end_of_word = absl::ascii_isalnum(static_cast<unsigned char>(c));
    if (++marks > 5 || (end_of_word && marks == 1)) return false;
  }
  return true;
}

// Where the paragraph or item goes on to that holds `from`.
std::size_t Reader::EndOfBlock(std::size_t from) const {
  while (from < text_.size()) {
    const std::size_t end = text_.find('\n', from);
    if (end == std::string_view::npos) return text_.size();
    std::size_t next = end + 1;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
    if (next >= text_.size() ||
        std::string_view("\n\r-*+#|>0123456789").find(text_[next]) !=
            std::string_view::npos ||
        text_.substr(next, 3) == "•") {
      return end;
    }
    from = next;
  }
  return text_.size();
}

// Whether the clause is nothing but such words.
bool Reader::IsRunInLabel(const model::Clause& clause, const std::vector<Token>& tokens,
                          bool more) const {
  const auto begin = static_cast<std::size_t>(clause.range.begin);
  const auto end = static_cast<std::size_t>(clause.range.end);
  if (tokens.empty() || tokens.size() > kLongestTitle || EndsWith(clause, '?')) {
    return false;
  }
  if (IsBold(text_.substr(begin, end - begin))) {
    if (!more && EndsWith(clause, ':')) return false;  // of a list
    const bool title = !more && !EndsSentence(tokens);
    return std::none_of(tokens.begin(), tokens.end(), title ? Claims : IsFinite);
  }
  if (!more || tokens.size() > kLongestPlain || !EndsSentence(tokens) ||
      !question_.empty() ||
      std::any_of(tokens.begin(), tokens.end(),
                  [](const Token& token) { return Claims(token) || IsFinite(token); })) {
    return false;
  }
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(tokens, mentions);
  const int topic = language_.lexicons.Find("topic");
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.begin == 0 &&
           (mention.lexicon == topic || mention.lexicon == signs_.section);
  });
}

void Reader::SetRunIn(const model::Clause& clause, const std::vector<Token>& tokens,
                      const Surroundings& around) {
  is_run_in_ = false;
  if (clause.heading || clause.range.begin >= run_in_end_) {
    run_in_label_.clear();
    run_in_.clear();
    run_in_end_ = 0;
  }
  if (clause.heading || around.shape == Rule::Shape::kRow || !BeginsLine(clause)) return;
  const auto end = static_cast<std::size_t>(clause.range.end);
  const std::size_t end_of_block = EndOfBlock(end);
  const std::string_view rest = text_.substr(end, end_of_block - end);
  const bool more = std::any_of(rest.begin(), rest.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c));
  });
  is_run_in_ = IsRunInLabel(clause, tokens, more);
  std::vector<Token> label = is_run_in_ ? tokens : around.label;
  DropNumber(label);
  while (!label.empty() && label.back().kind == Token::Kind::kPunctuation &&
         label.back().word != ")") {
    label.pop_back();
  }
  if (label.empty() || (!is_run_in_ && !more)) {
    is_run_in_ = false;
    return;
  }
  run_in_ = SectionOf(label).value_or("");
  // "Data centre: Nuremberg" is about a building.
  if (!is_run_in_ && run_in_ == "deployment") run_in_.clear();
  run_in_label_ = LastOf(std::move(label), kMostContext);
  run_in_end_ = more ? static_cast<std::int64_t>(end_of_block)
                     : std::numeric_limits<std::int64_t>::max();
}

}  // namespace clausebook::evidence::suggest
