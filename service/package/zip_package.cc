#include "service/package/zip_package.h"

#include <zip.h>

#include <array>
#include <new>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"

namespace clausebook::package {
namespace {

struct FileCloser {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// Names that a program which unpacks to a disk would follow out of its folder. We do
// not, but who makes such a file means harm.
bool LeadsOut(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.front() == '\\') return true;
  std::size_t at = 0;
  while (at <= name.size()) {
    const std::size_t end = std::min(name.find_first_of("/\\", at), name.size());
    if (name.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

void ZipPackage::Closer::operator()(zip* archive) const { zip_discard(archive); }

absl::StatusOr<ZipPackage> ZipPackage::Open(std::string_view bytes, const Terms& terms) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  const bool consistent = archive != nullptr;
  // What is wrong is told by name if its parts can be listed: one that is there twice.
  if (!consistent) archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    zip_source_free(source);
    return Damaged(terms, "it is not a whole ZIP archive.");
  }
  ZipPackage package(archive, terms);
  CB_RETURN_IF_ERROR(package.ReadNames());
  if (!consistent) return Damaged(terms, "it is not a whole ZIP archive.");
  return package;
}

absl::Status ZipPackage::ReadNames() {
  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  if (count > terms_->most_entries) {
    return TooLarge(*terms_,
                    absl::StrCat("has more than ", terms_->most_entries, " parts"));
  }
  std::set<std::string> seen;  // names differ by more than case
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const char* name = zip_get_name(archive_.get(), index, ZIP_FL_ENC_GUESS);
    if (name == nullptr) return Damaged(*terms_, "a part has no name.");
    if (FindInvalidUtf8(name)) return Damaged(*terms_, "a part's name is not UTF-8.");
    if (LeadsOut(name)) {
      return Damaged(*terms_, absl::StrCat("the name of its part ", name,
                                           " leads out of the file."));
    }
    if (!seen.insert(absl::AsciiStrToLower(name)).second) {
      return Damaged(*terms_, absl::StrCat("it has two parts named ", name, "."));
    }
    names_.emplace_back(name);
    index_[name] = index;
  }
  return absl::OkStatus();
}

bool ZipPackage::Has(const std::string& part) const { return index_.contains(part); }

absl::Status ZipPackage::CheckUnpacked(const std::string& part, std::size_t packed,
                                       std::size_t unpacked) const {
  if (unpacked > terms_->most_bytes_of_part || unpacked_ > terms_->most_bytes_of_parts) {
    return TooLarge(
        *terms_, absl::StrCat("unpacks to more than ", terms_->most_bytes_of_part >> 20,
                              " MiB in its part ", part));
  }
  if (unpacked > kRatioFrom && unpacked / kMostRatio > packed) {
    return TooLarge(*terms_, absl::StrCat("unpacks to more than ", kMostRatio,
                                          " times its size in its part ", part));
  }
  return absl::OkStatus();
}

absl::Status ZipPackage::Stream(
    const std::string& part, const std::function<absl::Status(std::string_view)>& take) {
  const auto found = index_.find(part);
  if (found == index_.end()) {
    return Damaged(*terms_, absl::StrCat("it has no part ", part, "."));
  }
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive_.get(), found->second, 0, &stat) == 0 &&
      (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      stat.encryption_method != ZIP_EM_NONE) {
    return InvalidField(terms_->field,
                        absl::StrCat("The ", std::string(terms_->noun),
                                     " is encrypted. Save it without a password."));
  }
  const std::unique_ptr<zip_file_t, FileCloser> file(
      zip_fopen_index(archive_.get(), found->second, 0));
  if (file == nullptr) {
    return Damaged(*terms_, absl::StrCat("its part ", part, " cannot be read."));
  }
  std::size_t total = 0;
  std::array<char, 1 << 16> buffer;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) {
      return Damaged(*terms_, absl::StrCat("its part ", part, " cannot be unpacked."));
    }
    if (got == 0) return absl::OkStatus();
    total += static_cast<std::size_t>(got);
    unpacked_ += static_cast<std::size_t>(got);
    CB_RETURN_IF_ERROR(CheckUnpacked(part, stat.comp_size, total));
    CB_RETURN_IF_ERROR(take({buffer.data(), static_cast<std::size_t>(got)}));
  }
}

absl::StatusOr<std::string> ZipPackage::Read(const std::string& part) {
  std::string content;
  CB_RETURN_IF_ERROR(Stream(part, [&content](std::string_view piece) {
    content.append(piece);
    return absl::OkStatus();
  }));
  return content;
}

}  // namespace clausebook::package
