// Which format a file has, and what all formats have in common.
#include "service/evidence/documents/extract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "service/evidence/segmenter.h"
#include "tests/testing/documents/documents.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {
namespace {

using clausebook::testing::MakeDocx;
using clausebook::testing::MakeZip;
using clausebook::testing::Must;
using clausebook::testing::ReadDocumentFile;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Fixture(const std::string& name) {
  return ReadDocumentFile(CLAUSEBOOK_DOCUMENTS "/" + name);
}

TEST(SniffFormat, LooksAtTheBytesFirst) {
  EXPECT_EQ(SniffFormat(Fixture("policy.pdf"), "policy.html"), DocumentFormat::kPdf);
  EXPECT_EQ(SniffFormat(Fixture("policy.docx"), ""), DocumentFormat::kDocx);
  EXPECT_EQ(SniffFormat(Fixture("policy.html"), "policy"), DocumentFormat::kHtml);
  EXPECT_EQ(SniffFormat("\xef\xbb\xbf \n<!DOCTYPE HTML><p>", ""), DocumentFormat::kHtml);
  EXPECT_EQ(SniffFormat("<?xml version='1.0'?><html>", ""), DocumentFormat::kHtml);
}

TEST(SniffFormat, ThenAtTheName) {
  EXPECT_EQ(SniffFormat("<p>x", "Policy.HTM"), DocumentFormat::kHtml);
  EXPECT_EQ(SniffFormat("x", "a.pdf"), DocumentFormat::kPdf);
  EXPECT_EQ(SniffFormat("x", "a.docm"), DocumentFormat::kDocx);
}

TEST(SniffFormat, LeavesTextAlone) {
  EXPECT_EQ(SniffFormat("# Policy", "policy.md"), std::nullopt);
  EXPECT_EQ(SniffFormat("We store nothing.", ""), std::nullopt);
  EXPECT_EQ(SniffFormat("", ""), std::nullopt);
  EXPECT_EQ(SniffFormat(MakeZip({{"a", "b"}}), "a.zip"), std::nullopt);
}

TEST(ExtractDocument, SaysWhatAFileIsInstead) {
  const auto message = [](const std::string& bytes, DocumentFormat format) {
    const absl::Status status = ExtractDocument(bytes, format).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
    return std::string(status.message());
  };
  EXPECT_THAT(message("\x89PNG\r\n", DocumentFormat::kPdf), HasSubstr("is a PNG image"));
  EXPECT_THAT(message("<html><p>x", DocumentFormat::kPdf), HasSubstr("is an HTML page"));
  EXPECT_THAT(message("%PDF-1.4", DocumentFormat::kHtml), HasSubstr("is a PDF"));
  EXPECT_THAT(message(MakeDocx(""), DocumentFormat::kHtml),
              HasSubstr("is a ZIP archive"));
  EXPECT_THAT(message("hello", DocumentFormat::kDocx), HasSubstr("not a Word document"));
  EXPECT_THAT(message("", DocumentFormat::kHtml), HasSubstr("empty"));
}

TEST(ExtractDocument, RefusesHugeFiles) {
  EXPECT_TRUE(absl::IsResourceExhausted(
      ExtractDocument(std::string(kMaxDocumentBytes + 1, 'a'), DocumentFormat::kHtml)
          .status()));
}

TEST(ExtractDocument, GivesTheSameForTheSame) {
  for (const char* name : {"policy.html", "policy.docx", "policy.pdf", "pages.pdf"}) {
    const std::string bytes = Fixture(name);
    const auto format = SniffFormat(bytes, name);
    ASSERT_TRUE(format.has_value());
    const auto once = Must(ExtractDocument(bytes, *format));
    const auto again = Must(ExtractDocument(bytes, *format));
    EXPECT_EQ(once.text, again.text);
    EXPECT_EQ(clausebook::testing::BlocksOf(once), clausebook::testing::BlocksOf(again));
  }
}

TEST(SegmentBlocks, CutsClausesUnderTheirHeadings) {
  const auto page = Must(ExtractDocument(
      "<h1>Policy</h1><h2>Data</h2><p>We keep logs. For a day.</p><ul><li>Names</ul>"
      "<table><tr><th>Who<th>Where<tr><td>X. Y<td>AU</table>",
      DocumentFormat::kHtml));
  const auto clauses = Must(SegmentBlocks(page.text, page.blocks));
  std::vector<std::string> texts;
  for (const auto& clause : clauses) {
    texts.push_back(
        page.text.substr(clause.range.begin, clause.range.end - clause.range.begin));
  }
  EXPECT_THAT(texts, ElementsAre("Policy", "Data", "We keep logs.", "For a day.", "Names",
                                 "Who: X. Y; Where: AU"));
  EXPECT_THAT(clauses.back().heading_path, ElementsAre("Policy", "Data"));
  EXPECT_TRUE(clauses[1].heading);
}

TEST(SegmentBlocks, RefusesBlocksOfAnotherText) {
  const Block::Kind kind = Block::Kind::kText;
  for (const std::vector<Block>& blocks : {std::vector<Block>{{kind, 0, {0, 9}}},
                                           {{kind, 0, {2, 2}}},
                                           {{kind, 0, {3, 5}}, {kind, 0, {4, 6}}},
                                           {{kind, 0, {0, 2}}}}) {
    EXPECT_TRUE(
        absl::IsInvalidArgument(SegmentBlocks("a\xc3\xa9 text", blocks).status()));
  }
}

}  // namespace
}  // namespace clausebook::evidence
