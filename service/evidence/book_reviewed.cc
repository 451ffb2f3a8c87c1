#include "service/evidence/book_reviewed.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"

namespace clausebook::evidence {
namespace {

constexpr char kHeader[] =
    "# What was decided with `clausebook review`, which writes this file anew: comments\n"
    "# are lost. Facts may be moved to factbook.yaml.\n";

absl::StatusOr<std::optional<BookQuote>> QuoteOf(
    const model::FactContent& content,
    const std::vector<const model::Revision*>& revisions, NameRevision name) {
  const auto* place = std::get_if<model::ClauseEvidence>(&content.evidence);
  if (place == nullptr) return std::nullopt;
  CB_ASSIGN_OR_RETURN(auto quote, QuoteFor(*place, revisions, name));
  return std::optional(std::move(quote));
}

// Compares a book with what the store holds, and collects what the file has to say.
class Collector {
 public:
  Collector(const FactBook& book, storage::ReadSnapshot& snapshot, ReviewedFile& file)
      : book_(book), snapshot_(snapshot), file_(file) {
    for (const BookRevision& revision : book.revisions) {
      if (revision.quotable) revisions_.push_back(&revision.revision);
    }
  }

  absl::Status Run() {
    CB_ASSIGN_OR_RETURN(const auto base,
                        snapshot_.LoadEvidence(book_.publisher, kEndOfTime));
    for (const model::Fact& fact : base->facts) held_[fact.ref.fact] = &fact.content;
    for (const BookFact& fact : book_.facts) CB_RETURN_IF_ERROR(AddBookFact(fact));
    for (const model::Fact& fact : base->facts) {
      if (in_book_.contains(fact.ref.fact)) continue;
      CB_RETURN_IF_ERROR(file_.Add(fact.ref.fact, fact.content, revisions_));
    }
    CB_ASSIGN_OR_RETURN(auto rejections,
                        snapshot_.ListRejections(book_.publisher, kEndOfTime));
    for (model::Rejection& rejection : rejections) {
      const bool stands = std::any_of(
          book_.policies.begin(), book_.policies.end(),
          [&](const model::Policy& policy) { return policy.ref == rejection.policy; });
      if (stands) file_.Add(std::move(rejection));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status AddBookFact(const BookFact& fact) {
    const std::string& id = fact.ref.fact;
    in_book_.insert(id);
    const auto place = book_.places.find(ToName(fact.ref));
    const std::string path = place == book_.places.end() ? "" : place->second.path;
    const auto held = held_.find(id);
    const model::FactContent& content =
        held == held_.end() ? fact.content : *held->second;
    if (path == kReviewedFile) return file_.Add(id, content, revisions_);
    if (path != kBookFile) return absl::OkStatus();  // read out of a manifest
    if (content == fact.content) {
      for (const BookEnding& ending : book_.endings) {
        if (ending.fact == id) file_.Add(ending);
      }
      return absl::OkStatus();
    }
    return AddEnding(fact.ref, content);
  }

  absl::Status AddEnding(const model::FactRef& ref, const model::FactContent& content) {
    if (!content.valid_until || !content.approval) {
      return absl::InternalError(
          absl::StrCat("'", ToName(ref), "' was changed by no review."));
    }
    CB_ASSIGN_OR_RETURN(
        const auto generations,
        snapshot_.ListFacts({ref.publisher, ref.fact, /*include_retracted=*/true},
                            {"", 1'000'000}, kEndOfTime));
    BookEnding ending;
    ending.fact = ref.fact;
    ending.valid_until = *content.valid_until;
    ending.reviewer = content.approval->reviewer;
    ending.date = content.approval->date;
    if (generations.size() > 1) {
      ending.reason = generations[generations.size() - 2].retract_reason;
    }
    file_.Add(std::move(ending));
    return absl::OkStatus();
  }

  const FactBook& book_;
  storage::ReadSnapshot& snapshot_;
  ReviewedFile& file_;
  std::vector<const model::Revision*> revisions_;
  std::map<std::string, const model::FactContent*> held_;
  std::set<std::string> in_book_;
};

}  // namespace

absl::Status WriteFact(BookWriter& out, const std::string& id,
                       const model::FactContent& content,
                       const std::vector<const model::Revision*>& revisions) {
  CB_ASSIGN_OR_RETURN(const auto quote,
                      QuoteOf(content, revisions, NameRevision::kIfNeeded));
  out.Fact(id, content, quote ? &*quote : nullptr);
  return absl::OkStatus();
}

absl::Status ReviewedFile::Add(const std::string& id, const model::FactContent& content,
                               const std::vector<const model::Revision*>& revisions) {
  CB_ASSIGN_OR_RETURN(auto quote, QuoteOf(content, revisions, NameRevision::kAlways));
  entries_.push_back({id, content, std::move(quote)});
  return absl::OkStatus();
}

std::string ReviewedFile::Finish() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    const auto* left = std::get_if<model::ClauseEvidence>(&a.content.evidence);
    const auto* right = std::get_if<model::ClauseEvidence>(&b.content.evidence);
    if (left == nullptr || right == nullptr) return right == nullptr && left != nullptr;
    return std::tie(left->revision, left->range.begin) <
           std::tie(right->revision, right->range.begin);
  });
  BookWriter out(catalog_);
  out.BeginMap();
  out.Number("clausebook", 1);
  if (!entries_.empty()) {
    out.BeginList("facts");
    for (const Entry& entry : entries_) {
      out.Fact(entry.id, entry.content, entry.quote ? &*entry.quote : nullptr);
    }
    out.EndList();
  }
  if (!rejections_.empty()) {
    out.BeginList("rejected");
    for (const model::Rejection& rejection : rejections_) out.Rejection(rejection);
    out.EndList();
  }
  if (!endings_.empty()) {
    out.BeginList("endings");
    for (const BookEnding& ending : endings_) out.Ending(ending);
    out.EndList();
  }
  out.EndMap();
  return absl::StrCat(kHeader, out.Finish());
}

absl::StatusOr<std::string> WriteReviewedFile(const FactBook& book,
                                              const catalog::Catalog& catalog,
                                              storage::ReadSnapshot& snapshot) {
  ReviewedFile file(catalog);
  CB_RETURN_IF_ERROR(Collector(book, snapshot, file).Run());
  return file.empty() ? std::string() : file.Finish();
}

}  // namespace clausebook::evidence
