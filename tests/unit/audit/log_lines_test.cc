// The audit log as text: there and back, and nothing else is read.
#include "service/audit/log_lines.h"

#include <gtest/gtest.h>

#include "tests/unit/audit/sample_log.h"

namespace clausebook::testing {
namespace {

using audit::ReadLine;
using audit::ToLine;

std::string WithoutBreak(std::string line) {
  EXPECT_EQ(line.back(), '\n');
  line.pop_back();
  return line;
}

TEST(LogLines, EntriesComeBack) {
  for (const auto& entry : SampleLog(7)) {
    const auto line = Must(ReadLine(WithoutBreak(ToLine(entry))));
    EXPECT_EQ(std::get<model::AuditEntry>(line), entry);
  }
}

TEST(LogLines, CheckpointsAndTheEndComeBack) {
  const model::AuditCheckpoint checkpoint{12, std::string(64, 'a'), Instant{1234567},
                                          "key", "ff"};
  const auto line = Must(ReadLine(WithoutBreak(ToLine(checkpoint))));
  EXPECT_EQ(std::get<model::AuditCheckpoint>(line), checkpoint);
  const auto end = Must(ReadLine(WithoutBreak(ToLine(audit::LogEnd{3, "abc"}))));
  EXPECT_EQ(std::get<audit::LogEnd>(end).entries, 3);
  EXPECT_EQ(std::get<audit::LogEnd>(end).digest, "abc");
}

TEST(LogLines, ALineIsWrittenInOneWayOnly) {
  const std::string line = WithoutBreak(ToLine(SampleLog(1)[0]));
  EXPECT_TRUE(ReadLine(line).ok());
  std::string spaced = line;
  spaced.insert(spaced.find(':') + 1, " ");
  std::string twice = line;
  twice.insert(twice.find("\"sequence\""), "\"sequence\":1,");
  std::string more = line;
  more.insert(more.size() - 2, ",\"note\":1");
  std::string escaped = line;
  escaped.replace(escaped.find("Mara"), 4, "\\u004dara");
  for (const std::string& other :
       {spaced, twice, more, escaped, line + " ", " " + line, std::string("{}"),
        std::string(), std::string("[]"), std::string("{\"entry\":{}}"),
        std::string("{\"log\":2}"), line.substr(0, line.size() - 1)}) {
    EXPECT_FALSE(ReadLine(other).ok()) << other;
  }
}

TEST(LogLines, NoBitOfALineCanBeFlipped) {
  const std::string line = WithoutBreak(ToLine(SampleLog(1)[0]));
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = line;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      const auto read = ReadLine(flipped);
      if (!read.ok()) continue;
      // It can be read, and is another entry: then its digest is not right.
      const auto* entry = std::get_if<model::AuditEntry>(&*read);
      ASSERT_NE(entry, nullptr);
      EXPECT_NE(DigestOfEntry(*entry), entry->digest) << flipped;
    }
  }
}

}  // namespace
}  // namespace clausebook::testing
