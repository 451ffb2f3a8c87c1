// Whose a host is, as far as its name tells. Hints for people: a name never makes a fact.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_HOSTS_H_
#define CLAUSEBOOK_SERVICE_CHECKING_HOSTS_H_

#include <string>
#include <string_view>
#include <vector>

namespace clausebook::checking {

struct HostOwner {
  std::string_view suffix;  // `sentry.io`
  std::string_view name;    // `Sentry`
  // Ids and words under which facts and policies speak of it, lower case.
  std::vector<std::string_view> known_as;
};

// The host that a pattern speaks of: without scheme, path, port and leading `*.`;
// lower case. `*` stays.
std::string HostOf(std::string_view pattern);

// Whether `host` is `domain` or below it.
bool IsWithin(std::string_view host, std::string_view domain);

// One of Atlassian's.
bool IsAtlassian(std::string_view host);

// Null if the name tells nothing.
const HostOwner* OwnerOf(std::string_view host);

// A tunnel, a placeholder, or a machine that only its developer reaches.
bool IsForDevelopment(std::string_view host);

// The part of a host that its owner registered, roughly: its last two labels, three where
// the last but one is a common second level (`co.uk`).
std::string RegisteredDomain(std::string_view host);

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_HOSTS_H_
