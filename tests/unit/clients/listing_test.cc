// Pages as one list.
#include "clients/cpp/listing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace clausebook::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Page = Listing<int>::Page;

TEST(ListingTest, GivesTheItemsOfAllPagesInOrder) {
  const std::map<std::string, Page> pages = {
      {"", {{1, 2}, "b"}}, {"b", {{}, "c"}}, {"c", {{3}, ""}}};
  std::vector<std::string> asked;
  Listing<int> list([&](const std::string& token) -> absl::StatusOr<Page> {
    asked.push_back(token);
    return pages.at(token);
  });
  const auto all = list.All();
  ASSERT_TRUE(all.ok());
  EXPECT_THAT(*all, ElementsAre(1, 2, 3));
  EXPECT_THAT(asked, ElementsAre("", "b", "c"));
}

TEST(ListingTest, AnEmptyListEndsAtOnceAndStaysEnded) {
  int calls = 0;
  Listing<int> list([&](const std::string&) -> absl::StatusOr<Page> {
    ++calls;
    return Page{};
  });
  EXPECT_FALSE(list.Next()->has_value());
  EXPECT_FALSE(list.Next()->has_value());
  EXPECT_EQ(calls, 1);
}

TEST(ListingTest, FetchesAPageOnlyWhenItIsNeeded) {
  int calls = 0;
  Listing<int> list([&](const std::string&) -> absl::StatusOr<Page> {
    ++calls;
    return Page{{calls}, "more"};
  });
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(**list.Next(), 1);
  EXPECT_EQ(calls, 1);
}

TEST(ListingTest, AfterAnErrorTheSamePageIsTriedAgain) {
  bool fail = true;
  Listing<int> list([&](const std::string& token) -> absl::StatusOr<Page> {
    if (token.empty()) return Page{{1}, "b"};
    if (std::exchange(fail, false)) return absl::UnavailableError("gone");
    return Page{{2}, ""};
  });
  EXPECT_EQ(**list.Next(), 1);
  EXPECT_EQ(list.Next().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(**list.Next(), 2);
  EXPECT_FALSE(list.Next()->has_value());
}

TEST(ListingTest, AllReportsTheErrorRatherThanHalfOfAList) {
  Listing<int> list([&](const std::string& token) -> absl::StatusOr<Page> {
    if (token.empty()) return Page{{1}, "b"};
    return absl::DataLossError("broken");
  });
  EXPECT_EQ(list.All().status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace clausebook::client
