// PDFs: what a person reads of them, and what becomes of hostile ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "service/evidence/documents/extract.h"
#include "service/evidence/documents/pdf_layout.h"
#include "tests/testing/documents/documents.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {
namespace {

using clausebook::testing::BlocksOf;
using clausebook::testing::Must;
using clausebook::testing::ReadDocumentFile;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string Fixture(const std::string& name) {
  return ReadDocumentFile(CLAUSEBOOK_DOCUMENTS "/" + name);
}

ExtractedDocument Read(const std::string& name) {
  return Must(ExtractDocument(Fixture(name), DocumentFormat::kPdf));
}

absl::Status Refused(const std::string& bytes) {
  return ExtractDocument(bytes, DocumentFormat::kPdf).status();
}

// Words of one line, six points a letter.
void AddLine(PdfPage* page, double left, double top, const std::string& text,
             bool bold = false, double size = 10) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    PdfWord word{.text = text.substr(at, end - at), .left = left, .top = top};
    word.right = left + 6.0 * static_cast<double>(word.text.size());
    word.bottom = top + size;
    word.size = size;
    word.bold = bold;
    word.space_after = end < text.size();
    left = word.right + 3;
    page->words.push_back(word);
    at = end + 1;
  }
}

std::vector<std::string> LaidOut(const PdfPage& page) {
  return BlocksOf(Must(LayOutPdf({page})));
}

TEST(Pdf, ReadsWhatAWordProcessorPrints) {
  const auto policy = Read("policy.pdf");
  const auto blocks = BlocksOf(policy);
  EXPECT_EQ(blocks[0], "#1 Harbourlight Privacy Policy");
  EXPECT_THAT(blocks, Contains("#2 1. Data we collect"));
  EXPECT_THAT(policy.text, HasSubstr("\n- Account identifiers, kept for 30 days.\n"
                                     "  - Hashed before they are written.\n"));
  EXPECT_THAT(policy.text, HasSubstr("\n1. First we ask.\n2. Then we delete.\n"));
  EXPECT_THAT(blocks,
              Contains("| Provider: Logwick; Purpose: error reports, without issue "
                       "content or names of people; Country: IE"));
  EXPECT_THAT(blocks, Contains(StartsWith("Our apps store configuration only.")));
}

TEST(Pdf, JoinsParagraphsOverLinesPagesAndHyphens) {
  const auto pages = Read("pages.pdf");
  ASSERT_EQ(pages.blocks.size(), 15u);
  for (std::size_t i = 1; i < pages.blocks.size(); ++i) {
    const std::string text = BlocksOf(pages)[i];
    EXPECT_THAT(text, StartsWith("Paragraph " + std::to_string(i) + ". Harbourlight"));
    EXPECT_THAT(text,
                HasSubstr("the pseudonymisation of identifiers, the authorisation of "
                          "third-party services and the confidentiality of "
                          "configuration are looked after"));
  }
}

TEST(Pdf, LeavesRunningHeadersFootersAndPageNumbersOut) {
  const std::string text = Read("pages.pdf").text;
  EXPECT_THAT(text, Not(HasSubstr("version of 1 March")));
  EXPECT_THAT(text, Not(HasSubstr("Page 2")));
}

TEST(PdfLayout, KeepsTheHyphensOfWordsThatHaveThem) {
  PdfPage page{.height = 800};
  AddLine(&page, 50, 100, "we ask every third party and the other party or third-");
  AddLine(&page, 50, 112, "party again about pseudo-");
  AddLine(&page, 50, 124, "nyms at x.example-");
  AddLine(&page, 50, 136, "two of them.");
  EXPECT_THAT(
      LaidOut(page),
      ElementsAre("we ask every third party and the other party or third-party again "
                  "about pseudonyms at x.example-two of them."));
}

TEST(PdfLayout, PutsMarkersBackBeforeTheirLines) {
  PdfPage page{.height = 800};
  AddLine(&page, 50, 100, "\xe2\x97\x8f");
  AddLine(&page, 50, 112, "\xe2\x97\x8f");
  AddLine(&page, 70, 100, "Names of people");
  AddLine(&page, 70, 112, "Logs for a day");
  EXPECT_EQ(Must(LayOutPdf({page})).text, "- Names of people\n- Logs for a day");
}

TEST(PdfLayout, ReadsTablesWithHeadersInBold) {
  PdfPage page{.height = 800};
  AddLine(&page, 50, 100, "Provider", true);
  AddLine(&page, 200, 100, "Purpose", true);
  AddLine(&page, 50, 120, "Postbird");
  AddLine(&page, 200, 120, "sending");
  AddLine(&page, 200, 132, "mail");
  AddLine(&page, 50, 152, "Logwick");
  AddLine(&page, 200, 152, "logs");
  AddLine(&page, 50, 190, "Nobody else sees data of yours at all.");
  EXPECT_THAT(LaidOut(page), ElementsAre("| Provider: Postbird; Purpose: sending mail",
                                         "| Provider: Logwick; Purpose: logs",
                                         "Nobody else sees data of yours at all."));
}

TEST(PdfLayout, TakesContentsNeitherForTablesNorForText) {
  PdfPage page{.height = 800};
  AddLine(&page, 50, 100, "Data", true);
  AddLine(&page, 200, 100, "3", true);
  AddLine(&page, 50, 112, "Logs");
  AddLine(&page, 200, 112, "4");
  AddLine(&page, 50, 124, "Backups .......... 5");
  const std::string text = Must(LayOutPdf({page})).text;
  EXPECT_THAT(text, Not(HasSubstr("Data: Logs")));
  EXPECT_THAT(text, Not(HasSubstr("Backups")));
}

TEST(PdfHostile, EncryptedFilesAreRefused) {
  const absl::Status status = Refused(Fixture("encrypted.pdf"));
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("without a password"));
}

TEST(PdfHostile, DamagedFilesAreRefusedOrReadInPart) {
  const std::string whole = Fixture("policy.pdf");
  for (std::size_t size = 1; size < whole.size(); size += 997) {
    const auto read = ExtractDocument(whole.substr(0, size), DocumentFormat::kPdf);
    if (!read.ok()) {
      EXPECT_TRUE(absl::IsInvalidArgument(read.status())) << read.status();
    }
  }
}

// A file with a tree of pages as given, and one page, number 3.
std::string PdfWithPages(const std::string& pages) {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj" + pages +
         "endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
         "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n";
}

TEST(PdfHostile, TooManyPagesAreRefused) {
  std::string kids;
  for (int i = 0; i < 2000; ++i) kids += "3 0 R ";
  const absl::Status status =
      Refused(PdfWithPages("<</Type/Pages/Count 2000/Kids[" + kids + "]>>"));
  EXPECT_FALSE(status.ok());
  EXPECT_FALSE(
      Refused(PdfWithPages("<</Type/Pages/Count 2147483647/Kids[3 0 R]>>")).ok());
  EXPECT_FALSE(Refused(PdfWithPages("<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>")).ok());
}

TEST(PdfHostile, PagesWithoutTextAreRefusedWithARemedy) {
  const absl::Status status =
      Refused(PdfWithPages("<</Type/Pages/Count 1/Kids[3 0 R]>>"));
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("text recognition"));
}

}  // namespace
}  // namespace clausebook::evidence
