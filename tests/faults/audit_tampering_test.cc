// Whoever can write the database, or a copy of the log, changes the audit log at random:
// flips a bit, takes an entry out, moves entries, cuts the end off, or writes the rest
// anew with digests that fit. With the public key and a checkpoint that was kept
// elsewhere all of it is found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "service/audit/auditor.h"
#include "service/audit/log_lines.h"
#include "service/audit/verify.h"
#include "storage/sqlite/audit_log_file.h"
#include "storage/sqlite/connection.h"
#include "storage/sqlite/sqlite_store.h"
#include "tests/faults/inspection.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {
namespace {

using audit::Verification;
using audit::Verifier;
using ::testing::IsEmpty;

// All of them take minutes: copies of a database, each looked at whole.
int Tries() { return TryAll() ? 1000 : 200; }
constexpr int kTransactions = 60;

constexpr char kTakeGuardsAway[] =
    "DROP TRIGGER audit_entries_keep_u; DROP TRIGGER audit_entries_keep_d;"
    "DROP TRIGGER audit_checkpoints_keep_u; DROP TRIGGER audit_checkpoints_keep_d;"
    "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE";

const char* const kColumns[] = {"sequence",   "recorded_at", "kind",    "subject",
                                "credential", "peer",        "method",  "request_id",
                                "outcome",    "occurrences", "changes", "previous",
                                "digest"};

class AuditTampering : public ::testing::Test {
 protected:
  AuditTampering() {
    {
      const auto store = Must(storage::SqliteStore::Open(
          {.path = original_, .clock = &clock_, .readers = 1}));
      for (int i = 0; i < kTransactions; ++i) WriteSome(*store, i);
      audit::Auditor::Options options;
      options.store = store.get();
      options.clock = &clock_;
      options.key = key_;
      options.keep = [this](const model::AuditCheckpoint& checkpoint) {
        kept_.push_back(checkpoint);
        return absl::OkStatus();
      };
      audit::Auditor auditor(options);
      Must(auditor.Sign());
    }
    const auto connection =
        Must(storage::Connection::Open({.path = original_, .writable = true}));
    connection->Execute(kTakeGuardsAway);
    Must(storage::VisitAuditLog(
        original_, {[](const auto&) {}, [this](const auto& e) { log_.push_back(e); },
                    [](const std::string&) {}}));
  }

  // Writes, refusals and administration, in turn.
  void WriteSome(storage::Store& store, int number) {
    clock_.AdvanceMicros(1000);
    Must(store.Write(nullptr, [&](storage::WriteTransaction& t) -> absl::Status {
      t.Attribute({"Mara Lind", "tokens/7f3a", "ipv4:192.0.2.7:50412",
                   "clausebook.v1.CatalogService/CreateVendor",
                   "r-" + std::to_string(number)});
      if (number % 3 == 0) {
        const std::string id = "v" + std::to_string(number);
        Must(t.PutVendor(SampleVendor(id)));
        return t.PutApp(SampleApp(id, "app")).status();
      }
      model::AuditEvent event;
      event.kind =
          number % 3 == 1 ? model::AuditKind::kDenied : model::AuditKind::kAdministration;
      event.origin.peer = "ipv4:198.51.100.23";
      event.origin.method = "clausebook.v1.AdminService/ListTokens";
      event.outcome = number % 3 == 1 ? "PERMISSION_DENIED" : "OK";
      event.occurrences = 1 + number;
      return t.AppendAudit(event);
    }));
  }

  int UpTo(std::size_t most) {
    return std::uniform_int_distribution<int>(0, static_cast<int>(most))(random_);
  }
  std::size_t Below(std::size_t count) {
    return static_cast<std::size_t>(UpTo(count - 1));
  }

  Verifier MakeVerifier() {
    Verifier verifier({key_.public_key()});
    for (const auto& checkpoint : kept_) verifier.AddCheckpoint(checkpoint, "the safe");
    return verifier;
  }
  Verification CheckFile(const std::string& path) {
    Verifier verifier = MakeVerifier();
    Must(audit::AddLogFile(path, verifier));
    return verifier.Finish();
  }
  // Damage that SQLite itself stumbles over is found too.
  Verification CheckDatabase(const std::string& path) {
    Verifier verifier = MakeVerifier();
    const absl::Status read = storage::VisitAuditLog(
        path, {[&](const auto& c) { verifier.AddCheckpoint(c, "the database"); },
               [&](const auto& e) { verifier.AddEntry(e); },
               [&](const std::string& fault) { verifier.AddFault(fault); }});
    if (!read.ok()) verifier.AddFault(std::string(read.message()));
    return verifier.Finish();
  }

  std::string Export(const std::vector<model::AuditEntry>& log) {
    std::string text = audit::ToLine(audit::LogHead{});
    for (const auto& checkpoint : kept_) text += audit::ToLine(checkpoint);
    for (const auto& entry : log) text += audit::ToLine(entry);
    return text + audit::ToLine(audit::LogEnd{static_cast<std::int64_t>(log.size()),
                                              log.empty() ? "" : log.back().digest});
  }

  // The log from a random entry on written anew, as somebody without the key can.
  std::vector<model::AuditEntry> WrittenAnew() {
    std::vector<model::AuditEntry> log = log_;
    const std::size_t from = Below(log.size());
    log[from].event.origin.subject = "Somebody else";
    if (UpTo(1) == 0) log.erase(log.begin() + static_cast<std::ptrdiff_t>(from));
    for (std::size_t i = 0; i < log.size(); ++i) {
      log[i].event.changes.clear();  // nobody shall know what was changed
      log[i].sequence = static_cast<std::int64_t>(i) + 1;
      log[i].previous = i == 0 ? std::string(64, '0') : log[i - 1].digest;
      log[i].digest = DigestOfEntry(log[i]);
    }
    return log;
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
  const signing::PrivateKey key_ = Must(signing::PrivateKey::Generate());
  FakeClock clock_;
  TempDir folder_;
  const std::string original_ = folder_.File("original.db");
  std::vector<model::AuditCheckpoint> kept_;  // where nobody else writes
  std::vector<model::AuditEntry> log_;
};

std::string FlipIn(std::string text, std::size_t at, int bit) {
  text[at] = static_cast<char>(text[at] ^ (1 << bit));
  return text;
}

// A database as whoever has the file can change it. False: SQLite would not.
class RawDatabase {
 public:
  explicit RawDatabase(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &file_), SQLITE_OK);
    Execute("PRAGMA ignore_check_constraints = ON");
  }
  ~RawDatabase() { sqlite3_close(file_); }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  bool Execute(const std::string& sql) {
    return sqlite3_exec(file_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  // The value of a column as bytes; `number` if it is one.
  std::string Value(const std::string& column, std::int64_t sequence, bool* number) {
    sqlite3_stmt* statement =
        Prepare("SELECT " + column +
                " FROM audit_entries WHERE sequence = " + std::to_string(sequence));
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    *number = sqlite3_column_type(statement, 0) == SQLITE_INTEGER;
    const auto* bytes = sqlite3_column_blob(statement, 0);
    std::string value(bytes == nullptr ? "" : static_cast<const char*>(bytes),
                      static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
    sqlite3_finalize(statement);
    return value;
  }
  bool SetText(const std::string& column, std::int64_t sequence,
               const std::string& value) {
    sqlite3_stmt* statement =
        Prepare("UPDATE audit_entries SET " + column +
                " = ?1 WHERE sequence = " + std::to_string(sequence));
    sqlite3_bind_text(statement, 1, value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
    const bool done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return done;
  }

 private:
  sqlite3_stmt* Prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(file_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(file_);
    return statement;
  }
  sqlite3* file_ = nullptr;
};

TEST_F(AuditTampering, NothingIsFoundInWhatIsWhole) {
  const Verification of_database = CheckDatabase(original_);
  EXPECT_THAT(of_database.faults, IsEmpty());
  EXPECT_EQ(of_database.signed_until, of_database.entries);
  EXPECT_EQ(of_database.entries, kTransactions);
  const std::string file = folder_.File("log.jsonl");
  WriteBytes(file, Export(log_));
  EXPECT_THAT(CheckFile(file).faults, IsEmpty());
}

TEST_F(AuditTampering, EveryChangeOfADatabaseIsFound) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const std::string database = folder_.File("tampered.db");
  std::map<std::string, int> tried;
  std::map<std::string, int> found;
  for (int i = 0; i < Tries(); ++i) {
    std::filesystem::copy_file(original_, database,
                               std::filesystem::copy_options::overwrite_existing);
    std::string what;
    for (bool changed = false; !changed;) {
      RawDatabase raw(database);
      const std::size_t at = Below(log_.size());
      const auto sequence = std::to_string(log_[at].sequence);
      switch (i % 5) {
        case 0: {
          const std::string column = kColumns[Below(std::size(kColumns))];
          bool number = false;
          const std::string value = raw.Value(column, log_[at].sequence, &number);
          what = "flip";
          if (number) {
            // x ^ y, which SQLite does not have.
            const std::string bit = std::to_string(std::int64_t{1} << UpTo(62));
            changed = raw.Execute("UPDATE audit_entries SET " + column + " = (" + column +
                                  " | " + bit + ") - (" + column + " & " + bit +
                                  ") WHERE sequence = " + sequence);
          } else if (!value.empty()) {
            changed = raw.SetText(column, log_[at].sequence,
                                  FlipIn(value, Below(value.size()), UpTo(7)));
          }
          break;
        }
        case 1:
          what = "drop";
          changed = raw.Execute("DELETE FROM audit_entries WHERE sequence = " + sequence);
          break;
        case 2: {
          what = "reorder";
          const std::size_t other = Below(log_.size());
          if (other == at) break;
          const auto swap = std::to_string(log_[other].sequence);
          changed = raw.Execute(
              "UPDATE audit_entries SET sequence = -1 WHERE sequence = " + sequence +
              ";UPDATE audit_entries SET sequence = " + sequence +
              " WHERE sequence = " + swap +
              ";UPDATE audit_entries SET sequence = " + swap + " WHERE sequence = -1");
          break;
        }
        case 3:
          // With every checkpoint that would tell.
          what = "truncate";
          changed =
              raw.Execute("DELETE FROM audit_checkpoints WHERE sequence >= " + sequence +
                          ";DELETE FROM audit_entries WHERE sequence >= " + sequence);
          break;
        default: {
          what = "write anew";
          changed =
              raw.Execute("DELETE FROM audit_checkpoints; DELETE FROM audit_entries");
          for (const auto& entry : WrittenAnew()) {
            changed =
                changed &&
                raw.Execute(
                    "INSERT INTO audit_entries VALUES (" +
                    std::to_string(entry.sequence) + "," +
                    std::to_string(entry.time.micros) + "," +
                    std::to_string(static_cast<int>(entry.event.kind)) + ",'" +
                    entry.event.origin.subject + "','" + entry.event.origin.credential +
                    "','" + entry.event.origin.peer + "','" + entry.event.origin.method +
                    "','" + entry.event.origin.request_id + "','" + entry.event.outcome +
                    "'," + std::to_string(entry.event.occurrences) + ",'[]','" +
                    entry.previous + "','" + entry.digest + "')");
          }
        }
      }
    }
    ++tried[what];
    const Verification verification = CheckDatabase(database);
    if (!verification.whole()) ++found[what];
    ASSERT_FALSE(verification.whole()) << what << " was not found, try " << i;
  }
  for (const auto& [what, count] : tried) {
    std::cout << what << ": " << found[what] << " of " << count << " found.\n";
  }
}

TEST_F(AuditTampering, EveryChangeOfAnExportedLogIsFound) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const std::string file = folder_.File("log.jsonl");
  const std::string whole = Export(log_);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = whole.find('\n', begin) + 1;
    lines.push_back(whole.substr(begin, end - begin));
    begin = end;
  }
  const auto joined = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& line : all) text += line;
    return text;
  };
  ASSERT_EQ(joined(lines), whole);
  std::map<std::string, int> found;
  for (int i = 0; i < Tries(); ++i) {
    std::string what;
    std::string text;
    std::vector<std::string> changed = lines;
    const std::size_t at = Below(lines.size());
    switch (i % 5) {
      case 0:
        what = "flip";
        text = FlipIn(whole, Below(whole.size()), UpTo(7));
        break;
      case 1:
        what = "drop";
        // Not the checkpoint's line: the one in the safe is as good.
        changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(at == 1 ? 2 : at));
        text = joined(changed);
        break;
      case 2: {
        what = "reorder";
        // The checkpoint may stand anywhere.
        const std::size_t one = 2 + Below(lines.size() - 2);
        std::size_t other = one;
        while (other == one) other = 2 + Below(lines.size() - 2);
        std::swap(changed[one], changed[other]);
        text = joined(changed);
        break;
      }
      case 3:
        what = "truncate";
        text = whole.substr(0, Below(whole.size()));
        break;
      default:
        what = "write anew";
        text = Export(WrittenAnew());
    }
    WriteBytes(file, text);
    const Verification verification = CheckFile(file);
    if (!verification.whole()) ++found[what];
    ASSERT_FALSE(verification.whole()) << what << " was not found, try " << i;
  }
  for (const auto& [what, count] : found) {
    std::cout << what << ": " << count << " of " << Tries() / 5 << " found.\n";
  }
}

}  // namespace
}  // namespace clausebook::testing
