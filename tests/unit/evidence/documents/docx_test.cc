// DOCX files: what a person reads of them, and what becomes of hostile ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/evidence/documents/extract.h"
#include "tests/testing/documents/documents.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {
namespace {

using clausebook::testing::BlocksOf;
using clausebook::testing::DocxParts;
using clausebook::testing::kWordNamespaces;
using clausebook::testing::MakeDocx;
using clausebook::testing::MakeZip;
using clausebook::testing::Must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kNs(kWordNamespaces);

std::string Words(const std::string& text, const std::string& properties = "") {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text +
         "</w:t></w:r>";
}

std::string Paragraph(const std::string& runs, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>";
}

std::string Cell(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + Paragraph(Words(text)) + "</w:tc>";
}

std::string Item(const std::string& text, int depth, int list = 1) {
  return Paragraph(Words(text), "<w:numPr><w:ilvl w:val=\"" + std::to_string(depth) +
                                    "\"/><w:numId w:val=\"" + std::to_string(list) +
                                    "\"/></w:numPr>");
}

ExtractedDocument Read(const std::string& body,
                       const std::map<std::string, std::string>& more = {}) {
  return Must(ExtractDocument(MakeDocx(body, more), DocumentFormat::kDocx));
}

absl::Status Refused(const std::string& bytes) {
  return ExtractDocument(bytes, DocumentFormat::kDocx).status();
}

const std::map<std::string, std::string>& Styles() {
  static const std::map<std::string, std::string> styles = {
      {"word/styles.xml",
       "<w:styles " + kNs +
           ">"
           "<w:style w:styleId=\"Head\"><w:name w:val=\"heading 2\"/></w:style>"
           "<w:style w:styleId=\"Mine\"><w:basedOn w:val=\"Head\"/></w:style>"
           "<w:style w:styleId=\"Toc\"><w:name w:val=\"toc 1\"/></w:style>"
           "<w:style w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style>"
           "</w:styles>"},
      {"word/numbering.xml",
       "<w:numbering " + kNs +
           "><w:abstractNum w:abstractNumId=\"5\">"
           "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
           "<w:lvlText w:val=\"%1.\"/></w:lvl>"
           "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/>"
           "<w:lvlText w:val=\"%1.%2)\"/></w:lvl></w:abstractNum>"
           "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>"
           "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride "
           "w:ilvl=\"0\">"
           "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>"}};
  return styles;
}

TEST(Docx, ReadsWhatAWordProcessorWrites) {
  const auto policy = Must(ExtractDocument(
      clausebook::testing::ReadDocumentFile(CLAUSEBOOK_DOCUMENTS "/policy.docx"),
      DocumentFormat::kDocx));
  const auto blocks = BlocksOf(policy);
  EXPECT_EQ(blocks[0], "#1 Harbourlight Privacy Policy");
  EXPECT_THAT(policy.text, HasSubstr("\n- Account identifiers, kept for 30 days.\n"
                                     "  - Hashed before they are written.\n"));
  EXPECT_THAT(policy.text, HasSubstr("\n1. First we ask.\n2. Then we delete.\n"));
  EXPECT_THAT(blocks,
              ::testing::Contains("| Provider: Postbird; Purpose: e-mail; Country: AU"));
  EXPECT_THAT(policy.text, HasSubstr("our privacy team [privacy@harbourlight.example]."));
}

TEST(Docx, KnowsHeadingsByStyleAndByOutline) {
  EXPECT_THAT(BlocksOf(Read(Paragraph(Words("One"), "<w:pStyle w:val=\"Mine\"/>") +
                                Paragraph(Words("Two"), "<w:outlineLvl w:val=\"3\"/>") +
                                Paragraph(Words("Three", "<w:b/>")) +
                                Paragraph(Words("Four", "<w:b w:val=\"0\"/>")) +
                                Paragraph(Words("Text"), "<w:pStyle w:val=\"Loop\"/>"),
                            Styles())),
              ElementsAre("#2 One", "#4 Two", "#7 Three", "Four", "Text"));
}

TEST(Docx, NumbersListsAsTheyAreShown) {
  EXPECT_EQ(
      Read(Item("ask", 0) + Item("wait", 1) + Item("delete", 1) + Item("end", 0) +
               Paragraph(Words("Other.")) + Item("again", 0, 2) + Item("sub", 1, 2),
           Styles())
          .text,
      "1. ask\n  1.a) wait\n  1.b) delete\n2. end\n\nOther.\n\n1. again\n  1.a) sub");
}

TEST(Docx, MakesAClauseOfEachTableRow) {
  const std::string body =
      "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + Cell("Who") + Cell("What") +
      Cell("Where") + "</w:tr><w:tr>" + Cell("Postbird") + Cell("mail") +
      Cell("AU", "<w:vMerge w:val=\"restart\"/>") + "</w:tr><w:tr>" + Cell("Logwick") +
      Cell("logs") + Cell("", "<w:vMerge/>") + "</w:tr><w:tr>" +
      Cell("Nobody else.", "<w:gridSpan w:val=\"3\"/>") + "</w:tr></w:tbl>";
  EXPECT_THAT(BlocksOf(Read(body)),
              ElementsAre("| Who: Postbird; What: mail; Where: AU",
                          "| Who: Logwick; What: logs; Where: AU", "| Nobody else."));
}

TEST(Docx, ReadsLinksFieldsAndNotes) {
  const std::string field =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK "
      "\"https://x.example/dpa\"</w:instrText></w:r><w:r><w:fldChar "
      "w:fldCharType=\"separate\"/></w:r>" +
      Words("the DPA") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  EXPECT_EQ(Read(Paragraph("<w:hyperlink r:id=\"rId4\">" + Words("Mail us") +
                           "</w:hyperlink>" + Words(", see ") + field +
                           "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + Words(".")),
                 {{"word/footnotes.xml",
                   "<w:footnotes " + kNs + "><w:footnote w:id=\"2\">" +
                       Paragraph(Words("Or ask.")) + "</w:footnote></w:footnotes>"}})
                .text,
            "Mail us [privacy@x.example], see the DPA [https://x.example/dpa][1].\n\n"
            "[1] Or ask.");
}

TEST(Docx, ReadsTrackedChangesAsAcceptedAndSaysSo) {
  const auto document = Read(Paragraph(
      Words("We keep ") + "<w:del><w:r><w:delText>all</w:delText></w:r></w:del>" +
      "<w:ins>" + Words("no") + "</w:ins>" + Words(" logs.") +
      Words("secret", "<w:vanish/>")));
  EXPECT_EQ(document.text, "We keep no logs.");
  EXPECT_THAT(document.notes, ElementsAre(HasSubstr("tracked changes")));
}

TEST(Docx, LeavesTheTableOfContentsOut) {
  EXPECT_EQ(Read(Paragraph(Words("Data 3"), "<w:pStyle w:val=\"Toc\"/>") +
                     Paragraph("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
                               "<w:instrText> TOC \\o</w:instrText></w:r><w:r><w:fldChar "
                               "w:fldCharType=\"separate\"/></w:r>" +
                               Words("Data 3")) +
                     Paragraph(Words("Logs 4") +
                               "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>") +
                     Paragraph(Words("Text.")),
                 Styles())
                .text,
            "Text.");
}

TEST(Docx, ReadsTextBoxesOnceAndMacrosNever) {
  const std::string box =
      "<w:txbxContent>" + Paragraph(Words("In a box.")) + "</w:txbxContent>";
  EXPECT_EQ(
      Read(Paragraph("<w:r><mc:AlternateContent><mc:Choice>" + box +
                     "</mc:Choice><mc:Fallback>" + box +
                     "</mc:Fallback></mc:AlternateContent></w:r>" + Words("Beside.")),
           {{"word/vbaProject.bin", "MZ macro"}})
          .text,
      "Beside.\n\nIn a box.");
}

TEST(DocxHostile, BombsAreRefused) {
  const absl::Status status =
      Refused(MakeDocx(Paragraph(Words(std::string(200u << 20, 'a')))));
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("unpacks to more than"));
}

TEST(DocxHostile, DeepPartsAreRefused) {
  std::string body;
  for (int i = 0; i < 10000; ++i) body += "<w:tbl><w:tr><w:tc>";
  body += Paragraph(Words("x"));
  for (int i = 0; i < 10000; ++i) body += "</w:tc></w:tr></w:tbl>";
  const absl::Status status = Refused(MakeDocx(body));
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("deep"));
}

TEST(DocxHostile, EntitiesAreRefused) {
  auto parts = DocxParts("");
  parts["word/document.xml"] =
      "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">"
      "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" +
      parts["word/document.xml"];
  const absl::Status status = Refused(MakeZip(parts));
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("word/document.xml has a DOCTYPE"));
}

TEST(DocxHostile, OutsidePartsAreNotRead) {
  auto parts = DocxParts(Paragraph(Words("Text.")));
  parts["_rels/.rels"] =
      "<Relationships><Relationship Id=\"a\" Type=\"t/officeDocument\" "
      "TargetMode=\"External\" Target=\"file:///etc/passwd\"/></Relationships>";
  EXPECT_TRUE(absl::IsInvalidArgument(Refused(MakeZip(parts))));
  parts = DocxParts(Paragraph(Words("Text.")));
  parts["word/_rels/document.xml.rels"] =
      "<Relationships><Relationship Id=\"a\" Type=\"t/styles\" TargetMode=\"External\" "
      "Target=\"http://x.example/styles.xml\"/></Relationships>";
  EXPECT_EQ(Must(ExtractDocument(MakeZip(parts), DocumentFormat::kDocx)).text, "Text.");
}

TEST(DocxHostile, EncryptedFilesAreRefused) {
  const absl::Status zip = Refused(MakeZip(DocxParts(Paragraph(Words("x"))), "secret"));
  EXPECT_THAT(std::string(zip.message()), HasSubstr("without a password"));
  std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  EXPECT_THAT(std::string(Refused(ole).message()), HasSubstr("before 2007"));
  for (const char c : std::string("EncryptedPackage")) ole += {c, '\0'};
  EXPECT_THAT(std::string(Refused(ole).message()), HasSubstr("without a password"));
}

TEST(DocxHostile, DamagedFilesAreRefused) {
  const std::string whole = MakeDocx(Paragraph(Words("Text.")));
  for (std::size_t size = 1; size < whole.size(); size += 7) {
    EXPECT_TRUE(absl::IsInvalidArgument(Refused(whole.substr(0, size)))) << size;
  }
  auto parts = DocxParts("<w:p>");
  EXPECT_THAT(std::string(Refused(MakeZip(parts)).message()),
              HasSubstr("word/document.xml is not XML at byte"));
  parts = DocxParts(Paragraph(Words("\xff")));
  EXPECT_THAT(std::string(Refused(MakeZip(parts)).message()),
              HasSubstr("not UTF-8 at byte"));
  EXPECT_TRUE(absl::IsInvalidArgument(Refused(MakeZip({{"a.txt", "x"}}))));
  std::map<std::string, std::string> many;
  for (int i = 0; i < 5000; ++i) many["word/" + std::to_string(i)] = "x";
  EXPECT_TRUE(absl::IsResourceExhausted(Refused(MakeZip(many))));
}

}  // namespace
}  // namespace clausebook::evidence
