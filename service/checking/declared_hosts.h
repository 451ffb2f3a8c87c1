// The hosts that a manifest or descriptor declares, each with its entries.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_DECLARED_HOSTS_H_
#define CLAUSEBOOK_SERVICE_CHECKING_DECLARED_HOSTS_H_

#include <map>
#include <string>

#include "service/checking/rules.h"

namespace clausebook::checking {

struct DeclaredHost {
  std::string pattern;  // as it is declared: `*.buoy.example`
  Facts entries;
  // Whether functions or pages send to it, or load code from it. If not, a browser loads
  // pictures, fonts or frames from it, and what it learns is who asks.
  bool receives = false;
  // Whether in-scope End-User Data may go there, by what every entry says; what an entry
  // does not say counts as yes, as on the platform.
  bool user_data = false;
};

// By host, without scheme, port and leading `*.`; `*` for any. Links are left out, which
// users follow themselves.
using DeclaredHosts = std::map<std::string, DeclaredHost>;

DeclaredHosts FindDeclaredHosts(const AppFacts& facts);

// Whether the address holds a variable whose value is not known.
bool HasVariable(const DeclaredHost& host);

// What a host is called in a message: `o42.ingest.sentry.io (Sentry by its name)`.
std::string InWords(const DeclaredHost& host);

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_DECLARED_HOSTS_H_
