// The hosts that the platform lets every app reach; data/default-hosts.yaml.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DEFAULT_HOSTS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DEFAULT_HOSTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace clausebook::evidence {

struct DefaultHosts {
  struct Host {
    std::string list;  // of permissions.external: `images`, `backend` …
    std::string host;  // or a pattern
  };
  std::string as_of;  // YYYY-MM-DD, when the list was published
  std::vector<Host> hosts;

  // Whether an entry of `list` for `host` (a host or pattern) permits nothing more.
  bool Covers(std::string_view list, std::string_view host) const;
};

// The list that the program was built with. INTERNAL if that is damaged.
absl::StatusOr<DefaultHosts> LoadDefaultHosts();

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_DEFAULT_HOSTS_H_
