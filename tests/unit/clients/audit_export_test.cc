// An audit log on its way from pages into lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "clients/cli/audit/export.h"
#include "clients/cli/audit/render.h"
#include "service/audit/log_lines.h"
#include "storage/model/audit.h"

namespace clausebook::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int kPages = 50;
constexpr int kEntriesOfAPage = 20;

// What happens, in order: pages that are asked for, lines that are taken.
class AuditExport : public ::testing::Test {
 protected:
  client::Listing<v1::AuditCheckpoint> Checkpoints() {
    using Page = client::Listing<v1::AuditCheckpoint>::Page;
    return client::Listing<v1::AuditCheckpoint>(
        [this](const std::string& token) -> absl::StatusOr<Page> {
          happened_.push_back("checkpoints");
          Page page{std::vector<v1::AuditCheckpoint>(1), token.empty() ? "more" : ""};
          page.items[0].set_sequence(token.empty() ? 1 : 2);
          return page;
        });
  }
  client::Listing<v1::AuditEntry> Entries(int broken_at = kPages) {
    using Page = client::Listing<v1::AuditEntry>::Page;
    return client::Listing<v1::AuditEntry>(
        [this, broken_at](const std::string& token) -> absl::StatusOr<Page> {
          const int at = token.empty() ? 0 : std::stoi(token);
          lines_at_page_.push_back(lines_);
          if (at == broken_at) return absl::UnavailableError("gone");
          happened_.push_back("entries");
          Page page{std::vector<v1::AuditEntry>(kEntriesOfAPage),
                    at + 1 < kPages ? std::to_string(at + 1) : ""};
          for (int i = 0; i < kEntriesOfAPage; ++i) {
            page.items[i].set_sequence(at * kEntriesOfAPage + i + 1);
            page.items[i].set_kind(v1::AUDIT_KIND_WRITE);
            page.items[i].set_outcome("OK");
            page.items[i].set_digest(std::to_string(at * kEntriesOfAPage + i + 1));
          }
          return page;
        });
  }
  absl::Status Take(std::string_view line) {
    ++lines_;
    last_ = line;
    return absl::OkStatus();
  }
  TakeLine Taker() {
    return [this](std::string_view line) { return Take(line); };
  }

  std::vector<std::string> happened_;
  std::vector<int> lines_at_page_;
  int lines_ = 0;
  std::string last_;
};

// So what is held is one page, however long the log is.
TEST_F(AuditExport, EveryPageIsHandedOverBeforeTheNextIsAskedFor) {
  ASSERT_TRUE(ExportAuditLog(Checkpoints(), Entries(), Taker()).ok());
  ASSERT_EQ(lines_at_page_.size(), kPages);
  constexpr int kBefore = 1 + 2;  // the first line, and checkpoints
  for (int i = 0; i < kPages; ++i) {
    EXPECT_EQ(lines_at_page_[i], kBefore + i * kEntriesOfAPage) << "page " << i;
  }
  EXPECT_EQ(lines_, kBefore + kPages * kEntriesOfAPage + 1);
  EXPECT_EQ(last_, audit::ToLine(audit::LogEnd{kPages * kEntriesOfAPage, "1000"}));
}

// A checkpoint that is made meanwhile may be of an entry that is not in the export.
TEST_F(AuditExport, AllCheckpointsAreAskedForBeforeTheFirstEntry) {
  ASSERT_TRUE(ExportAuditLog(Checkpoints(), Entries(), Taker()).ok());
  happened_.resize(3);
  EXPECT_THAT(happened_, ElementsAre("checkpoints", "checkpoints", "entries"));
}

TEST_F(AuditExport, ALogThatBreaksOffHasNoLastLine) {
  const auto status = ExportAuditLog(Checkpoints(), Entries(2), Taker());
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(last_, HasSubstr("{\"entry\":{\"sequence\":40,"));
}

TEST_F(AuditExport, WhatCannotBeWrittenEndsIt) {
  const auto status = ExportAuditLog(Checkpoints(), Entries(), [](std::string_view) {
    return absl::FailedPreconditionError("full");
  });
  EXPECT_EQ(status.message(), "full");
  EXPECT_TRUE(happened_.empty());
}

TEST(AuditRender, AnEmptyListSaysSo) {
  EXPECT_EQ(RenderAuditEntries({}, Style{}),
            "There are no such entries in the audit log.\n");
}

}  // namespace
}  // namespace clausebook::cli
