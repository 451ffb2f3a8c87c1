#include "clients/cli/files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/file_replacement.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kBookFile[] = "factbook.yaml";
constexpr std::size_t kFirstPiece = 64 << 10;  // bytes read of a file of unknown size

absl::Status CannotWrite(const fs::path& path, const std::error_code& error) {
  return absl::FailedPreconditionError(
      absl::StrCat(path.string(), " cannot be written: ", error.message(), "."));
}

// Without slashes at its end, so that paths below it can be made relative to it.
std::string Root(std::string dir) {
  while (dir.size() > 1 && dir.back() == '/') dir.pop_back();
  return dir;
}

bool IsHidden(const fs::path& path) {
  return path.filename().string().rfind('.', 0) == 0;
}

// Paths of the files below `dir`, sorted.
absl::StatusOr<std::vector<fs::path>> FilesBelow(const std::string& dir) {
  std::error_code error;
  if (!fs::is_directory(dir, error)) {
    return absl::InvalidArgumentError(absl::StrCat("'", dir, "' is not a directory."));
  }
  std::vector<fs::path> files;
  fs::recursive_directory_iterator it(Root(dir), error);
  for (const fs::recursive_directory_iterator end; !error && it != end;
       it.increment(error)) {
    if (IsHidden(it->path())) {
      if (it->is_directory(error)) it.disable_recursion_pending();
    } else if (it->is_regular_file(error)) {
      files.push_back(it->path());
    }
  }
  if (error) {
    return absl::FailedPreconditionError(
        absl::StrCat("'", dir, "' cannot be read: ", error.message(), "."));
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool StaysInside(const fs::path& path) {
  if (path.empty() || path.is_absolute()) return false;
  return std::none_of(path.begin(), path.end(),
                      [](const fs::path& part) { return part == ".." || part == "."; });
}

absl::Status WriteFile(const fs::path& path, const std::string& content) {
  std::error_code error;
  // A name alone has no folder, and none can be made for it.
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  if (error) return CannotWrite(path, error);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (!file) return CannotWrite(path, std::error_code(errno, std::generic_category()));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ostringstream content;
  if (path == "-") {
    content << std::cin.rdbuf();
    return content.str();
  }
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return absl::InvalidArgumentError(absl::StrCat("'", path, "' is a directory."));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", path, "' cannot be read: ", std::strerror(errno), "."));
  }
  content << file.rdbuf();
  return content.str();
}

absl::StatusOr<std::string> ReadSmallFile(const std::string& path, std::size_t most) {
  std::error_code error;
  if (path != "-" && !fs::is_regular_file(path, error)) {
    if (fs::is_directory(path, error) || !fs::exists(path, error)) return ReadFile(path);
  }
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& in = path == "-" ? std::cin : file;
  // Never more than that: a pipe or device does not tell its size.
  std::string content;
  for (std::size_t piece = kFirstPiece; in && content.size() <= most; piece *= 2) {
    const std::size_t before = content.size();
    content.resize(before + std::min(piece, most + 1 - before));
    in.read(content.data() + before,
            static_cast<std::streamsize>(content.size() - before));
    content.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  if (content.size() > most) {
    return absl::InvalidArgumentError(absl::StrCat("'", path, "' has more than ", most,
                                                   " bytes; such a file has less."));
  }
  return path == "-" || file.is_open() ? content : ReadFile(path);
}

std::string PathInRepository(const std::string& path) {
  if (path.empty() || path == "-") return path;
  std::error_code error;
  const fs::path plain = fs::path(path).lexically_normal();
  const fs::path absolute = fs::weakly_canonical(path, error);
  if (error) return plain.generic_string();
  for (fs::path dir = absolute.parent_path();; dir = dir.parent_path()) {
    if (fs::exists(dir / ".git", error)) {
      return absolute.lexically_relative(dir).generic_string();
    }
    if (dir == dir.parent_path()) return plain.generic_string();
  }
}

absl::Status ReplaceFile(const std::string& path, const std::string& content) {
  FileReplacement file(path);
  CB_RETURN_IF_ERROR(file.Write(content));
  return file.Finish();
}

absl::StatusOr<std::vector<v1::BookFile>> ReadTree(const std::string& dir) {
  CB_ASSIGN_OR_RETURN(const auto paths, FilesBelow(dir));
  std::vector<v1::BookFile> files;
  for (const fs::path& path : paths) {
    CB_ASSIGN_OR_RETURN(std::string content, ReadFile(path.string()));
    v1::BookFile& file = files.emplace_back();
    file.set_path(path.string());
    file.set_content(std::move(content));
  }
  return files;
}

absl::StatusOr<std::vector<v1::BookFile>> ReadBook(const std::string& dir) {
  CB_ASSIGN_OR_RETURN(auto files, ReadTree(dir));
  bool found = false;
  for (v1::BookFile& file : files) {
    file.set_path(fs::path(file.path()).lexically_relative(Root(dir)).generic_string());
    found = found || file.path() == kBookFile;
  }
  if (!found) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", dir, "' is not a fact book: it holds no ", kBookFile, "."));
  }
  return files;
}

absl::StatusOr<WriteOutcome> WriteBook(
    const google::protobuf::RepeatedPtrField<v1::BookFile>& files, const std::string& dir,
    bool force) {
  std::error_code error;
  WriteOutcome outcome;
  std::set<std::string> written;
  for (const auto& file : files) {
    if (!StaysInside(file.path())) {
      return absl::InvalidArgumentError(
          absl::StrCat("The book names a file outside of itself: '", file.path(), "'."));
    }
    written.insert((fs::path(dir) / file.path()).lexically_normal().string());
  }
  if (fs::exists(dir, error)) {
    CB_ASSIGN_OR_RETURN(const auto present, FilesBelow(dir));
    if (!force && !fs::is_empty(dir, error)) {
      return absl::FailedPreconditionError(absl::StrCat(
          "'", dir,
          "' is not empty. Name another directory, or overwrite with --force."));
    }
    for (const fs::path& path : present) {
      const std::string name = path.lexically_normal().string();
      if (!written.contains(name)) outcome.left.push_back(name);
    }
  }
  for (const auto& file : files) {
    CB_RETURN_IF_ERROR(WriteFile(fs::path(dir) / file.path(), file.content()));
  }
  return outcome;
}

}  // namespace clausebook::cli
