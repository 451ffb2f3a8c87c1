// Strict YAML: what is refused, where the fault is said to be, and what to do.
#include "service/catalog/yaml_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/base/utf8.h"
#include "service/catalog/check_program.h"

namespace clausebook::yaml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The only fault of parsing `content`.
BookFault FaultOf(std::string_view content, const Limits& limits = {}) {
  Faults faults;
  Parse("f.yaml", content, faults, limits);
  EXPECT_THAT(faults.faults(), SizeIs(1));
  return faults.empty() ? BookFault{} : faults.faults()[0];
}

TEST(YamlParse, KeepsKindsTextsAndPlaces) {
  Faults faults;
  const auto root = Parse(
      "f.yaml", "a: one\nb: [x, \"2\"]\nc:\n  d: |\n    two\n    lines\ne:\n", faults);
  ASSERT_TRUE(root);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(root->Find("a")->text, "one");
  EXPECT_FALSE(root->Find("a")->quoted);
  EXPECT_EQ(root->Find("a")->place.line, 1);
  EXPECT_EQ(root->Find("a")->place.column, 4);
  ASSERT_THAT(root->Find("b")->items, SizeIs(2));
  EXPECT_TRUE(root->Find("b")->items[1].quoted);
  EXPECT_EQ(root->Find("c")->Find("d")->text, "two\nlines\n");
  EXPECT_EQ(root->Find("e")->kind, Node::Kind::kNull);
  EXPECT_EQ(root->Find("nothing"), nullptr);
}

TEST(YamlParse, AnEmptyFileIsNull) {
  Faults faults;
  const auto root = Parse("f.yaml", "# only a comment\n", faults);
  ASSERT_TRUE(root);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(root->kind, Node::Kind::kNull);
}

TEST(YamlParse, WindowsLineEndsAndAByteOrderMarkAreRead) {
  Faults faults;
  const auto root = Parse("f.yaml",
                          "\xEF\xBB\xBF"
                          "a: one\r\nb: two\r\n",
                          faults);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->Find("a")->text, "one");
  EXPECT_EQ(root->Find("b")->text, "two");
}

TEST(YamlParse, ARepeatedKeyIsAFaultAtTheSecondOne) {
  const BookFault fault = FaultOf("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n");
  EXPECT_EQ(fault.path, "f.yaml");
  EXPECT_EQ(fault.line, 5);
  EXPECT_EQ(fault.column, 3);
  EXPECT_THAT(fault.message, HasSubstr("'c' stands twice in one map, first on line 3"));
}

TEST(YamlParse, BytesThatAreNotUtf8AreRefusedWhereTheyStand) {
  const BookFault fault = FaultOf("a: 1\nb: \xFFz\n");
  EXPECT_EQ(fault.line, 2);
  EXPECT_EQ(fault.column, 4);
  EXPECT_THAT(fault.hint, HasSubstr("UTF-8"));
}

// What the file may not hold, an escape may not bring in.
TEST(YamlParse, AnEscapedNulIsRefusedWhereItStands) {
  const BookFault fault = FaultOf("a: one\nb: \"x\\0y\"\n");
  EXPECT_EQ(fault.line, 2);
  EXPECT_THAT(fault.message, HasSubstr("NUL"));
  EXPECT_THAT(FaultOf("\"\\x00\": one\n").message, HasSubstr("NUL"));
  EXPECT_THAT(FaultOf("a: \"\\uD800\"\n").line, 1);
}

TEST(YamlParse, ASecondDocumentIsRefused) {
  const BookFault fault = FaultOf("a: 1\n---\nb: 2\n");
  EXPECT_THAT(fault.message, HasSubstr("a second document begins"));
  EXPECT_EQ(fault.line, 2);
}

TEST(YamlParse, AliasesAreRefused) {
  const BookFault fault = FaultOf("a: &x 1\nb: *x\n");
  EXPECT_EQ(fault.line, 2);
  EXPECT_THAT(fault.message, HasSubstr("Aliases"));
}

TEST(YamlParse, BrokenSyntaxIsAFaultWithItsPlace) {
  const BookFault fault = FaultOf("a: 1\nb: [x, y\nc: 3\n");
  EXPECT_GE(fault.line, 2);
  EXPECT_THAT(fault.message, HasSubstr("not YAML"));
}

TEST(YamlParse, WhatIsSaidOfAWrongEscapeIsUtf8) {
  Faults faults;
  EXPECT_FALSE(Parse("a.yaml", "id: \"a\\\u06cb\"", faults).has_value());
  ASSERT_EQ(faults.faults().size(), 1u);
  EXPECT_FALSE(FindInvalidUtf8(faults.faults()[0].message)) << faults.faults()[0].message;
}

TEST(YamlParse, TabsForIndentationAreAFault) {
  EXPECT_EQ(FaultOf("a:\n\tb: 1\n").line, 2);
}

TEST(YamlParse, SizeDepthAndNumberOfValuesAreBounded) {
  EXPECT_THAT(FaultOf("a: 12345678\n", {.bytes = 8}).message, HasSubstr("at most 8"));
  EXPECT_THAT(FaultOf(std::string(100, '['), {}).message, HasSubstr("deeper than 32"));
  EXPECT_THAT(FaultOf(std::string(100'000, '['), {}).message,
              HasSubstr("deeper than 32"));
  EXPECT_THAT(FaultOf("[1, 2, 3, 4, 5]\n", {.nodes = 4}).message,
              HasSubstr("more than 4 values"));
}

TEST(YamlParse, AKeyThatIsNoTextIsRefused) {
  EXPECT_THAT(FaultOf("? [a, b]\n: 1\n").message, HasSubstr("A key is not a text"));
}

TEST(YamlFaults, TheStatusListsAllFaultsInTheOrderOfTheFile) {
  Faults faults;
  const auto path = std::make_shared<const std::string>("book.yaml");
  faults.Add({path, 7, 1}, "Later.");
  faults.Add({path, 2, 3}, "Sooner.", "Do this.");
  const absl::Status status = faults.ToStatus("the book");
  EXPECT_EQ(std::string(status.message()),
            "2 faults in the book; the first: book.yaml:2:3: Sooner. Do this.");
  const auto detail = GetErrorDetail(status);
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->reason, Reason::kInvalidBook);
  ASSERT_THAT(detail->faults, SizeIs(2));
  EXPECT_EQ(detail->faults[0].hint, "Do this.");
  EXPECT_EQ(detail->faults[1].line, 7);
  EXPECT_TRUE(Faults().ToStatus("the book").ok());
}

TEST(YamlFaults, BeyondTheLimitTheyAreCountedOnly) {
  Faults faults(2);
  for (int i = 0; i < 5; ++i) faults.Add({}, "Wrong.");
  EXPECT_THAT(faults.faults(), SizeIs(2));
  EXPECT_EQ(faults.count(), 5u);
}

class MapReaderTest : public ::testing::Test {
 protected:
  const Node& Read(std::string_view content) {
    auto root = Parse("f.yaml", content, faults_);
    EXPECT_TRUE(root);
    root_ = *std::move(root);
    return root_;
  }
  // "line: message hint" of each fault.
  std::vector<std::string> Said() const {
    std::vector<std::string> said;
    for (const BookFault& f : faults_.faults()) {
      said.push_back(std::to_string(f.line) + ": " + f.message +
                     (f.hint.empty() ? "" : " " + f.hint));
    }
    return said;
  }
  Faults faults_;
  Node root_;
};

TEST_F(MapReaderTest, ReadsWhatIsThere) {
  MapReader reader(Read("t: text\nb: true\nl: [a, b]\n"), "thing", faults_);
  EXPECT_EQ(reader.RequiredText("t"), "text");
  EXPECT_TRUE(reader.Bool("b", false));
  EXPECT_FALSE(reader.Bool("absent", false));
  EXPECT_THAT(*reader.TextList("l"), ElementsAre("a", "b"));
  EXPECT_EQ(reader.TextList("absent list"), std::nullopt);
  EXPECT_EQ(reader.OptionalText("absent text"), std::nullopt);
  reader.Finish();
  EXPECT_THAT(Said(), IsEmpty());
}

TEST_F(MapReaderTest, UnknownKeysNameTheNearestOne) {
  MapReader reader(Read("wording: x\ndefinitoin: y\n"), "question 'q'", faults_);
  reader.RequiredText("wording");
  reader.OptionalText("definition");
  reader.Finish();
  EXPECT_THAT(Said(), ElementsAre("2: The question 'q' has an unknown key 'definitoin'. "
                                  "Did you mean 'definition'?"));
}

TEST_F(MapReaderTest, MissingEmptyAndWrongKindsAreFaults) {
  MapReader reader(Read("empty: ''\nlist: text\nbool: 'true'\nitems: [a, '', [b]]\n"
                        "text: [c]\n"),
                   "thing", faults_);
  EXPECT_EQ(reader.RequiredText("missing"), "");
  EXPECT_EQ(reader.RequiredText("empty"), "");
  EXPECT_THAT(reader.List("list"), IsEmpty());
  EXPECT_FALSE(reader.Bool("bool", false));
  EXPECT_THAT(*reader.TextList("items"), ElementsAre("a"));
  EXPECT_EQ(reader.OptionalText("text"), std::nullopt);
  EXPECT_THAT(
      Said(),
      ElementsAre(HasSubstr("The thing has no 'missing'. Add 'missing:'."),
                  HasSubstr("1: 'empty' of the thing is empty."),
                  HasSubstr("2: 'list' of the thing is a text where a list belongs."),
                  HasSubstr("3: 'bool' of the thing is neither true nor false."),
                  HasSubstr("4: An item of 'items' of the thing is empty."),
                  HasSubstr("4: An item of 'items' of the thing is a list where a text"),
                  HasSubstr("5: 'text' of the thing is a list where a text belongs.")));
}

TEST_F(MapReaderTest, WhatIsNoMapIsOneFault) {
  MapReader reader(Read("just text\n"), "fact", faults_);
  reader.RequiredText("id");
  reader.Finish();
  EXPECT_THAT(Said(), ElementsAre("1: The fact is a text where a map belongs."));
}

TEST(NearestName, FindsSlipsAndSharedWords) {
  const std::vector<std::string> names = {"storage.off_platform", "storage.locations",
                                          "egress.third_parties"};
  EXPECT_THAT(Nearest("storage.of_platform", names, 1),
              ElementsAre("storage.off_platform"));
  EXPECT_THAT(Nearest("sotrage.locations", names, 1), ElementsAre("storage.locations"));
  EXPECT_THAT(Nearest("zzz", names, 3), IsEmpty());
  EXPECT_THAT(DidYouMean("zzz", names), HasSubstr("Known: storage.off_platform"));
}

TEST(CheckPlainTexts, RefusesMarkupAndSaysWhere) {
  const auto status = CheckPlainTexts(
      {{"plain.yaml", "# `comments` are ours\nsays: 'It holds \"*\".'\n"},
       {"marked.yaml", "list:\n  - says: >-\n      Plain first,\n      then `*`.\n"}});
  const auto faults = GetErrorDetail(status)->faults;
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].path, "marked.yaml");
  EXPECT_EQ(faults[0].line, 2);
  EXPECT_THAT(faults[0].message, HasSubstr("backtick, at '`*`.'"));
  EXPECT_TRUE(CheckPlainTexts({{"plain.yaml", "says: plain\n"}}).ok());
}

}  // namespace
}  // namespace clausebook::yaml
