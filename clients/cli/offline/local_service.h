// The service inside of the program, for what needs no server: nothing is listened on,
// nothing is stored.
#ifndef CLAUSEBOOK_CLIENTS_CLI_OFFLINE_LOCAL_SERVICE_H_
#define CLAUSEBOOK_CLIENTS_CLI_OFFLINE_LOCAL_SERVICE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/book.pb.h"
#include "clausebook/v1/book_service.pb.h"
#include "clients/cpp/client.h"

namespace clausebook::catalog {
class Catalog;
}
namespace clausebook::storage {
class Store;
}

namespace clausebook::cli {

// Thread-safe. Its client gives the errors that a server would.
class LocalService {
 public:
  // `questionnaires`: also with the services that fill them, which takes a moment more.
  static absl::StatusOr<std::unique_ptr<LocalService>> Start(bool questionnaires = false);
  ~LocalService();

  const client::Client& client() const;
  const catalog::Catalog& catalog() const;
  storage::Store& store() const;

 private:
  struct Parts;
  explicit LocalService(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// One with the book of a directory applied. `dir` as for ReadBook (files.h).
struct LocalBook {
  std::unique_ptr<LocalService> service;
  std::vector<v1::BookFile> files;
  std::string publisher;  // resource name
};

absl::StatusOr<LocalBook> OpenBook(const std::string& dir);

// The same, to fill questionnaires; `before` are the files of books
// that it inherits from, applied in their order.
absl::StatusOr<LocalBook> OpenBookToFill(
    const std::string& dir, const std::vector<std::vector<v1::BookFile>>& before);

// Writes what was decided into the book's `reviewed.yaml`, so that the directory says
// what the service holds. The file's path; empty if there was nothing to write.
// FAILED_PRECONDITION if the directory was changed meanwhile or cannot be written.
absl::StatusOr<std::string> SaveReviews(const LocalBook& book, const std::string& dir);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_OFFLINE_LOCAL_SERVICE_H_
