// Whose a host is, as far as its name tells. Hints for people: a name never makes a fact.
// The names are in data/hosts.yaml. Thread-safe.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_HOST_NAMES_H_
#define CLAUSEBOOK_SERVICE_CHECKING_HOST_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace clausebook::checking {

// What its owner does for the apps that call it.
enum class HostKind { kOther, kAnalytics, kLogs, kAi, kCloud };

struct HostOwner {
  std::string name;  // `Sentry`
  HostKind kind = HostKind::kOther;
  std::vector<std::string> domains;  // `sentry.io`
  // Names under which facts and policies speak of it, letters and digits only, in lower
  // case; `name` among them.
  std::vector<std::string> known_as;
};

struct HostNames {
  std::vector<std::string> atlassian;    // domains
  std::vector<std::string> development;  // domains
  std::vector<HostOwner> owners;
};

// The names that the program was built with. INTERNAL, with the place, if the file is
// damaged.
absl::StatusOr<HostNames> LoadHostNames();

// The same, loaded once. A damaged file is as good as an empty one, and a test tells.
const HostNames& TheHostNames();

// The host that a pattern speaks of: without scheme, path, port and leading `*.`; lower
// case. `*` stays.
std::string HostOf(std::string_view pattern);

// Whether `host` is `domain` or below it.
bool IsWithin(std::string_view host, std::string_view domain);

// One of Atlassian's.
bool IsAtlassian(std::string_view host);

// A tunnel, a placeholder, or a machine that only its developer reaches.
bool IsForDevelopment(std::string_view host);

// Null if the name tells nothing.
const HostOwner* OwnerOf(std::string_view host);

// The part of a host that its owner registered, by the public suffix list:
// `api.acme.co.uk` gives `acme.co.uk`, `acme.herokuapp.com` itself. An address or a name
// without a dot stays as it is.
std::string RegisteredDomain(std::string_view host);

// Whether `words` (a recipient as a fact has it: `Buoy Error Tracking`,
// `google_analytics`, `api.buoy.example`) may be the owner of `host`, which is not `*`.
bool MayBeOwner(std::string_view words, std::string_view host);

// Whether the first label of the host's registered domain stands in `words` as words:
// `Lanternfish Software` and `api.lanternfish.example`.
bool BearsNameOf(std::string_view host, std::string_view words);

// Letters and digits only, in lower case, so that `new_relic` is `New Relic`.
std::string Folded(std::string_view text);

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_HOST_NAMES_H_
