// Reader: what a clause stands in. Headings are context and state nothing; a list's
// lead-in and a question belong to the sentences under them.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/reader.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {

std::vector<Token> Reader::TokensOf(const model::Clause& clause,
                                    std::size_t limit) const {
  const auto begin = static_cast<std::size_t>(clause.range.begin);
  const auto end = static_cast<std::size_t>(clause.range.end);
  return Tokenise(text_.substr(begin, end - begin), begin, language_.forms, limit);
}

bool Reader::EndsWith(const model::Clause& clause, char mark) const {
  auto end = static_cast<std::size_t>(clause.range.end);
  // Markup may stand behind the mark: **We do not:**
  while (end > static_cast<std::size_t>(clause.range.begin) &&
         (text_[end - 1] == '*' || text_[end - 1] == '_')) {
    --end;
  }
  return end > static_cast<std::size_t>(clause.range.begin) && text_[end - 1] == mark;
}

// Whether a list marker stands before the clause on its line.
bool Reader::IsItem(const model::Clause& clause) const {
  const auto begin = static_cast<std::size_t>(clause.range.begin);
  std::size_t at = begin;
  std::size_t marks = 0;
  std::size_t spaces = 0;
  while (at > 0 && text_[at - 1] != '\n' && begin - at < 40) {
    --at;
    if (text_[at] == ' ' || text_[at] == '\t') {
      if (marks == 0) ++spaces;
    } else if (text_[at] == '>' || text_[at] == '_') {
      continue;
    } else {
      ++marks;
    }
  }
  if (spaces == 0 && marks > 0) {
    // - **Name**: bold text in an item.
    const std::size_t line = at;
    return text_.substr(line, begin - line).find("- *") != std::string_view::npos ||
           text_.substr(line, begin - line).find("* *") != std::string_view::npos;
  }
  return marks > 0 && marks <= 6;
}

Reader::Surroundings Reader::Around(const model::Clause& clause,
                                    const std::vector<Token>& tokens) {
  Surroundings around;
  const bool row = std::any_of(tokens.begin(), tokens.end(),
                               [](const Token& token) { return token.word == "|"; });
  if (row) {
    around.shape = Rule::Shape::kRow;
    around.header_row = !in_table_;
    around.header = header_;
  } else if (!clause.heading && IsItem(clause)) {
    around.shape = Rule::Shape::kItem;
    around.lead = lead_;
  }
  around.question = question_;
  around.topic = topic_;
  std::vector<Token> own = tokens;
  DropLabel(own);
  if (!around.header_row) around.label = LabelOf(own, around.shape);
  return around;
}

void Reader::Remember(const model::Clause& clause, const std::vector<Token>& tokens,
                      const Surroundings& around) {
  question_.clear();
  title_.clear();
  const bool subject = clause.heading || IsFragment(clause, around, tokens);
  if (subject && tokens.size() <= kLongestTitle && !EndsWith(clause, '?')) {
    title_ = LastOf(tokens, kMostContext);
    DropNumber(title_);
    DropPlural(title_);
    while (!title_.empty() && title_.back().kind == Token::Kind::kPunctuation &&
           title_.back().word != ")") {
      title_.pop_back();
    }
  }
  if (is_run_in_) title_ = run_in_label_;
  if (clause.heading) topic_.clear();
  // "Stored?" over a table's last column asks nothing of the first row.
  if (EndsWith(clause, '?') && !around.header_row) {
    question_ = topic_ = LastOf(tokens, kMostContext);
  }
  // A second sentence in an item's line belongs to the item.
  const bool item = around.shape == Rule::Shape::kItem || (in_list_ && Continues(clause));
  if (!item && (EndsWith(clause, ':') || BreaksOff(clause, around))) {
    lead_ = LastOf(tokens, kMostContext);
    if (!lead_.empty() && lead_.back().word == ":") lead_.pop_back();
    in_list_ = false;
  } else if (clause.heading || (!item && in_list_)) {
    lead_.clear();
    in_list_ = false;
  }
  if (item) in_list_ = true;
  if (around.shape != Rule::Shape::kRow) {
    header_.clear();
    in_table_ = false;
  } else if (around.header_row) {
    header_ = LastOf(tokens, kMostContext);
    in_table_ = true;
  }
}

// Whether another clause stands before it on its line.
bool Reader::Continues(const model::Clause& clause) const {
  const auto begin = static_cast<std::size_t>(clause.range.begin);
  const std::size_t end_of_line = text_.substr(0, begin).rfind('\n');
  const std::size_t line = end_of_line == std::string_view::npos ? 0 : end_of_line + 1;
  const std::string_view before = text_.substr(line, begin - line);
  return std::count_if(before.begin(), before.end(), [](char c) {
           return absl::ascii_isalpha(static_cast<unsigned char>(c));
         }) > 2;
}

// "We do not", and then a list. What ends without a mark is a lead-in if items follow.
bool Reader::BreaksOff(const model::Clause& clause, const Surroundings& around) const {
  if (clause.heading || around.shape != Rule::Shape::kAny) return false;
  const auto end = static_cast<std::size_t>(clause.range.end);
  return end > 0 && (absl::ascii_isalnum(static_cast<unsigned char>(text_[end - 1])) ||
                     text_[end - 1] == ',');
}

void Reader::SetHeadings(const model::Clause& clause, const Surroundings& around) {
  std::string key;
  const std::size_t depth = clause.heading_path.size();
  for (std::size_t i = depth > 3 ? depth - 3 : 0; i < depth; ++i) {
    absl::StrAppend(&key, clause.heading_path[i].substr(0, 160), "\n");
  }
  const auto place = [](const std::vector<Token>& tokens) {
    return tokens.empty() ? 0 : tokens.front().begin;
  };
  absl::StrAppend(&key, place(around.lead), " ", place(around.header), " ",
                  place(around.topic), " ", place(around.label), " ",
                  InRunIn(clause) && around.label.empty() ? place(run_in_label_) : 0);
  if (key == heading_key_ && heading_number_ > 0) return;
  heading_key_ = key;
  ++heading_number_;
  std::vector<Token> tokens;
  // A title is over everything; only what stands right under it is read with it.
  const std::size_t first = depth > first_heading_ ? first_heading_ : 0;
  for (std::size_t i = std::max(first, depth > 3 ? depth - 3 : 0); i < depth; ++i) {
    const auto more = Tokenise(clause.heading_path[i], 0, language_.forms, kMostContext);
    tokens.insert(tokens.end(), more.begin(), more.end());
  }
  tokens.insert(tokens.end(), around.lead.begin(), around.lead.end());
  if (InRunIn(clause) && around.label.empty()) {
    tokens.insert(tokens.end(), run_in_label_.begin(), run_in_label_.end());
  }
  for (const auto* more : {&around.header, &around.topic, &around.label}) {
    tokens.insert(tokens.end(), more->begin(), more->end());
  }
  for (Token& token : tokens) token.context = false;
  headings_ = MakePlainSentence(std::move(tokens), language_);
  headings_.Index(language_.lexicons);
  // A title names the whole text's subject; only headings under it narrow to an app.
  heading_names_.clear();
  for (std::size_t i = std::max(first_heading_, depth > 3 ? depth - 3 : 0); i < depth;
       ++i) {
    maker_.FindNames(Tokenise(clause.heading_path[i], 0, language_.forms, kMostContext),
                     heading_names_);
  }
  if (InRunIn(clause)) maker_.FindNames(run_in_label_, heading_names_);
  SetSetting(clause, around.label);
}

}  // namespace clausebook::evidence::suggest
