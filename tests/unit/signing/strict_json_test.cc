// JSON of strangers: what is refused before it can do harm.
#include "service/signing/strict_json.h"

#include <gtest/gtest.h>

#include <string>

#include "service/base/error.h"

namespace clausebook::signing {
namespace {

std::string FaultIn(const std::string& text, const JsonLimits& limits = {}) {
  const absl::Status status = CheckJson(text, limits);
  if (status.ok()) return "";
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return GetErrorDetail(status)->violations.at(0).description;
}

TEST(StrictJson, TakesJson) {
  for (const char* text :
       {"{}", "[]", "7", "\"text\"", R"({"a":[1,2.5,null,true,{"a":{}}]})",
        R"({"a":{"b":1},"b":{"a":1}})", " {\n\"a\" : 1 } \n"}) {
    EXPECT_EQ(FaultIn(text), "") << text;
  }
}

TEST(StrictJson, RefusesAKeyTwiceInOneObject) {
  EXPECT_EQ(FaultIn(R"({"a":1,"b":2,"a":1})"), "an object has the key 'a' twice");
  EXPECT_NE(FaultIn(R"([{"x":{"a":1,"a":2}}])"), "");
  EXPECT_NE(FaultIn(R"({"a":1,"\u0061":2})"), "") << "written in another way";
}

TEST(StrictJson, RefusesWhatIsNoJson) {
  for (const std::string& text :
       {std::string(), std::string("{"), std::string("{\"a\":1,}"), std::string("[1 2]"),
        std::string("{} {}"), std::string("\"\xff\""), std::string("nul"),
        std::string("{}\0", 3), std::string("{}\0{}", 5), std::string("\"\x01\"")}) {
    EXPECT_NE(FaultIn(text), "") << text;
  }
}

TEST(StrictJson, StopsAtItsLimits) {
  EXPECT_EQ(FaultIn(std::string(64, '[') + std::string(64, ']')), "");
  EXPECT_EQ(FaultIn(std::string(65, '[') + std::string(65, ']')),
            "it is nested more than 64 deep");
  EXPECT_NE(FaultIn(std::string(10'000'000, '[')), "") << "and does not overflow";
  EXPECT_EQ(FaultIn("[1,2,3]", {.depth = 1, .values = 4}), "");
  EXPECT_EQ(FaultIn("[1,2,3,4]", {.depth = 1, .values = 4}),
            "it holds more than 4 values");
}

}  // namespace
}  // namespace clausebook::signing
