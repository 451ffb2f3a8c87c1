#include "service/package/zip_edit.h"

#include <zip.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"

namespace clausebook::package {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

absl::Status Bug(std::string_view what) {
  return MakeError(
      absl::StrCat("The filled file is not as it should be: ", std::string(what), "."),
      {.reason = Reason::kInternal});
}

// The archive shares ownership of the source, which may be read after it is closed. The
// source gets bytes of its own: the library (1.7.3) frees those that it was lent once it
// has written an archive that begins with them.
Archive OpenSource(std::string_view bytes, int flags, Source* source) {
  void* own = std::malloc(std::max<std::size_t>(bytes.size(), 1));
  if (own == nullptr) throw std::bad_alloc();
  std::memcpy(own, bytes.data(), bytes.size());
  zip_error_t error;
  zip_error_init(&error);
  source->reset(zip_source_buffer_create(own, bytes.size(), 1, &error));
  if (*source == nullptr) {
    std::free(own);
    throw std::bad_alloc();
  }
  Archive archive(zip_open_from_source(source->get(), flags, &error));
  zip_error_fini(&error);
  if (archive != nullptr) zip_source_keep(source->get());
  return archive;
}

absl::Status Replace(zip_t* archive, zip_uint64_t index, const std::string& content) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(archive, index, 0, &stat) != 0) return Bug("a part is gone");
  zip_source_t* part = zip_source_buffer(archive, content.data(), content.size(), 0);
  if (part == nullptr) throw std::bad_alloc();
  if (zip_file_replace(archive, index, part, 0) != 0) {
    zip_source_free(part);
    return Bug("a part cannot be replaced");
  }
  zip_set_file_compression(archive, index, stat.comp_method, 0);
  // Not the time of today: the same answers give the same file.
  zip_file_set_mtime(archive, index, stat.mtime, 0);
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadBack(zip_source_t* source) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) {
    return Bug("it cannot be read");
  }
  std::string bytes(stat.size, '\0');
  const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got != static_cast<zip_int64_t>(bytes.size())) return Bug("it was cut short");
  return bytes;
}

// A part as it is packed.
bool ReadPacked(zip_t* archive, zip_uint64_t index, const zip_stat_t& stat,
                std::string* packed) {
  const std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(archive, index, ZIP_FL_COMPRESSED));
  if (file == nullptr) return false;
  packed->resize(stat.comp_size);
  return zip_fread(file.get(), packed->data(), packed->size()) ==
         static_cast<zip_int64_t>(packed->size());
}

absl::Status CompareEntry(zip_t* before, zip_t* after, zip_uint64_t index,
                          const std::map<std::string, std::string>& changed) {
  zip_stat_t a, b;
  if (zip_stat_index(before, index, 0, &a) != 0 ||
      zip_stat_index(after, index, 0, &b) != 0) {
    return Bug("a part is gone");
  }
  const std::string name = a.name;
  if (name != b.name) return Bug(absl::StrCat("the part ", name, " moved"));
  if (changed.contains(name)) return absl::OkStatus();
  std::string packed_before, packed_after;
  if (a.crc != b.crc || a.size != b.size || a.comp_size != b.comp_size ||
      a.comp_method != b.comp_method || !ReadPacked(before, index, a, &packed_before) ||
      !ReadPacked(after, index, b, &packed_after) || packed_before != packed_after) {
    return Bug(absl::StrCat("the part ", name, " changed"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckOnlyChanged(std::string_view before, std::string_view after,
                              const std::map<std::string, std::string>& changed) {
  Source source_before, source_after;
  const Archive a = OpenSource(before, ZIP_RDONLY, &source_before);
  const Archive b = OpenSource(after, ZIP_RDONLY | ZIP_CHECKCONS, &source_after);
  if (a == nullptr || b == nullptr) return Bug("it is not a whole archive");
  const zip_int64_t count = zip_get_num_entries(a.get(), 0);
  if (count != zip_get_num_entries(b.get(), 0)) return Bug("parts came or went");
  for (zip_int64_t i = 0; i < count; ++i) {
    CB_RETURN_IF_ERROR(
        CompareEntry(a.get(), b.get(), static_cast<zip_uint64_t>(i), changed));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReplaceParts(
    std::string_view bytes, const Terms& terms,
    const std::map<std::string, std::string>& parts) {
  if (parts.empty()) return std::string(bytes);
  Source source;
  Archive archive = OpenSource(bytes, 0, &source);
  if (archive == nullptr) return Damaged(terms, "it is not a whole ZIP archive.");
  for (const auto& [name, content] : parts) {
    const zip_int64_t index = zip_name_locate(archive.get(), name.c_str(), 0);
    if (index < 0) return Damaged(terms, absl::StrCat("it has no part ", name, "."));
    CB_RETURN_IF_ERROR(Replace(archive.get(), static_cast<zip_uint64_t>(index), content));
  }
  if (zip_close(archive.get()) != 0) return Bug("it cannot be written");
  archive.release();  // NOLINT: closed
  CB_ASSIGN_OR_RETURN(std::string written, ReadBack(source.get()));
  CB_RETURN_IF_ERROR(CheckOnlyChanged(bytes, written, parts));
  return written;
}

}  // namespace clausebook::package
