#include "service/main/monitoring/newest_backup.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "storage/sqlite/backup_manifest.h"

namespace clausebook::monitoring {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestManifest = 64 << 10;

std::optional<Instant> TimeOf(const fs::path& manifest_file) {
  std::error_code error;
  if (fs::file_size(manifest_file, error) > kLargestManifest || error) {
    return std::nullopt;
  }
  std::ostringstream text;
  text << std::ifstream(manifest_file, std::ios::binary).rdbuf();
  const auto manifest = storage::ParseManifest(text.str());
  if (!manifest.ok() || manifest->known_at) return std::nullopt;
  fs::path backup = manifest_file;
  backup.replace_extension();  // FILE of FILE.json
  const std::uintmax_t size = fs::file_size(backup, error);
  if (error || size != static_cast<std::uintmax_t>(manifest->size_bytes)) {
    return std::nullopt;
  }
  return manifest->create_time;
}

}  // namespace

std::optional<Instant> NewestBackup(const std::string& folder) {
  std::optional<Instant> newest;
  std::error_code error;
  for (fs::directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error)) {
    if (file->path().extension() != ".json") continue;
    const auto time = TimeOf(file->path());
    if (time && (!newest || *time > *newest)) newest = time;
  }
  return newest;
}

}  // namespace clausebook::monitoring
