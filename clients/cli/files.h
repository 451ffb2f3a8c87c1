// Fact books and other files on disk.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILES_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILES_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clausebook/v1/book.pb.h"

namespace clausebook::cli {

// All bytes of a file; `-` is standard input. INVALID_ARGUMENT if it cannot be read.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// The same for a file that is small if it is what it should be: INVALID_ARGUMENT if it
// has more than `most` bytes, of which no more are read.
absl::StatusOr<std::string> ReadSmallFile(const std::string& path, std::size_t most);

// How code hosts call a file: by its path from the root of the git work tree that it is
// in; where it is in none, `path` without `./` and the like. `-` stays.
std::string PathInRepository(const std::string& path);

// Every file below `dir` but those and the folders whose name begins with a dot, by path.
// INVALID_ARGUMENT if it is no directory or holds no factbook.yaml.
absl::StatusOr<std::vector<v1::BookFile>> ReadBook(const std::string& dir);

// Every file below `dir` as above, with its path as it can be opened.
absl::StatusOr<std::vector<v1::BookFile>> ReadTree(const std::string& dir);

// Puts the bytes in the place of the file in one step: whoever reads it sees the old or
// the new ones, whole. FAILED_PRECONDITION if it cannot be written.
absl::Status ReplaceFile(const std::string& path, const std::string& content);

struct WriteOutcome {
  std::vector<std::string> left;  // files that were there and are no part of the book
};

// Writes the files below `dir`, which is made if it is missing. FAILED_PRECONDITION if
// it is not empty and `force` is not set; INVALID_ARGUMENT for a path that leaves `dir`.
absl::StatusOr<WriteOutcome> WriteBook(
    const google::protobuf::RepeatedPtrField<v1::BookFile>& files, const std::string& dir,
    bool force);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILES_H_
