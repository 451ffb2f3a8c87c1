// Errors carry all that a client is told, whatever is in it.
#include "service/base/error.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace clausebook {
namespace {

std::vector<Reason> AllReasons() {
  std::vector<Reason> all;
  for (int i = 0; i <= static_cast<int>(Reason::kInternal); ++i) {
    all.push_back(static_cast<Reason>(i));
  }
  return all;
}

TEST(Reason, HasANameOfItsOwnThatAip193Allows) {
  std::set<std::string_view> names;
  for (const Reason reason : AllReasons()) {
    const std::string_view name = ReasonName(reason);
    EXPECT_TRUE(names.insert(name).second) << name;
    EXPECT_LE(name.size(), 63u);
    EXPECT_EQ(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"), std::string::npos);
    EXPECT_NE(ReasonCode(reason), absl::StatusCode::kOk);
  }
}

TEST(Reason, TravelsWithTheError) {
  for (const Reason reason : AllReasons()) {
    const absl::Status status = MakeError("It failed.", {.reason = reason});
    EXPECT_EQ(status.code(), ReasonCode(reason));
    EXPECT_EQ(std::string(status.message()), "It failed.");
    ASSERT_TRUE(GetErrorDetail(status).has_value());
    EXPECT_EQ(GetErrorDetail(status)->reason, reason);
  }
}

TEST(ErrorDetail, IsOnlyThereIfItWasAttached) {
  EXPECT_FALSE(GetErrorDetail(absl::OkStatus()).has_value());
  EXPECT_FALSE(GetErrorDetail(absl::InternalError("x")).has_value());
}

TEST(ErrorDetail, OfAFieldNamesIt) {
  const absl::Status status = InvalidField("app", "Write a name.");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(std::string(status.message()), "app: Write a name.");
  const auto detail = *GetErrorDetail(status);
  EXPECT_EQ(detail.reason, Reason::kInvalidField);
  ASSERT_EQ(detail.violations.size(), 1u);
  EXPECT_EQ(detail.violations[0].field, "app");
  EXPECT_EQ(detail.violations[0].description, "Write a name.");
}

TEST(ErrorDetail, OfAResourceNamesIt) {
  const auto missing = *GetErrorDetail(NotFound("App", "vendors/a/apps/b"));
  EXPECT_EQ(missing.reason, Reason::kNotFound);
  EXPECT_EQ(missing.resource_type, "clausebook.v1.App");
  EXPECT_EQ(missing.resource_name, "vendors/a/apps/b");
  EXPECT_EQ(NotFound("App", "x").code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(AlreadyExists("App", "x").code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(GetErrorDetail(AlreadyExists("App", "x"))->reason, Reason::kAlreadyExists);
}

// Any bytes; those that the detail's own writing uses more often.
std::string AnyText() {
  return *rc::gen::container<std::string>(
      rc::gen::weightedOneOf<char>({{2, rc::gen::element(':', ',', '1', '0', '\0', '\n')},
                                    {1, rc::gen::arbitrary<char>()}}));
}

ErrorDetail AnyDetail() {
  ErrorDetail detail;
  detail.reason = *rc::gen::elementOf(AllReasons());
  detail.resource_type = AnyText();
  detail.resource_name = AnyText();
  detail.retry_after_ms = *rc::gen::arbitrary<std::int64_t>();
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
    detail.metadata.emplace_back(AnyText(), AnyText());
  }
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
    detail.violations.push_back({AnyText(), AnyText()});
  }
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
    detail.faults.push_back({AnyText(), *rc::gen::arbitrary<int>(),
                             *rc::gen::arbitrary<int>(), AnyText(), AnyText()});
  }
  return detail;
}

RC_GTEST_PROP(ErrorDetail, ComesOutAsItWentIn, ()) {
  const ErrorDetail in = AnyDetail();
  const auto out = GetErrorDetail(MakeError("x", in));
  RC_ASSERT(out.has_value());
  RC_ASSERT(out->reason == in.reason);
  RC_ASSERT(out->resource_type == in.resource_type);
  RC_ASSERT(out->resource_name == in.resource_name);
  RC_ASSERT(out->retry_after_ms == in.retry_after_ms);
  RC_ASSERT(out->metadata == in.metadata);
  RC_ASSERT(out->violations.size() == in.violations.size());
  for (std::size_t i = 0; i < in.violations.size(); ++i) {
    RC_ASSERT(out->violations[i].field == in.violations[i].field);
    RC_ASSERT(out->violations[i].description == in.violations[i].description);
  }
  RC_ASSERT(out->faults.size() == in.faults.size());
  for (std::size_t i = 0; i < in.faults.size(); ++i) {
    const BookFault& a = out->faults[i];
    const BookFault& b = in.faults[i];
    RC_ASSERT(a.path == b.path && a.line == b.line && a.column == b.column);
    RC_ASSERT(a.message == b.message && a.hint == b.hint);
  }
}

}  // namespace
}  // namespace clausebook
