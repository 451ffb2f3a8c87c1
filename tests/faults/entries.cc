#include "tests/faults/entries.h"

#include <memory>
#include <vector>

#include "service/base/status_macros.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

constexpr char kVendor[] = "acme";
constexpr int kAuditEntriesAtOnce = 1000;
constexpr int kLongEvery = 10;

std::string Named(const char* prefix, int number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(6 - digits.size(), '0') + digits;
}

model::RevisionRef RevisionOf(int number) {
  return {{VendorNamed(kVendor), "privacy"}, Named("r", number)};
}

std::string TextOf(int number, std::size_t long_bytes) {
  std::string text = "Clause of entry " + std::to_string(number) + ".\n";
  if (number % kLongEvery == kLongEvery - 1) text.append(long_bytes, 'x');
  return text;
}

model::ResponseRef FilledOf(int number) { return {kVendor, Named("filled", number)}; }

std::string FileOf(int number) {
  return "File of entry " + std::to_string(number) + std::string(3000, '\t');
}

model::Mapping MappingOf(int number) {
  model::Mapping mapping = SampleMapping(kVendor, '1');
  mapping.ref.mapping = Named("0123456789abcdef0123456789", number);
  return mapping;
}

model::FactContent QuoteOf(int number, std::size_t long_bytes) {
  model::FactContent content = SampleFact("entry.number");
  content.value = model::Value::Set({std::to_string(number), "entry"});
  const auto clauses = LinesAsClauses(TextOf(number, long_bytes));
  content.evidence =
      model::ClauseEvidence{RevisionOf(number), clauses[0].id, clauses[0].range};
  return content;
}

absl::Status WriteFilled(storage::WriteTransaction& t, int number) {
  const auto file = std::make_shared<const std::string>(FileOf(number));
  CB_RETURN_IF_ERROR(
      t.AddResponse(SampleResponse(FilledOf(number), Named("app", number), *file),
                    {SampleItem("data-sold"), SampleItem("data-shared", "No")}, file)
          .status());
  CB_RETURN_IF_ERROR(t.AddItemReviews(
      FilledOf(number), {SampleReview(2, model::ItemDecision::kOverride, "Yes")}));
  return t.AddMapping(MappingOf(number)).status();
}

absl::Status WriteAll(storage::WriteTransaction& t, int number, std::size_t long_bytes) {
  const model::Publisher publisher = VendorNamed(kVendor);
  const std::string text = TextOf(number, long_bytes);
  CB_RETURN_IF_ERROR(t.PutVendor(SampleVendor(kVendor, std::to_string(number))).status());
  CB_RETURN_IF_ERROR(t.PutApp(SampleApp(kVendor, Named("app", number))).status());
  CB_RETURN_IF_ERROR(t.PutPolicy(SamplePolicy(publisher, "privacy")).status());
  CB_RETURN_IF_ERROR(
      t.AddRevision(SampleRevision(RevisionOf(number).policy, RevisionOf(number).revision,
                                   "2025-01-01", text),
                    LinesAsClauses(text))
          .status());
  CB_RETURN_IF_ERROR(
      t.AddFact({publisher, Named("quote", number)}, QuoteOf(number, long_bytes))
          .status());
  if (number > 0) {
    CB_RETURN_IF_ERROR(t.RetractFact({publisher, "latest"}, "replaced").status());
  }
  CB_RETURN_IF_ERROR(t.AddFact({publisher, "latest"}, SampleFact()).status());
  CB_RETURN_IF_ERROR(
      t.AddRejection(SampleRejection(RevisionOf(number).policy, Named("s", number)))
          .status());
  CB_RETURN_IF_ERROR(WriteFilled(t, number));
  return t.SaveResponse(Named("request", number), "digest", "response");
}

// Empty if what was filled for the entry is there whole.
std::string FindFaultOfFilled(storage::ReadSnapshot& snapshot, int number) {
  const auto response = snapshot.GetResponse(FilledOf(number), kEndOfTime);
  if (!response.ok() || response->item_count != 2) return "filled questionnaire";
  const auto file = Must(snapshot.GetResponseFile(FilledOf(number)));
  if (file == nullptr || *file != FileOf(number)) return "customer's file";
  const auto items =
      Must(snapshot.GetResponseItems(FilledOf(number), {1, 2}, kEndOfTime));
  if (items[0].item.parts.size() != 2 || items[0].review || !items[1].review) {
    return "items";
  }
  return "";
}

std::string FindFaultOfEntry(storage::ReadSnapshot& snapshot, int number,
                             std::size_t long_bytes,
                             const model::RevisionEvidence& revision,
                             const model::Fact& quote) {
  const std::string entry = "entry " + std::to_string(number) + ": ";
  const std::string text = TextOf(number, long_bytes);
  if (revision.revision.ref != RevisionOf(number) || *revision.revision.text != text) {
    return entry + "revision " + ToName(revision.revision.ref);
  }
  if (Describe(revision.clauses) != Describe(LinesAsClauses(text))) {
    return entry + "clauses";
  }
  if (quote.ref.fact != Named("quote", number) ||
      Describe(quote.content) != Describe(QuoteOf(number, long_bytes))) {
    return entry + "fact " + Describe(quote);
  }
  const auto app = snapshot.GetApp({kVendor, Named("app", number)}, kEndOfTime);
  if (!app.ok() || app->info.update_time != quote.create_time) return entry + "app";
  if (!Must(snapshot.FindResponse(Named("request", number), Instant{0}))) {
    return entry + "reply";
  }
  const std::string fault = FindFaultOfFilled(snapshot, number);
  return fault.empty() ? "" : entry + fault;
}

// The chain is whole, and tells of each entry once.
std::string FindFaultOfAudit(storage::ReadSnapshot& snapshot, int count) {
  model::AuditChain chain;
  int told = 0;
  std::vector<model::AuditEntry> some;
  do {
    const std::int64_t after = chain.last() ? chain.last()->sequence : 0;
    some = Must(snapshot.ListAuditEntries({}, after, kAuditEntriesAtOnce));
    for (const auto& entry : some) {
      const auto faults = chain.Take(entry);
      if (!faults.empty()) return "audit log: " + faults.front();
      for (const auto& change : entry.event.changes) {
        if (change.name == ToName(VendorNamed(kVendor))) ++told;
      }
    }
  } while (!some.empty());
  return told == count ? "" : "the audit log does not tell of each entry once";
}

}  // namespace

absl::Status WriteEntry(storage::Store& store, int number, std::size_t long_bytes) {
  return store
      .Write(
          nullptr,
          [&](storage::WriteTransaction& t) { return WriteAll(t, number, long_bytes); })
      .status();
}

absl::StatusOr<int> WriteNextEntry(storage::Store& store, std::size_t long_bytes) {
  int number = 0;
  CB_RETURN_IF_ERROR(store
                         .Write(nullptr,
                                [&](storage::WriteTransaction& t) {
                                  const auto vendor = t.GetVendor(kVendor, kEndOfTime);
                                  number = vendor.ok()
                                               ? static_cast<int>(vendor->info.version)
                                               : 0;
                                  return WriteAll(t, number, long_bytes);
                                })
                         .status());
  return number;
}

int CountEntries(storage::Store& store) {
  const auto vendor = Must(store.Read(nullptr))->GetVendor(kVendor, kEndOfTime);
  return vendor.ok() ? static_cast<int>(vendor->info.version) : 0;
}

std::string FindFault(storage::Store& store, int count, std::size_t long_bytes) {
  const auto snapshot = Must(store.Read(nullptr));
  if (std::string fault = FindFaultOfAudit(*snapshot, count); !fault.empty())
    return fault;
  const auto base = Must(snapshot->LoadEvidence(VendorNamed(kVendor), kEndOfTime));
  if (count == 0) {
    return base->facts.empty() && base->policies.empty() ? "" : "more than nothing";
  }
  const auto entries = static_cast<std::size_t>(count);
  if (base->policies.size() != 1 || base->policies[0].revisions.size() != entries ||
      base->policies[0].policy.info.version != count) {
    return "not as many revisions or versions of the policy as entries";
  }
  // Ordered by id: the standing `latest`, then the quotes.
  if (base->facts.size() != entries + 1 || base->facts[0].ref.fact != "latest" ||
      base->facts[0].generation != count) {
    return "not as many facts as entries";
  }
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const std::string fault = FindFaultOfEntry(
        *snapshot, i, long_bytes, base->policies[0].revisions[at], base->facts[at + 1]);
    if (!fault.empty()) return fault;
  }
  const auto apps =
      Must(snapshot->ListApps(kVendor, "", {"", count + 1}, kEndOfTime)).size();
  if (apps != entries) return "not as many apps as entries";
  const auto refused = Must(snapshot->ListRejections(VendorNamed(kVendor), kEndOfTime));
  if (refused.size() != entries) return "not as many refusals as entries";
  const auto mappings =
      Must(snapshot->ListMappings(kVendor, true, {"", count + 1}, kEndOfTime));
  return mappings.size() == entries ? "" : "not as many mappings as entries";
}

}  // namespace clausebook::testing
