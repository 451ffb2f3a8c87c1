// A check without a server: the service inside of the program holds the books.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FINDINGS_OFFLINE_H_
#define CLAUSEBOOK_CLIENTS_CLI_FINDINGS_OFFLINE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/book.pb.h"
#include "clausebook/v1/check_service.pb.h"
#include "clients/cli/findings/report.h"

namespace clausebook::cli {

struct OfflineBook {
  std::string dir;  // for messages
  std::vector<v1::BookFile> files;
  bool at_hand = true;  // whether the caller has it as a directory
};

struct OfflineCheck {
  v1::CheckAppsResponse response;
  std::map<std::string, FileLine> facts;  // resource name -> where its book has it
};

// Applies the books in their order, that of the vendor last, and checks the apps of its
// publisher: `request.parent` is filled in, and names of apps may be ids. The books'
// faults and those of the declaration are the errors that a server would give;
// INVALID_ARGUMENT if the last book is no vendor's.
absl::StatusOr<OfflineCheck> CheckOffline(const std::vector<OfflineBook>& books,
                                          v1::CheckAppsRequest request);

// What the project ships on Forge and Connect.
std::vector<OfflineBook> PlatformBooks();

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FINDINGS_OFFLINE_H_
