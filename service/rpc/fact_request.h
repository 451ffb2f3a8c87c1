// A fact as a client sends it, checked and located.
#ifndef CLAUSEBOOK_SERVICE_RPC_FACT_REQUEST_H_
#define CLAUSEBOOK_SERVICE_RPC_FACT_REQUEST_H_

#include <optional>
#include <string>

#include "clausebook/v1/fact.pb.h"
#include "service/catalog/catalog.h"
#include "service/rpc/validate.h"
#include "storage/store.h"

namespace clausebook::rpc {

// Checks what can be checked without the store on construction, adding faults under
// `fact.`; the rest in Resolve. Refers to what it is given.
class FactRequest {
 public:
  FactRequest(const catalog::Catalog& catalog, const v1::Fact& fact,
              const std::optional<model::Publisher>& publisher, FieldFaults& faults);

  // The content to record. NOT_FOUND for an app or revision; INVALID_ARGUMENT for a
  // quote that is not there.
  absl::StatusOr<model::FactContent> Resolve(storage::ReadSnapshot& snapshot) const;

 private:
  void CheckScope(FieldFaults& faults);
  void CheckClaim(const catalog::Catalog& catalog, FieldFaults& faults);
  void CheckTimes(FieldFaults& faults);
  void CheckEvidence(FieldFaults& faults);
  void CheckAttestation(FieldFaults& faults);

  const v1::Fact& fact_;
  std::optional<model::Publisher> publisher_;
  model::FactContent content_;
  std::optional<model::RevisionRef> revision_;
};

// "There is no property 'x'. Did you mean …?"
std::string UnknownProperty(const catalog::Catalog& catalog, const std::string& id);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_FACT_REQUEST_H_
