// What the store holds of a publisher, as a book is compared with it.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_HELD_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_HELD_H_

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"
#include "storage/store.h"

namespace clausebook::evidence {

struct Held {
  std::optional<model::Vendor> vendor;
  std::map<std::string, model::App> apps;
  std::map<std::string, model::Policy> policies;
  std::map<std::string, model::Revision> revisions;  // by resource name
  std::map<std::string, model::Fact> facts;          // by id
  std::set<std::string> rejections;                  // resource names
  std::shared_ptr<const model::EvidenceBase> base;
};

absl::StatusOr<Held> ReadHeld(const model::Publisher& publisher,
                              storage::ReadSnapshot& snapshot);

// Changes with every write to what is held.
std::string StateOf(const model::Publisher& publisher, const Held& held);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_HELD_H_
