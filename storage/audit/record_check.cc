#include "storage/audit/record_check.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "storage/model/names.h"
#include "storage/model/record_digest.h"

namespace clausebook::storage {
namespace {

constexpr std::string_view kTokens = "tokens/";
constexpr int kMostGenerations = 1'000'000;

// The digest of what stands under a name; empty if nothing does, nullopt for a name that
// nothing here is called by.
using Found = absl::StatusOr<std::optional<std::string>>;

template <typename Record>
Found DigestOfFound(const absl::StatusOr<Record>& record) {
  if (record.ok()) return model::RecordDigest(*record);
  if (absl::IsNotFound(record.status())) return std::string();
  return record.status();
}

Found FindRevision(ReadSnapshot& snapshot, const model::RevisionRef& ref) {
  const auto revision = snapshot.GetRevision(ref);
  if (absl::IsNotFound(revision.status())) return std::string();
  CB_RETURN_IF_ERROR(revision.status());
  if (revision->withdraw_time) return std::string();
  CB_ASSIGN_OR_RETURN(const auto clauses, snapshot.ListClauses(ref));
  return model::RecordDigest(*revision, clauses);
}

Found FindFact(ReadSnapshot& snapshot, const model::FactRef& ref) {
  CB_ASSIGN_OR_RETURN(const auto facts,
                      snapshot.ListFacts({ref.publisher, ref.fact, false},
                                         {"", kMostGenerations}, kEndOfTime));
  return facts.empty() ? std::string() : model::RecordDigest(facts.back());
}

Found FindFilled(ReadSnapshot& snapshot, const model::ResponseRef& ref) {
  const auto response = snapshot.GetResponse(ref, kEndOfTime);
  if (absl::IsNotFound(response.status())) return std::string();
  CB_RETURN_IF_ERROR(response.status());
  std::vector<std::int32_t> numbers;
  for (std::int32_t i = 1; i <= response->item_count; ++i) numbers.push_back(i);
  const auto reviewed = snapshot.GetResponseItems(ref, numbers, kEndOfTime);
  // One without all of its items does not stand as it was written.
  if (absl::IsNotFound(reviewed.status())) return std::string();
  CB_RETURN_IF_ERROR(reviewed.status());
  std::vector<model::ResponseItem> items;
  items.reserve(reviewed->size());
  for (const auto& item : *reviewed) items.push_back(item.item);
  return model::RecordDigest(*response, items);
}

Found FindDecision(ReadSnapshot& snapshot, const model::ResponseItemRef& ref) {
  const auto items = snapshot.GetResponseItems(ref.response, {ref.number}, kEndOfTime);
  if (absl::IsNotFound(items.status())) return std::string();
  CB_RETURN_IF_ERROR(items.status());
  if (items->empty() || !items->front().review) return std::string();
  return model::RecordDigest(*items->front().review);
}

Found FindMapping(ReadSnapshot& snapshot, const model::MappingRef& ref) {
  const Page page{absl::StrCat(ref.mapping, "/0000000000"), 1};
  CB_ASSIGN_OR_RETURN(const auto mappings,
                      snapshot.ListMappings(ref.vendor, false, page, kEndOfTime));
  if (mappings.empty() || mappings.front().ref != ref) return std::string();
  return model::RecordDigest(mappings.front());
}

// The digests of a publisher's rejections by their names: they are read once, since there
// is no look-up of one.
using Rejections = std::map<model::Publisher, std::map<std::string, std::string>>;

Found FindRejection(ReadSnapshot& snapshot, const std::string& name, Rejections& known) {
  const auto slash = name.rfind("/rejections/");
  const auto policy = slash == std::string::npos
                          ? std::nullopt
                          : model::ParsePolicy(name.substr(0, slash));
  if (!policy) return std::nullopt;
  const auto [publisher, is_new] = known.try_emplace(policy->publisher);
  if (is_new) {
    CB_ASSIGN_OR_RETURN(const auto refused,
                        snapshot.ListRejections(policy->publisher, kEndOfTime));
    for (const model::Rejection& rejection : refused) {
      publisher->second[RejectionName(rejection.policy, rejection.suggestion)] =
          model::RecordDigest(rejection);
    }
  }
  const auto found = publisher->second.find(name);
  return found == publisher->second.end() ? std::string() : found->second;
}

Found Find(ReadSnapshot& snapshot, const std::string& name, Rejections& rejections) {
  if (absl::StartsWith(name, absl::string_view(kTokens.data(), kTokens.size()))) {
    const auto token = snapshot.GetToken(name.substr(kTokens.size()), kEndOfTime);
    if (token.ok() && token->revoke_time) return std::string();
    return DigestOfFound(token);
  }
  if (const auto publisher = model::ParsePublisher(name)) {
    return DigestOfFound(snapshot.GetVendor(publisher->id, kEndOfTime));
  }
  if (const auto app = model::ParseApp(name)) {
    return DigestOfFound(snapshot.GetApp(*app, kEndOfTime));
  }
  if (const auto policy = model::ParsePolicy(name)) {
    return DigestOfFound(snapshot.GetPolicy(*policy, kEndOfTime));
  }
  if (const auto ref = model::ParseRevision(name)) return FindRevision(snapshot, *ref);
  if (const auto ref = model::ParseFact(name)) return FindFact(snapshot, *ref);
  if (const auto ref = model::ParseResponse(name)) return FindFilled(snapshot, *ref);
  if (const auto ref = model::ParseResponseItem(name)) {
    return FindDecision(snapshot, *ref);
  }
  if (const auto ref = model::ParseMapping(name)) return FindMapping(snapshot, *ref);
  return FindRejection(snapshot, name, rejections);
}

}  // namespace

void RecordCheck::Take(const model::AuditEntry& entry) {
  for (const model::AuditChange& change : entry.event.changes) {
    digests_[change.name] = change.after;
  }
}

absl::Status RecordCheck::Compare(
    ReadSnapshot& snapshot, const std::function<void(const std::string&)>& fault) const {
  Rejections rejections;
  for (const auto& [name, digest] : digests_) {
    const Found found_or = Find(snapshot, name, rejections);
    // A text that does not have its own digest is told of where texts are looked at.
    if (absl::IsDataLoss(found_or.status())) continue;
    CB_RETURN_IF_ERROR(found_or.status());
    const std::optional<std::string>& found = *found_or;
    if (!found) {
      fault(absl::StrCat("The audit log tells of '", name, "', which is no record."));
    } else if (found->empty() && !digest.empty()) {
      fault(absl::StrCat(name, " does not stand, and the audit log says that it does."));
    } else if (digest.empty() && !found->empty()) {
      fault(absl::StrCat(name, " stands, and the audit log says that it does not."));
    } else if (*found != digest) {
      fault(absl::StrCat(name, " is not what the audit log says was written."));
    }
  }
  return absl::OkStatus();
}

}  // namespace clausebook::storage
