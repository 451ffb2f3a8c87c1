// Blocks of Markdown, by cmark-gfm's block structure and source positions.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <string>

#include "service/evidence/blocks.h"

namespace clausebook::evidence {
namespace {

struct ParserDeleter {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct IterDeleter {
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};

std::unique_ptr<cmark_node, NodeDeleter> ParseMarkdown(std::string_view text) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, ParserDeleter> parser(
      cmark_parser_new(CMARK_OPT_DEFAULT));
  // Owned by the library's registry.
  if (cmark_syntax_extension* table = cmark_find_syntax_extension("table")) {
    cmark_parser_attach_syntax_extension(parser.get(), table);
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return std::unique_ptr<cmark_node, NodeDeleter>(cmark_parser_finish(parser.get()));
}

class MarkdownReader {
 public:
  explicit MarkdownReader(std::string_view text) : text_(text), lines_(SplitLines(text)) {}

  std::vector<Block> Run() {
    first_line_ = LinesOfFrontMatter();
    const std::size_t begin =
        first_line_ < lines_.size() ? lines_[first_line_].begin : text_.size();
    const auto document = ParseMarkdown(text_.substr(begin));
    const std::unique_ptr<cmark_iter, IterDeleter> iter(cmark_iter_new(document.get()));
    while (cmark_iter_next(iter.get()) != CMARK_EVENT_DONE) {
      if (cmark_iter_get_event_type(iter.get()) == CMARK_EVENT_ENTER) {
        Visit(cmark_iter_get_node(iter.get()));
      }
    }
    return std::move(blocks_);
  }

 private:
  // `---`, some lines, `---` or `...` at the very start.
  std::size_t LinesOfFrontMatter() const {
    const auto is = [&](std::size_t i, std::string_view what) {
      const Span line = Trim(text_, lines_[i]);
      return text_.substr(line.begin, line.size()) == what;
    };
    if (lines_.empty() || !is(0, "---")) return 0;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (is(i, "---") || is(i, "...")) return i + 1;
    }
    return 0;
  }

  void Visit(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) {
      Add(Block::Kind::kHeading, HeadingSpan(node), cmark_node_get_heading_level(node));
    } else if (type == CMARK_NODE_PARAGRAPH) {
      Add(Block::Kind::kText, ParagraphSpan(node), 0);
    } else if (IsTableRow(node)) {
      Add(Block::Kind::kWhole, RowSpan(node), 0);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      Add(Block::Kind::kWhole, CodeSpan(node), 0);
    } else if (type == CMARK_NODE_HTML_BLOCK) {
      Add(Block::Kind::kWhole, BehindComments(HtmlSpan(node)), 0);
    }
  }

  // The extension's node types have names, no constants in an installed header.
  static bool IsTableRow(cmark_node* node) {
    const std::string_view type = cmark_node_get_type_string(node);
    return type == "table_row" || type == "table_header";
  }

  void Add(Block::Kind kind, Span span, int level) {
    // Source positions of odd nestings may reach back; clauses never overlap.
    if (!blocks_.empty()) span.begin = std::max(span.begin, blocks_.back().span.end);
    if (span.begin >= span.end) return;
    span = Trim(text_, span);
    if (!span.empty()) blocks_.push_back({kind, level, span});
  }

  Span Line(int number) const {
    const std::size_t index = first_line_ + static_cast<std::size_t>(std::max(number, 1)) - 1;
    return index < lines_.size() ? lines_[index] : Span{text_.size(), text_.size()};
  }

  Span SpanOf(cmark_node* node) const {
    const Span first = Line(cmark_node_get_start_line(node));
    const Span last = Line(cmark_node_get_end_line(node));
    const auto column =
        static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 1)) - 1;
    Span span{std::min(first.begin + column, first.end), std::max(last.end, first.end)};
    while (span.begin > 0 && span.begin < span.end &&
           (static_cast<unsigned char>(text_[span.begin]) & 0xc0) == 0x80) {
      --span.begin;
    }
    return span;
  }

  // The library's end line is one short where the block ends on a line of its own, so
  // its lines are counted.
  Span HtmlSpan(cmark_node* node) const {
    const char* literal = cmark_node_get_literal(node);
    const std::size_t lines = SplitLines(literal == nullptr ? "" : literal).size();
    Span span = SpanOf(node);
    const int first = cmark_node_get_start_line(node);
    span.end = std::max(span.begin, Line(first + static_cast<int>(lines) - 1).end);
    return span;
  }

  // An HTML block that begins with comments goes on behind them, on their last line.
  Span BehindComments(Span span) const {
    constexpr std::string_view kOpen = "<!--";
    constexpr std::string_view kClose = "-->";
    span = Trim(text_, span);
    while (text_.substr(span.begin, span.size()).starts_with(kOpen)) {
      const std::size_t close =
          text_.substr(0, span.end).find(kClose, span.begin + kOpen.size());
      if (close == std::string_view::npos) return {span.end, span.end};
      span = Trim(text_, {close + kClose.size(), span.end});
    }
    return span;
  }

  bool IsUnderline(Span line) const {
    line = Trim(text_, line);
    const std::string_view view = text_.substr(line.begin, line.size());
    return !view.empty() && (view[0] == '=' || view[0] == '-') &&
           view.find_first_not_of(view[0]) == std::string_view::npos;
  }

  // Without `##` before and after, and without a line of `===` below.
  Span HeadingSpan(cmark_node* node) const {
    const int first = cmark_node_get_start_line(node);
    int last = cmark_node_get_end_line(node);
    while (last > first && (IsUnderline(Line(last)) || Trim(text_, Line(last)).empty())) {
      --last;
    }
    Span span = SpanOf(node);
    span = Trim(text_, {span.begin, std::max(span.begin, Line(last).end)});
    if (span.empty() || text_[span.begin] != '#') return span;
    while (!span.empty() && text_[span.begin] == '#') ++span.begin;
    Span inner = Trim(text_, span);
    std::size_t end = inner.end;
    while (end > inner.begin && text_[end - 1] == '#') --end;
    if (end < inner.end && end > inner.begin && SpaceAt(text_, end - 1) != 0) inner.end = end;
    return inner;
  }

  // The line of a table's header: that above the delimiters. The library gives it the
  // start of the paragraph that it was cut off from.
  static int HeaderLine(cmark_node* table) {
    cmark_node* row = cmark_node_next(cmark_node_first_child(table));
    return row == nullptr ? cmark_node_get_end_line(table) - 1
                          : cmark_node_get_start_line(row) - 2;
  }

  // A paragraph that goes on as a table has lost its place; it begins where the library
  // says that the table does.
  Span ParagraphSpan(cmark_node* node) const {
    if (cmark_node_get_start_line(node) > 0) return SpanOf(node);
    cmark_node* table = cmark_node_next(node);
    if (table == nullptr || std::string_view(cmark_node_get_type_string(table)) != "table") {
      return {};
    }
    Span span = SpanOf(table);
    span.end = std::max(span.begin, Line(HeaderLine(table) - 1).end);
    return span;
  }

  // Line `number` without the white space and the marks of block quotes up to `column`.
  Span LineBehindMarks(int number, int column) const {
    Span span = Line(number);
    const std::size_t end =
        std::min(span.begin + static_cast<std::size_t>(std::max(column, 1)) - 1, span.end);
    while (span.begin < end) {
      const std::size_t space = text_[span.begin] == '>' ? 1 : SpaceAt(text_, span.begin);
      if (space == 0) break;
      span.begin += space;
    }
    return span;
  }

  // Without the bars at its ends. All rows have the header's column, wherever they
  // begin, so only the header of a table that is no paragraph's end is cut there.
  Span RowSpan(cmark_node* node) const {
    cmark_node* table = cmark_node_parent(node);
    const bool header = cmark_node_previous(node) == nullptr;
    const int line = header ? HeaderLine(table) : cmark_node_get_start_line(node);
    const bool in_place = header && line == cmark_node_get_start_line(node);
    Span span = in_place ? SpanOf(node)
                         : LineBehindMarks(line, cmark_node_get_start_column(node));
    span = Trim(text_, span);
    if (!span.empty() && text_[span.begin] == '|') ++span.begin;
    if (!span.empty() && text_[span.end - 1] == '|') --span.end;
    return span;
  }

  // Without the fences.
  Span CodeSpan(cmark_node* node) const {
    int length = 0;
    int offset = 0;
    char character = 0;
    if (!cmark_node_get_fenced(node, &length, &offset, &character)) return SpanOf(node);
    const int first = cmark_node_get_start_line(node) + 1;
    int last = cmark_node_get_end_line(node);
    const Span closing = Trim(text_, Line(last));
    if (last >= first && !closing.empty() && text_[closing.begin] == character) --last;
    if (last < first) return {Line(first).begin, Line(first).begin};
    return {Line(first).begin, Line(last).end};
  }

  std::string_view text_;
  std::vector<Span> lines_;
  std::size_t first_line_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<Block> MarkdownBlocks(std::string_view text) { return MarkdownReader(text).Run(); }

}  // namespace clausebook::evidence
