// Where the sources on an app disagree, and where one says what no other knows of: what
// `clausebook check` reports. CHECKS.md lists the patterns.
//
// Pure: no I/O, no clock. Safe to call from several threads.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_CHECKING_H_
#define CLAUSEBOOK_SERVICE_CHECKING_CHECKING_H_

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/answering/answer.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "storage/model/evidence_base.h"
#include "storage/model/resources.h"

namespace clausebook::checking {

// How bad it would be to publish it so. In rising order.
enum class Gravity { kInfo, kLow, kMedium, kHigh };

std::string_view NameOf(Gravity gravity);  // `high`

// A kind of finding. Ids and codes are stable.
struct Pattern {
  std::string_view id;    // `undisclosed-host`
  std::string_view code;  // `C5`; empty for those without one
  Gravity gravity;
  std::string_view title;  // what it is, for a list of rules
  std::string_view help;   // what to do about it
};

// All patterns, in the order of their codes.
std::span<const Pattern> Patterns();

// Two sources that disagree, or one that nothing else accounts for.
struct Finding {
  const Pattern* pattern = nullptr;
  Gravity gravity = Gravity::kInfo;  // the pattern's, or a lower one
  model::AppRef app;
  std::string message;  // what is the matter, a sentence or two
  // The two sides. `left` is what a declaration says, where one is a party, since that is
  // where a release can still be changed; `right` is empty where the trouble is that
  // there is no other side.
  std::vector<answering::Citation> left;
  std::vector<answering::Citation> right;
};

struct CheckInput {
  const catalog::Catalog* catalog = nullptr;
  model::Vendor vendor;
  model::App app;
  Date as_of;
  std::shared_ptr<const model::EvidenceBase> evidence;  // the vendor's
  std::vector<std::shared_ptr<const model::EvidenceBase>> platforms;
};

// What there is to report of the app on that day, the gravest first; two calls with the
// same input give the same list.
std::vector<Finding> CheckApp(const CheckInput& input);

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_CHECKING_H_
