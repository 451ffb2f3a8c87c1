// All editions that this service knows.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_EDITIONS_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_EDITIONS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/questionnaires/editions/edition.h"
#include "service/questionnaires/matching/known.h"

namespace clausebook::questionnaires::editions {

// A data file; `path` is for messages.
struct EditionFile {
  std::string path;
  std::string_view content;
};

// Immutable once loaded; safe to share between threads.
class Editions : public matching::KnownItems {
 public:
  // Those that the program was built with.
  static absl::StatusOr<Editions> Embedded(const catalog::Catalog& catalog);
  // INVALID_ARGUMENT (kInvalidBook) with every fault's place and remedy: unknown
  // questions, ids that occur twice, digests that are none, fields that the question's
  // kind cannot fill.
  static absl::StatusOr<Editions> FromFiles(const std::vector<EditionFile>& files,
                                            const catalog::Catalog& catalog);

  // By id.
  const std::vector<Edition>& all() const { return editions_; }
  // Null if there is none.
  const Edition* Find(std::string_view id) const;

  std::optional<matching::KnownItem> FindItem(std::string_view edition,
                                              std::string_view item) const override;
  std::optional<matching::NamedItem> FindText(std::string_view digest) const override;

 private:
  explicit Editions(std::vector<Edition> editions);

  // Where an item is.
  struct Place {
    std::size_t edition = 0;
    std::size_t item = 0;
  };

  std::vector<Edition> editions_;
  // By digest; nullopt where items with one text do not ask the same.
  std::unordered_map<std::string, std::optional<Place>> by_text_;
};

}  // namespace clausebook::questionnaires::editions

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_EDITIONS_H_
