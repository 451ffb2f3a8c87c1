#include "tests/fuzz/rpc/words.h"

#include <map>

namespace clausebook::testing {
namespace {

using Words = std::vector<std::string_view>;

const Words kNames = {"vendors/acme",
                      "vendors/bolt",
                      "vendors/-",
                      "vendors/acme/apps/notes",
                      "vendors/acme/apps/charts",
                      "vendors/bolt/apps/notes",
                      "vendors/acme/policies/privacy",
                      "vendors/acme/policies/terms",
                      "vendors/acme/policies/-",
                      "vendors/acme/facts/sold",
                      "vendors/acme/facts/kept",
                      "vendors/acme/responses/globex",
                      "vendors/acme/responses/globex/items/1",
                      "vendors/acme/responses/globex/items/999999999999999999999",
                      "platforms/forge",
                      "platforms/connect",
                      "platforms/forge/facts/promise",
                      "platforms/forge/policies/platform",
                      "questions/data-sold",
                      "questions/retention-period",
                      "questions/stores-data-off-atlassian",
                      "questions/nobody-asked",
                      "properties/use.sold",
                      "questionnaires/caiq-4.0.3",
                      "tokens/0101010101010101",
                      "vendors/",
                      "vendors//apps/",
                      "/"};
const Words kApps = {"vendors/acme/apps/notes", "vendors/acme/apps/charts",
                     "vendors/bolt/apps/notes", "vendors/acme/apps/none"};
const Words kQuestions = {
    "questions/data-sold",        "questions/retention-period",
    "questions/data-ownership",   "questions/stores-data-off-atlassian",
    "questions/who-can-access",   "questions/hosting-platform",
    "questions/deletion-deadline"};
const Words kIds = {"acme", "bolt",   "notes", "charts", "privacy",  "terms", "sold",
                    "kept", "globex", "a",     "Acme",   "acme-inc", "-",     "0"};
const Words kDates = {"2025-01-01", "2025-06-01", "2026-01-01", "2026-01-02",
                      "2027-12-31", "1970-01-01", "9999-12-31", "2025-02-29",
                      "2024-02-29", "yesterday",  "0000-00-00", "10000-01-01"};
const Words kProperties = {"use.sold",
                           "retention.after_uninstall",
                           "storage.off_platform",
                           "hosting.platform",
                           "access.parties",
                           "policy.contact",
                           "policy.url",
                           "policy.last_updated",
                           "use.purposes",
                           "location.storage_countries",
                           "no.such"};
const Words kValues = {"forge",
                       "connect",
                       "prohibited",
                       "Germany",
                       "P30D",
                       "P6M",
                       "PT72H",
                       "indefinite",
                       "P0D",
                       "P99999999999999Y",
                       "2025-01-01",
                       "ada@example.com",
                       "https://example.com/policy",
                       "product_content",
                       "true"};
const Words kTexts = {
    "We store nothing.",
    "We do not sell data.",
    "Data is deleted within thirty days.",
    "# Privacy\n\nWe do not sell data. All apps are built on Forge.\n\n- One\n- Two\n",
    "Do you sell our data?",
    "Is our data stored in Germany within 24 hours, and if yes, describe?",
    "ID,Question,Answer,Comment\nA-1,Do you sell our data?,,\nA-2,Pen test?,,\n",
    "[{\"question\": \"Do you sell our data?\"}]",
    "{\"dataAccessAndStorage\": {\"appStoresEUDOutsideAtlassian\": true}}",
    "clausebook: 1\nvendor: {id: acme, name: Acme}\nfacts: []\n",
    "app:\n  id: ari:cloud:ecosystem::app/1\npermissions:\n  scopes: [read:jira-work]\n",
    "{\"baseUrl\": \"https://example.com\", \"scopes\": [\"READ\"]}",
    "<html><body><h1>Policy</h1><p>We do not sell data.</p></body></html>",
    "\xe2\x80\xa8\xf0\x9f\x98\x80 \xcc\x81",
    "a\r\nb\tc",
    "=1+1",
    ""};

const std::map<std::string_view, Words> kByField = {
    {"name", kNames},
    {"parent", kNames},
    {"publisher", {"vendors/acme", "platforms/forge", "vendors/-"}},
    {"app", kApps},
    {"apps", kApps},
    {"except_apps", kApps},
    {"question", kQuestions},
    {"questions", kQuestions},
    {"questionnaire", {"questionnaires/caiq-4.0.3", "questionnaires/none"}},
    {"vendor_id", kIds},
    {"app_id", kIds},
    {"backup_id", {"monday", "a", "Monday", "../monday", "-"}},
    {"policy_id", kIds},
    {"fact_id", kIds},
    {"response_id", kIds},
    {"as_of", kDates},
    {"date", kDates},
    {"effective_date", kDates},
    {"expire_date", kDates},
    {"valid_from", kDates},
    {"valid_until", kDates},
    {"date_value", kDates},
    {"property", kProperties},
    {"string_value", kValues},
    {"members", kValues},
    {"duration_value",
     {"P30D", "P6M", "PT72H", "indefinite", "P1Y", "P-1D", "P", "soon"}},
    {"dimension", {"data_category", "purpose", "actor", "surface", "none"}},
    {"values", {"product_content", "configuration", "vendor_staff", "analytics", "none"}},
    {"media_type",
     {"text/plain", "text/markdown", "text/html", "application/yaml", "application/json",
      "application/pdf"}},
    {"uri", {"https://example.com/privacy", "http://", "mailto:ada@example.com", "x"}},
    {"text", kTexts},
    {"content", kTexts},
    {"chunk", kTexts},
    {"quote", kTexts},
    {"payload", kTexts},
    {"statement", kTexts},
    {"wording", kTexts},
    {"title", {"Privacy", "Terms", ""}},
    {"display_name", {"Acme", "Notes", ""}},
    {"path", {"factbook.yaml", "p.txt", "reviewed.yaml", "../p.txt", "/etc/passwd"}},
    {"file_name", {"list.csv", "list.xlsx", "list.json", "list.txt", "payload.json"}},
    {"paths",
     {"display_name", "title", "uri", "*", "description", "name", "verdict", "sentence",
      "citations", "answer.verdict", "no_such_field"}},
    {"reviewer", {"Ada", "Mara Lind, DPO", ""}},
    {"confirmed_by", {"Ada", "Mara Lind"}},
    {"revoked_by", {"Ada", "Mara Lind"}},
    {"creator", {"Ada", "Mara Lind"}},
    {"attester", {"Ada, CTO"}},
    {"request_id",
     {"7f3a09c1-d2e4-4586-9a3b-000000000001", "7f3a09c1-d2e4-4586-9a3b-000000000002",
      "no-uuid"}},
    {"subject", {"Ada", "ci"}},
    {"vendors", {"vendors/acme", "vendors/bolt", "vendors/-"}},
    {"row", {}},
};

}  // namespace

const Words& WordsFor(std::string_view field) {
  static const Words kNone;
  const auto found = kByField.find(field);
  return found == kByField.end() ? kNone : found->second;
}

const Words& AnyWords() {
  static const Words kAll = [] {
    Words all;
    for (const auto& [field, words] : kByField) {
      all.insert(all.end(), words.begin(), words.end());
    }
    return all;
  }();
  return kAll;
}

}  // namespace clausebook::testing
