// The tree: exact places, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "service/evidence/manifest/manifest_reading.h"
#include "service/evidence/manifest/source_tree.h"

namespace clausebook::evidence {
namespace {

using ::testing::HasSubstr;

std::string Bytes(std::string_view text, const model::ByteRange& range) {
  return std::string(text.substr(static_cast<std::size_t>(range.begin),
                                 static_cast<std::size_t>(range.end - range.begin)));
}

std::string YamlError(std::string_view text) {
  const auto tree = ParseYamlSource(text);
  return tree.ok() ? "no error" : std::string(tree.status().message());
}

std::string JsonError(std::string_view text) {
  const auto tree = ParseJsonSource(text);
  return tree.ok() ? "no error" : std::string(tree.status().message());
}

TEST(YamlSource, EntriesEndWhereTheirLastByteIs) {
  const std::string text =
      "\xEF\xBB\xBF# ä\r\nfirst:   # why\r\n  - ünï: 'it''s'   # c\r\n    b: [1, {c: "
      "d}]\r\n"
      "\r\n  # tail\r\n  - |\r\n    block\r\n    text\r\n\r\nlast: plain words  \r\n";
  const auto tree = ParseYamlSource(text);
  ASSERT_TRUE(tree.ok()) << tree.status();
  const SourceNode* first = tree->root.Find("first");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(Bytes(text, first->items[0].entry),
            "ünï: 'it''s'   # c\r\n    b: [1, {c: d}]");
  EXPECT_EQ(Bytes(text, first->items[0].items[0].range), "'it''s'");
  EXPECT_EQ(first->items[0].items[0].text, "it's");
  EXPECT_EQ(Bytes(text, first->items[0].Find("b")->entry), "b: [1, {c: d}]");
  EXPECT_EQ(Bytes(text, first->items[1].range), "|\r\n    block\r\n    text");
  EXPECT_EQ(Bytes(text, tree->root.Find("last")->entry), "last: plain words");
}

TEST(YamlSource, AByteOrderMarkIsNoIndentation) {
  const std::string text =
      "\xEF\xBB\xBF"
      "app:\n  id: x\nmodules: {}\n";
  const auto tree = ParseYamlSource(text);
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_EQ(tree->root.keys, (std::vector<std::string>{"app", "modules"}));
  EXPECT_EQ(Bytes(text, tree->root.Find("modules")->entry), "modules: {}");
  EXPECT_THAT(YamlError("\xEF\xBB\xBF"
                        "a: 1\n---\nb: 2\n"),
              HasSubstr("line 2, column 1"));
}

TEST(YamlSource, BooleansAreThoseOfYaml12) {
  const auto tree =
      ParseYamlSource("[yes, no, on, true, False, 'true', ~, null, 12, 1e3]");
  ASSERT_TRUE(tree.ok());
  const auto& items = tree->root.items;
  EXPECT_TRUE(items[0].IsText());
  EXPECT_FALSE(items[0].AsBool());
  EXPECT_TRUE(items[2].IsText());
  EXPECT_EQ(items[3].AsBool(), true);
  EXPECT_EQ(items[4].AsBool(), false);
  EXPECT_FALSE(items[5].AsBool());
  EXPECT_EQ(items[6].kind, SourceNode::Kind::kNull);
  EXPECT_EQ(items[7].kind, SourceNode::Kind::kNull);
  EXPECT_TRUE(items[8].IsNumber());
  EXPECT_TRUE(items[9].IsNumber());
}

TEST(YamlSource, AliasesAreWrittenOutAndStandWhereTheyAreWritten) {
  const std::string text = "base: &b {x: 1}\nuse: *b\n";
  const auto tree = ParseYamlSource(text);
  ASSERT_TRUE(tree.ok()) << tree.status();
  const SourceNode* use = tree->root.Find("use");
  EXPECT_EQ(Bytes(text, use->entry), "use: *b");
  EXPECT_EQ(use->Find("x")->text, "1");
}

TEST(YamlSource, WhatIsNotReadSaysWhereAndWhy) {
  EXPECT_THAT(YamlError("a: 1\n---\nb: 2\n"), HasSubstr("line 2"));
  EXPECT_THAT(YamlError("a: 1\n---\nb: 2\n"), HasSubstr("second document"));
  EXPECT_THAT(YamlError("a: \xff\n"),
              HasSubstr("line 1, column 4: The file is not UTF-8"));
  EXPECT_THAT(YamlError(std::string("a: b\n\0c", 7)), HasSubstr("line 2, column 1"));
  EXPECT_THAT(YamlError("a: \"\\0\"\n"), HasSubstr("NUL"));
  EXPECT_THAT(YamlError("a: [1\nb: 2\n"), HasSubstr("This is not YAML"));
  EXPECT_THAT(YamlError("a: *nobody\n"), HasSubstr("no anchor '&nobody'"));
  EXPECT_THAT(YamlError("a: &a [*a]\n"), HasSubstr("inside of its own value"));
  EXPECT_THAT(YamlError("? [a, b]\n: c\n"), HasSubstr("A key is a list or a map"));
  EXPECT_THAT(YamlError(std::string(kMaxManifestBytes + 1, ' ')), HasSubstr("bytes"));
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "[";
  EXPECT_THAT(YamlError(deep), HasSubstr("nested deeper"));
}

TEST(YamlSource, ABombOfAliasesIsRefused) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 1; j < 10; ++j) bomb += ", " + before;
    bomb += "]\n";
  }
  EXPECT_THAT(YamlError(bomb), HasSubstr("aliases of this file make more than"));
}

TEST(YamlSource, ARepeatedKeyIsReportedAndTheFirstIsKept) {
  const auto tree = ParseYamlSource("a: 1\nb: 2\na: 3\n");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(tree->root.Find("a")->text, "1");
  ASSERT_EQ(tree->repeated.size(), 1u);
  EXPECT_EQ(tree->repeated[0].offset, 10u);
  EXPECT_EQ(tree->repeated[0].first_offset, 0u);
}

TEST(JsonSource, EntriesEndWhereTheirLastByteIs) {
  const std::string text =
      "\xEF\xBB\xBF{ \"k\\u00e9\" : \"\\ud83d\\ude00\\/\" ,\n \"n\": -1.5e3 , \"l\" : [ "
      "true, "
      "null,{} ] }\n";
  const auto tree = ParseJsonSource(text);
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_EQ(Bytes(text, tree->root.range), text.substr(3, text.size() - 4));
  ASSERT_EQ(tree->root.keys[0], "ké");
  EXPECT_EQ(Bytes(text, tree->root.items[0].entry),
            "\"k\\u00e9\" : \"\\ud83d\\ude00\\/\"");
  EXPECT_EQ(tree->root.items[0].text, "😀/");
  EXPECT_EQ(Bytes(text, tree->root.Find("n")->entry), "\"n\": -1.5e3");
  const SourceNode* list = tree->root.Find("l");
  EXPECT_EQ(Bytes(text, list->range), "[ true, null,{} ]");
  EXPECT_EQ(Bytes(text, list->items[1].range), "null");
  EXPECT_EQ(Bytes(text, list->items[2].range), "{}");
}

TEST(JsonSource, WhatIsNotReadSaysWhereAndWhy) {
  EXPECT_THAT(JsonError("{\"a\": 1,}"), HasSubstr("not JSON"));
  EXPECT_THAT(JsonError("{\n\"a\": 1 // no\n}"), HasSubstr("line 2"));
  EXPECT_THAT(JsonError("{\"a\": \"\\u0000\"}"), HasSubstr("NUL"));
  EXPECT_THAT(JsonError("{} {}"), HasSubstr("not JSON"));
  EXPECT_THAT(JsonError(""), HasSubstr("not JSON"));
  EXPECT_THAT(JsonError(std::string(100000, '[')), HasSubstr("nested deeper"));
  EXPECT_THAT(JsonError("{\"a\": \"\xff\"}"), HasSubstr("UTF-8"));
}

TEST(JsonSource, ARepeatedKeyIsReported) {
  const auto tree = ParseJsonSource("{\"a\": 1, \"a\": {\"b\": 2}}");
  ASSERT_TRUE(tree.ok());
  EXPECT_EQ(tree->root.Find("a")->text, "1");
  EXPECT_EQ(tree->repeated.size(), 1u);
}

}  // namespace
}  // namespace clausebook::evidence
