#include "service/rpc/proposal_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/status_macros.h"

namespace clausebook::rpc {
namespace {

// About what an entry takes.
constexpr std::size_t kProposalBytes = 1024;
constexpr std::size_t kUnreadBytes = 256;

// Everything that the proposals depend on besides the catalogue.
std::string KeyOf(const evidence::ReviewBasis& basis, const model::PolicyEvidence& policy,
                  const model::RevisionEvidence& revision) {
  std::string key =
      absl::StrCat(ToName(revision.revision.ref), "\n", revision.revision.sha256, "\n",
                   revision.revision.create_time.micros, "\n", policy.policy.title, "\n",
                   basis.publisher_name);
  for (const model::App& app : basis.apps) {
    absl::StrAppend(&key, "\n", app.ref.app, " ", app.display_name);
  }
  return Sha256Hex(key);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const evidence::Suggestions>> ProposalReader::Read(
    const evidence::ReviewBasis& basis, const model::PolicyEvidence& policy,
    const model::RevisionEvidence& revision) {
  std::string key = KeyOf(basis, policy, revision);
  if (auto known = cache_.Find(key)) return *std::move(known);
  CB_ASSIGN_OR_RETURN(auto read,
                      evidence::ProposeFacts(basis, policy, revision, *catalog_));
  const std::size_t bytes =
      read.proposals.size() * kProposalBytes + read.unread.size() * kUnreadBytes;
  auto kept = std::make_shared<const evidence::Suggestions>(std::move(read));
  cache_.Insert(std::move(key), kept, bytes);
  return kept;
}

}  // namespace clausebook::rpc
