// What policies and attestations say of who receives data.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_RECIPIENTS_H_
#define CLAUSEBOOK_SERVICE_CHECKING_RECIPIENTS_H_

#include <set>
#include <string>
#include <string_view>

#include "service/checking/host_names.h"
#include "service/checking/rules.h"

namespace clausebook::checking {

class Recipients {
 public:
  // Borrows `facts`.
  explicit Recipients(const AppFacts& facts);

  // Whether the host is the vendor's own, as far as its name and the addresses of the
  // vendor's site and policies tell.
  bool IsVendors(std::string_view host) const;

  // That no third party receives app data, or that none leaves at all.
  Facts Denials() const;
  // That the host's owner in particular does not.
  Facts Excluding(std::string_view host) const;
  // That no app data leaves Atlassian.
  Facts OffPlatformDenials() const;
  // That no app data goes to the vendor's servers.
  Facts VendorDenials() const;
  // That there are no services of the kind: no analytics in the app, no logs elsewhere,
  // no AI but Atlassian's.
  Facts ServiceDenials(HostKind kind) const;

  // That the vendor, or somebody who is not Atlassian, has data or runs code.
  bool VendorIsKnownToReceive() const;

  // Where somebody names the host's owner as one who receives what the app sends.
  Facts Naming(std::string_view host) const;

  // Lists of recipients that are said to be complete and are not empty.
  Facts ClosedLists() const;
  // Addresses of lists of sub-processors, if no list is on record.
  Facts ListsElsewhere() const;

 private:
  const AppFacts& facts_;
  std::set<std::string> vendor_domains_;
};

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_RECIPIENTS_H_
