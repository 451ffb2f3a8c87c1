// Applying a book, exporting it and applying that again changes nothing: also with
// documents, manifests, descriptors and several texts of one day.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/unit/evidence/shelf.h"

namespace clausebook::evidence {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string ReadTestFile(const std::string& path) {
  std::ifstream file(std::string(CLAUSEBOOK_TESTING) + "/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

constexpr char kHead[] = R"(clausebook: 1
vendor: {id: acme, name: Acme}
apps:
  - {id: one, name: One}
  - {id: two, name: Two}
policies:
)";

TEST(BookExport, DocumentsComeBackToTheByteAndAreReadTheSame) {
  Shelf shelf;
  BookFiles files;
  std::string book =
      std::string(kHead) + "  - id: privacy\n    title: P\n    revisions:\n";
  int year = 2020;
  for (const char* ending : {"html", "docx", "pdf"}) {
    const std::string path = std::string("texts/policy.") + ending;
    files[path] = ReadTestFile(std::string("documents/policy.") + ending);
    book += "      - {file: " + path + ", effective: " + std::to_string(year++) +
            "-01-01, url: \"https://acme.example/privacy\"}\n";
  }
  // The ending of a name may say nothing.
  files["texts/old"] = files["texts/policy.html"];
  book += "      - {file: texts/old, effective: 2019-01-01, format: html}\n";
  files[kBookFile] = book;
  const auto parsed = Shelf::Parse(files);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  // A fact on a clause of each text.
  book += "facts:\n";
  for (const BookRevision& revision : parsed->revisions) {
    const std::string day = FormatDate(revision.revision.effective);
    for (const model::Clause& clause : revision.clauses) {
      const auto size = static_cast<std::size_t>(clause.range.end - clause.range.begin);
      if (clause.heading || size < 20) continue;
      book += "  - {id: on-" + day + ", property: storage.off_platform, equals: false, " +
              "revision: " + day + ", occurrence: 1, quote: \"" +
              revision.revision.text->substr(static_cast<std::size_t>(clause.range.begin),
                                             size) +
              "\"}\n";
      break;
    }
  }
  files[kBookFile] = book;
  EXPECT_THAT(shelf.Changes(files), SizeIs(1 + 2 + 1 + 4 + 4));

  const BookFiles exported = shelf.Export();
  EXPECT_THAT(exported, SizeIs(5));
  for (const char* ending : {"html", "docx", "pdf"}) {
    const std::string& bytes = files[std::string("texts/policy.") + ending];
    EXPECT_TRUE(std::any_of(exported.begin(), exported.end(), [&](const auto& file) {
      return file.first.ends_with(ending) && file.second == bytes;
    })) << ending;
  }
  EXPECT_THAT(shelf.Changes(exported), IsEmpty());
}

TEST(BookExport, ManifestsAndDescriptorsComeBackWithTheirFactsReadAnew) {
  Shelf shelf;
  BookFiles files;
  files["one.yml"] = ReadTestFile("manifests/egress.yml");
  files["one-later.yml"] = ReadTestFile("manifests/remotes.yml");
  files["two.json"] = ReadTestFile("manifests/jwt.json");
  files[kBookFile] = std::string(kHead) + R"(  - id: manifest-one
    forge_manifest_of: one
    revisions:
      - {file: one.yml, effective: 2024-01-01}
      - {file: one-later.yml, effective: 2025-01-01}
  - id: descriptor-two
    connect_descriptor_of: two
    title: What Two declares
    revisions:
      - {file: two.json, effective: 2024-01-01}
facts:
  - id: sold
    property: use.sold
    equals: false
    attestation: {by: Jo, on: 2025-02-01, statement: "Never."}
)";
  const auto changes = shelf.Changes(files);
  EXPECT_THAT(changes, Contains(HasSubstr("/facts/egress-")));
  const BookFiles exported = shelf.Export();
  EXPECT_THAT(
      exported.at(kBookFile),
      AllOf(HasSubstr("forge_manifest_of: one"), HasSubstr("connect_descriptor_of: two"),
            HasSubstr("What Two declares"), HasSubstr("id: sold"),
            Not(HasSubstr("property: egress."))))
      << "what a program reads is not written";
  EXPECT_THAT(exported, SizeIs(4));
  EXPECT_THAT(shelf.Changes(exported), IsEmpty());
}

TEST(BookExport, AManifestAloneComesBack) {
  Shelf shelf;
  BookFiles files = {
      {"m.yml", ReadTestFile("manifests/quiet.yml")},
      {kBookFile, std::string(kHead) + "  - {id: m, forge_manifest_of: one, revisions: "
                                       "[{file: m.yml, effective: 2024-01-01}]}\n"}};
  shelf.Changes(files);
  EXPECT_THAT(shelf.Changes(shelf.Export()), IsEmpty());
}

TEST(BookExport, TextsOfOneDayAreToldApart) {
  Shelf shelf;
  const std::string book = std::string(kHead) + R"(  - id: privacy
    title: P
    revisions:
      - {file: a.txt, effective: 2024-01-01}
      - {file: b.txt, effective: 2024-01-01}
)";
  const std::string fact =
      "facts:\n  - {id: f, property: use.sold, equals: false, quote: We never sell "
      "data., "
      "revision: ";
  BookFiles files = {{"a.txt", "We never sell data.\n"},
                     {"b.txt", "Now then. We never sell data.\n"},
                     {kBookFile, book + fact + "2024-01-01}\n"}};
  const auto ambiguous = shelf.Apply(files);
  ASSERT_FALSE(ambiguous.ok());
  const auto parsed = Shelf::Parse(
      {{"a.txt", files["a.txt"]}, {"b.txt", files["b.txt"]}, {kBookFile, book}});
  ASSERT_TRUE(parsed.ok());
  const std::string second = parsed->revisions.at(1).revision.ref.revision;
  EXPECT_THAT(std::string(ambiguous.status().ToString()), HasSubstr("1 fault"));
  files[kBookFile] = book + fact + second + "}\n";
  shelf.Changes(files);
  EXPECT_THAT(shelf.Export().at(kBookFile), HasSubstr("revision: " + second));
  EXPECT_THAT(shelf.Changes(shelf.Export()), IsEmpty());
}

}  // namespace
}  // namespace clausebook::evidence
