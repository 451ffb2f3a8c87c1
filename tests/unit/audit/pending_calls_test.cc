// Refused calls until they are written: counted together, and never too much of them.
#include "service/audit/pending_calls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace clausebook::audit {
namespace {

using model::AuditEvent;
using model::AuditKind;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t kMinute = 60'000'000;

AuditEvent Call(AuditKind kind, const std::string& subject, const std::string& peer) {
  AuditEvent event;
  event.kind = kind;
  event.origin = {subject, "tokens/1", peer, "S/M", "request"};
  event.outcome = kind == AuditKind::kDenied ? "PERMISSION_DENIED" : "OK";
  return event;
}

std::int64_t CallsIn(const std::vector<AuditEvent>& events) {
  std::int64_t calls = 0;
  for (const AuditEvent& event : events) calls += event.occurrences;
  return calls;
}

TEST(PendingCalls, AlikeOnesAreOneEntry) {
  PendingCalls pending({});
  for (int port = 0; port < 1000; ++port) {
    pending.Note(
        Call(AuditKind::kDenied, "Eve", "ipv4:192.0.2.7:" + std::to_string(port)));
  }
  pending.Note(Call(AuditKind::kDenied, "Eve", "ipv6:[2001:db8::1]:5"));
  const auto events = pending.Take(0, false);
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_EQ(events[0].origin.peer, "ipv4:192.0.2.7");
  EXPECT_EQ(events[0].origin.subject, "Eve");
  EXPECT_EQ(events[0].origin.request_id, "");
  EXPECT_EQ(events[0].occurrences, 1000);
  EXPECT_EQ(events[1].origin.peer, "ipv6:[2001:db8::1]");
  EXPECT_THAT(pending.Take(1, true), IsEmpty());
}

// Whoever comes under a million addresses gets a bounded part of the log, and is counted.
TEST(PendingCalls, AFloodFillsNothing) {
  PendingLimits limits;
  limits.distinct_denied = 10;
  limits.denied_at_once = 20;
  PendingCalls pending(limits);
  std::int64_t noted = 0;
  std::int64_t written = 0;
  std::size_t entries = 0;
  constexpr int kRounds = 600;  // five seconds each
  for (int round = 0; round < kRounds; ++round) {
    for (int i = 0; i < 50; ++i, ++noted) {
      pending.Note(Call(AuditKind::kDenied, "Eve", "ipv4:" + std::to_string(noted)));
    }
    const auto events = pending.Take(round * 5'000'000LL, false);
    entries += events.size();
    written += CallsIn(events);
  }
  const auto rest = pending.Take(kRounds * 5'000'000LL, true);
  EXPECT_EQ(written + CallsIn(rest), noted) << "every call is counted";
  // 50 minutes: 20 at once, one a minute besides, and one of many a minute.
  EXPECT_LE(entries, 20u + 50u + 51u);
}

TEST(PendingCalls, AFloodDoesNotHideAdministration) {
  PendingLimits limits;
  limits.distinct_denied = 2;
  limits.denied_at_once = 1;
  PendingCalls pending(limits);
  for (int i = 0; i < 100; ++i) {
    pending.Note(Call(AuditKind::kDenied, "Eve", "ipv4:" + std::to_string(i)));
  }
  pending.Note(Call(AuditKind::kAdministration, "Ada", "ipv4:192.0.2.1:1"));
  int administration = 0;
  for (const AuditEvent& event : pending.Take(0, false)) {
    administration += event.origin.subject == "Ada" ? 1 : 0;
  }
  EXPECT_EQ(administration, 1);
}

TEST(PendingCalls, WhatCouldNotBeWrittenIsNotLost) {
  PendingLimits limits;
  limits.distinct_denied = 1;
  PendingCalls pending(limits);
  for (int i = 0; i < 5; ++i) {
    pending.Note(Call(AuditKind::kDenied, "Eve", "ipv4:" + std::to_string(i)));
  }
  auto events = pending.Take(0, false);
  EXPECT_EQ(CallsIn(events), 5);
  pending.Note(Call(AuditKind::kDenied, "Eve", "ipv4:0"));
  pending.GiveBack(std::move(events));
  EXPECT_EQ(CallsIn(pending.Take(kMinute / 60, false)), 6);
}

}  // namespace
}  // namespace clausebook::audit
