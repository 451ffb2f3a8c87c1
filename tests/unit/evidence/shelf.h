// A store with a fact book applied to it, again and again.
#ifndef CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SHELF_H_
#define CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SHELF_H_

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "service/evidence/documents/extract.h"
#include "service/evidence/fact_book.h"
#include "storage/memory/memory_store.h"
#include "tests/testing/fake_clock.h"

namespace clausebook::evidence {

inline const catalog::Catalog& TheCatalog() {
  static const auto catalog = catalog::Catalog::Embedded();
  return *catalog;
}

inline std::string Replace(std::string text, const std::string& what,
                           const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::invalid_argument("not in the text: " + what);
  return text.replace(at, what.size(), with);
}

// The book is of the vendor `acme`. Every write is an hour after the one before.
struct Shelf {
  testing::FakeClock clock;
  storage::MemoryStore store{&clock};

  static absl::StatusOr<FactBook> Parse(const BookFiles& files) {
    return ParseBook(files, TheCatalog(), ExtractDocument);
  }

  absl::StatusOr<BookPlan> Apply(const BookFiles& files, const std::string& state = "") {
    const auto book = Parse(files);
    if (!book.ok()) return book.status();
    absl::StatusOr<BookPlan> plan = absl::UnknownError("not run");
    const absl::Status written = Write([&](storage::WriteTransaction& tx) {
      plan = ApplyBook(*book, state, tx);
      return plan.status();
    });
    if (!written.ok()) return written;
    return plan;
  }

  absl::Status Write(const storage::WriteBody& body) {
    clock.AdvanceHours(1);
    return store.Write(nullptr, body).status();
  }

  std::vector<std::string> Changes(const BookFiles& files) {
    const auto plan = Apply(files);
    EXPECT_TRUE(plan.ok()) << plan.status();
    std::vector<std::string> changes;
    if (!plan.ok()) return changes;
    constexpr const char* kSigns[] = {"+ ", "~ ", "- "};
    for (const auto& change : plan->changes) {
      changes.push_back(kSigns[static_cast<int>(change.action)] + change.resource);
    }
    return changes;
  }

  BookFiles Export(Instant known_at = kEndOfTime) {
    auto snapshot = *store.Read(nullptr);
    auto files = ExportBook({model::PublisherKind::kVendor, "acme"}, TheCatalog(),
                            known_at, *snapshot);
    EXPECT_TRUE(files.ok()) << files.status();
    return files.ok() ? *files : BookFiles{};
  }
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_TESTS_UNIT_EVIDENCE_SHELF_H_
