// Answers from memory: evidence and encoded answers, loaded on first use and good
// until a commit touches them.
#ifndef CLAUSEBOOK_SERVICE_VIEW_ANSWER_VIEW_H_
#define CLAUSEBOOK_SERVICE_VIEW_ANSWER_VIEW_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/answering/answering.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "service/view/answer_cache.h"
#include "service/view/freshness.h"
#include "service/view/lru_cache.h"
#include "storage/store.h"

namespace clausebook::view {

// Thread-safe. What it is given outlives it.
class AnswerView {
 public:
  struct Options {
    std::size_t evidence_bytes = 128 << 20;
    std::size_t answer_bytes = 128 << 20;
  };

  // `latest`: the store's last commit. Tell the view of every later one with Note.
  AnswerView(const catalog::Catalog* catalog, Instant latest, Options options)
      : catalog_(catalog),
        freshness_(latest),
        evidence_(options.evidence_bytes),
        answers_(options.answer_bytes) {}

  void Note(const storage::Commit& commit) { freshness_.Note(commit); }

  // Encoded answers, and the last commit that they take into account. They stay for as
  // long as this object.
  struct Encoded {
    std::vector<EncodedAnswer> answers;
    Instant at;
    std::vector<AnswerCache::App> holders;
  };

  // What KeepEncoded kept of all questions (by their numbers in the catalogue) about all
  // apps (by their resource names) on a day, app by app, as of one state of knowledge;
  // nullopt if one is missing or not current. `apps` and `questions` are distinct and not
  // empty. Never blocks on the store.
  std::optional<Encoded> FindEncoded(std::span<const std::string_view> apps,
                                     std::span<const int> questions, Date day);

  // Keeps the encoded form of answers about an app that were given from a snapshot at
  // `loaded`.
  void KeepEncoded(std::string_view app, Date day, Instant loaded,
                   std::vector<AnswerCache::New> answers);

  // The app as `snapshot` has it at `known_at`, ready to be asked about `as_of`.
  // With `known_at` at or after the snapshot's last commit, evidence comes from
  // memory where it can. NOT_FOUND for the app.
  absl::StatusOr<answering::AppDossier> OpenDossier(storage::ReadSnapshot& snapshot,
                                                    const model::AppRef& app, Date as_of,
                                                    Instant known_at);

  // For whoever watches.
  struct Use {
    std::uint64_t answer_hits = 0;  // calls of FindEncoded, so far
    std::uint64_t answer_misses = 0;
    std::uint64_t evidence_hits = 0;
    std::uint64_t evidence_misses = 0;
    std::size_t answer_bytes = 0;
    std::size_t answer_entries = 0;
    std::size_t evidence_bytes = 0;
    std::size_t evidence_entries = 0;
  };
  Use use() const;

 private:
  std::optional<Encoded> FindCurrent(std::span<const std::string_view> apps,
                                     std::span<const int> questions, Date day);
  using Base = std::shared_ptr<const model::EvidenceBase>;
  struct Loaded {
    Base base;
    Instant at;
  };
  absl::StatusOr<Base> Evidence(storage::ReadSnapshot& snapshot,
                                const model::Publisher& publisher, Instant known_at);
  bool IsVendorCurrent(std::string_view app, Instant loaded) const;
  bool ArePlatformsCurrent(Instant loaded) const;

  const catalog::Catalog* catalog_;
  Freshness freshness_;
  LruCache<Loaded> evidence_;
  AnswerCache answers_;
  std::atomic<std::uint64_t> answer_hits_{0};
  std::atomic<std::uint64_t> answer_misses_{0};
  std::atomic<std::uint64_t> evidence_hits_{0};
  std::atomic<std::uint64_t> evidence_misses_{0};
};

}  // namespace clausebook::view

#endif  // CLAUSEBOOK_SERVICE_VIEW_ANSWER_VIEW_H_
