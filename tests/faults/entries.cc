#include "tests/faults/entries.h"

#include <vector>

#include "service/base/status_macros.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

constexpr char kVendor[] = "acme";
constexpr int kLongEvery = 10;
constexpr std::size_t kLongBytes = 5'000'000;  // more pages than the log may keep

std::string Named(const char* prefix, int number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(6 - digits.size(), '0') + digits;
}

model::RevisionRef RevisionOf(int number) {
  return {{VendorNamed(kVendor), "privacy"}, Named("r", number)};
}

std::string TextOf(int number) {
  std::string text = "Clause of entry " + std::to_string(number) + ".\n";
  if (number % kLongEvery == kLongEvery - 1) text.append(kLongBytes, 'x');
  return text;
}

model::FactContent QuoteOf(int number) {
  model::FactContent content = SampleFact("entry.number");
  content.value = model::Value::Set({std::to_string(number), "entry"});
  const auto clauses = LinesAsClauses(TextOf(number));
  content.evidence =
      model::ClauseEvidence{RevisionOf(number), clauses[0].id, clauses[0].range};
  return content;
}

absl::Status WriteAll(storage::WriteTransaction& t, int number) {
  const model::Publisher publisher = VendorNamed(kVendor);
  const std::string text = TextOf(number);
  CB_RETURN_IF_ERROR(t.PutVendor(SampleVendor(kVendor, std::to_string(number))).status());
  CB_RETURN_IF_ERROR(t.PutApp(SampleApp(kVendor, Named("app", number))).status());
  CB_RETURN_IF_ERROR(t.PutPolicy(SamplePolicy(publisher, "privacy")).status());
  CB_RETURN_IF_ERROR(
      t.AddRevision(SampleRevision(RevisionOf(number).policy, RevisionOf(number).revision,
                                   "2025-01-01", text),
                    LinesAsClauses(text))
          .status());
  CB_RETURN_IF_ERROR(
      t.AddFact({publisher, Named("quote", number)}, QuoteOf(number)).status());
  if (number > 0) {
    CB_RETURN_IF_ERROR(t.RetractFact({publisher, "latest"}, "replaced").status());
  }
  CB_RETURN_IF_ERROR(t.AddFact({publisher, "latest"}, SampleFact()).status());
  return t.SaveResponse(Named("request", number), "digest", "response");
}

std::string FindFaultOfEntry(storage::ReadSnapshot& snapshot, int number,
                             const model::RevisionEvidence& revision,
                             const model::Fact& quote) {
  const std::string entry = "entry " + std::to_string(number) + ": ";
  const std::string text = TextOf(number);
  if (revision.revision.ref != RevisionOf(number) || *revision.revision.text != text) {
    return entry + "revision " + ToName(revision.revision.ref);
  }
  if (Describe(revision.clauses) != Describe(LinesAsClauses(text))) {
    return entry + "clauses";
  }
  if (quote.ref.fact != Named("quote", number) ||
      Describe(quote.content) != Describe(QuoteOf(number))) {
    return entry + "fact " + Describe(quote);
  }
  const auto app = snapshot.GetApp({kVendor, Named("app", number)}, kEndOfTime);
  if (!app.ok() || app->info.update_time != quote.create_time) return entry + "app";
  if (!Must(snapshot.FindResponse(Named("request", number), Instant{0}))) {
    return entry + "response";
  }
  return "";
}

}  // namespace

absl::Status WriteEntry(storage::Store& store, int number) {
  return store
      .Write(nullptr, [&](storage::WriteTransaction& t) { return WriteAll(t, number); })
      .status();
}

int CountEntries(storage::Store& store) {
  const auto vendor = Must(store.Read(nullptr))->GetVendor(kVendor, kEndOfTime);
  return vendor.ok() ? static_cast<int>(vendor->info.version) : 0;
}

std::string FindFault(storage::Store& store, int count) {
  const auto snapshot = Must(store.Read(nullptr));
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
        *snapshot, i, base->policies[0].revisions[at], base->facts[at + 1]);
    if (!fault.empty()) return fault;
  }
  const auto apps =
      Must(snapshot->ListApps(kVendor, "", {"", count + 1}, kEndOfTime)).size();
  return apps == entries ? "" : "not as many apps as entries";
}

}  // namespace clausebook::testing
