// The file of a book that says what reviews decided.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_REVIEWED_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_REVIEWED_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "service/catalog/catalog.h"
#include "service/evidence/book_writer.h"
#include "service/evidence/fact_book.h"

namespace clausebook::evidence {

// Writes an entry of `facts` with the quote that it rests on. Errors as of QuoteFor.
absl::Status WriteFact(BookWriter& out, const std::string& id,
                       const model::FactContent& content,
                       const std::vector<const model::Revision*>& revisions);

// A kReviewedFile being put together. Refers to the catalogue.
class ReviewedFile {
 public:
  explicit ReviewedFile(const catalog::Catalog& catalog) : catalog_(catalog) {}

  // Errors as of QuoteFor.
  absl::Status Add(const std::string& id, const model::FactContent& content,
                   const std::vector<const model::Revision*>& revisions);
  void Add(model::Rejection rejection) { rejections_.push_back(std::move(rejection)); }
  void Add(BookEnding ending) { endings_.push_back(std::move(ending)); }

  bool empty() const {
    return entries_.empty() && rejections_.empty() && endings_.empty();
  }
  // The file, its facts in the order of the texts.
  std::string Finish();

 private:
  struct Entry {
    std::string id;
    model::FactContent content;
    std::optional<BookQuote> quote;
  };

  const catalog::Catalog& catalog_;
  std::vector<Entry> entries_;
  std::vector<model::Rejection> rejections_;
  std::vector<BookEnding> endings_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_REVIEWED_H_
