// `clausebook check` as a job runs it, on the contradictions of tests/testing.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_CHECK_JOB_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_CHECK_JOB_H_

#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "tests/integration/cli_test.h"

namespace clausebook {

using Words = std::vector<std::string>;

inline constexpr char kNobody[] = "127.0.0.1:1";  // nothing listens there

inline std::string ContradictionsDir() {
  return std::string(CLAUSEBOOK_SOURCE) + "/tests/testing/contradictions";
}

inline std::string Contradiction(const std::string& name) {
  return ContradictionsDir() + "/" + name;
}

// The only app of the book in `dir`.
inline std::string AppOf(const std::string& dir) {
  const std::string book = testing::ReadWholeFile(dir + "/book/factbook.yaml");
  std::smatch match;
  const std::regex app("apps:\n  - \\{id: ([a-z0-9-]+),");
  EXPECT_TRUE(std::regex_search(book, match, app)) << book;
  return match[1];
}

// The words of the job for the release in `dir`.
inline Words JobFor(const std::string& dir) {
  Words words = {"check", "--book", dir + "/book", "--app", AppOf(dir)};
  for (const auto& [option, file] :
       {std::pair{"--manifest", "/manifest.yml"},
        std::pair{"--descriptor", "/atlassian-connect.json"}}) {
    if (!std::filesystem::exists(dir + file)) continue;
    words.push_back(option);
    words.push_back(dir + file);
  }
  return words;
}

// A job never has a server.
inline testing::ProgramResult RunJob(Words words, const Words& more = {}) {
  words.insert(words.begin(), CLAUSEBOOK_PATH);
  words.insert(words.end(), more.begin(), more.end());
  return testing::RunProgram(
      std::move(words),
      {std::string("CLAUSEBOOK_SERVER=") + kNobody, "COLUMNS=100", "LC_ALL=C.UTF-8"});
}

// A release and its job.
class ReleaseTest : public ::testing::Test {
 protected:
  static Words Job() { return JobFor(Contradiction("C01-third-parties-denied")); }
  static Words Without(Words words, const std::string& option) {
    const auto at = std::find(words.begin(), words.end(), option);
    words.erase(at, at + 2);
    return words;
  }
  static Words With(const std::string& option, const std::string& value) {
    Words words = Without(Job(), option);
    words.insert(words.end(), {option, value});
    return words;
  }
  // What a job complains of with exit code 2, which is for wrong input alone.
  static std::string WrongInput(const Words& words) {
    const auto result = RunJob(words);
    EXPECT_EQ(result.exit_code, 2) << result.out << result.err;
    EXPECT_EQ(result.out, "");
    return result.err;
  }
  std::string File(const std::string& name, const std::string& content) {
    const std::string path = folder_.File(name);
    testing::WriteWholeFile(path, content);
    return path;
  }
  testing::TempDir folder_;
};

// Against a server that holds the example book.
class ServerCheckTest : public CliTest {};

}  // namespace clausebook

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_CHECK_JOB_H_
