#include "service/questionnaires/files/layout_guess.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/files/header_words.h"
#include "service/questionnaires/files/layout_columns.h"

namespace clausebook::questionnaires {
namespace {

// Rows that may be the header, counted among those that hold something.
constexpr std::size_t kHeadersTried = 40;

// What a sentence above the questions takes from the score of its row as a header.
constexpr double kSentenceAbove = 3;

double Share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct Scored {
  Layout layout;
  double score = 0;
};

// Looks for the best column of each kind below one header row.
class Candidate {
 public:
  Candidate(const SheetColumns& columns, int header_row)
      : columns_(columns),
        header_row_(header_row),
        facts_(columns.FactsBelow(header_row)) {
    for (const ColumnFacts& of : facts_) most_ = std::max(most_, of.filled);
  }

  Scored Score() {
    Scored best;
    best.layout.header_row = header_row_;
    best.layout.first_row = header_row_ + 1;
    double question = 0, part = 0;
    best.layout.question = Best(&question, [this](int c) { return Question(c); });
    if (best.layout.question == 0) return {};
    question_ = best.layout.question;
    // A row that asks or states something itself is one of the list's, not its header.
    if (IsSentence(Of(question_).header)) question -= kSentenceAbove;
    taken_.push_back(question_);
    best.layout.answer = Best(&part, [this](int c) { return Answer(c); });
    best.score = question + 1.5 * part;
    best.layout.comment = Best(&part, [this](int c) { return Comment(c); });
    best.score += 0.5 * part;
    best.layout.id = Best(&part, [this](int c) { return Id(c); });
    best.score += 0.5 * part;
    best.layout.section = Best(&part, [this](int c) { return Section(c); });
    best.score += 0.3 * part;
    return best;
  }

 private:
  const ColumnFacts& Of(int column) const {
    return facts_[static_cast<std::size_t>(column)];
  }

  // The column with the highest score above 1, and that score; 0 and 0 for none.
  template <typename Fit>
  int Best(double* score, const Fit& fit) {
    int best = 0;
    *score = 0;
    for (int column = 1; column <= kColumnsLookedAt; ++column) {
      if (std::find(taken_.begin(), taken_.end(), column) != taken_.end()) continue;
      const double of = fit(column);
      if (of > std::max(1.0, *score)) {
        best = column;
        *score = of;
      }
    }
    if (best != 0 && question_ != 0) taken_.push_back(best);
    return best;
  }

  double Question(int column) const {
    const ColumnFacts& of = Of(column);
    if (of.filled == 0 || of.filled * 10 < most_ * 3) return 0;
    const double length = Share(of.letters, of.filled);
    if (length < 8) return 0;
    return HeaderFit(of.header, ColumnRole::kQuestion) +
           3 * Share(of.questions, of.filled) + std::min(length, 80.0) / 40 +
           Share(of.distinct, of.filled) - 2 * Share(of.ids, of.filled) -
           2 * Share(of.choices, of.filled);
  }

  // How many of the questions have no text in that column.
  double Emptiness(int column) const {
    const std::size_t questions = Of(question_).filled;
    return 1 - Share(columns_.Together(header_row_, question_, column), questions);
  }

  double Answer(int column) const {
    const ColumnFacts& of = Of(column);
    const double choices = std::min(1.0, Share(of.choices, Of(question_).filled));
    const double header = HeaderFit(of.header, ColumnRole::kAnswer);
    if (header <= 0 && choices < 0.3) return 0;
    // "Response required", and "Yes" in every row: that is asked of whoever answers.
    if (SaysRequired(of.header) && Emptiness(column) < 0.1) return 0;
    const double length = Share(of.letters, of.filled);
    // What is computed is for those who judge the answers, and so is what they choose
    // beside questions that are computed.
    const ColumnFacts& question = Of(question_);
    if (header <= 0 && Share(question.formulas, question.filled) > 0.6) return 0;
    if (Share(of.formulas, Of(question_).filled) > 0.6) return 0;
    const double long_texts = length > 60 ? 1 - Emptiness(column) : 0;
    return header + 3 * choices + Emptiness(column) - 2 * long_texts +
           (column > question_ ? 0.5 : -0.5);
  }

  double Comment(int column) const {
    const double header = HeaderFit(Of(column).header, ColumnRole::kComment);
    if (header <= 0 || Share(Of(column).formulas, Of(question_).filled) > 0.6) return 0;
    return header + 1.5 * Emptiness(column) + (column > question_ ? 0.5 : -1);
  }

  double Id(int column) const {
    const ColumnFacts& of = Of(column);
    if (column > question_ + 2 || of.filled == 0) return 0;
    const double ids = Share(of.ids, of.filled);
    if (ids < 0.3) return 0;
    return HeaderFit(of.header, ColumnRole::kId) + 3 * ids +
           Share(of.distinct, of.filled) + (column < question_ ? 0.5 : -2);
  }

  double Section(int column) const {
    const ColumnFacts& of = Of(column);
    const double header = HeaderFit(of.header, ColumnRole::kSection);
    if (header < 1 || of.filled == 0 || Share(of.ids, of.filled) > 0.5) return 0;
    return header + 1 - Share(of.distinct, of.filled);
  }

  const SheetColumns& columns_;
  int header_row_;
  std::vector<ColumnFacts> facts_;
  std::size_t most_ = 0;  // filled rows of the fullest column
  int question_ = 0;
  std::vector<int> taken_;
};

// Headers may be repeated above each section: the first of them counts.
void TakeFirstHeader(const Sheet& sheet, Layout* layout) {
  const Cell* header = sheet.Find({layout->header_row, layout->answer});
  if (header == nullptr || layout->answer == 0) return;
  for (const Cell& cell : sheet.Rows(1, layout->header_row - 1)) {
    if (cell.at.column != layout->answer || cell.text != header->text) continue;
    layout->header_row = cell.at.row;
    layout->first_row = cell.at.row + 1;
    return;
  }
}

}  // namespace

namespace {

// The best of the rows that may be the header, and of none.
Scored BestOf(const SheetColumns& columns) {
  Scored best = Candidate(columns, 0).Score();
  const std::size_t tried = std::min(columns.rows().size(), kHeadersTried);
  for (std::size_t i = 0; i < tried; ++i) {
    const Scored scored = Candidate(columns, columns.rows()[i]).Score();
    // A header that says something beats none that fits as well.
    if (scored.score > best.score) best = scored;
  }
  return best;
}

// Without a place for answers, only what clearly asks is a list of questions.
bool IsEnough(const Scored& scored) {
  return scored.layout.question != 0 &&
         scored.score >= (scored.layout.answer != 0 ? 6 : 4.5);
}

}  // namespace

std::optional<Layout> GuessLayout(const Sheet& sheet) {
  Scored best = BestOf(SheetColumns(sheet));
  if (!IsEnough(best)) return std::nullopt;
  TakeFirstHeader(sheet, &best.layout);
  return best.layout;
}

std::string WhyNoLayout(const Sheet& sheet) {
  const SheetColumns columns(sheet);
  const std::size_t rows = columns.rows().size();
  if (rows == 0) return "It holds no text.";
  const std::string looked =
      absl::StrCat("Looked at ", rows, rows == 1 ? " row" : " rows", " with text: ");
  const Scored best = BestOf(columns);
  if (best.layout.question == 0) {
    return absl::StrCat(looked, "no column holds texts that are long enough to ask.");
  }
  return absl::StrCat(looked, "what is most like a list (",
                      ShowLayout(sheet, best.layout),
                      best.layout.answer == 0 ? "; no column for answers" : "",
                      ") has too little that speaks for it. If it is one, name its "
                      "columns.");
}

}  // namespace clausebook::questionnaires
