// Fact books: a publisher's policies, apps and facts as files. Parsing, comparing
// with what the store holds, applying, exporting. The format is described in
// service/evidence/FACTBOOK.md.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_FACT_BOOK_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_FACT_BOOK_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/reading.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"
#include "storage/store.h"

namespace clausebook::evidence {

// Path inside the book -> bytes.
using BookFiles = std::map<std::string, std::string>;

inline constexpr char kBookFile[] = "factbook.yaml";
// What `clausebook review` decided; written by program. A book need not have one.
inline constexpr char kReviewedFile[] = "reviewed.yaml";

// Where in the book a resource is written.
struct BookPlace {
  std::string path;
  int line = 0;
};

// A revision of the book with the clauses that its text was cut into.
struct BookRevision {
  model::Revision revision;
  std::vector<model::Clause> clauses;
  bool quotable = true;  // false: a manifest, whose facts are read by program
};

struct BookFact {
  model::FactRef ref;
  model::FactContent content;
};

// The end that a review gave to a fact which the book writes elsewhere. It is part of the
// fact's content already.
struct BookEnding {
  std::string fact;  // id
  Date valid_until;
  std::string reviewer;
  Date date;
  std::string reason;  // may be empty
};

// A parsed and checked book: quotes located, values canonical, names resolved.
struct FactBook {
  model::Publisher publisher;
  model::Vendor vendor;  // only for a vendor's book
  std::vector<model::App> apps;
  std::vector<model::Policy> policies;
  std::vector<BookRevision> revisions;
  std::vector<BookFact> facts;  // those read out of manifests included
  std::vector<model::Rejection> rejections;
  std::vector<BookEnding> endings;
  std::map<std::string, BookPlace> places;  // resource name -> where it is written
  // What is odd about the book's files though it does not stop them.
  struct FileNotice {
    std::string path;
    Notice notice;
  };
  std::vector<FileNotice> notices;
};

// Parses a book; `extract` reads its HTML, DOCX and PDF files. INVALID_ARGUMENT
// (kInvalidBook) with every fault found, each with file, line, column and remedy; at
// most 100.
absl::StatusOr<FactBook> ParseBook(const BookFiles& files,
                                   const catalog::Catalog& catalog,
                                   const DocumentExtractor& extract);

enum class BookAction { kAdd, kChange, kRetract };

struct BookChange {
  BookAction action = BookAction::kAdd;
  std::string resource;
  std::string detail;
  BookPlace place;
  // It undoes what a reviewer decided and the book does not hold.
  bool undoes_review = false;
};

// What applying the book would change, in the order in which it is done.
// `state` identifies what the store holds of the publisher now.
struct BookPlan {
  std::vector<BookChange> changes;
  std::string state;
};

// Compares the book with what the snapshot holds.
absl::StatusOr<BookPlan> PlanBook(const FactBook& book, storage::ReadSnapshot& snapshot);

// Plans and makes the changes inside of `transaction`. ABORTED (kStateMismatch) if
// `expected_state` is not empty and is not the plan's.
absl::StatusOr<BookPlan> ApplyBook(const FactBook& book,
                                   const std::string& expected_state,
                                   storage::WriteTransaction& transaction);

// The book as the proposal of a person, whoever approved its facts by its word. Facts that
// the snapshot holds stay as they are held, one that counts also where the book leaves it
// out or has it otherwise: then its retraction is proposed, and what it rests on and
// speaks of is kept with it. What else the book says does not count until a second person
// accepts it; what it says otherwise is not recorded while the old one counts.
absl::StatusOr<FactBook> AsProposal(FactBook book, const std::string& proposer,
                                    Date today, storage::ReadSnapshot& snapshot);

// The publisher as a book, facts that were suggestions and refusals in kReviewedFile.
// ParseBook of the result, planned on the same state, changes nothing. Facts that were
// read out of manifests are not written: whoever reads the book reads them anew.
// NOT_FOUND for an unknown vendor.
absl::StatusOr<BookFiles> ExportBook(const model::Publisher& publisher,
                                     const catalog::Catalog& catalog, Instant known_at,
                                     storage::ReadSnapshot& snapshot);

// The kReviewedFile with which the book says what the store holds of its publisher, if
// that differs from the book by decisions only: facts that were accepted, ends, refusals.
// Keeps what the book's own one says. Empty if there is nothing to say.
absl::StatusOr<std::string> WriteReviewedFile(const FactBook& book,
                                              const catalog::Catalog& catalog,
                                              storage::ReadSnapshot& snapshot);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_FACT_BOOK_H_
