#include "clients/cli/file_replacement.h"

#include <cerrno>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

absl::Status CannotReplace(const fs::path& path, const std::error_code& error) {
  return absl::FailedPreconditionError(
      absl::StrCat(path.string(), " cannot be written: ", error.message(), "."));
}

std::error_code LastError() { return {errno, std::generic_category()}; }

}  // namespace

FileReplacement::FileReplacement(const std::string& path)
    : path_(path), fresh_(path + ".new") {
  std::error_code error;
  // A name alone has no folder, and none can be made for it.
  if (path_.has_parent_path()) fs::create_directories(path_.parent_path(), error);
  if (error) {
    failed_ = CannotReplace(fresh_, error);
    return;
  }
  file_.open(fresh_, std::ios::binary | std::ios::trunc);
  if (!file_) failed_ = CannotReplace(fresh_, LastError());
  unplaced_ = failed_.ok();
}

FileReplacement::~FileReplacement() {
  if (!unplaced_) return;
  std::error_code ignored;
  fs::remove(fresh_, ignored);
}

absl::Status FileReplacement::Write(std::string_view piece) {
  CB_RETURN_IF_ERROR(failed_);
  if (!file_.write(piece.data(), static_cast<std::streamsize>(piece.size()))) {
    failed_ = CannotReplace(fresh_, LastError());
  }
  return failed_;
}

absl::Status FileReplacement::Finish() {
  CB_RETURN_IF_ERROR(failed_);
  file_.close();
  if (!file_) return CannotReplace(fresh_, LastError());
  std::error_code error;
  fs::rename(fresh_, path_, error);
  if (error) return CannotReplace(path_, error);
  unplaced_ = false;
  return absl::OkStatus();
}

}  // namespace clausebook::cli
