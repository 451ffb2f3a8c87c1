// Writes the parts of a fact book as YAML, in the words that the parser reads.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_WRITER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_WRITER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/fact_book.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"

namespace YAML {
class Emitter;
}

namespace clausebook::evidence {

// Where a quote stands, as a book says it.
struct BookQuote {
  std::string policy;    // empty: the book has one revision only
  std::string revision;  // effective date, or id; empty likewise
  std::string quote;
  int occurrence = 0;  // from 1; 0: the words stand there once
};

// Whether a quote names its revision where there is no other: a file that is written by
// program had better, so that it stays good when another revision comes.
enum class NameRevision { kIfNeeded, kAlways };

// `revisions` are all that quotes of the book may be from, with their texts.
// FAILED_PRECONDITION (kStillInUse) if the quote's is not among them.
absl::StatusOr<BookQuote> QuoteFor(const model::ClauseEvidence& place,
                                   const std::vector<const model::Revision*>& revisions,
                                   NameRevision name);

// One file being written. Not thread-safe; refers to the catalogue.
class BookWriter {
 public:
  explicit BookWriter(const catalog::Catalog& catalog);
  ~BookWriter();

  void BeginMap();
  void BeginMap(const char* key);
  void EndMap();
  void BeginList(const char* key);
  void EndList();

  // Ids, dates and the like, which need no quotes.
  void Plain(const char* key, const std::string& value);
  void Number(const char* key, std::int64_t value);
  void Text(const char* key, const std::string& value);
  void TextIfAny(const char* key, const std::string& value);
  void Day(const char* key, const std::optional<Date>& value);
  void List(const char* key, const std::vector<std::string>& values);

  // An entry of `facts`. `quote` is that of a clause, null for an attestation.
  void Fact(const std::string& id, const model::FactContent& content,
            const BookQuote* quote);
  // An entry of `rejected`.
  void Rejection(const model::Rejection& rejection);
  // An entry of `endings`.
  void Ending(const BookEnding& ending);

  // The file.
  std::string Finish() const;

 private:
  void Value(const model::FactContent& content);
  void Qualifiers(const model::Qualifiers& qualifiers);
  std::vector<std::string> GroupOrMembers(const std::string& dimension,
                                          const std::vector<std::string>& members) const;

  const catalog::Catalog& catalog_;
  std::unique_ptr<YAML::Emitter> out_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_WRITER_H_
