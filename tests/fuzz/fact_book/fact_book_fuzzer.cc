// Parses any files as a fact book; what is accepted is applied, exported and applied
// again, which has to change nothing. The input is a directory: each line `=== path`
// begins the file with that path.
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "service/base/digest.h"
#include "service/evidence/fact_book.h"
#include "service/evidence/quote.h"
#include "storage/memory/memory_store.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fuzz_check.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {
namespace {

using testing::FuzzCheck;
using testing::FuzzCheckText;

const catalog::Catalog& TheCatalog() {
  static const auto& catalog =
      *new catalog::Catalog(testing::Must(catalog::Catalog::Embedded()));
  return catalog;
}

BookFiles FilesOf(std::string_view input) {
  constexpr std::string_view kMark = "=== ";
  BookFiles files;
  std::string* file = &files[kBookFile];
  while (!input.empty()) {
    const std::string_view line = input.substr(0, input.find('\n') + 1);
    const std::string_view whole = line.empty() ? input : line;
    if (whole.starts_with(kMark)) {
      std::string path(whole.substr(kMark.size()));
      if (path.ends_with('\n')) path.pop_back();
      // The wire has refused other paths.
      const bool text = !FindInvalidUtf8(path) && path.find('\0') == std::string::npos;
      if (path.empty() || !text) path = "other";
      file = &files[path];
    } else {
      file->append(whole);
    }
    input.remove_prefix(whole.size());
  }
  return files;
}

void CheckFact(const FactBook& book, const BookFact& fact) {
  FuzzCheckText(fact.content.caveat);
  FuzzCheckText(fact.content.value.text);
  for (const std::string& member : fact.content.value.members) FuzzCheckText(member);
  const auto* quoted = std::get_if<model::ClauseEvidence>(&fact.content.evidence);
  if (quoted == nullptr) return;
  for (const BookRevision& revision : book.revisions) {
    if (revision.revision.ref != quoted->revision) continue;
    const auto place =
        CheckRange(*revision.revision.text, revision.clauses, quoted->range);
    FuzzCheck(place.ok() && place->clause == quoted->clause,
              "a quote lies in its clause");
    return;
  }
  FuzzCheck(false, "a quote is from a revision of the book");
}

void CheckBook(const FactBook& book) {
  FuzzCheck(book.places.contains(ToName(book.publisher)), "the publisher has a place");
  FuzzCheckText(book.vendor.display_name);
  for (const model::App& app : book.apps) FuzzCheckText(app.display_name);
  for (const model::Policy& policy : book.policies) FuzzCheckText(policy.title);
  for (const BookRevision& revision : book.revisions) {
    FuzzCheck(revision.revision.sha256 == Sha256Hex(*revision.revision.text),
              "a revision has the digest of its text");
  }
  for (const BookFact& fact : book.facts) {
    FuzzCheck(book.places.contains(ToName(fact.ref)), "a fact has a place");
    CheckFact(book, fact);
  }
}

BookPlan Apply(const FactBook& book, storage::Store& store) {
  BookPlan plan;
  testing::Must(store
                    .Write(nullptr,
                           [&](storage::WriteTransaction& transaction) -> absl::Status {
                             auto applied = ApplyBook(book, "", transaction);
                             if (applied.ok()) plan = *std::move(applied);
                             return applied.status();
                           })
                    .status());
  return plan;
}

// A parsed book can be applied. A review that decides nothing writes what its own file
// said; exported and read again it is the same book.
void CheckRoundTrip(const FactBook& book, BookFiles book_files) {
  testing::FakeClock clock;
  storage::MemoryStore store(&clock);
  Apply(book, store);
  const auto snapshot = testing::Must(store.Read(nullptr));
  const std::string reviewed =
      testing::Must(WriteReviewedFile(book, TheCatalog(), *snapshot));
  if (!reviewed.empty()) book_files[kReviewedFile] = reviewed;
  const auto same = testing::Must(ParseBook(book_files, TheCatalog(), {}));
  FuzzCheck(Apply(same, store).changes.empty(), "a review without decisions is none");
  const auto files =
      testing::Must(ExportBook(book.publisher, TheCatalog(), kEndOfTime, *snapshot));
  const auto again = testing::Must(ParseBook(files, TheCatalog(), {}));
  FuzzCheck(Apply(again, store).changes.empty(), "an exported book changes nothing");
}

}  // namespace
}  // namespace clausebook::evidence

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook;
  using namespace clausebook::evidence;
  const BookFiles files =
      FilesOf(std::string_view(reinterpret_cast<const char*>(data), size));
  const auto book = ParseBook(files, TheCatalog(), {});
  if (!book.ok()) {
    testing::FuzzCheckRefusal(book.status());
    return 0;
  }
  CheckBook(*book);
  CheckRoundTrip(*book, files);
  return 0;
}
