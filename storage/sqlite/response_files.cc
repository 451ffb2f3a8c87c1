// Customers' files, in pieces: 64 MiB in one row would need a higher limit on the length
// of values than anything else does.
#include <memory>
#include <string>

#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "storage/sqlite/reads.h"

namespace clausebook::storage {
namespace {

constexpr std::size_t kPieceBytes = 4u << 20;

// By the row, so that its names are not those of an index.
constexpr char kFileOf[] = R"sql(
SELECT file_sha256, vendor_id, response_id
FROM questionnaire_responses WHERE response_uid = ?1)sql";

constexpr char kHasFile[] = "SELECT 1 FROM response_files WHERE sha256 = ?1 LIMIT 1";

constexpr char kListPieces[] =
    "SELECT content FROM response_files WHERE sha256 = ?1 ORDER BY piece";

constexpr char kAddPiece[] =
    "INSERT INTO response_files (sha256, piece, content) VALUES (?1, ?2, ?3)";

absl::Status DamagedFile() {
  return MakeError(
      "A questionnaire's file in the database does not have the digest or the name that "
      "it "
      "was recorded with. Stop the service and restore a backup.",
      {.reason = Reason::kStorageDamaged});
}

}  // namespace

void WriteResponseFile(Connection& c, const std::string& sha256, std::string_view bytes) {
  if (Query(c, kHasFile).Bind(sha256).Next()) return;
  int piece = 0;
  do {
    const std::string_view content = bytes.substr(0, kPieceBytes);
    Query(c, kAddPiece).Bind(sha256).Bind(piece++).BindBlob(content).Run();
    bytes.remove_prefix(content.size());
  } while (!bytes.empty());
}

absl::StatusOr<std::shared_ptr<const std::string>> ReadResponseFile(
    Connection& c, const model::ResponseRef& ref) {
  CB_ASSIGN_OR_RETURN(const auto uid, FindFilledUid(c, ref, kEndOfTime));
  std::string sha256;
  {
    Query q(c, kFileOf);
    q.Bind(uid);
    // A damaged index may lead to another response, whose file is whole.
    if (!q.Next() || q.Text(1) != ref.vendor || q.Text(2) != ref.response) {
      return DamagedFile();
    }
    sha256 = q.Text(0);
  }
  if (sha256.empty()) return nullptr;
  auto bytes = std::make_shared<std::string>();
  Query q(c, kListPieces);
  q.Bind(sha256);
  while (q.Next()) *bytes += q.Text(0);
  if (Sha256Hex(*bytes) == sha256) return bytes;
  return DamagedFile();
}

}  // namespace clausebook::storage
