// Reads of vendors and apps, of the last commit, and of stored responses.
#include <utility>

#include "service/base/error.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

// Of each key the version that was last at the time asked for, unless it is a
// tombstone.
constexpr char kGetVendor[] = R"sql(
SELECT vendor_id, version, recorded_at, created_at, display_name, website_uri, deleted
FROM vendors WHERE vendor_id = ?1 AND recorded_at <= ?2
ORDER BY version DESC LIMIT 1)sql";

constexpr char kListVendors[] = R"sql(
SELECT v.vendor_id, v.version, v.recorded_at, v.created_at, v.display_name, v.website_uri
FROM vendors v
WHERE v.vendor_id > ?1 AND v.deleted = 0
  AND v.version = (SELECT max(w.version) FROM vendors w
                   WHERE w.vendor_id = v.vendor_id AND w.recorded_at <= ?2)
ORDER BY v.vendor_id LIMIT ?3)sql";

constexpr char kGetApp[] = R"sql(
SELECT vendor_id, app_id, version, recorded_at, created_at, display_name,
       marketplace_key, listing_uri, deleted
FROM apps WHERE vendor_id = ?1 AND app_id = ?2 AND recorded_at <= ?3
ORDER BY version DESC LIMIT 1)sql";

constexpr char kListVendorApps[] = R"sql(
SELECT a.vendor_id, a.app_id, a.version, a.recorded_at, a.created_at, a.display_name,
       a.marketplace_key, a.listing_uri
FROM apps a
WHERE a.vendor_id = ?1 AND a.app_id > ?2 AND a.deleted = 0
  AND a.version = (SELECT max(b.version) FROM apps b
                   WHERE b.vendor_id = a.vendor_id AND b.app_id = a.app_id
                     AND b.recorded_at <= ?3)
  AND (?4 = '' OR a.app_id = ?4 OR a.marketplace_key = ?4)
ORDER BY a.app_id LIMIT ?5)sql";

constexpr char kListAllApps[] = R"sql(
SELECT a.vendor_id, a.app_id, a.version, a.recorded_at, a.created_at, a.display_name,
       a.marketplace_key, a.listing_uri
FROM apps a
WHERE (a.vendor_id, a.app_id) > (?1, ?2) AND a.deleted = 0
  AND a.version = (SELECT max(b.version) FROM apps b
                   WHERE b.vendor_id = a.vendor_id AND b.app_id = a.app_id
                     AND b.recorded_at <= ?3)
ORDER BY a.vendor_id, a.app_id LIMIT ?4)sql";

// Two lookups by index rather than an OR over the whole table.
constexpr char kFindApps[] = R"sql(
SELECT a.vendor_id, a.app_id, a.version, a.recorded_at, a.created_at, a.display_name,
       a.marketplace_key, a.listing_uri
FROM (SELECT vendor_id, app_id, version FROM apps WHERE app_id = ?4
      UNION SELECT vendor_id, app_id, version FROM apps WHERE marketplace_key = ?4) k
JOIN apps a USING (vendor_id, app_id, version)
WHERE (a.vendor_id, a.app_id) > (?1, ?2) AND a.deleted = 0
  AND a.version = (SELECT max(b.version) FROM apps b
                   WHERE b.vendor_id = a.vendor_id AND b.app_id = a.app_id
                     AND b.recorded_at <= ?3)
ORDER BY a.vendor_id, a.app_id LIMIT ?5)sql";

constexpr char kLatestCommit[] = "SELECT ifnull(max(commit_time), 0) FROM commits";

constexpr char kGetResponse[] = R"sql(
SELECT request_digest, response, recorded_at FROM responses
WHERE request_id = ?1 AND recorded_at >= ?2)sql";

model::Vendor VendorRow(Query& q) {
  return {q.Text(0), q.Text(4), q.Text(5), {q.Int(1), q.Time(3), q.Time(2)}};
}

model::App AppRow(Query& q) {
  return {{q.Text(0), q.Text(1)}, q.Text(5), q.Text(6), q.Text(7),
          {q.Int(2), q.Time(4), q.Time(3)}};
}

std::pair<std::string, std::string> SplitKey(const std::string& key) {
  const auto slash = key.find('/');
  if (slash == std::string::npos) return {key, ""};
  return {key.substr(0, slash), key.substr(slash + 1)};
}

}  // namespace

Instant ReadLatestCommit(Connection& c) {
  Query q(c, kLatestCommit);
  return q.Next() ? q.Time(0) : Instant{};
}

absl::StatusOr<model::Vendor> ReadVendor(Connection& c, std::string_view id,
                                         Instant known_at) {
  Query q(c, kGetVendor);
  q.Bind(id).Bind(known_at);
  if (!q.Next() || q.Bool(6)) return NotFound("Vendor", "vendors/" + std::string(id));
  return VendorRow(q);
}

std::vector<model::Vendor> ReadVendors(Connection& c, const Page& page,
                                       Instant known_at) {
  std::vector<model::Vendor> vendors;
  Query q(c, kListVendors);
  q.Bind(page.after).Bind(known_at).Bind(page.limit);
  while (q.Next()) vendors.push_back(VendorRow(q));
  return vendors;
}

absl::StatusOr<model::App> ReadApp(Connection& c, const model::AppRef& ref,
                                   Instant known_at) {
  Query q(c, kGetApp);
  q.Bind(ref.vendor).Bind(ref.app).Bind(known_at);
  if (!q.Next() || q.Bool(8)) return NotFound("App", ToName(ref));
  return AppRow(q);
}

std::vector<model::App> ReadApps(Connection& c, const std::optional<std::string>& vendor,
                                 std::string_view id_or_key, const Page& page,
                                 Instant known_at) {
  const auto [after_vendor, after_app] = SplitKey(page.after);
  std::vector<model::App> apps;
  const auto collect = [&](Query& q) {
    while (q.Next()) apps.push_back(AppRow(q));
  };
  if (vendor) {
    // A key of another vendor is before or after all of this one's.
    if (after_vendor > *vendor) return apps;
    Query q(c, kListVendorApps);
    q.Bind(*vendor).Bind(after_vendor == *vendor ? after_app : "");
    q.Bind(known_at).Bind(id_or_key).Bind(page.limit);
    collect(q);
  } else if (id_or_key.empty()) {
    Query q(c, kListAllApps);
    q.Bind(after_vendor).Bind(after_app).Bind(known_at).Bind(page.limit);
    collect(q);
  } else {
    Query q(c, kFindApps);
    q.Bind(after_vendor).Bind(after_app).Bind(known_at).Bind(id_or_key).Bind(page.limit);
    collect(q);
  }
  return apps;
}

std::optional<StoredResponse> ReadResponse(Connection& c, std::string_view request_id,
                                           Instant not_before) {
  Query q(c, kGetResponse);
  q.Bind(request_id).Bind(not_before);
  if (!q.Next()) return std::nullopt;
  return StoredResponse{q.Text(0), q.Text(1), q.Time(2)};
}

}  // namespace clausebook::storage
