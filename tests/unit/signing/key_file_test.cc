// Key files: who may read them, and that none is lost or half there.
#include "service/signing/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "service/base/error.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::signing {
namespace {

namespace fs = std::filesystem;

mode_t ModeOf(const std::string& path) {
  struct stat found {};
  EXPECT_EQ(stat(path.c_str(), &found), 0);
  return found.st_mode & 07777;
}

std::size_t FilesIn(const testing::TempDir& dir) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()));
}

void Write(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

TEST(KeyFiles, AreReadAsTheyWereMade) {
  const testing::TempDir dir;
  const PrivateKey key = PrivateKey::Generate().value();
  ASSERT_TRUE(CreatePrivateKeyFile(dir.File("key.pem"), key).ok());
  ASSERT_TRUE(CreatePublicKeyFile(dir.File("key.pub.pem"), key.public_key()).ok());
  EXPECT_EQ(FilesIn(dir), 2u) << "a draft was left";
  const auto secret = ReadPrivateKeyFile("--key", dir.File("key.pem"));
  ASSERT_TRUE(secret.ok()) << secret.status();
  EXPECT_EQ(secret->public_key().id(), key.public_key().id());
  const auto open = ReadPublicKeyFile("--public-key", dir.File("key.pub.pem"));
  ASSERT_TRUE(open.ok()) << open.status();
  EXPECT_TRUE(open->Verify("text", secret->Sign("text").value()));
}

TEST(KeyFiles, OnlyTheOwnerReadsAPrivateKey) {
  const testing::TempDir dir;
  const PrivateKey key = PrivateKey::Generate().value();
  const mode_t before = umask(0);
  const absl::Status made = CreatePrivateKeyFile(dir.File("key.pem"), key);
  umask(before);
  ASSERT_TRUE(made.ok()) << made;
  EXPECT_EQ(ModeOf(dir.File("key.pem")), 0600u);
  ASSERT_TRUE(CreatePublicKeyFile(dir.File("key.pub.pem"), key.public_key()).ok());
  EXPECT_EQ(ModeOf(dir.File("key.pub.pem")), 0644u);
}

TEST(KeyFiles, AreNotOverwritten) {
  const testing::TempDir dir;
  const std::string path = dir.File("key.pem");
  const PrivateKey first = PrivateKey::Generate().value();
  ASSERT_TRUE(CreatePrivateKeyFile(path, first).ok());
  const absl::Status again = CreatePrivateKeyFile(path, PrivateKey::Generate().value());
  EXPECT_EQ(again.code(), absl::StatusCode::kAlreadyExists) << again;
  EXPECT_EQ(ReadPrivateKeyFile("--key", path)->public_key().id(),
            first.public_key().id());
  // Nor is what a dangling link points at.
  fs::create_symlink(dir.File("elsewhere"), dir.File("link"));
  EXPECT_EQ(CreatePrivateKeyFile(dir.File("link"), first).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_FALSE(fs::exists(dir.File("elsewhere")));
  EXPECT_EQ(FilesIn(dir), 2u) << "a draft was left";
}

TEST(KeyFiles, ThatCannotBeWrittenSayWhy) {
  const testing::TempDir dir;
  const PrivateKey key = PrivateKey::Generate().value();
  const absl::Status status = CreatePrivateKeyFile(dir.File("no/such/key.pem"), key);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_NE(std::string(status.message()).find("No such file"), std::string::npos);
}

TEST(KeyFiles, OpenToEverybodyAreRefused) {
  const testing::TempDir dir;
  const std::string path = dir.File("key.pem");
  ASSERT_TRUE(CreatePrivateKeyFile(path, PrivateKey::Generate().value()).ok());
  fs::permissions(path, fs::perms::others_read, fs::perm_options::add);
  const auto read = ReadPrivateKeyFile("audit.key", path);
  ASSERT_EQ(read.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(std::string(read.status().message()).find("chmod 600"), std::string::npos);
  EXPECT_EQ(GetErrorDetail(read.status())->violations.at(0).field, "audit.key");
  // Mounted secrets belong to a group.
  fs::permissions(path, fs::perms::others_read, fs::perm_options::remove);
  fs::permissions(path, fs::perms::group_read, fs::perm_options::add);
  EXPECT_TRUE(ReadPrivateKeyFile("audit.key", path).ok());
}

TEST(KeyFiles, ThatAreNoneAreRefused) {
  const testing::TempDir dir;
  Write(dir.File("text"), "not a key");
  Write(dir.File("long"), std::string(1 << 20, 'x'));
  for (const std::string& path : {dir.File("text"), dir.File("long"), dir.File("missing"),
                                  dir.path(), std::string("/dev/zero")}) {
    for (const absl::Status& status : {ReadPrivateKeyFile("--key", path).status(),
                                       ReadPublicKeyFile("--key", path).status()}) {
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << path;
      EXPECT_NE(std::string(status.message()).find(path), std::string::npos) << status;
    }
  }
}

}  // namespace
}  // namespace clausebook::signing
