// Vendors, policies and facts to put into a store, and all that is in them as text.
#ifndef CLAUSEBOOK_TESTS_TESTING_STORE_SAMPLES_H_
#define CLAUSEBOOK_TESTS_TESTING_STORE_SAMPLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "storage/store.h"

namespace clausebook::testing {

model::Publisher VendorNamed(const std::string& id);
model::Publisher PlatformNamed(const std::string& id);

model::Vendor SampleVendor(const std::string& id,
                           const std::string& display_name = "A Vendor");
model::App SampleApp(const std::string& vendor, const std::string& app,
                     const std::string& marketplace_key = "com.example.app");
model::Policy SamplePolicy(const model::Publisher& publisher, const std::string& id);
// Its clauses are LinesAsClauses(text).
model::Revision SampleRevision(const model::PolicyRef& policy, const std::string& id,
                               std::string_view effective, const std::string& text);
// Attested, about all apps.
model::FactContent SampleFact(const std::string& property = "data.stored");
// Rests on the first clause of SampleRevision(…, "# Storage\nWe store nothing.\n").
model::FactContent QuotedFact(const model::RevisionRef& revision);

model::Rejection SampleRejection(const model::PolicyRef& policy,
                                 const std::string& suggestion);

// Filled from `file_text` if there is one.
model::Response SampleResponse(const model::ResponseRef& ref, const std::string& app,
                               const std::string& file_text = "");
// Proposes `answer` to `question`, on a fact; with `need` it proposes nothing.
model::ResponseItem SampleItem(const std::string& question,
                               const std::string& answer = "Yes",
                               model::ItemNeed need = model::ItemNeed::kNothing);
// Overrides say `answer`.
model::ItemReview SampleReview(std::int32_t number, model::ItemDecision decision,
                               const std::string& answer = "");
// `digit` tells it from others.
model::Mapping SampleMapping(const std::string& vendor, char digit);

// Every field, one line per struct: equal texts are equal structs.
std::string Describe(const model::VersionInfo& info);
std::string Describe(const model::Vendor& vendor);
std::string Describe(const model::App& app);
std::string Describe(const model::Policy& policy);
std::string Describe(const model::Revision& revision);
std::string Describe(const model::Clause& clause);
std::string Describe(const model::FactContent& content);
std::string Describe(const model::Fact& fact);
std::string Describe(const storage::FactEvent& event);
std::string Describe(const storage::StoredResponse& response);
std::string Describe(const model::Rejection& rejection);
std::string Describe(const model::ItemStanding& standing);
std::string Describe(const model::ItemHead& head);
std::string Describe(const model::Response& response);
std::string Describe(const model::ItemReview& review);
std::string Describe(const model::ReviewedItem& item);
std::string Describe(const storage::DecidedItem& item);
std::string Describe(const model::Mapping& mapping);
std::string Describe(const model::EvidenceBase& base);

template <typename T>
std::string Describe(const std::vector<T>& items) {
  std::string text;
  for (const T& item : items) text += Describe(item) + "\n";
  return text;
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_TESTING_STORE_SAMPLES_H_
