// Documents read in another process: the same results, and no harm when it goes wrong.
#include "service/evidence/documents/worker.h"

#include <dirent.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <string>
#include <thread>
#include <vector>

#include "service/evidence/documents/extract.h"
#include "tests/testing/documents/documents.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {
namespace {

using clausebook::testing::Must;
using clausebook::testing::ReadDocumentFile;
using ::testing::HasSubstr;

// Patient: this is about what is read, not about how busy the machine is.
WorkerOptions Real() {
  return {.program = CLAUSEBOOK_EXTRACT, .wall_clock = std::chrono::minutes(1)};
}

absl::Status Misbehave(const std::string& how,
                       std::chrono::milliseconds wall_clock = std::chrono::minutes(1)) {
  return ExtractInWorker(how, DocumentFormat::kHtml,
                         {.program = MISBEHAVING_WORKER, .wall_clock = wall_clock})
      .status();
}

std::size_t CountDescriptors() {
  DIR* folder = opendir("/proc/self/fd");
  std::size_t count = 0;
  while (readdir(folder) != nullptr) ++count;
  closedir(folder);
  return count;
}

bool HasChildren() { return waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD; }

TEST(Worker, ReadsAllFormatsAsWithoutIt) {
  for (const char* name : {"policy.html", "policy.docx", "policy.pdf", "pages.pdf"}) {
    const std::string bytes =
        ReadDocumentFile(CLAUSEBOOK_DOCUMENTS "/" + std::string(name));
    const auto format = SniffFormat(bytes, name);
    ASSERT_TRUE(format.has_value());
    const auto here = Must(ExtractDocument(bytes, *format));
    const auto there = Must(ExtractInWorker(bytes, *format, Real()));
    EXPECT_EQ(here.text, there.text) << name;
    EXPECT_EQ(clausebook::testing::BlocksOf(here), clausebook::testing::BlocksOf(there));
  }
}

TEST(Worker, ConvertsEncodingsThoughItMayOpenNoFiles) {
  EXPECT_EQ(Must(ExtractInWorker("<meta charset=windows-1251><p>\xc0",
                                 DocumentFormat::kHtml, Real()))
                .text,
            "\xd0\x90");
}

TEST(Worker, RefusesAsWithoutIt) {
  const std::string encrypted = ReadDocumentFile(CLAUSEBOOK_DOCUMENTS "/encrypted.pdf");
  for (const std::string& bytes : {encrypted, std::string("\x89PNG"), std::string()}) {
    EXPECT_EQ(ExtractInWorker(bytes, DocumentFormat::kPdf, Real()).status().message(),
              ExtractDocument(bytes, DocumentFormat::kPdf).status().message());
  }
}

TEST(Worker, EndsDocumentsThatTakeTooLong) {
  // Every element of these looks through all that are open.
  std::string html = "<html>";
  for (int i = 0; i < 2000000; ++i) html += "<div>";
  WorkerOptions options = Real();
  options.processor_time = std::chrono::seconds(1);
  options.wall_clock = std::chrono::minutes(2);
  const absl::Status status =
      ExtractInWorker(html, DocumentFormat::kHtml, options).status();
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
}

TEST(Worker, BoundsMemory) {
  WorkerOptions options = Real();
  options.memory_bytes = 64u << 20;  // as much as the libraries need to start
  options.processor_time = std::chrono::seconds(30);
  options.wall_clock = std::chrono::minutes(2);
  const absl::Status status =
      ExtractInWorker("<p>" + std::string(16u << 20, 'a'), DocumentFormat::kHtml, options)
          .status();
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(std::string(status.message()),
              ::testing::AnyOf(HasSubstr("memory"), HasSubstr("more than")));
}

TEST(Worker, ThatDiesGivesACleanError) {
  const absl::Status crash = Misbehave("crash");
  EXPECT_TRUE(absl::IsInvalidArgument(crash)) << crash;
  EXPECT_THAT(std::string(crash.message()), HasSubstr("made its reader fail"));
  EXPECT_TRUE(absl::IsInvalidArgument(Misbehave("exit")));
  EXPECT_TRUE(absl::IsInvalidArgument(Misbehave("nonsense")));
  EXPECT_TRUE(absl::IsResourceExhausted(Misbehave("cpu")));
}

TEST(Worker, ThatHangsOrFloodsIsKilled) {
  const std::chrono::milliseconds soon(300);
  EXPECT_TRUE(absl::IsResourceExhausted(Misbehave("sleep", soon)));
  EXPECT_TRUE(absl::IsInvalidArgument(Misbehave("close", soon)));
  EXPECT_TRUE(absl::IsInvalidArgument(Misbehave("flood")));
  // It never reads what does not fit into a pipe.
  const std::string much(4 << 20, ' ');
  EXPECT_TRUE(absl::IsResourceExhausted(Misbehave("sleep" + much, soon)));
  EXPECT_TRUE(absl::IsInvalidArgument(Misbehave("exit" + much)));
  EXPECT_FALSE(HasChildren());
}

TEST(Worker, SeesNothingOfTheServer) {
  EXPECT_THAT(std::string(Misbehave("look").message()),
              HasSubstr("0 descriptors, no environment"));
}

TEST(Worker, ThatIsMissingIsAFaultOfOurs) {
  const absl::Status status =
      ExtractInWorker("<p>x", DocumentFormat::kHtml, {.program = "/nowhere/at/all"})
          .status();
  EXPECT_TRUE(absl::IsInternal(status)) << status;
  EXPECT_THAT(std::string(status.message()), ::testing::Not(HasSubstr("/nowhere")));
}

TEST(Worker, LeavesNothingBehindWhenManyThreadsUseIt) {
  const std::size_t before = CountDescriptors();
  std::vector<std::thread> threads;
  std::vector<int> right(4);
  for (std::size_t t = 0; t < right.size(); ++t) {
    threads.emplace_back([&right, t] {
      for (int i = 0; i < 5; ++i) {
        const std::string text = "We store " + std::to_string(10 * t + i) + ".";
        const auto read = ExtractInWorker("<p>" + text, DocumentFormat::kHtml, Real());
        if (read.ok() && read->text == text) ++right[t];
        if (absl::IsInvalidArgument(Misbehave("crash"))) ++right[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(right, ::testing::Each(10));
  EXPECT_EQ(CountDescriptors(), before);
  EXPECT_FALSE(HasChildren());
}

TEST(Worker, IsLookedForBesideTheProgram) {
  EXPECT_THAT(DefaultWorkerPath(), ::testing::EndsWith("/clausebook-extract"));
}

}  // namespace
}  // namespace clausebook::evidence
