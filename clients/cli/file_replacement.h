// A file that is written piece by piece and takes the place of another when it is whole.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILE_REPLACEMENT_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILE_REPLACEMENT_H_

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clausebook::cli {

// Whoever reads the file sees the old or the new bytes, whole. What was not finished
// leaves the old file, and nothing beside it. All errors are FAILED_PRECONDITION. Not
// thread-safe.
class FileReplacement {
 public:
  // Of the file at `path`; its folder is made if it is missing.
  explicit FileReplacement(const std::string& path);
  ~FileReplacement();
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;

  absl::Status Write(std::string_view piece);
  // Puts it in its place; nothing is written after that.
  absl::Status Finish();

 private:
  const std::filesystem::path path_;
  const std::filesystem::path fresh_;
  std::ofstream file_;
  absl::Status failed_;    // of the first thing that did
  bool unplaced_ = false;  // there is a new file, under another name
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILE_REPLACEMENT_H_
