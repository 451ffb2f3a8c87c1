#include "service/rpc/book_handlers.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/admission/authorisation.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/fact_book.h"
#include "service/rpc/convert/resource_convert.h"
#include "service/rpc/idempotency.h"
#include "service/rpc/parents.h"
#include "service/rpc/second_person.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

constexpr int kMostFiles = 2000;
constexpr std::size_t kMostBookBytes = 32 << 20;

bool IsGoodPath(const std::string& path) {
  if (path.empty() || path.size() > 500 || path.find('\\') != std::string::npos) {
    return false;
  }
  if (std::any_of(path.begin(), path.end(),
                  [](unsigned char c) { return absl::ascii_iscntrl(c); })) {
    return false;
  }
  for (const auto part : absl::StrSplit(path, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

evidence::BookFiles CheckFiles(FieldFaults& faults, const v1::ApplyBookRequest& request) {
  evidence::BookFiles files;
  if (request.files_size() == 0) {
    faults.Add("files", "Required: factbook.yaml and the texts that it names.");
  }
  if (request.files_size() > kMostFiles) {
    faults.Add("files", absl::StrCat("At most ", kMostFiles,
                                     " files; send the texts that "
                                     "factbook.yaml names, and no others."));
    return files;
  }
  for (int i = 0; i < request.files_size(); ++i) {
    const v1::BookFile& file = request.files(i);
    const std::string field = absl::StrCat("files[", i, "].path");
    if (!IsGoodPath(file.path())) {
      faults.Add(field, "Not a relative path with '/' and without '.' or '..' parts.");
    } else if (!files.emplace(file.path(), file.content()).second) {
      faults.Add(field, absl::StrCat("'", file.path(), "' is there twice."));
    }
  }
  return files;
}

absl::Status CheckSize(const v1::ApplyBookRequest& request) {
  std::size_t bytes = 0;
  for (const v1::BookFile& file : request.files()) bytes += file.content().size();
  if (bytes <= kMostBookBytes) return absl::OkStatus();
  return MakeError(absl::StrCat("The book has ", bytes, " bytes; at most ",
                                kMostBookBytes, " are allowed."),
                   {.reason = Reason::kTooLarge, .metadata = {{"field", "files"}}});
}

void SetChanges(const evidence::BookPlan& plan, v1::ApplyBookResponse* response) {
  for (const auto& change : plan.changes) {
    auto* out = response->add_changes();
    out->set_action(static_cast<v1::BookAction>(static_cast<int>(change.action) + 1));
    out->set_resource(change.resource);
    out->set_detail(change.detail);
    out->set_path(change.place.path);
    out->set_line(change.place.line);
    out->set_undoes_review(change.undoes_review);
  }
  response->set_state(plan.state);
}
static_assert(static_cast<int>(evidence::BookAction::kRetract) + 1 ==
              v1::BOOK_ACTION_RETRACT);

bool HasDecisions(const evidence::FactBook& book) {
  return !book.rejections.empty() || !book.endings.empty() ||
         std::any_of(book.facts.begin(), book.facts.end(),
                     [](const evidence::BookFact& fact) {
                       return fact.content.approved && fact.content.approval.has_value();
                     });
}

// The part of admission that the table leaves to what is in the book: whose it is, and
// that decisions of reviewers in it come from a reviewer. Nothing is looked up before.
absl::Status CheckBookCaller(const CallContext& context, const evidence::FactBook& book) {
  if (context.caller == nullptr) return absl::OkStatus();
  const admission::Identity& caller = *context.caller;
  CB_RETURN_IF_ERROR(
      admission::MayTouch(caller, admission::Permission::kEdit, ToName(book.publisher)));
  if (caller.roles.Allow(admission::Permission::kReview) || !HasDecisions(book)) {
    return absl::OkStatus();
  }
  return MakeError(
      "The book brings decisions of reviewers along: approved facts, refusals or "
      "endings. "
      "To apply it takes the role reviewer as well.",
      {.reason = Reason::kPermissionDenied, .metadata = {{"needs", "reviewer"}}});
}

// Where facts take two people, what a caller applies is her proposal.
absl::StatusOr<evidence::FactBook> BookToApply(const HandlerDeps& deps,
                                               const CallContext& context,
                                               const evidence::FactBook& book,
                                               storage::ReadSnapshot& snapshot) {
  if (!TakesTwo(deps, context)) return book;
  return evidence::AsProposal(book, context.caller->subject, DateOf(context.now),
                              snapshot);
}

}  // namespace

absl::Status BookHandlers::ApplyBook(const CallContext& context,
                                     const v1::ApplyBookRequest& request,
                                     v1::ApplyBookResponse* response) const {
  FieldFaults faults;
  CheckRequestId(faults, request.request_id());
  const auto files = CheckFiles(faults, request);
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_RETURN_IF_ERROR(CheckSize(request));
  CB_ASSIGN_OR_RETURN(
      const auto book,
      evidence::ParseBook(
          files, *deps_.catalog,
          deps_.extract == nullptr ? evidence::DocumentExtractor() : *deps_.extract));
  CB_RETURN_IF_ERROR(CheckBookCaller(context, book));
  const auto describe = [&](const evidence::BookPlan& plan) {
    SetChanges(plan, response);
    response->set_publisher(ToName(book.publisher));
    response->set_app_count(static_cast<int>(book.apps.size()));
    response->set_policy_count(static_cast<int>(book.policies.size()));
    response->set_fact_count(static_cast<int>(book.facts.size()));
    response->clear_notices();
    for (const auto& notice : book.notices) {
      v1::BookNotice* proto = response->add_notices();
      proto->set_path(notice.path);
      *proto->mutable_notice() = ToProto(notice.notice);
    }
  };
  if (request.validate_only()) {
    CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
    CB_ASSIGN_OR_RETURN(const auto wanted, BookToApply(deps_, context, book, *snapshot));
    CB_ASSIGN_OR_RETURN(const auto plan, evidence::PlanBook(wanted, *snapshot));
    describe(plan);
    return absl::OkStatus();
  }
  return WriteOnce(
      deps_, context, request, response,
      [&](storage::WriteTransaction& tx) -> absl::Status {
        CB_ASSIGN_OR_RETURN(const auto wanted, BookToApply(deps_, context, book, tx));
        return WithoutReviving(deps_, context, tx, book.publisher, [&]() -> absl::Status {
          CB_ASSIGN_OR_RETURN(const auto plan,
                              evidence::ApplyBook(wanted, request.expected_state(), tx));
          describe(plan);
          if (!plan.changes.empty()) {
            *response->mutable_commit_time() = ToProto(tx.time());
          }
          return absl::OkStatus();
        });
      });
}

absl::Status BookHandlers::ExportBook(const CallContext& context,
                                      const v1::ExportBookRequest& request,
                                      v1::ExportBookResponse* response) const {
  FieldFaults faults;
  const auto publisher = CheckPublisher(faults, "publisher", request.publisher());
  const auto known_at =
      CheckKnownAt(faults, context, request.has_known_at(), request.known_at());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  CB_ASSIGN_OR_RETURN(auto snapshot, deps_.store->Read(context.cancellation));
  CB_RETURN_IF_ERROR(
      CheckPublisherStands(deps_, *snapshot, *publisher, known_at.value_or(kEndOfTime)));
  CB_ASSIGN_OR_RETURN(const auto files,
                      evidence::ExportBook(*publisher, *deps_.catalog,
                                           known_at.value_or(kEndOfTime), *snapshot));
  const auto add = [&](const std::string& path, const std::string& content) {
    auto* file = response->add_files();
    file->set_path(path);
    file->set_content(content);
  };
  for (const bool book : {true, false}) {  // the book's own file first
    for (const auto& [path, content] : files) {
      if ((path == evidence::kBookFile) == book) add(path, content);
    }
  }
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
