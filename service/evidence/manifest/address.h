// Addresses of egress entries and base URLs: the host that they permit, and what is not
// known of it.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_ADDRESS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_ADDRESS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace clausebook::evidence {

// Names of environment variables that a manifest declares -> their default.
using Variables = std::map<std::string, std::optional<std::string>>;

struct Address {
  // Host pattern in lower case, with its port if one is written: `api.example.com`,
  // `*.example.com`, `*`. What is no URL of the web (`myapp:`) stays as it is.
  std::string host;
  bool everything = false;  // `*`
  bool unresolved = false;  // holds a variable whose value is not in the file
  bool undeclared = false;  // holds a variable that the file does not declare
  bool by_default = false;  // holds a variable that was replaced by its default
  bool has_path = false;    // restricts the pages of a user, not functions
  bool local = false;       // a tunnel, a placeholder or the developer's own machine
  // Why the platform refuses it; empty if it does not. A whole sentence.
  std::string fault;
};

// Reads `text`, an address as it stands in the file. `${NAME}` is replaced where
// `variables` has a default for NAME.
Address ReadAddress(std::string_view text, const Variables& variables);

// Whether all that `host` (a host or pattern) permits is within `domain`: it is the same,
// or a name or pattern below `*.example.com`.
bool LiesWithin(std::string_view host, std::string_view domain);

// Whether `text` holds `${NAME}`.
bool HasVariable(std::string_view text);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_ADDRESS_H_
