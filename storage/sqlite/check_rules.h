// What must hold among the rows of a database, as queries for what does not.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_CHECK_RULES_H_
#define CLAUSEBOOK_STORAGE_SQLITE_CHECK_RULES_H_

#include <cstddef>

namespace clausebook::storage {

struct CheckRule {
  std::size_t since;  // the schema step that brought the tables
  const char* check;
  const char* what;  // goes on after the name that the query gives
  const char* sql;   // one text for each place where it does not hold
};

inline constexpr CheckRule kCheckRules[] = {
    {1, "clauses", "does not have as many clauses as were recorded with it", R"sql(
SELECT policy_id || '/revisions/' || revision_id FROM revisions r
WHERE clause_count <> (SELECT count(*) FROM clauses c
                       WHERE c.revision_uid = r.revision_uid))sql"},
    {1, "clauses", "has a clause that reaches out of its text", R"sql(
SELECT DISTINCT policy_id || '/revisions/' || revision_id
FROM clauses JOIN revisions r USING (revision_uid)
WHERE byte_begin < 0 OR byte_end > length(r.text))sql"},
    {1, "clauses", "has clauses that overlap or are out of order", R"sql(
SELECT DISTINCT policy_id || '/revisions/' || revision_id FROM (
  SELECT revision_uid, byte_begin, lag(byte_end, 1, 0)
           OVER (PARTITION BY revision_uid ORDER BY ordinal) AS before
  FROM clauses) JOIN revisions USING (revision_uid)
WHERE byte_begin < before)sql"},
    {1, "clauses", "has a clause whose headings are no list", R"sql(
SELECT DISTINCT policy_id || '/revisions/' || revision_id
FROM clauses JOIN revisions USING (revision_uid)
WHERE NOT json_valid(heading_path))sql"},
    {1, "texts", "says that it was extracted from a document that is not there", R"sql(
SELECT policy_id || '/revisions/' || revision_id
FROM revisions LEFT JOIN revision_sources s USING (revision_uid)
WHERE (source_sha256 <> '') <> (s.revision_uid IS NOT NULL))sql"},
    {1, "facts", "quotes a place that is not in its clause's text", R"sql(
SELECT f.publisher_id || '/facts/' || fact_id || '@' || generation
FROM facts f JOIN revisions r USING (revision_uid)
WHERE byte_begin IS NULL OR byte_end IS NULL OR byte_begin < 0
   OR byte_end <= byte_begin OR byte_end > length(r.text)
   OR NOT EXISTS (SELECT 1 FROM clauses c WHERE c.revision_uid = f.revision_uid
                  AND c.clause_id = f.clause_id))sql"},
    {1, "facts", "was retracted before it was recorded", R"sql(
SELECT publisher_id || '/facts/' || fact_id || '@' || generation
FROM facts f JOIN fact_retractions x USING (fact_uid)
WHERE x.recorded_at < f.recorded_at)sql"},
    {1, "facts", "stands twice", R"sql(
SELECT publisher_id || '/facts/' || fact_id
FROM facts LEFT JOIN fact_retractions x USING (fact_uid) WHERE x.fact_uid IS NULL
GROUP BY publisher_kind, publisher_id, fact_id HAVING count(*) > 1)sql"},
    {3, "files", "names a customer's file that is not there", R"sql(
SELECT vendor_id || '/responses/' || response_id FROM questionnaire_responses
WHERE file_sha256 <> '' AND file_sha256 NOT IN (SELECT sha256 FROM response_files))sql"},
    {3, "files", "does not have its items from 1 on", R"sql(
SELECT vendor_id || '/responses/' || response_id FROM questionnaire_responses q
WHERE item_count <> (SELECT count(*) FROM response_items i
                     WHERE i.response_uid = q.response_uid)
   OR item_count <> (SELECT coalesce(max(number), 0) FROM response_items i
                     WHERE i.response_uid = q.response_uid))sql"},
    {3, "files", "has an item whose lists cannot be read", R"sql(
SELECT DISTINCT vendor_id || '/responses/' || response_id
FROM questionnaire_responses JOIN response_items USING (response_uid)
     LEFT JOIN response_parts p USING (response_uid, number)
WHERE NOT json_valid(allowed_answers)
   OR (p.position IS NOT NULL AND NOT (json_valid(parameters) AND json_valid(facts))))sql"},
    {1, "numbering", "does not have its versions from 1 on", R"sql(
SELECT 'vendors/' || vendor_id FROM vendors GROUP BY vendor_id
HAVING min(version) <> 1 OR max(version) <> count(*)
UNION ALL
SELECT vendor_id || '/apps/' || app_id FROM apps GROUP BY vendor_id, app_id
HAVING min(version) <> 1 OR max(version) <> count(*)
UNION ALL
SELECT publisher_id || '/policies/' || policy_id FROM policies
GROUP BY publisher_kind, publisher_id, policy_id
HAVING min(version) <> 1 OR max(version) <> count(*)
UNION ALL
SELECT publisher_id || '/facts/' || fact_id FROM facts
GROUP BY publisher_kind, publisher_id, fact_id
HAVING min(generation) <> 1 OR max(generation) <> count(*))sql"},
    {3, "numbering", "does not have its generations from 1 on", R"sql(
SELECT vendor_id || '/mappings/' || mapping_id FROM mappings
GROUP BY vendor_id, mapping_id
HAVING min(generation) <> 1 OR max(generation) <> count(*))sql"},
    {5, "audit", "was recorded without an entry of the audit log", R"sql(
SELECT 'A transaction (' || commit_time || ')' FROM commits
WHERE commit_time >= (SELECT min(recorded_at) FROM audit_entries WHERE kind = 1)
  AND commit_time NOT IN (SELECT recorded_at FROM audit_entries WHERE kind = 1))sql"},
    {5, "audit", "tells of a transaction that was not recorded", R"sql(
SELECT 'Entry ' || sequence FROM audit_entries
WHERE kind = 1 AND recorded_at NOT IN (SELECT commit_time FROM commits))sql"},
};

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_CHECK_RULES_H_
