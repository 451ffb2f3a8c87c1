// Confirmed wordings and their revocations: read and written.
#include <charconv>
#include <utility>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/json_lists.h"
#include "storage/sqlite/transaction.h"

namespace clausebook::storage {
namespace {

constexpr char kListMappings[] = R"sql(
SELECT m.mapping_uid, m.mapping_id, m.generation, m.recorded_at, m.wording,
       m.wording_sha256, m.questions, m.confirmed_by, r.recorded_at, r.revoked_by,
       r.reason
FROM mappings m LEFT JOIN mapping_revocations r USING (mapping_uid)
WHERE m.vendor_id = ?1 AND (m.mapping_id, m.generation) > (?2, ?3)
  AND m.recorded_at <= ?4 AND (?5 OR r.recorded_at IS NULL OR r.recorded_at > ?4)
ORDER BY m.mapping_id, m.generation LIMIT ?6)sql";

constexpr char kGetMapping[] = R"sql(
SELECT m.mapping_uid, m.mapping_id, m.generation, m.recorded_at, m.wording,
       m.wording_sha256, m.questions, m.confirmed_by, r.recorded_at, r.revoked_by,
       r.reason
FROM mappings m LEFT JOIN mapping_revocations r USING (mapping_uid)
WHERE m.mapping_uid = ?1)sql";

// The last generation of an id: its row, its number, and whether it stands.
constexpr char kLastMapping[] = R"sql(
SELECT m.mapping_uid, m.generation, r.mapping_uid IS NULL
FROM mappings m LEFT JOIN mapping_revocations r USING (mapping_uid)
WHERE m.vendor_id = ?1 AND m.mapping_id = ?2
ORDER BY m.generation DESC LIMIT 1)sql";

constexpr char kAddMapping[] = R"sql(
INSERT INTO mappings (vendor_id, mapping_id, generation, recorded_at, wording,
                      wording_sha256, questions, confirmed_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

constexpr char kAddRevocation[] = R"sql(
INSERT INTO mapping_revocations (mapping_uid, recorded_at, revoked_by, reason)
VALUES (?1, ?2, ?3, ?4))sql";

struct LastMapping {
  std::int64_t uid = 0;  // 0: there is none
  std::int32_t generation = 0;
  bool stands = false;
};

LastMapping FindLastMapping(Connection& c, const model::MappingRef& ref) {
  Query q(c, kLastMapping);
  q.Bind(ref.vendor).Bind(ref.mapping);
  if (!q.Next()) return {};
  return {q.Int(0), static_cast<std::int32_t>(q.Int(1)), q.Bool(2)};
}

std::string QuestionsText(const std::vector<model::Mapping::Question>& questions) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& asked : questions) {
    list.push_back(nlohmann::json::array({asked.question, asked.opposite}));
  }
  return ToJsonText(list);
}

// We wrote pairs; of a damaged list nothing is kept.
std::vector<model::Mapping::Question> QuestionsOf(const std::string& json) {
  std::vector<model::Mapping::Question> questions;
  for (const auto& pair : nlohmann::json::parse(json, nullptr, false)) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() &&
        pair[1].is_boolean()) {
      questions.push_back({pair[0].get<std::string>(), pair[1].get<bool>()});
    }
  }
  return questions;
}

model::Mapping MappingRow(Query& q, const std::string& vendor, Instant known_at) {
  model::Mapping mapping;
  mapping.ref = {vendor, q.Text(1)};
  mapping.generation = static_cast<std::int32_t>(q.Int(2));
  mapping.create_time = q.Time(3);
  mapping.wording = q.Text(4);
  mapping.wording_digest = q.Text(5);
  mapping.questions = QuestionsOf(q.Text(6));
  mapping.confirmed_by = q.Text(7);
  if (q.IsNull(8) || q.Time(8) > known_at) return mapping;
  mapping.revoke_time = q.Time(8);
  mapping.revoked_by = q.Text(9);
  mapping.revoke_reason = q.Text(10);
  return mapping;
}

absl::StatusOr<model::Mapping> ReadMapping(Connection& c, const std::string& vendor,
                                           std::int64_t uid) {
  Query q(c, kGetMapping);
  q.Bind(uid);
  q.Next();
  return MappingRow(q, vendor, kEndOfTime);
}

}  // namespace

std::vector<model::Mapping> ReadMappings(Connection& c, const std::string& vendor,
                                         bool include_revoked, const Page& page,
                                         Instant known_at) {
  const auto slash = page.after.find('/');
  std::int32_t after_generation = 0;
  if (slash != std::string::npos) {
    std::from_chars(page.after.data() + slash + 1, page.after.data() + page.after.size(),
                    after_generation);
  }
  std::vector<model::Mapping> mappings;
  Query q(c, kListMappings);
  q.Bind(vendor).Bind(page.after.substr(0, slash)).Bind(after_generation);
  q.Bind(known_at).Bind(include_revoked).Bind(page.limit);
  while (q.Next()) mappings.push_back(MappingRow(q, vendor, known_at));
  return mappings;
}

absl::StatusOr<model::Mapping> SqliteTransaction::AddMapping(
    const model::Mapping& mapping) {
  return Run([&]() -> absl::StatusOr<model::Mapping> {
    const LastMapping last = FindLastMapping(connection(), mapping.ref);
    if (last.stands) return AlreadyExists("Mapping", ToName(mapping.ref));
    TouchVendor(mapping.ref.vendor);
    {
      Query q(connection(), kAddMapping);
      q.Bind(mapping.ref.vendor).Bind(mapping.ref.mapping).Bind(last.generation + 1);
      q.Bind(time_).Bind(mapping.wording).Bind(mapping.wording_digest);
      q.Bind(QuestionsText(mapping.questions)).Bind(mapping.confirmed_by).Run();
    }
    return ReadMapping(connection(), mapping.ref.vendor,
                       connection().database().getLastInsertRowid());
  });
}

absl::StatusOr<model::Mapping> SqliteTransaction::RevokeMapping(
    const model::MappingRef& ref, std::string_view revoked_by, std::string_view reason) {
  return Run([&]() -> absl::StatusOr<model::Mapping> {
    const LastMapping last = FindLastMapping(connection(), ref);
    if (!last.stands) return NotFound("Mapping", ToName(ref));
    TouchVendor(ref.vendor);
    Query(connection(), kAddRevocation)
        .Bind(last.uid)
        .Bind(time_)
        .Bind(revoked_by)
        .Bind(reason)
        .Run();
    return ReadMapping(connection(), ref.vendor, last.uid);
  });
}

}  // namespace clausebook::storage
