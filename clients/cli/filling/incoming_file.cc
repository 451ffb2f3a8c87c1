#include "clients/cli/filling/incoming_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace clausebook::cli {
namespace {

absl::Status CannotWrite(const std::string& path, const std::string& why) {
  return absl::FailedPreconditionError(
      absl::StrCat(path, " cannot be written: ", why, "."));
}

}  // namespace

IncomingFile::~IncomingFile() {
  if (!begun_) return;
  file_.close();
  std::error_code ignored;
  std::filesystem::remove(NewPath(), ignored);
}

absl::Status IncomingFile::Append(std::string_view bytes) {
  std::ostream* out = standard_output_;
  if (path_ != "-") {
    if (!begun_) file_.open(NewPath(), std::ios::binary | std::ios::trunc);
    begun_ = true;
    out = &file_;
  }
  out->write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!*out) return CannotWrite(path_, std::strerror(errno));
  size_ += bytes.size();
  return absl::OkStatus();
}

absl::Status IncomingFile::Keep() {
  if (path_ == "-") {
    standard_output_->flush();
    return absl::OkStatus();
  }
  if (!begun_) return absl::OkStatus();
  file_.close();
  if (!file_) return CannotWrite(path_, std::strerror(errno));
  std::error_code error;
  std::filesystem::rename(NewPath(), path_, error);
  if (error) return CannotWrite(path_, error.message());
  begun_ = false;
  return absl::OkStatus();
}

}  // namespace clausebook::cli
