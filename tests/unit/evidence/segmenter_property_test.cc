// What holds of the clauses of any text: they are ranges in order, and nothing that was
// written is lost between them.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "service/base/utf8.h"
#include "service/evidence/quote.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

using model::MediaType;

std::string Join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

rc::Gen<std::string> Words() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "we ", "Data ", "e.g. ", "U.S. ", "3.5 ", "(see ", "it) ", "“so” ", "à ", "Å ",
          "Харьков ", "保存", "Inc. ", "no. ", "No ", "don’t ", "stored. ", "Really? ",
          "[x] ", "so: ", "a, ", "…", "\xc2\xa0", "etc. ", "example.com ", "b; ")),
      Join);
}

rc::Gen<std::string> Sentence() {
  return rc::gen::map(
      rc::gen::pair(Words(), rc::gen::element<std::string>(".", "!", "?", "", ":", "。",
                                                           ".”", ")")),
      [](const auto& pair) { return "We" + pair.first + pair.second; });
}

// A line of plain text and the line end behind it.
rc::Gen<std::string> PlainLine() {
  const auto start = rc::gen::element<std::string>(
      "", "", "", "- ", "* ", "• ", "1. ", "1.2 ", "a) ", "(iv) ", "  ", "    - ", "\t");
  const auto end =
      rc::gen::element<std::string>("\n", "\n", "\r\n", "\n\n", "\r\n\r\n", "\r", " ");
  return rc::gen::map(rc::gen::tuple(start, Sentence(), end), [](const auto& t) {
    return std::get<0>(t) + std::get<1>(t) + std::get<2>(t);
  });
}

// A block of Markdown; a sentence is put where `%` stands.
rc::Gen<std::string> MarkdownBlock() {
  const auto block = rc::gen::element<std::string>(
      "%\n\n", "# %\n\n", "## % ##\n\n", "%\n===\n\n", "%\n---\n\n", "- %\n", "- %\n\n",
      "1. %\n", "  - %\n", "   %\n", "> %\n", "> > %\n\n",
      "| % | % |\n| --- | --- |\n| % |\n", " % | %\n--|--\n%\n% | %\n\n", "```\n%\n```\n",
      "~~~ \n%\n", "    %\n\n", "***\n\n", "<!-- --> %\n\n", "<!--\n-->%\n\n",
      "<div>\n%\n</div>\n\n", "**bold** %\n", "* %\n", "%  \n%\n", "\n", "---\n");
  return rc::gen::mapcat(block, [](const std::string& layout) {
    return rc::gen::map(Sentence(), [layout](const std::string& sentence) {
      std::string text;
      for (const char c : layout) text += c == '%' ? sentence : std::string(1, c);
      return text;
    });
  });
}

rc::Gen<std::string> Lines(rc::Gen<std::string> line) {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(std::move(line)),
                      [](const std::vector<std::string>& lines) {
                        return "The Policy\n\n" + Join(lines);
                      });
}

std::string WithLineEnds(const std::string& text, const std::string& end) {
  std::string out;
  for (const char c : text) out += c == '\n' ? end : std::string(1, c);
  return out;
}

std::vector<model::Clause> Segment(const std::string& text, MediaType type) {
  auto clauses = SegmentText(text, type);
  if (!clauses.ok()) RC_FAIL(std::string(clauses.status().message()));
  return *std::move(clauses);
}

void CheckRanges(const std::string& text, const std::vector<model::Clause>& clauses) {
  std::int64_t last_end = 0;
  for (const model::Clause& clause : clauses) {
    RC_ASSERT(clause.range.begin >= last_end);
    RC_ASSERT(clause.range.end > clause.range.begin);
    RC_ASSERT(clause.range.end <= static_cast<std::int64_t>(text.size()));
    const Span span{static_cast<std::size_t>(clause.range.begin),
                    static_cast<std::size_t>(clause.range.end)};
    RC_ASSERT(Trim(text, span).size() == span.size());
    RC_ASSERT(!FindInvalidUtf8(text.substr(span.begin, span.size())));
    const auto place = CheckRange(text, clauses, clause.range);
    RC_ASSERT(place.ok() != clause.heading);
    last_end = clause.range.end;
  }
}

bool IsLetterOrDigit(char32_t c) {
  const bool kana_or_ideograph = c >= 0x3041 && c <= 0x9fff;
  return IsDigit(c) || IsUpper(c) || IsLower(c) || kana_or_ideograph;
}

// What is between the clauses, without the letters and digits of list markers, which
// stand at the starts of lines (`1.2 `, `a) `, `(iv) `).
std::string WordsLeftOut(const std::string& text,
                         const std::vector<model::Clause>& clauses) {
  std::string rest = text;
  for (const model::Clause& clause : clauses) {
    std::fill(rest.begin() + clause.range.begin, rest.begin() + clause.range.end, ' ');
  }
  std::string words;
  for (const Span line : SplitLines(rest)) {
    const Span inner = Trim(rest, line);
    const std::string left = rest.substr(inner.begin, inner.size());
    const bool marker = left.size() <= 5 && !left.empty() &&
                        (IsDigit(left[0]) || left.back() == ')' || left.back() == '.');
    if (marker) continue;
    for (std::size_t at = 0; at < left.size(); at += CodePointAt(left, at).size) {
      if (IsLetterOrDigit(CodePointAt(left, at).value)) words += left[at];
    }
  }
  return words;
}

std::vector<std::string> Ids(const std::vector<model::Clause>& clauses) {
  std::vector<std::string> ids;
  for (const model::Clause& clause : clauses) ids.push_back(clause.id);
  return ids;
}

RC_GTEST_PROP(AnyPlainText, IsCutIntoClausesThatLoseNothing, ()) {
  const std::string text = *Lines(PlainLine());
  const auto clauses = Segment(text, MediaType::kPlainText);
  CheckRanges(text, clauses);
  RC_ASSERT(WordsLeftOut(text, clauses) == "");
}

RC_GTEST_PROP(AnyMarkdown, IsCutIntoClausesThatLoseNothing, ()) {
  const std::string text = *Lines(MarkdownBlock());
  const auto clauses = Segment(text, MediaType::kMarkdown);
  CheckRanges(text, clauses);
  RC_ASSERT(WordsLeftOut(text, clauses) == "");
}

RC_GTEST_PROP(AnyText, IsCutAlikeEveryTime, ()) {
  const std::string text = *Lines(rc::gen::oneOf(PlainLine(), MarkdownBlock()));
  for (const MediaType type : {MediaType::kPlainText, MediaType::kMarkdown}) {
    const auto once = Segment(text, type);
    const auto again = Segment(text, type);
    RC_ASSERT(Ids(once) == Ids(again));
    RC_ASSERT(
        std::equal(once.begin(), once.end(), again.begin(), again.end(),
                   [](const auto& a, const auto& b) { return a.range == b.range; }));
  }
}

RC_GTEST_PROP(AnyText, IsCutAlikeWithOtherLineEnds, ()) {
  std::string text = *Lines(rc::gen::oneOf(PlainLine(), MarkdownBlock()));
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  for (const MediaType type : {MediaType::kPlainText, MediaType::kMarkdown}) {
    const auto ids = Ids(Segment(text, type));
    RC_ASSERT(Ids(Segment(WithLineEnds(text, "\r\n"), type)) == ids);
    RC_ASSERT(Ids(Segment(WithLineEnds(text, "\r"), type)) == ids);
  }
}

}  // namespace
}  // namespace clausebook::evidence
