// Reader: what a clause stands in. Headings are context and state nothing; a list's
// lead-in and a question belong to the sentences under them.
#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/amounts.h"
#include "service/evidence/suggest/reader.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kShortAnswer = 20;  // tokens
constexpr std::size_t kLongestTitle = 10;
constexpr std::size_t kLongestLabelled = 24;
constexpr std::size_t kMostCells = 8;
constexpr std::size_t kShortPart = 8;

std::vector<Token> LastOf(std::vector<Token> tokens, std::size_t most) {
  if (tokens.size() > most) {
    tokens.erase(tokens.begin(), tokens.end() - static_cast<std::ptrdiff_t>(most));
  }
  for (Token& token : tokens) token.context = true;
  return tokens;
}

void Replace(Token& token, const char* word) { token.word = token.stem = word; }

// By "logs" or "backups", which are more than one.
void ReplaceByMany(Token& token, std::string_view word) {
  token.word = word;
  token.stem = word.substr(0, word.size() - 1);
}

// Who asks means the vendor by "you" and herself by "I".
void SwapPersons(std::vector<Token>& tokens) {
  for (Token& token : tokens) {
    if (token.word == "you") {
      Replace(token, "we");
    } else if (token.word == "your") {
      Replace(token, "our");
    } else if (token.word == "i" || token.word == "we") {
      Replace(token, "you");
    } else if (token.word == "my" || token.word == "our") {
      Replace(token, "your");
    }
  }
}

bool IsAny(const std::string& word, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* candidate) { return word == candidate; });
}

// "Q: Do you …?" without its "Q:", "| 12 | Do you …? |" without its number.
void DropLabel(std::vector<Token>& tokens) {
  if (tokens.size() > 2 && tokens[0].kind == Token::Kind::kNumber &&
      tokens[1].word == "|") {
    tokens.erase(tokens.begin(), tokens.begin() + 2);
    return;
  }
  if (tokens.size() > 2 && IsAny(tokens[0].word, {"q", "a", "question", "answer"}) &&
      (tokens[1].word == ":" || tokens[1].word == ".")) {
    tokens.erase(tokens.begin(), tokens.begin() + 2);
  }
}

bool IsYesNoQuestion(const std::vector<Token>& question) {
  return question.size() > 2 && IsAny(question[0].word, {"do", "does", "is", "are",
                                                         "will", "can", "have", "has"});
}

// "Data leaves Atlassian?" asks yes or no without a verb in front.
bool IsElliptic(const std::vector<Token>& question) {
  return !question.empty() &&
         !IsAny(question[0].word,
                {"what", "which", "who",  "whom", "whose", "where", "when", "why",
                 "how",  "and",   "so",   "but",  "if",    "for",   "in",   "at",
                 "to",   "do",    "does", "is",   "are",   "can"});
}

bool IsParticiple(const Token& token) {
  return token.kind == Token::Kind::kWord && token.word != token.stem &&
         (absl::EndsWith(token.word, "ed") ||
          IsAny(token.word, {"sold", "kept", "held", "built", "made", "sent", "run",
                             "given", "shown", "written", "taken", "seen"}));
}

// A question that yes or no answers, as the statement that it is or is not so.
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

// How many tokens at the beginning say yes or no, with the mark behind them; 0 if it does
// not begin so. "No.", "None", "We do not.", "It does.", "Not at all."
std::size_t AnswerLength(const std::vector<Token>& own, bool& yes) {
  static const std::vector<std::pair<std::vector<std::string_view>, bool>> kAnswers = {
      {{"yes"}, true},
      {{"correct"}, true},
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

bool HasFiniteVerb(const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return IsAny(token.word,
                 {"is", "are", "be", "will", "do", "does", "we", "has", "have", "can",
                  "may", "you", "it", "must", "should", "our", "they", "was", "were"});
  });
}

// "3.2 Retention" is about retention.
void DropNumber(std::vector<Token>& tokens) {
  std::size_t at = 0;
  while (at < tokens.size() && (tokens[at].kind == Token::Kind::kNumber ||
                                tokens[at].kind == Token::Kind::kPunctuation)) {
    ++at;
  }
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at));
}

// "Data used to train AI: no"
bool IsDeniedLabel(const std::vector<Token>& own, const std::vector<Token>& label) {
  if (label.empty() || own.size() <= label.size() + 1) return false;
  bool yes = false;
  const std::vector<Token> rest(
      own.begin() + static_cast<std::ptrdiff_t>(label.size()) + 1, own.end());
  return AnswerLength(rest, yes) > 0 && !yes;
}

std::vector<std::vector<Token>> CellsOf(const std::vector<Token>& row) {
  std::vector<std::vector<Token>> cells(1);
  for (const Token& token : row) {
    if (token.word == "|") {
      cells.emplace_back();
    } else {
      cells.back().push_back(token);
    }
  }
  return cells;
}

Token Verb(std::size_t at) {
  Token token;
  token.word = "is";
  token.stem = "be";
  token.context = true;
  token.begin = token.end = at;
  return token;
}

}  // namespace

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
  } else if (IsItem(clause)) {
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
    while (!title_.empty() && title_.back().kind == Token::Kind::kPunctuation &&
           title_.back().word != ")") {
      title_.pop_back();
    }
  }
  if (clause.heading) topic_.clear();
  if (EndsWith(clause, '?')) question_ = topic_ = LastOf(tokens, kMostContext);
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
                  clause.range.begin < run_in_end_ ? run_in_ : "");
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
  SetSetting(clause, around.label);
}

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
    return sentences;
  }
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
  bool yes = false;
  const std::size_t answer = AnswerLength(own, yes);
  // "Do you track us?" "Not in the apps." is "not we track you in the apps".
  const bool partly = answer == 0 && own.size() > 2 && own.size() <= kShortPart &&
                      own[0].word == "not" &&
                      IsAny(own[1].word, {"in", "on", "by", "for", "to", "with"});
  if (answer == 0 && partly && IsYesNoQuestion(question)) {
    AsStatement(question, false);
    question.insert(question.end(), own.begin() + 1, own.end());
    for (Token& token : question) token.context = false;
    sentences.push_back(maker_.Make(std::move(question)));
    return sentences;
  }
  // "Are you a controller?" "A processor for …" is "we are a processor for …".
  if (answer == 0 && question.size() > 2 && question[0].word == "are" &&
      question[1].word == "we" && !own.empty() && !HasFiniteVerb(own)) {
    std::vector<Token> whole = {question[1], question[0]};
    whole.insert(whole.end(), own.begin(), own.end());
    sentences.push_back(maker_.Make(std::move(whole)));
  }
  // "Do you use sub-processors?" "AWS and Mailgun." is "we use sub-processors: AWS …".
  if (answer == 0 && IsYesNoQuestion(question) && !own.empty() &&
      own.size() <= kShortAnswer && !HasFiniteVerb(own) &&
      !IsAny(own[0].word,
             {"only", "just", "not", "under", "sometimes", "partly", "rarely", "as", "by",
              "if", "when", "unless", "in", "soon", "maybe"})) {
    std::vector<Token> whole = question;
    AsStatement(whole, true);
    Token colon = Verb(own.front().begin);
    colon.kind = Token::Kind::kPunctuation;
    Replace(colon, ":");
    whole.push_back(colon);
    whole.insert(whole.end(), own.begin(), own.end());
    sentences.push_back(maker_.Make(std::move(whole)));
  }
  if (answer > 0 && (IsYesNoQuestion(question) || IsElliptic(question))) {
    // "Do you sell data?" "No." is "not we sell data".
    AsStatement(question, yes);
    for (Token& token : question) token.context = false;
    own.erase(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(answer));
    ReadySentence rest;
    if (!own.empty()) rest = maker_.Make(std::move(own));
    // "No, except when …", "No, only …": what follows takes some of it back.
    const bool qualified =
        rest.exception.begin != rest.exception.end || rest.words.Has(signs_.turn) ||
        rest.words.Has(signs_.condition) ||
        std::any_of(rest.words.tokens.begin(), rest.words.tokens.end(),
                    [](const Token& token) { return token.word == "only"; });
    if (!qualified) sentences.push_back(maker_.Make(std::move(question)));
    if (!rest.words.tokens.empty()) sentences.push_back(std::move(rest));
    return sentences;
  }
  if (!question.empty() && own.size() <= kShortAnswer && !IsYesNoQuestion(question)) {
    std::vector<Token> whole = std::move(question);
    whole.insert(whole.end(), own.begin(), own.end());
    sentences.push_back(maker_.Make(std::move(whole)));
  }
  if (question.empty()) {
    AddLabelled(own, around, sentences);
    if (around.shape == Rule::Shape::kRow) AddCells(own, around.header, sentences);
  }
  const auto each = Enumerated(own);
  for (const std::vector<Token>& one : each) sentences.push_back(maker_.Make(one));
  if (!each.empty()) return sentences;
  const bool denied = IsDeniedLabel(own, around.label);
  sentences.push_back(maker_.Make(std::move(own)));
  sentences.back().denied = denied;
  return sentences;
}

// "They are deleted …", "this contains …", "we keep them …": of what was spoken before.
void Reader::Resolve(std::vector<Token>& own) const {
  if (own.size() < 2) return;
  const bool begins = IsAny(own[0].word, {"they", "these", "this", "it"}) &&
                      IsAny(own[1].word, {"are", "is", "contain", "contains", "include",
                                          "includes", "hold", "holds", "do", "does",
                                          "remain", "stay", "disappear", "expire"});
  if (own[0].word == "they" && they_are_apps_) {
    Replace(own[0], "app");
  } else if (begins && antecedent_ != nullptr) {
    ReplaceByMany(own[0], antecedent_);
  } else if (own[0].word == "they" && !spoken_of_.empty()) {
    own[0].stem = "them";
  } else if (antecedent_ != nullptr) {
    const auto object = std::find_if(
        own.begin(), own.end(), [](const Token& token) { return token.word == "them"; });
    if (object != own.end()) ReplaceByMany(*object, antecedent_);
  }
}

// "We shall not (i) sell Data; (ii) use it …": the words before the first number belong
// to what stands under each. Nothing if there are no such numbers.
std::vector<std::vector<Token>> Reader::Enumerated(const std::vector<Token>& own) const {
  std::vector<std::size_t> marks;
  for (std::size_t at = 0; at + 2 < own.size(); ++at) {
    if (own[at].word == "(" && own[at + 2].word == ")" &&
        IsAny(own[at + 1].word, {"i", "ii", "iii", "iv", "v", "vi", "a", "b", "c", "d",
                                 "e", "f", "1", "2", "3", "4", "5", "6"})) {
      marks.push_back(at);
    }
  }
  if (marks.size() < 2 || marks.size() > kMostCells || marks[0] == 0 ||
      marks[0] > kMostContext) {
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
  } else if (IsTitled(around, own)) {
    label = title_;
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

// A table's cells, each as a statement: row "OAuth tokens" under "Stored" with "Yes".
void Reader::AddCells(const std::vector<Token>& own, const std::vector<Token>& header,
                      std::vector<ReadySentence>& sentences) const {
  const auto cells = CellsOf(own);
  auto titles = CellsOf(header);
  // A row's number stands under "#" or "No.".
  if (titles.size() == cells.size() + 1) titles.erase(titles.begin());
  if (cells.size() < 3 || cells.size() != titles.size() || cells[0].empty() ||
      cells.size() > kMostCells || cells[0].size() > kLongestTitle) {
    return;
  }
  for (std::size_t i = 1; i < cells.size(); ++i) {
    if (cells[i].empty() || titles[i].empty() || titles[i].size() > kLongestTitle ||
        cells[i].size() > kLongestLabelled ||
        cells[i].front().kind == Token::Kind::kPunctuation) {
      continue;
    }
    std::vector<Token> label = cells[0];
    label.insert(label.end(), titles[i].begin(), titles[i].end());
    if (label.back().word == "?") label.pop_back();
    for (Token& token : label) token.context = false;
    AddStatement(std::move(label), cells[i], sentences);
  }
}

// Whether the clause is a few words right under a heading or a line that names a subject.
bool Reader::IsTitled(const Surroundings& around, const std::vector<Token>& own) const {
  return !title_.empty() && around.shape == Rule::Shape::kAny && around.label.empty() &&
         own.size() <= kLongestLabelled && !own.empty() && !HasFiniteVerb(own);
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
