// The check of a database finds what was done to it, and says where; and finds nothing in
// a sound one, in use or not.
#include "storage/sqlite/database_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <string>

#include "service/base/error.h"
#include "storage/sqlite/migrations.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/disk/test_vfs.h"
#include "tests/faults/entries.h"
#include "tests/faults/inspection.h"
#include "tests/faults/table_dump.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

using storage::CheckDatabase;
using storage::CheckReport;
using ::testing::HasSubstr;

constexpr std::size_t kLongBytes = 20'000;
constexpr int kEntries = 11;

std::string Show(const CheckReport& report) {
  std::string text;
  for (const auto& finding : report.findings) {
    text += finding.check + ": " + finding.what + "\n";
  }
  return text;
}

class DatabaseCheckTest : public ::testing::Test {
 protected:
  DatabaseCheckTest() {
    const auto store = Open();
    for (int i = 0; i < kEntries; ++i) Must(WriteEntry(*store, i, kLongBytes));
  }
  std::unique_ptr<storage::SqliteStore> Open() {
    return Must(storage::SqliteStore::Open(
        {.path = database_, .clock = &clock_, .vfs = vfs_.name()}));
  }
  std::string Check() { return Show(Must(CheckDatabase({.path = database_}))); }

  TempDir folder_;
  const std::string database_ = folder_.File("store.db");
  FakeClock clock_;
  TestVfs vfs_;
};

TEST_F(DatabaseCheckTest, FindsNothingInASoundOne) {
  const CheckReport report = Must(CheckDatabase({.path = database_}));
  EXPECT_EQ(Show(report), "");
  EXPECT_EQ(report.schema_step, storage::Migrations().size());
  EXPECT_GE(report.last_commit.micros, clock_.Now().micros);
  for (const auto& [name, count] : report.counts) EXPECT_GT(count, 0) << name;
}

TEST_F(DatabaseCheckTest, LooksAtOneInUse) {
  const auto store = Open();
  Must(WriteEntry(*store, kEntries, kLongBytes));
  const CheckReport report = Must(CheckDatabase({.path = database_, .vfs = vfs_.name()}));
  EXPECT_EQ(Show(report), "");
  Must(WriteEntry(*store, kEntries + 1, kLongBytes));
}

TEST_F(DatabaseCheckTest, ChangesNothing) {
  const std::string before = ReadBytes(database_);
  Check();
  EXPECT_TRUE(ReadBytes(database_) == before);
}

TEST_F(DatabaseCheckTest, TellsWhatIsNoDatabaseAndWhatIsNone) {
  WriteBytes(database_, std::string(9'000, 'G'));
  EXPECT_THAT(Check(), HasSubstr("pages: "));
  std::filesystem::remove(database_);
  EXPECT_EQ(CheckDatabase({.path = database_}).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(DatabaseCheckTest, ANewerSchemaIsNotJudged) {
  Tamper(database_, "INSERT INTO schema_steps VALUES (99, '0099_later.sql', 'x')");
  EXPECT_EQ(CheckDatabase({.path = database_}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

struct Case {
  const char* name;
  const char* sql;
  const char* found;  // in the report
};

void PrintTo(const Case& tampered, std::ostream* out) { *out << tampered.name; }

class TamperedTest : public DatabaseCheckTest,
                     public ::testing::WithParamInterface<Case> {};

TEST_P(TamperedTest, IsFound) {
  Tamper(database_, GetParam().sql);
  EXPECT_THAT(Check(), HasSubstr(GetParam().found));
}

// Somebody who knows the schema takes the guards away and puts them back.
#define CB_PUT_BACK(trigger, event, table)                 \
  ";CREATE TRIGGER " trigger " BEFORE " event " ON " table \
  " BEGIN SELECT RAISE(ABORT, 'append only'); END;"

const Case kCases[] = {
    {"guard", "DROP TRIGGER facts_keep_u", "schema: The trigger facts_keep_u is missing"},
    {"weakGuard",
     "DROP TRIGGER facts_keep_u; CREATE TRIGGER facts_keep_u BEFORE UPDATE ON facts "
     "BEGIN SELECT 1; END",
     "schema: The trigger facts_keep_u is not as"},
    {"foreignTable", "CREATE TABLE mine (x INTEGER)",
     "schema: The table mine is not ours"},
    {"step", "UPDATE schema_steps SET sha256 = 'x' WHERE step = 2",
     "schema: Schema step 2"},
    {"text",
     "DROP TRIGGER revisions_keep_u; UPDATE revisions SET text = CAST('Clause of entry "
     "9.' "
     "AS BLOB) WHERE revision_id = 'r000003'" CB_PUT_BACK("revisions_keep_u", "UPDATE",
                                                          "revisions"),
     "texts: privacy/revisions/r000003 does not have the digest"},
    {"clausesGone",
     "DROP TRIGGER clauses_keep_d; DELETE FROM clauses WHERE revision_uid = "
     "3" CB_PUT_BACK("clauses_keep_d", "DELETE", "clauses"),
     "clauses: privacy/revisions/r000002 does not have as many"},
    {"clauseRange",
     "DROP TRIGGER clauses_keep_u; UPDATE clauses SET byte_end = 1000000 WHERE "
     "revision_uid = 2" CB_PUT_BACK("clauses_keep_u", "UPDATE", "clauses"),
     "clauses: privacy/revisions/r000001 has a clause that reaches out"},
    {"quote",
     "DROP TRIGGER facts_keep_u; UPDATE facts SET byte_end = 999999 WHERE fact_id = "
     "'quote000005'" CB_PUT_BACK("facts_keep_u", "UPDATE", "facts"),
     "facts: acme/facts/quote000005@1 quotes a place"},
    {"quotedClause",
     "DROP TRIGGER facts_keep_u; UPDATE facts SET clause_id = 'nowhere' WHERE fact_id = "
     "'quote000005'" CB_PUT_BACK("facts_keep_u", "UPDATE", "facts"),
     "facts: acme/facts/quote000005@1 quotes a place"},
    {"standsTwice",
     "DROP TRIGGER retractions_keep_d; DELETE FROM fact_retractions WHERE fact_uid = "
     "(SELECT min(fact_uid) FROM fact_retractions)" CB_PUT_BACK(
         "retractions_keep_d", "DELETE", "fact_retractions"),
     "facts: acme/facts/latest stands twice"},
    {"file",
     "DROP TRIGGER files_keep_u; UPDATE response_files SET content = CAST('other' AS "
     "BLOB) "
     "WHERE rowid = 4" CB_PUT_BACK("files_keep_u", "UPDATE", "response_files"),
     "files: The customer's file "},
    {"fileGone",
     "DROP TRIGGER files_keep_d; DELETE FROM response_files WHERE rowid = 4" CB_PUT_BACK(
         "files_keep_d", "DELETE", "response_files"),
     "files: acme/responses/filled000003 names a customer's file"},
    {"item",
     "DROP TRIGGER items_keep_d; DELETE FROM response_items WHERE response_uid = 2 AND "
     "number = 1" CB_PUT_BACK("items_keep_d", "DELETE", "response_items"),
     "files: acme/responses/filled000001 does not have its items"},
    {"reference",
     "DROP TRIGGER parts_keep_u; UPDATE fact_parts SET fact_uid = 9999 WHERE fact_uid = "
     "1" CB_PUT_BACK("parts_keep_u", "UPDATE", "fact_parts"),
     "references: A row of fact_parts refers to one of facts"},
    {"version",
     "DROP TRIGGER vendors_keep_d; DELETE FROM vendors WHERE version = 4" CB_PUT_BACK(
         "vendors_keep_d", "DELETE", "vendors"),
     "numbering: vendors/acme does not have its versions"},
    {"generation",
     "DROP TRIGGER facts_keep_d; DELETE FROM facts WHERE fact_id = 'latest' AND "
     "generation "
     "= 2" CB_PUT_BACK("facts_keep_d", "DELETE", "facts"),
     "numbering: acme/facts/latest does not have its versions"},
    {"auditEntry",
     "DROP TRIGGER audit_entries_keep_u; UPDATE audit_entries SET subject = 'Eve' WHERE "
     "sequence = 5" CB_PUT_BACK("audit_entries_keep_u", "UPDATE", "audit_entries"),
     "audit: Entry 5 was changed"},
    {"auditEntryGone",
     "DROP TRIGGER audit_entries_keep_d; DELETE FROM audit_entries WHERE sequence = "
     "5" CB_PUT_BACK("audit_entries_keep_d", "DELETE", "audit_entries"),
     "audit: Entry 6 stands where entry 5 has to be"},
    {"auditEndGone",
     "DROP TRIGGER audit_entries_keep_d; DELETE FROM audit_entries WHERE sequence = "
     "11" CB_PUT_BACK("audit_entries_keep_d", "DELETE", "audit_entries"),
     "was recorded without an entry of the audit log"},
    {"auditCheckpoint",
     "INSERT INTO audit_checkpoints SELECT sequence, recorded_at, 'other', 'k', 's' FROM "
     "audit_entries WHERE sequence = 4",
     "audit: Entry 4 is not the one that its checkpoint is of"},
    // Values without a digest of their own have one in the log.
    {"value",
     "DROP TRIGGER vendors_keep_u; UPDATE vendors SET display_name = 'Another' WHERE "
     "version = 11" CB_PUT_BACK("vendors_keep_u", "UPDATE", "vendors"),
     "audit: vendors/acme is not what the audit log says was written"},
    {"fact",
     "DROP TRIGGER facts_keep_u; UPDATE facts SET caveat = 'Not so.' WHERE fact_id = "
     "'quote000005'" CB_PUT_BACK("facts_keep_u", "UPDATE", "facts"),
     "audit: vendors/acme/facts/quote000005 is not what"},
    {"decisionGone",
     "DROP TRIGGER item_reviews_keep_d; DELETE FROM item_reviews WHERE response_uid = "
     "2" CB_PUT_BACK("item_reviews_keep_d", "DELETE", "item_reviews"),
     "audit: vendors/acme/responses/filled000001/items/"},
};

INSTANTIATE_TEST_SUITE_P(Ways, TamperedTest, ::testing::ValuesIn(kCases),
                         [](const auto& info) { return info.param.name; });

// Each text is whole, by its own digest; it is another's.
TEST_F(DatabaseCheckTest, AnIndexThatLeadsToAnothersTextIsNoticedWhenItIsRead) {
  CrossIndex(database_, "revisions", "revisions_by_policy", "revision_uid",
             "publisher_kind, publisher_id, policy_id", "revision_id");
  const auto store = Open();
  const auto snapshot = Must(store->Read(nullptr));
  const auto revision =
      snapshot->GetRevision({{VendorNamed("acme"), "privacy"}, "r000005"});
  EXPECT_EQ(revision.status().code(), absl::StatusCode::kDataLoss) << revision.status();
  const auto evidence = snapshot->LoadEvidence(VendorNamed("acme"), kEndOfTime);
  EXPECT_EQ(evidence.status().code(), absl::StatusCode::kDataLoss) << evidence.status();
  EXPECT_THAT(Check(), HasSubstr("revisions_by_policy"));
}

TEST_F(DatabaseCheckTest, AnIndexThatLeadsToAnothersFileIsNoticedWhenItIsRead) {
  CrossIndex(database_, "questionnaire_responses",
             "sqlite_autoindex_questionnaire_responses_1", "response_uid", "vendor_id",
             "response_id");
  const auto store = Open();
  const auto snapshot = Must(store->Read(nullptr));
  const auto file = snapshot->GetResponseFile({"acme", "filled000005"});
  EXPECT_EQ(file.status().code(), absl::StatusCode::kDataLoss) << file.status();
}

// Bits flipped at random places of the file. Texts and customers' files, which have
// digests, are never handed out changed; how much else goes unnoticed is told.
TEST_F(DatabaseCheckTest, FlippedBitsNeverChangeWhatHasADigest) {
  const std::string whole = ReadBytes(database_);
  const int tries = TryAll() ? 20'000 : 500;
  std::mt19937 random(42);
  int refused_at_once = 0;
  int refused_at_read = 0;
  int found_by_check = 0;
  int harmless = 0;
  int unnoticed = 0;
  const TableDump right = DumpTables(database_);
  for (int i = 0; i < tries && !HasFailure(); ++i) {
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    SCOPED_TRACE("byte " + std::to_string(at));
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
    WriteBytes(database_, bytes);
    const auto report = CheckDatabase({.path = database_});
    const bool found = !report.ok() || !report->sound();
    const auto store = storage::SqliteStore::Open({.path = database_,
                                                   .clock = &clock_,
                                                   .readers = 1,
                                                   .backup_before_migration = false,
                                                   .vfs = vfs_.name()});
    if (!store.ok()) {
      ++refused_at_once;
      EXPECT_TRUE(found) << "refused, but sound by the check: " << store.status();
      continue;
    }
    const auto snapshot = Must((*store)->Read(nullptr));
    bool refused = false;
    for (int entry = 0; entry < kEntries; ++entry) {
      const std::string id = std::to_string(entry);
      const std::string number = std::string(6 - id.size(), '0') + id;
      const auto revision =
          snapshot->GetRevision({{VendorNamed("acme"), "privacy"}, "r" + number});
      if (revision.ok()) {
        EXPECT_EQ(revision->text->substr(0, 17 + id.size()),
                  "Clause of entry " + id + ".");
      }
      const auto file = snapshot->GetResponseFile({"acme", "filled" + number});
      if (file.ok() && *file != nullptr) {
        EXPECT_EQ(**file, "File of entry " + id + std::string(3000, '\t'));
      }
      refused = refused || !revision.ok() || !file.ok();
    }
    if (refused) {
      ++refused_at_read;
    } else if (found) {
      ++found_by_check;
    } else if (FirstDifference(right, DumpTables(database_)).empty()) {
      ++harmless;
    } else {
      ++unnoticed;
    }
  }
  std::cout << tries << " flipped bits: " << refused_at_once << " refused at opening, "
            << refused_at_read << " at reading, " << found_by_check
            << " found by the check alone, " << unnoticed
            << " changed a value that has no digest and went unnoticed, " << harmless
            << " changed no value.\n";
  EXPECT_GT(refused_at_once, 0);
  EXPECT_GT(refused_at_read, 0);
}

}  // namespace
}  // namespace clausebook::testing
