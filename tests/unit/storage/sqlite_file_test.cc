// Files that the SQLite store must not serve from: damaged, foreign, newer, taken. Each
// is refused with a status that tells what to do, and never changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>

#include "service/base/error.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using storage::SqliteStore;
using storage::WriteTransaction;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSentence[] = "We store nothing outside of the platform, ever.";

class SqliteFile : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<SqliteStore>> Open() {
    return SqliteStore::Open({.path = path_, .clock = &clock_});
  }

  // A sound file with a policy of 200 sentences and 200 facts.
  void MakeDatabase() {
    std::string text = std::string(kSentence) + "\n";
    for (int i = 0; i < 200; ++i) text += "Sentence " + std::to_string(i) + ".\n";
    const model::PolicyRef policy{VendorNamed("acme"), "privacy"};
    const auto store = Must(Open());
    Must(store->Write(nullptr, [&](WriteTransaction& t) {
      Must(t.PutVendor(SampleVendor("acme")));
      Must(t.PutPolicy(SamplePolicy(policy.publisher, policy.policy)));
      Must(t.AddRevision(SampleRevision(policy, "r", "2025-01-01", text),
                         LinesAsClauses(text)));
      for (int i = 0; i < 200; ++i) {
        Must(t.AddFact({policy.publisher, "f" + std::to_string(i)}, SampleFact()));
      }
      return absl::OkStatus();
    }));
  }

  std::string Bytes() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void SetBytes(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }

  // Open refuses the file as damaged, says so without a path or SQL, and leaves it alone.
  void ExpectRefusedAsDamaged() {
    const std::string before = Bytes();
    const absl::Status status = Open().status();
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
    const auto detail = GetErrorDetail(status);
    ASSERT_TRUE(detail.has_value());
    EXPECT_EQ(detail->reason, Reason::kStorageDamaged);
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr(folder_.File(""))));
    EXPECT_TRUE(Bytes() == before) << "evidence of the damage must stay as it is";
  }

  TempDir folder_;
  std::string path_ = folder_.File("store.db");
  FakeClock clock_;
};

TEST_F(SqliteFile, AMissingOneIsMade) {
  Must(Open());
  EXPECT_TRUE(std::filesystem::exists(path_));
  Must(Open());
}

TEST_F(SqliteFile, AMissingFolderIsToldAndNotMade) {
  path_ = folder_.File("no/such/store.db");
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("folder"));
  EXPECT_FALSE(std::filesystem::exists(folder_.File("no")));
}

TEST_F(SqliteFile, GarbageIsRefused) {
  SetBytes(std::string(20'000, 'G'));
  ExpectRefusedAsDamaged();
  SetBytes("a few words");
  ExpectRefusedAsDamaged();
}

TEST_F(SqliteFile, ATruncatedOneIsRefused) {
  MakeDatabase();
  const std::string whole = Bytes();
  for (const std::size_t kept : {whole.size() - 4096, whole.size() / 2, std::size_t{4096},
                                 std::size_t{1000}, std::size_t{50}}) {
    SCOPED_TRACE(std::to_string(kept) + " bytes of " + std::to_string(whole.size()));
    SetBytes(whole.substr(0, kept));
    ExpectRefusedAsDamaged();
  }
}

TEST_F(SqliteFile, ADamagedHeaderIsRefused) {
  MakeDatabase();
  std::string bytes = Bytes();
  bytes.replace(0, 16, 16, '\0');
  SetBytes(bytes);
  ExpectRefusedAsDamaged();
}

TEST_F(SqliteFile, AnOverwrittenPageIsRefused) {
  MakeDatabase();
  const std::string whole = Bytes();
  for (const std::size_t page : {std::size_t{1}, whole.size() / 4096 / 2}) {
    SCOPED_TRACE("page " + std::to_string(page + 1));
    std::string bytes = whole;
    bytes.replace(page * 4096, 4096, 4096, '\x5A');
    SetBytes(bytes);
    ExpectRefusedAsDamaged();
  }
}

TEST_F(SqliteFile, AChangedLetterOfAPolicyIsNeverQuoted) {
  MakeDatabase();
  std::string bytes = Bytes();
  const std::size_t at = bytes.find(kSentence);
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'w';
  SetBytes(bytes);
  const auto store = Must(Open());
  const auto snapshot = Must(store->Read(nullptr));
  const model::RevisionRef revision{{VendorNamed("acme"), "privacy"}, "r"};
  EXPECT_EQ(snapshot->GetRevision(revision).status().code(), absl::StatusCode::kDataLoss);
  const auto evidence = snapshot->LoadEvidence(VendorNamed("acme"), kEndOfTime);
  EXPECT_EQ(evidence.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(GetErrorDetail(evidence.status())->reason, Reason::kStorageDamaged);
}

// Whatever byte is wrong: the store answers or refuses, and lives.
TEST_F(SqliteFile, NoFlippedByteBringsTheStoreDown) {
  MakeDatabase();
  const std::string whole = Bytes();
  std::mt19937 random(20260101);
  std::uniform_int_distribution<std::size_t> place(0, whole.size() - 1);
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    const std::size_t at = place(random);
    SCOPED_TRACE("byte " + std::to_string(at));
    std::string bytes = whole;
    bytes[at] = static_cast<char>(~bytes[at]);
    SetBytes(bytes);
    const auto store = Open();
    if (!store.ok()) {
      ++refused;
      EXPECT_TRUE(GetErrorDetail(store.status()).has_value()) << store.status();
      continue;
    }
    const auto snapshot = Must((*store)->Read(nullptr));
    const auto evidence = snapshot->LoadEvidence(VendorNamed("acme"), kEndOfTime);
    if (evidence.ok()) continue;
    ++refused;
    // INTERNAL is what a misspelt name in the schema's own text comes to: then pages
    // are sound and statements are not.
    EXPECT_THAT(evidence.status().code(),
                AnyOf(absl::StatusCode::kDataLoss, absl::StatusCode::kInternal))
        << evidence.status();
  }
  EXPECT_GT(refused, 0);
}

TEST_F(SqliteFile, ASecondStoreOnTheSameFileIsRefused) {
  const auto first = Must(Open());
  const absl::Status status = Open().status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_EQ(GetErrorDetail(status)->reason, Reason::kStorageLocked);
  EXPECT_TRUE(first->Probe().ok()) << "the first goes on";
}

TEST_F(SqliteFile, AProbeNoticesThatTheFileWasMovedOrReplaced) {
  namespace fs = std::filesystem;
  for (const std::string ending : {"", ".lock"}) {
    path_ = folder_.File("store" + ending + ".db");
    const std::string file = path_ + ending;
    MakeDatabase();
    const auto store = Must(Open());
    EXPECT_TRUE(store->Probe().ok());
    fs::rename(file, file + ".away");
    EXPECT_EQ(store->Probe().code(), absl::StatusCode::kUnavailable) << "it is gone";
    std::ofstream(file) << "another";
    EXPECT_EQ(store->Probe().code(), absl::StatusCode::kUnavailable) << "another one";
    fs::rename(file + ".away", file);
    EXPECT_TRUE(store->Probe().ok()) << "it is there again";
    EXPECT_TRUE(store->Read(nullptr).ok());
  }
}

TEST_F(SqliteFile, AProbeNeedsNoneOfTheReaders) {
  MakeDatabase();
  const auto store =
      Must(SqliteStore::Open({.path = path_, .clock = &clock_, .readers = 1}));
  const auto snapshot = Must(store->Read(nullptr));
  EXPECT_TRUE(store->Probe().ok());
  EXPECT_EQ(store->use().readers_busy, 1);
}

TEST_F(SqliteFile, TheFileIsFreeOnceItsStoreIsGone) {
  Must(Open()).reset();
  EXPECT_TRUE(Open().ok());
}

}  // namespace
}  // namespace clausebook::testing
