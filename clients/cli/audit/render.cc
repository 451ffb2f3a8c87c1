#include "clients/cli/audit/render.h"

#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/page.h"
#include "service/audit/log_lines.h"
#include "service/base/time.h"

namespace clausebook::cli {
namespace {

constexpr int kChangesShown = 5;
constexpr int kAuditLabelGap = 16;
constexpr std::size_t kDigitsShown = 12;

std::string WhoOf(const v1::AuditEntry& entry) {
  if (entry.subject().empty()) return entry.peer().empty() ? "many" : "nobody known";
  return entry.subject();
}

std::string Digits(const std::string& digest) {
  return digest.empty() ? "-" : digest.substr(0, kDigitsShown);
}

std::string HeadOf(const v1::AuditEntry& entry) {
  std::string head = absl::StrCat(
      entry.sequence(), "  ", google::protobuf::util::TimeUtil::ToString(entry.time()),
      "  ", WhoOf(entry));
  if (!entry.method().empty()) absl::StrAppend(&head, "  ", entry.method());
  if (entry.outcome() != "OK") absl::StrAppend(&head, "  ", entry.outcome());
  if (entry.occurrences() > 1)
    absl::StrAppend(&head, "  ", entry.occurrences(), " times");
  return head;
}

std::string OriginOfEntry(const v1::AuditEntry& entry) {
  std::string origin = entry.peer();
  if (!entry.credential().empty()) {
    absl::StrAppend(&origin, origin.empty() ? "" : "  ", entry.credential());
  }
  return origin;
}

Instant InstantOf(const google::protobuf::Timestamp& time) {
  return Instant{google::protobuf::util::TimeUtil::TimestampToMicroseconds(time)};
}

}  // namespace

std::string RenderAuditEntries(const std::vector<v1::AuditEntry>& entries,
                               const Style& style) {
  Page page(style);
  if (entries.empty()) page.Text(0, "There are no such entries in the audit log.");
  for (const v1::AuditEntry& entry : entries) {
    const bool denied = entry.kind() == v1::AUDIT_KIND_DENIED;
    page.Text(0, HeadOf(entry), denied ? Tone::kBad : Tone::kPlain);
    if (const std::string origin = OriginOfEntry(entry); !origin.empty()) {
      page.Text(4, origin);
    }
    for (int i = 0; i < entry.changes_size() && i < kChangesShown; ++i) {
      const v1::AuditChange& change = entry.changes(i);
      page.Text(4, absl::StrCat(change.name(), "  ", Digits(change.before()), " → ",
                                Digits(change.after())));
    }
    if (entry.changes_size() > kChangesShown) {
      page.Text(4, absl::StrCat("and ", entry.changes_size() - kChangesShown, " more"));
    }
  }
  return page.text();
}

std::string RenderAuditCheck(const std::string& file, const audit::Verification& found,
                             bool signatures, const Style& style) {
  Page page(style);
  for (const std::string& fault : found.faults) page.Text(0, fault, Tone::kBad);
  const auto more = found.fault_count - static_cast<std::int64_t>(found.faults.size());
  if (more > 0) page.Text(0, absl::StrCat("and ", more, " more."), Tone::kBad);
  if (!found.whole()) {
    page.Text(0, absl::StrCat("The audit log in ", file, " is not whole."), Tone::kBad);
    return page.text();
  }
  page.Text(0, absl::StrCat("The audit log in ", file, " is whole."));
  const auto line = [&page](const char* label, const std::string& text) {
    page.Labelled(2, label, Tone::kPlain, kAuditLabelGap, text);
  };
  line("entries", absl::StrCat(found.entries));
  if (found.entries > 0) {
    line("from", FormatInstant(found.first_time));
    line("to", FormatInstant(found.last_time));
    line("last digest", found.digest);
  }
  line("checkpoints", absl::StrCat(found.checkpoints));
  if (!signatures) {
    page.Text(0,
              "No signature was checked: whoever can write the file can have written all "
              "of it anew. Name the key with --public-key.");
    return page.text();
  }
  line("signed until", absl::StrCat("entry ", found.signed_until));
  if (found.signed_until < found.entries) {
    page.Text(0, absl::StrCat(found.entries - found.signed_until,
                              " entries after that are chained and not signed yet: that "
                              "some of the last were cut off cannot be seen."));
  }
  return page.text();
}

std::string AuditCheckToJson(const std::string& file, const audit::Verification& found) {
  const nlohmann::ordered_json json = {{"file", file},
                                       {"whole", found.whole()},
                                       {"entries", found.entries},
                                       {"lastDigest", found.digest},
                                       {"checkpoints", found.checkpoints},
                                       {"signedUntil", found.signed_until},
                                       {"faultCount", found.fault_count},
                                       {"faults", found.faults}};
  return json.dump(2) + "\n";
}

model::AuditEntry FromProto(const v1::AuditEntry& entry) {
  model::AuditEntry out;
  out.sequence = entry.sequence();
  out.time = InstantOf(entry.time());
  out.event.kind = static_cast<model::AuditKind>(entry.kind());
  out.event.origin = {entry.subject(), entry.credential(), entry.peer(), entry.method(),
                      entry.request_id()};
  out.event.outcome = entry.outcome();
  out.event.occurrences = entry.occurrences();
  for (const v1::AuditChange& change : entry.changes()) {
    out.event.changes.push_back({change.name(), change.before(), change.after()});
  }
  out.previous = entry.previous();
  out.digest = entry.digest();
  return out;
}

model::AuditCheckpoint FromProto(const v1::AuditCheckpoint& checkpoint) {
  return {checkpoint.sequence(), checkpoint.digest(), InstantOf(checkpoint.time()),
          checkpoint.key(), checkpoint.signature()};
}

}  // namespace clausebook::cli
