#include "clients/cli/render/pieces.h"

#include <cstdint>
#include <string_view>
#include <utility>

#include "absl/strings/str_split.h"
#include "clients/cli/render/text.h"

namespace clausebook::cli {
namespace {

// Bytes [begin, end) of the text that `clause` is a part of.
std::string Slice(const v1::Clause& clause, std::int64_t begin, std::int64_t end) {
  const std::int64_t from = begin - clause.byte_begin();
  const auto size = static_cast<std::int64_t>(clause.text().size());
  if (from < 0 || begin > end || from + (end - begin) > size) return "";
  return clause.text().substr(static_cast<std::size_t>(from),
                              static_cast<std::size_t>(end - begin));
}

std::string PaintPiece(const Style& style, v1::WordRunKind kind, std::string_view text) {
  if (!style.color || kind == v1::WORD_RUN_KIND_KEPT || text.empty()) {
    return std::string(text);
  }
  const char* code = kind == v1::WORD_RUN_KIND_REMOVED ? "\x1b[9;31m" : "\x1b[4;32m";
  return std::string(code).append(text).append("\x1b[0m");
}

// A word of a piece, printable.
struct Token {
  v1::WordRunKind kind = v1::WORD_RUN_KIND_KEPT;
  std::string text;
  bool spaced = false;  // a space before it
};

// The words of the pieces; with `marks` around what was changed.
std::vector<Token> TokensOf(const std::vector<Piece>& pieces, bool marks) {
  std::vector<Token> tokens;
  bool spaced = false;
  for (const Piece& piece : pieces) {
    // A letter more shows whether white space stands at the end.
    std::string text = Printable(piece.text + "x");
    text.pop_back();
    const bool space_behind = !text.empty() && text.back() == ' ';
    if (space_behind) text.pop_back();
    if (text.empty()) continue;
    if (marks && piece.kind == v1::WORD_RUN_KIND_REMOVED) text = "[-" + text + "-]";
    if (marks && piece.kind == v1::WORD_RUN_KIND_ADDED) text = "{+" + text + "+}";
    for (const auto& word : absl::StrSplit(text, ' ')) {
      tokens.push_back({piece.kind, std::string(word), spaced});
      spaced = true;
    }
    spaced = space_behind;
  }
  return tokens;
}

// The pieces as lines of at most `width` columns.
class PieceLines {
 public:
  PieceLines(int width, const Style& style) : width_(width), style_(style) {}

  std::vector<std::string> Wrap(const std::vector<Piece>& pieces, bool marks) && {
    for (const Token& token : TokensOf(pieces, marks)) {
      for (const std::string& part : cli::Wrap(token.text, width_)) Add(token, part);
    }
    EndRun();
    return std::move(lines_);
  }

 private:
  void Add(const Token& token, const std::string& part) {
    const bool gap = used_ > 0 && token.spaced;
    if (used_ > 0 && used_ + (gap ? 1 : 0) + Width(part) > width_) {
      EndRun();
      lines_.emplace_back();
      used_ = 0;
    } else if (gap) {
      // The space between two words of one kind is painted with them.
      if (token.kind != kind_) EndRun();
      (run_.empty() ? lines_.back() : run_) += ' ';
      ++used_;
    }
    if (token.kind != kind_) EndRun();
    kind_ = token.kind;
    run_ += part;
    used_ += Width(part);
  }

  void EndRun() {
    lines_.back() += PaintPiece(style_, kind_, run_);
    run_.clear();
  }

  int width_;
  const Style& style_;
  std::vector<std::string> lines_ = std::vector<std::string>(1);
  int used_ = 0;     // columns of the last line
  std::string run_;  // words of one kind that are not in it yet
  v1::WordRunKind kind_ = v1::WORD_RUN_KIND_KEPT;
};

}  // namespace

const v1::Clause& ClauseOf(const v1::ClauseChange& change) {
  return change.has_new_clause() ? change.new_clause() : change.old_clause();
}

std::vector<Piece> PiecesOf(const v1::ClauseChange& change) {
  switch (change.kind()) {
    case v1::CLAUSE_CHANGE_KIND_ADDED:
      return {{v1::WORD_RUN_KIND_ADDED, change.new_clause().text()}};
    case v1::CLAUSE_CHANGE_KIND_DROPPED:
      return {{v1::WORD_RUN_KIND_REMOVED, change.old_clause().text()}};
    case v1::CLAUSE_CHANGE_KIND_EDITED:
      break;
    default:
      return {{v1::WORD_RUN_KIND_KEPT, ClauseOf(change).text()}};
  }
  std::vector<Piece> pieces;
  for (int i = 0; i < change.words_size(); ++i) {
    const v1::WordRun& run = change.words(i);
    const std::string before =
        Slice(change.old_clause(), run.old_byte_begin(), run.old_byte_end());
    const std::string after =
        Slice(change.new_clause(), run.new_byte_begin(), run.new_byte_end());
    Piece piece{run.kind(), run.kind() == v1::WORD_RUN_KIND_REMOVED ? before : after};
    const auto next =
        i + 1 < change.words_size() ? change.words(i + 1).kind() : v1::WORD_RUN_KIND_KEPT;
    // What is shown side by side and stands in no text together needs a space between.
    const bool touches =
        (piece.kind == v1::WORD_RUN_KIND_REMOVED && next == v1::WORD_RUN_KIND_ADDED) ||
        (piece.kind == v1::WORD_RUN_KIND_KEPT && next == v1::WORD_RUN_KIND_REMOVED &&
         Printable(before + "x") != Printable(before) + "x");
    if (touches) piece.text += ' ';
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::vector<std::string> WrapPieces(const std::vector<Piece>& pieces, int width,
                                    bool marks, const Style& style) {
  return PieceLines(width, style).Wrap(pieces, marks);
}

}  // namespace clausebook::cli
