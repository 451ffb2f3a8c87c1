// Checks of single fields, at their edges.
#include "service/rpc/validate.h"

#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

template <typename Check>
bool IsFine(const Check& check) {
  FieldFaults faults;
  check(faults);
  return faults.empty();
}

TEST(ValidateTest, Uris) {
  const auto fine = [](const std::string& uri) {
    return IsFine([&](FieldFaults& faults) { CheckUri(faults, "uri", uri); });
  };
  for (const char* uri : {"", "https://a.example", "http://a", "HTTPS://A.example/x?y#z",
                          "https://[::1]/", "https://\u00fcber.example"}) {
    EXPECT_TRUE(fine(uri)) << uri;
  }
  for (const char* uri : {"a.example", "//a.example", "ftp://a", "https://", "https:///x",
                          "https://a b", "https://a\n", "javascript:alert(1)",
                          "https://?q", "https://a/<x>", "https://a/\"", "https://@"}) {
    EXPECT_FALSE(fine(uri)) << uri;
  }
  EXPECT_TRUE(fine("https://a/" + std::string(1990, 'x')));
  EXPECT_FALSE(fine("https://a/" + std::string(1991, 'x')));
}

TEST(ValidateTest, RequestIds) {
  const auto fine = [](const std::string& id) {
    return IsFine([&](FieldFaults& faults) { CheckRequestId(faults, id); });
  };
  EXPECT_TRUE(fine(""));
  EXPECT_TRUE(fine("4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d11"));
  EXPECT_TRUE(fine("4B1C0A52-7C7E-4D0C-9E0F-3A2F8F3F6D11"));
  EXPECT_FALSE(fine("4b1c0a527c7e4d0c9e0f3a2f8f3f6d11"));
  EXPECT_FALSE(fine("4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d1g"));
  EXPECT_FALSE(fine("4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d111"));
  EXPECT_FALSE(fine("4b1c0a5217c7e14d0c19e0f13a2f8f3f6d11"));
}

TEST(ValidateTest, KnownAtUpToThisMicrosecond) {
  const CallContext context{nullptr, Instant{1'000'000'500}};
  const auto fine = [&](std::int64_t seconds, int nanos) {
    google::protobuf::Timestamp time;
    time.set_seconds(seconds);
    time.set_nanos(nanos);
    return IsFine(
        [&](FieldFaults& faults) { CheckKnownAt(faults, context, true, time); });
  };
  EXPECT_TRUE(fine(0, 0));
  EXPECT_TRUE(fine(1000, 500'000));
  EXPECT_FALSE(fine(1000, 501'000));
  EXPECT_FALSE(fine(-1, 0));
  EXPECT_FALSE(fine(0, -1));
  EXPECT_FALSE(fine(0, 1'000'000'000));
  EXPECT_FALSE(fine(std::numeric_limits<std::int64_t>::max(), 0));
  EXPECT_FALSE(fine(std::numeric_limits<std::int64_t>::min(), 0));
}

TEST(ValidateTest, TimesKeepTheirMicroseconds) {
  const CallContext context{nullptr, kEndOfTime};
  FieldFaults faults;
  const Instant time{1'767'225'600'123'456};
  EXPECT_EQ(CheckKnownAt(faults, context, true, ToProto(time)), time);
  EXPECT_EQ(CheckKnownAt(faults, context, false, ToProto(time)), std::nullopt);
}

TEST(ValidateTest, TextThatIsNotTextIsFoundAnywhere) {
  v1::ApplyBookRequest book;
  book.add_files()->set_path("fine");
  book.add_files()->set_content("bytes may be \xff anything");
  EXPECT_EQ(FindInvalidText(book), "");
  book.mutable_files(1)->set_path("a\xff");
  EXPECT_EQ(FindInvalidText(book), "files[1].path");
  v1::CreateFactRequest fact;
  fact.mutable_fact()->mutable_scope()->add_apps("a");
  fact.mutable_fact()->mutable_scope()->add_apps(std::string("a\0b", 3));
  EXPECT_EQ(FindInvalidText(fact), "fact.scope.apps[1]");
}

TEST(ValidateTest, CutTextIsStillText) {
  EXPECT_EQ(Shorten("abc", 3), "abc");
  EXPECT_EQ(Shorten("abcd", 3), "abc\u2026");
  EXPECT_EQ(Shorten("a\u00fcb", 2), "a\u2026");
  EXPECT_EQ(Shorten("\U0001f600\U0001f600", 6), "\U0001f600\u2026");
}

TEST(ValidateTest, ALongNameDoesNotMakeALongError) {
  FieldFaults faults;
  CheckApp(faults, "name", "vendors/" + std::string(1'000'000, 'x'));
  EXPECT_LT(faults.ToStatus().ToString().size(), 2000u);
}

}  // namespace
}  // namespace clausebook::rpc
