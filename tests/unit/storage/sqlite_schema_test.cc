// Schema steps: applied once, remembered with their checksum, never backwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "service/base/error.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::storage {
namespace {

using ::clausebook::testing::FakeClock;
using ::clausebook::testing::Must;
using ::clausebook::testing::TempDir;
using ::testing::HasSubstr;

Reason ReasonOf(const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  return detail ? detail->reason : Reason::kInternal;
}

class SqliteSchema : public ::testing::Test {
 protected:
  std::unique_ptr<Connection> Connect() {
    return Must(Connection::Open({.path = path_, .writable = true}));
  }
  absl::Status MigrateWith(const std::vector<EmbeddedFile>& steps) {
    return Migrate(*Connect(), steps);
  }
  absl::Status OpenStore() {
    return SqliteStore::Open({.path = path_, .clock = &clock_}).status();
  }
  static std::vector<EmbeddedFile> OwnSteps() {
    const auto steps = Migrations();
    return {steps.begin(), steps.end()};
  }
  std::int64_t Number(const char* sql) {
    const auto connection = Connect();
    Query query(*connection, sql);
    return query.Next() ? query.Int(0) : -1;
  }

  TempDir folder_;
  const std::string path_ = folder_.File("store.db");
  FakeClock clock_;
};

constexpr EmbeddedFile kFirst{"0001_first.sql", "CREATE TABLE a (x INTEGER) STRICT;"};
constexpr EmbeddedFile kSecond{"0002_second.sql",
                               "CREATE TABLE b (x INTEGER) STRICT;"
                               "INSERT INTO a (x) VALUES (1);"};
constexpr EmbeddedFile kFails{"0002_fails.sql",
                              "CREATE TABLE c (x INTEGER) STRICT; NOT EVEN SQL;"};

TEST_F(SqliteSchema, StepsAreAppliedOnceEach) {
  Must(MigrateWith({kFirst}));
  Must(MigrateWith({kFirst, kSecond}));
  Must(MigrateWith({kFirst, kSecond}));
  EXPECT_EQ(Number("SELECT count(*) FROM a"), 1);
  EXPECT_EQ(Number("SELECT count(*) FROM schema_steps"), 2);
  EXPECT_EQ(Number("PRAGMA user_version"), 2);
}

TEST_F(SqliteSchema, AStepThatFailsLeavesNothingBehind) {
  Must(MigrateWith({kFirst}));
  EXPECT_FALSE(MigrateWith({kFirst, kFails}).ok());
  EXPECT_EQ(Number("SELECT count(*) FROM sqlite_schema WHERE name = 'c'"), 0);
  EXPECT_EQ(Number("SELECT count(*) FROM schema_steps"), 1);
  Must(MigrateWith({kFirst, kSecond}));
}

TEST_F(SqliteSchema, ANewerFileIsRefused) {
  auto steps = OwnSteps();
  steps.push_back({"9999_future.sql", "CREATE TABLE future (x INTEGER) STRICT;"});
  Must(MigrateWith(steps));
  const absl::Status status = OpenStore();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
  EXPECT_EQ(ReasonOf(status), Reason::kStorageNewer);
  EXPECT_THAT(std::string(status.message()), HasSubstr("newer version"));
  EXPECT_EQ(Number("SELECT count(*) FROM schema_steps"),
            static_cast<std::int64_t>(steps.size()))
      << "refused, not changed";
}

TEST_F(SqliteSchema, AFileMadeByAChangedStepIsRefused) {
  auto steps = OwnSteps();
  const std::string changed = std::string(steps[0].content) + "-- edited later\n";
  steps[0].content = changed;
  Must(MigrateWith(steps));
  const absl::Status status = OpenStore();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_EQ(ReasonOf(status), Reason::kStorageDamaged);
  EXPECT_THAT(std::string(status.message()), HasSubstr("step 1"));
}

TEST_F(SqliteSchema, SomebodyElsesDatabaseIsRefusedAndNotTouched) {
  Connect()->Execute("CREATE TABLE recipes (name TEXT)");
  const absl::Status status = OpenStore();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("not one of Clausebook"));
  EXPECT_EQ(Number("SELECT count(*) FROM sqlite_schema"), 1);
  EXPECT_EQ(Number("PRAGMA application_id"), 0);
}

TEST_F(SqliteSchema, OwnStepsAreNumberedWithoutGaps) {
  int number = 0;
  for (const EmbeddedFile& step : Migrations()) {
    const std::string digits = std::to_string(++number);
    EXPECT_EQ(step.path.substr(0, 5), std::string(4 - digits.size(), '0') + digits + "_");
  }
  EXPECT_GT(number, 0);
}

// Not even a bug can overwrite what was known: the file itself refuses.
TEST_F(SqliteSchema, TheRecordOnlyGrows) {
  Must(OpenStore());
  const auto connection = Connect();
  connection->Execute("INSERT INTO commits (commit_time) VALUES (1)");
  connection->Execute(
      "INSERT INTO vendors (vendor_id, version, recorded_at, created_at, deleted, "
      "display_name, website_uri) VALUES ('acme', 1, 1, 1, 0, 'Acme', '')");
  EXPECT_ANY_THROW(connection->Execute("UPDATE vendors SET display_name = 'Other'"));
  EXPECT_ANY_THROW(connection->Execute("DELETE FROM vendors"));
  EXPECT_EQ(Number("SELECT count(*) FROM vendors WHERE display_name = 'Acme'"), 1);
}

TEST_F(SqliteSchema, EveryTableOfTheRecordIsGuarded) {
  Must(OpenStore());
  // All but what is not part of the record.
  EXPECT_EQ(Number("SELECT count(*) FROM sqlite_schema t WHERE t.type = 'table' "
                   "AND t.name NOT IN ('responses', 'schema_steps', 'commits') "
                   "AND t.name NOT LIKE 'sqlite_%' "
                   "AND (SELECT count(*) FROM sqlite_schema g WHERE g.type = 'trigger' "
                   "     AND g.tbl_name = t.name) <> 2"),
            0);
}

// A file of the first version, with a fact in it, goes on where it was.
TEST_F(SqliteSchema, WhatAnEarlierVersionRecordedIsKept) {
  Must(MigrateWith({OwnSteps().front()}));
  Connect()->Execute(
      "INSERT INTO commits (commit_time) VALUES (1);"
      "INSERT INTO facts (publisher_kind, publisher_id, fact_id, generation, "
      "recorded_at, "
      "property, operator, value_kind, value_text, caveat, approved, attester, "
      "attested_day, statement) VALUES (1, 'acme', 'f', 1, 1, 'use.sold', 0, 0, 'false', "
      "'', 1, 'Ada', 20000, 'So.')");
  const auto store = Must(SqliteStore::Open({.path = path_, .clock = &clock_}));
  const model::Publisher acme{model::PublisherKind::kVendor, "acme"};
  model::FactContent content;
  Must(store->Write(nullptr, [&](WriteTransaction& tx) -> absl::Status {
    const auto base = Must(tx.LoadEvidence(acme, kEndOfTime));
    EXPECT_EQ(base->facts.size(), 1u);
    content = base->facts.at(0).content;
    EXPECT_EQ(content.approval, std::nullopt);
    content.approval = model::Approval{"Mara", Date{20'100}, "use-sold-1", "sold"};
    return tx.AddFact({acme, "g"}, content).status();
  }));
  const auto base = Must(Must(store->Read(nullptr))->LoadEvidence(acme, kEndOfTime));
  EXPECT_TRUE(base->facts.at(1).content == content);
}

}  // namespace
}  // namespace clausebook::storage
