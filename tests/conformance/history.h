// Random histories: what may happen to a store, as data that rapidcheck can shrink.
#ifndef CLAUSEBOOK_TESTS_CONFORMANCE_HISTORY_H_
#define CLAUSEBOOK_TESTS_CONFORMANCE_HISTORY_H_

#include <rapidcheck.h>

#include <array>
#include <ostream>
#include <string>
#include <vector>

#include "storage/store.h"

namespace clausebook::testing {

enum class Deed {
  kPutVendor,
  kDeleteVendor,
  kPutApp,
  kDeleteApp,
  kPutPolicy,
  kDeletePolicy,
  kAddRevision,
  kWithdrawRevision,
  kAddFact,
  kRetractFact,
  kAddRejection,
  kAddResponse,
  kReviewItems,
  kAddMapping,
  kRevokeMapping,
  kSaveResponse,
};

// One call of a transaction. The choices pick ids and contents out of small sets, so
// that histories meet the same things again and again.
struct Step {
  Deed deed = Deed::kPutVendor;
  std::array<int, 3> choices{};
};

struct History {
  struct Transaction {
    std::vector<Step> steps;
    bool fails = false;    // the body returns an error at its end
    bool reopens = false;  // the stores are closed and opened again afterwards
  };
  std::vector<Transaction> transactions;
};

// Some tens of transactions of some steps each.
rc::Gen<History> ArbitraryHistory();
std::ostream& operator<<(std::ostream& out, const History& history);

// Does it; what came of it, in words.
std::string Perform(const Step& step, storage::WriteTransaction& transaction);

// All that a snapshot tells as known at `known_at`, in words.
std::string TellAll(storage::ReadSnapshot& snapshot, Instant known_at, int page_size);

// What has no `known_at`: revisions with their texts, clauses, events, responses.
std::string TellTimeless(storage::ReadSnapshot& snapshot, int page_size);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_CONFORMANCE_HISTORY_H_
