// Page tokens: good for the call they were made for, and for no other.
#include "service/rpc/page_token.h"

#include <cstdint>
#include <limits>

#include "absl/strings/escaping.h"
#include "clausebook/internal/v1/page_token.pb.h"
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

class PageTokenTest : public HandlerTest {
 protected:
  void SetUp() override {
    for (const char* id : {"a", "b", "c"}) AddVendor(id);
  }
  std::string FirstToken() {
    return Must(Call(&CatalogHandlers::ListVendors, "page_size: 1")).next_page_token();
  }
};

TEST_F(PageTokenTest, CarriesWhereTheListGoesOn) {
  const auto request = Parse<v1::ListFactsRequest>("parent: 'vendors/a' page_size: 3");
  const PageState state{"vendor/fact", Instant{123}, Date{456}, false};
  FieldFaults faults;
  const PageState read = ReadPageToken(faults, request, MakePageToken(request, state));
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(read.after, "vendor/fact");
  EXPECT_EQ(read.known_at.micros, 123);
  EXPECT_EQ(read.as_of.days, 456);
  EXPECT_FALSE(read.first);
}

TEST_F(PageTokenTest, IsRefusedWithATimeThatNoRequestMayName) {
  const auto request = Parse<v1::ListFactsRequest>("parent: 'vendors/a' page_size: 3");
  const Instant begin{std::numeric_limits<std::int64_t>::min()};
  const Instant late{kEndOfTime.micros - 1};
  for (const PageState& state :
       {PageState{"a", begin, Date{1}, false},
        PageState{"a", Instant{-1}, Date{1}, false}, PageState{"a", late, Date{1}, false},
        PageState{"a", Instant{1}, Date{-1}, false},
        PageState{"a", Instant{1}, Date{2'932'897}, false}}) {
    FieldFaults faults;
    ReadPageToken(faults, request, MakePageToken(request, state));
    EXPECT_FALSE(faults.empty()) << state.known_at.micros << ", " << state.as_of.days;
  }
  FieldFaults faults;
  const PageState last{"a", kEndOfTime, Date{2'932'896}, false};
  ReadPageToken(faults, request, MakePageToken(request, last));
  EXPECT_TRUE(faults.empty());
}

TEST_F(PageTokenTest, IsOpaqueTextForAUrl) {
  EXPECT_EQ(
      FirstToken().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstu"
                                     "vwxyz0123456789-_="),
      std::string::npos);
}

TEST_F(PageTokenTest, IsRefusedWithOtherParameters) {
  const std::string token = "page_token: '" + FirstToken() + "' ";
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::ListVendors, token + "page_size: 2")), "OK");
  const auto other = Call(&CatalogHandlers::ListVendors, token + KnownNow());
  EXPECT_EQ(ReasonOf(other), "INVALID_PAGE_TOKEN");
  EXPECT_THAT(FieldsOf(other), ElementsAre("page_token"));
  EXPECT_EQ(other.status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(PageTokenTest, IsRefusedByAnotherMethod) {
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::ListPlatforms,
                          "page_token: '" + FirstToken() + "'")),
            "INVALID_PAGE_TOKEN");
}

TEST_F(PageTokenTest, WhatIsNoTokenIsRefused) {
  const std::string token = FirstToken();
  for (const std::string& bad :
       {std::string("x"), std::string("!!!"), std::string("AAAA"),
        token.substr(0, token.size() / 2), token + token}) {
    EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::ListVendors, "page_token: '" + bad + "'")),
              "INVALID_PAGE_TOKEN")
        << bad;
  }
}

TEST_F(PageTokenTest, ATokenOfAnotherVersionIsRefused) {
  std::string bytes;
  internal::v1::PageToken proto;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(FirstToken(), &bytes));
  ASSERT_TRUE(proto.ParseFromString(bytes));
  proto.set_version(proto.version() + 1);
  const std::string token = absl::WebSafeBase64Escape(proto.SerializeAsString());
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::ListVendors, "page_token: '" + token + "'")),
            "INVALID_PAGE_TOKEN");
}

TEST_F(PageTokenTest, AnotherFaultBesidesIsNamedToo) {
  const auto result =
      Call(&CatalogHandlers::ListVendors, "page_token: 'x' page_size: -1");
  EXPECT_EQ(ReasonOf(result), "INVALID_FIELD");
  EXPECT_THAT(FieldsOf(result), ElementsAre("page_size", "page_token"));
}

}  // namespace
}  // namespace clausebook::rpc
