// Addresses that the server listens on. What it does with connections is told by
// tests/hostile.
#include "service/main/listener.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <memory>
#include <string>

#include "service/base/error.h"

namespace clausebook {
namespace {

absl::StatusOr<std::unique_ptr<Listener>> BindTo(const std::string& address) {
  Listener::Options options;
  options.address = address;
  options.most_descriptors = 100;
  options.most_each = 100;
  return Listener::Bind(options);
}

TEST(Listener, TheSystemChoosesAPort) {
  const auto one = BindTo("127.0.0.1:0");
  const auto other = BindTo("127.0.0.1:0");
  ASSERT_TRUE(one.ok()) << one.status();
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_GT((*one)->port(), 0);
  EXPECT_NE((*one)->port(), (*other)->port());
}

TEST(Listener, APortIsNotShared) {
  const auto first = BindTo("127.0.0.1:0");
  ASSERT_TRUE(first.ok()) << first.status();
  const std::string taken = "127.0.0.1:" + std::to_string((*first)->port());
  const auto second = BindTo(taken);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(second.status().message()), ::testing::HasSubstr(taken));
}

TEST(Listener, ItIsFreeAgainAfterwards) {
  int port = 0;
  {
    const auto first = BindTo("127.0.0.1:0");
    ASSERT_TRUE(first.ok()) << first.status();
    port = (*first)->port();
  }
  EXPECT_TRUE(BindTo("127.0.0.1:" + std::to_string(port)).ok());
}

TEST(Listener, NamesAreResolved) {
  EXPECT_TRUE(BindTo("localhost:0").ok());
  EXPECT_FALSE(BindTo("no-such-host.invalid:0").ok());
}

TEST(Listener, AnAddressOfAnotherMachineIsRefused) {
  EXPECT_EQ(BindTo("192.0.2.1:0").status().code(), absl::StatusCode::kUnavailable);
}

TEST(Listener, DescriptorsAreNeverMadeFewer) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  RaiseDescriptorLimit();
  rlimit after{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &after), 0);
  EXPECT_GE(after.rlim_cur, before.rlim_cur);
  EXPECT_EQ(after.rlim_max, before.rlim_max);
}

}  // namespace
}  // namespace clausebook
