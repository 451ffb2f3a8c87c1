// A file that is written as it comes, and is there only when all of it has come.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILLING_INCOMING_FILE_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILLING_INCOMING_FILE_H_

#include <cstdint>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace clausebook::cli {

// Pieces go into `PATH.new`, which takes the place of the file with Keep() and is removed
// without it. Not thread-safe.
class IncomingFile {
 public:
  // `-` is `standard_output`, where pieces appear at once.
  IncomingFile(std::string path, std::ostream* standard_output)
      : path_(std::move(path)), standard_output_(standard_output) {}
  ~IncomingFile();
  IncomingFile(const IncomingFile&) = delete;
  IncomingFile& operator=(const IncomingFile&) = delete;

  // FAILED_PRECONDITION if it cannot be written.
  absl::Status Append(std::string_view bytes);
  // Puts it in its place; without any piece there is no file.
  absl::Status Keep();

  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }  // bytes so far

 private:
  std::string NewPath() const { return path_ + ".new"; }

  std::string path_;
  std::ostream* standard_output_;
  std::ofstream file_;
  bool begun_ = false;  // `PATH.new` may be there
  std::uint64_t size_ = 0;
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILLING_INCOMING_FILE_H_
