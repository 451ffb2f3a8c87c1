// What the claims of a value question come to for a field.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_CLAIMS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_CLAIMS_H_

#include <optional>
#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/catalog/vocabulary.h"
#include "service/questionnaires/payload/payload.h"

namespace clausebook::questionnaires::payload {

// The claims that are not narrowed to something outside of `about`; with `within` only
// those that are narrowed to something inside of it: who receives some data need not
// receive this.
std::vector<answering::ClaimedValue> ClaimsAbout(
    const std::vector<answering::ClaimedValue>& claims, const model::Qualifiers& about,
    bool within);

// Members that are claimed to be in a set.
struct ClaimedMembers {
  std::vector<std::string> ids;       // sorted
  std::vector<std::string> excluded;  // said not to be in
  bool closed = false;                // nothing else is in
};
ClaimedMembers MembersOf(const std::vector<answering::ClaimedValue>& claims);

// Whether `member` is in; an empty one stands for any. nullopt: not said.
std::optional<bool> IsIn(const ClaimedMembers& members, const std::string& member);

// How people call a member; itself if the property does not know it.
std::string LabelOf(const catalog::Property& property, const std::string& member);

// Days that something lasts at least and at most, over all claims.
struct DayRange {
  std::optional<std::int64_t> min, max;
  bool indefinite = false;
  // A claim that is no number of days, in words ("1 month"); empty: none.
  std::string odd;
};
DayRange DaysOf(const std::vector<answering::ClaimedValue>& claims);

}  // namespace clausebook::questionnaires::payload

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_PAYLOAD_CLAIMS_H_
