// Fact books on disk.
#include "clients/cli/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "clients/cli/file_replacement.h"

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() {
    std::string path = testing::TempDir() + "/clausebook-files-XXXXXX";
    dir_ = mkdtemp(path.data());
  }
  ~FilesTest() override { fs::remove_all(dir_); }

  void Put(const std::string& path, const std::string& content) {
    fs::create_directories(fs::path(dir_ + "/" + path).parent_path());
    std::ofstream(dir_ + "/" + path, std::ios::binary) << content;
  }
  static std::vector<std::string> Paths(const std::vector<v1::BookFile>& files) {
    std::vector<std::string> paths;
    for (const auto& file : files) paths.push_back(file.path());
    return paths;
  }

  std::string dir_;
};

TEST_F(FilesTest, ReadsABookWithPathsInsideOfIt) {
  Put("factbook.yaml", "clausebook: 1\n");
  Put("policies/a.md", std::string("bytes\0\xff\r\n", 9));
  Put(".git/config", "not of the book");
  Put("policies/.a.md.swp", "not of the book");
  for (const std::string& dir : {dir_, dir_ + "/", dir_ + "//"}) {
    const auto book = ReadBook(dir);
    ASSERT_TRUE(book.ok()) << book.status();
    EXPECT_THAT(Paths(*book), ElementsAre("factbook.yaml", "policies/a.md"));
    EXPECT_EQ(book->at(1).content(), std::string("bytes\0\xff\r\n", 9));
  }
}

TEST_F(FilesTest, AFolderWithoutABookOrNoFolderIsRefused) {
  Put("readme.txt", "");
  EXPECT_THAT(std::string(ReadBook(dir_).status().message()), HasSubstr("factbook.yaml"));
  EXPECT_THAT(std::string(ReadBook(dir_ + "/none").status().message()),
              HasSubstr("not a directory"));
  EXPECT_FALSE(ReadBook(dir_ + "/readme.txt").ok());
  EXPECT_FALSE(ReadFile(dir_ + "/none").ok());
  EXPECT_FALSE(ReadFile(dir_).ok());
}

google::protobuf::RepeatedPtrField<v1::BookFile> Files(
    const std::vector<std::pair<std::string, std::string>>& files) {
  google::protobuf::RepeatedPtrField<v1::BookFile> out;
  for (const auto& [path, content] : files) {
    auto* file = out.Add();
    file->set_path(path);
    file->set_content(content);
  }
  return out;
}

TEST_F(FilesTest, WritesABookThatReadsTheSame) {
  const std::string target = dir_ + "/new/book";
  const auto files = Files({{"factbook.yaml", "a"}, {"policies/deep/p.txt", "b\r\n"}});
  const auto outcome = WriteBook(files, target, false);
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  const auto book = ReadBook(target);
  ASSERT_TRUE(book.ok());
  EXPECT_THAT(Paths(*book), ElementsAre("factbook.yaml", "policies/deep/p.txt"));
  EXPECT_EQ(book->at(1).content(), "b\r\n");
}

TEST_F(FilesTest, DoesNotOverwriteUnlessForcedAndNamesWhatIsLeft) {
  Put("factbook.yaml", "mine");
  Put("old.txt", "mine");
  const auto files = Files({{"factbook.yaml", "theirs"}});
  const auto refused = WriteBook(files, dir_, false);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(*ReadFile(dir_ + "/factbook.yaml"), "mine");
  const auto forced = WriteBook(files, dir_, true);
  ASSERT_TRUE(forced.ok());
  EXPECT_THAT(forced->left,
              ElementsAre(fs::path(dir_ + "/old.txt").lexically_normal().string()));
  EXPECT_EQ(*ReadFile(dir_ + "/factbook.yaml"), "theirs");
  EXPECT_EQ(*ReadFile(dir_ + "/old.txt"), "mine");
}

TEST_F(FilesTest, NeverWritesOutsideOfTheFolder) {
  for (const char* path : {"../escaped", "/tmp/escaped", "a/../../escaped", "", "./a"}) {
    const auto outcome = WriteBook(Files({{"ok", "x"}, {path, "x"}}), dir_ + "/t", true);
    EXPECT_EQ(outcome.status().code(), absl::StatusCode::kInvalidArgument) << path;
    EXPECT_FALSE(fs::exists(dir_ + "/t"));
  }
  EXPECT_FALSE(fs::exists(dir_ + "/escaped"));
}

TEST_F(FilesTest, WhatIsTooLargeIsNotRead) {
  Put("small", std::string(100, 'x'));
  EXPECT_EQ(ReadSmallFile(dir_ + "/small", 100)->size(), 100u);
  const auto large = ReadSmallFile(dir_ + "/small", 99);
  EXPECT_EQ(large.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(large.status().message()),
              ::testing::HasSubstr("more than 99 bytes"));
  for (const char* other : {"/none", ""}) {
    EXPECT_EQ(ReadSmallFile(dir_ + other, 99).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  // A device has no size and no end.
  EXPECT_EQ(ReadSmallFile("/dev/zero", 99).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(FilesTest, CodeHostsCallFilesFromTheRootOfTheRepository) {
  Put("repository/.git/HEAD", "x");
  Put("repository/apps/one/manifest.yml", "x");
  EXPECT_EQ(PathInRepository(dir_ + "/repository/apps/./one/manifest.yml"),
            "apps/one/manifest.yml");
  EXPECT_EQ(PathInRepository(dir_ + "/repository/apps/../new.yml"), "new.yml");
  // A work tree's .git is a file.
  Put("tree/.git", "gitdir: elsewhere");
  Put("tree/manifest.yml", "x");
  EXPECT_EQ(PathInRepository(dir_ + "/tree/manifest.yml"), "manifest.yml");
  EXPECT_EQ(PathInRepository("-"), "-");
  EXPECT_EQ(PathInRepository(""), "");
}

TEST_F(FilesTest, ANameWithoutAFolderIsOfTheWorkingDirectory) {
  const fs::path before = fs::current_path();
  fs::current_path(dir_);
  const absl::Status status = ReplaceFile("report.html", "page");
  fs::current_path(before);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(*ReadFile(dir_ + "/report.html"), "page");
}

TEST_F(FilesTest, WhatIsNotFinishedLeavesTheOldFileAndNothingElse) {
  Put("log", "old");
  {
    FileReplacement file(dir_ + "/log");
    ASSERT_TRUE(file.Write("ne").ok());
    EXPECT_EQ(*ReadFile(dir_ + "/log"), "old");
  }
  EXPECT_EQ(*ReadFile(dir_ + "/log"), "old");
  EXPECT_FALSE(fs::exists(dir_ + "/log.new"));
  FileReplacement file(dir_ + "/log");
  ASSERT_TRUE(file.Write("ne").ok());
  ASSERT_TRUE(file.Write("w").ok());
  ASSERT_TRUE(file.Finish().ok());
  EXPECT_EQ(*ReadFile(dir_ + "/log"), "new");
  EXPECT_FALSE(fs::exists(dir_ + "/log.new"));
}

TEST_F(FilesTest, AFolderIsNotReplacedByAFile) {
  Put("log/entry", "x");
  EXPECT_EQ(ReplaceFile(dir_ + "/log", "new").code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(fs::exists(dir_ + "/log.new"));
  EXPECT_EQ(ReplaceFile(dir_ + "/log/entry/below", "new").code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace clausebook::cli
