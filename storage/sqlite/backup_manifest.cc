#include "storage/sqlite/backup_manifest.h"

#include <nlohmann/json.hpp>

#include "service/base/error.h"

namespace clausebook::storage {
namespace {

constexpr int kFormat = 1;

// Times as text are for people; the numbers are read back.
void PutTime(nlohmann::ordered_json& json, const std::string& name, Instant time) {
  json[name + "_micros"] = time.micros;
  json[name] = FormatInstant(time);
}

}  // namespace

std::string ManifestPath(const std::string& backup) { return backup + ".json"; }

std::string WriteManifest(const BackupManifest& manifest) {
  nlohmann::ordered_json json;
  json["clausebook_backup"] = kFormat;
  json["sha256"] = manifest.sha256;
  json["size_bytes"] = manifest.size_bytes;
  json["schema_step"] = manifest.schema_step;
  PutTime(json, "last_commit", manifest.last_commit);
  PutTime(json, "create_time", manifest.create_time);
  if (manifest.known_at) PutTime(json, "known_at", *manifest.known_at);
  return json.dump(2) + "\n";
}

absl::StatusOr<BackupManifest> ParseManifest(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  const auto number = [&json](const char* name) -> std::optional<std::int64_t> {
    const auto it = json.find(name);
    if (it == json.end() || !it->is_number_integer()) return std::nullopt;
    return it->get<std::int64_t>();
  };
  if (json.is_object() && number("clausebook_backup") == kFormat &&
      json.contains("sha256") && json["sha256"].is_string() && number("size_bytes") &&
      number("schema_step") && number("last_commit_micros") &&
      number("create_time_micros")) {
    BackupManifest manifest;
    manifest.sha256 = json["sha256"].get<std::string>();
    manifest.size_bytes = *number("size_bytes");
    manifest.schema_step = static_cast<std::size_t>(*number("schema_step"));
    manifest.last_commit = Instant{*number("last_commit_micros")};
    manifest.create_time = Instant{*number("create_time_micros")};
    if (const auto micros = number("known_at_micros")) {
      manifest.known_at = Instant{*micros};
    }
    return manifest;
  }
  return MakeError("The backup's manifest is damaged, or not one of Clausebook.",
                   {.reason = Reason::kStorageDamaged});
}

}  // namespace clausebook::storage
