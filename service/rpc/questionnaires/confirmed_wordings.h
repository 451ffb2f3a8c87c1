// The wordings that people confirmed for a vendor, as the matcher asks for them.
#ifndef CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_CONFIRMED_WORDINGS_H_
#define CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_CONFIRMED_WORDINGS_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "service/questionnaires/matching/known.h"
#include "storage/store.h"

namespace clausebook::rpc {

// Those that stood at one time. Reads them once and then knows no store: immutable, and
// good for as long as it is kept.
class VendorWordings final : public questionnaires::matching::ConfirmedWordings {
 public:
  static absl::StatusOr<std::unique_ptr<const VendorWordings>> Load(
      storage::ReadSnapshot& snapshot, const std::string& vendor, Instant known_at);

  std::optional<questionnaires::matching::ConfirmedWording> FindWording(
      std::string_view wording_digest) const override;

 private:
  std::map<std::string, questionnaires::matching::ConfirmedWording, std::less<>>
      wordings_;
};

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_QUESTIONNAIRES_CONFIRMED_WORDINGS_H_
