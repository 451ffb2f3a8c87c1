// What crosses from a worker, which may be in a stranger's hands, is not believed.
#include "service/evidence/documents/worker_result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "service/base/error.h"

namespace clausebook::evidence {
namespace {

ExtractedDocument Sample() {
  return {
      .text = "Policy\n\nWe store nothing.",
      .blocks = {{Block::Kind::kHeading, 2, {0, 6}}, {Block::Kind::kText, 0, {8, 25}}},
      .notes = {"A note."}};
}

TEST(WorkerResult, ArrivesAsItWasSent) {
  const auto arrived = DecodeResult(EncodeResult(Sample()));
  ASSERT_TRUE(arrived.has_value() && arrived->ok());
  EXPECT_EQ((**arrived).text, Sample().text);
  EXPECT_EQ((**arrived).notes, Sample().notes);
  ASSERT_EQ((**arrived).blocks.size(), 2u);
  EXPECT_EQ((**arrived).blocks[0].kind, Block::Kind::kHeading);
  EXPECT_EQ((**arrived).blocks[0].level, 2);
  EXPECT_EQ((**arrived).blocks[1].span.end, 25u);
}

TEST(WorkerResult, KeepsErrors) {
  const absl::Status invalid = InvalidField("document", "No good.");
  const absl::Status large = MakeError("Too much.", {.reason = Reason::kTooLarge});
  EXPECT_EQ(DecodeResult(EncodeResult(invalid))->status().message(), invalid.message());
  const absl::Status arrived = DecodeResult(EncodeResult(large))->status();
  EXPECT_TRUE(absl::IsResourceExhausted(arrived));
  EXPECT_EQ(arrived.message(), "Too much.");
  EXPECT_EQ(GetErrorDetail(arrived)->reason, Reason::kTooLarge);
}

TEST(WorkerResult, MustBeWhole) {
  const std::string whole = EncodeResult(Sample());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(DecodeResult(whole.substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(DecodeResult(whole + "x").has_value());
}

TEST(WorkerResult, MustBeASoundDocument) {
  const auto refused = [](auto change) {
    ExtractedDocument document = Sample();
    change(&document);
    return !DecodeResult(EncodeResult(document)).has_value();
  };
  EXPECT_TRUE(refused([](auto* d) { d->text[1] = '\xff'; }));
  EXPECT_TRUE(refused([](auto* d) { d->text[1] = '\0'; }));
  EXPECT_TRUE(refused([](auto* d) { d->text[1] = '\x1b'; }));
  EXPECT_TRUE(refused([](auto* d) { d->notes[0] = "\xff"; }));
  EXPECT_TRUE(refused([](auto* d) { d->blocks[1].span.end = 26; }));
  EXPECT_TRUE(refused([](auto* d) { d->blocks[1].span.begin = 3; }));
  EXPECT_TRUE(refused([](auto* d) { d->blocks[0].kind = static_cast<Block::Kind>(9); }));
}

}  // namespace
}  // namespace clausebook::evidence
