// review: decisions about suggestions, and about facts whose clause was changed.
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/offline/local_service.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/suggestions.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/resolve_policy.h"
#include "clients/cli/review/console.h"
#include "clients/cli/review/dialog.h"
#include "clients/cpp/error.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

// Whose items are asked for: a policy's, or all of a publisher's.
struct Scope {
  std::string parent;     // for ListReviewItems
  std::string publisher;  // for RecordDecisions
};

std::string PublisherOf(const std::string& name) {
  return name.substr(0, name.find('/', name.find('/') + 1));
}

absl::StatusOr<Scope> FindScope(const client::Client& client, const std::string& what) {
  if (what.empty()) {
    return absl::InvalidArgumentError(
        "Name a policy, vendor or platform, or a fact book with --book.");
  }
  if (absl::StrContains(what, "/policies/")) {
    CB_ASSIGN_OR_RETURN(const auto policy, ResolvePolicy(client, what));
    return Scope{policy.name(), PublisherOf(policy.name())};
  }
  auto publisher = ResolvePublisher(client, what);
  if (publisher.ok()) return Scope{*publisher, *publisher};
  if (!absl::IsNotFound(publisher.status()) || absl::StrContains(what, "/")) {
    return publisher.status();
  }
  const auto policy = ResolvePolicy(client, what);
  if (policy.ok()) return Scope{policy->name(), PublisherOf(policy->name())};
  if (!absl::IsNotFound(policy.status())) return policy.status();
  return absl::NotFoundError(absl::StrCat("There is no policy, vendor or platform '",
                                          Printable(what),
                                          "'. List policies: clausebook policies"));
}

absl::StatusOr<Scope> FindScopeIn(const LocalBook& book, const std::string& what) {
  if (what.empty()) return Scope{book.publisher, book.publisher};
  CB_ASSIGN_OR_RETURN(const auto policies,
                      PoliciesOf(book.service->client(), book.publisher, what));
  return Scope{policies.front().name(), book.publisher};
}

// The item that `id` names; a full name is taken as it is.
absl::StatusOr<std::string> FindItem(const std::vector<v1::ReviewItem>& items,
                                     const std::string& id) {
  if (absl::StrContains(id, "/")) return id;
  std::vector<std::string> fitting;
  for (const v1::ReviewItem& item : items) {
    if (IdOf(NameOf(item)) == id) fitting.push_back(NameOf(item));
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) {
    return absl::NotFoundError(
        absl::StrCat("Nothing of the name '", Printable(id),
                     "' awaits review. `clausebook suggest` shows the ids; what was "
                     "rejected is named in full: …/revisions/R/suggestions/ID."));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("Several items have the id '", Printable(id),
                   "'. Name one in full: ", fitting[0], " or ", fitting[1]));
}

absl::StatusOr<v1::RecordDecisionsRequest> NamedDecisions(
    const ReviewOptions& options, const std::vector<v1::ReviewItem>& items,
    v1::RecordDecisionsRequest request) {
  for (const std::string& id : options.accept) {
    v1::ReviewDecision& decision = *request.add_decisions();
    CB_ASSIGN_OR_RETURN(*decision.mutable_item(), FindItem(items, id));
    // Only what was rejected has to be named in full.
    decision.mutable_accept()->set_overrule_rejection(absl::StrContains(id, "/"));
  }
  for (const std::string& id : options.reject) {
    v1::ReviewDecision& decision = *request.add_decisions();
    CB_ASSIGN_OR_RETURN(*decision.mutable_item(), FindItem(items, id));
    decision.mutable_reject()->set_reason(options.reason);
  }
  request.set_validate_only(options.dry_run);
  return request;
}

bool IsNamed(const ReviewOptions& options) {
  return !options.accept.empty() || !options.reject.empty();
}

absl::Status CheckUse(const Session& session, const ReviewOptions& options) {
  if (!options.reason.empty() && options.reject.empty()) {
    return absl::InvalidArgumentError("--reason goes with --reject.");
  }
  if (IsNamed(options) && options.reviewer.empty()) {
    return absl::InvalidArgumentError(
        "Say who decides: --as 'Mara Lind, Head of Security', or the "
        "environment's CLAUSEBOOK_REVIEWER.");
  }
  if (IsNamed(options) || session.global.json()) return absl::OkStatus();
  if (options.dry_run)
    return absl::InvalidArgumentError("--dry-run goes with --accept and --reject.");
  if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) {
    return absl::InvalidArgumentError(
        "A review asks at a terminal, and standard input or output is none. Decide by "
        "--accept ID and --reject ID (`clausebook suggest` shows the ids), or "
        "list what awaits review with --json.");
  }
  return absl::OkStatus();
}

// Takes out what somebody else has decided meanwhile, as `status` says; false if that is
// not what went wrong.
bool DropDecided(const Session& session, const absl::Status& status,
                 v1::RecordDecisionsRequest& request) {
  const client::Error error = client::ErrorOf(status);
  const auto item = error.metadata.find("resource");
  if (error.reason != "NOT_AWAITING_REVIEW" || item == error.metadata.end()) return false;
  auto& decisions = *request.mutable_decisions();
  const int before = decisions.size();
  decisions.erase(std::remove_if(decisions.begin(), decisions.end(),
                                 [&](const v1::ReviewDecision& decision) {
                                   return decision.item() == item->second;
                                 }),
                  decisions.end());
  *session.out << "Left out: " << Printable(error.message) << "\n";
  return decisions.size() < before;
}

// What is decided at a terminal took work: it is not given up for one item that somebody
// else was quicker with, nor for a server that is away for a moment.
absl::StatusOr<std::optional<v1::RecordDecisionsResponse>> Record(
    const Session& session, Console& console, v1::RecordDecisionsRequest request) {
  while (!request.decisions().empty()) {
    auto done = session.client->RecordDecisions(request);
    if (done.ok()) return std::optional(*std::move(done));
    if (DropDecided(session, done.status(), request)) continue;
    Fail(session, done.status());
    *session.out << "Try again? [y]es [n]o ";
    char key = console.ReadKey();
    while (key != 'y' && key != 'n' && key != kInterrupt && key != kEndOfInput) {
      key = console.ReadKey();
    }
    *session.out << "\n";
    if (key != 'y') return done.status();
  }
  return std::nullopt;
}

// Asks at the terminal and records. Nullopt: nothing was recorded.
absl::StatusOr<std::optional<v1::RecordDecisionsResponse>> AskAndRecord(
    const Session& session, const std::vector<v1::ReviewItem>& items,
    v1::RecordDecisionsRequest base) {
  TerminalConsole console(*session.out);
  while (base.reviewer().empty()) {
    const auto name =
        console.ReadLine("Your name, which is recorded with every decision: ");
    if (!name) return std::nullopt;
    base.set_reviewer(*name);
  }
  CB_ASSIGN_OR_RETURN(auto request,
                      ReviewDialog(session, console, items, std::move(base)).Run());
  if (!request) return std::nullopt;
  return Record(session, console, *std::move(request));
}

void SayNothingAwaits(const Session& session, const Scope& scope) {
  Page page(session.out_style);
  page.Text(0, absl::StrCat("Nothing of ", scope.parent, " awaits review."), Tone::kGood);
  page.Text(0, "What no pattern could read: clausebook suggest.");
  *session.out << page.text();
}

void PrintItems(const Session& session, const std::vector<v1::ReviewItem>& items) {
  v1::ListReviewItemsResponse all;
  for (const v1::ReviewItem& item : items) *all.add_review_items() = item;
  PrintJson(session, all);
}

// Tells what was recorded and, with a book, writes it there.
absl::Status Finish(const Session& session, const ReviewOptions& options,
                    const LocalBook* book, const v1::RecordDecisionsResponse& done) {
  std::string saved;
  if (book != nullptr && !options.dry_run) {
    CB_ASSIGN_OR_RETURN(saved, SaveReviews(*book, options.book));
  }
  if (session.global.json()) {
    PrintJson(session, done);
    return absl::OkStatus();
  }
  *session.out << RenderOutcomes(done, !options.dry_run, session.out_style);
  if (!saved.empty()) {
    Page page(session.out_style);
    page.Text(
        0, absl::StrCat("Wrote ", saved, ". A server learns of it by: clausebook apply ",
                        options.book));
    *session.out << page.text();
  }
  return absl::OkStatus();
}

// `book` is null where a server is asked.
absl::Status Review(const Session& session, const ReviewOptions& options,
                    const LocalBook* book) {
  CB_ASSIGN_OR_RETURN(const Scope scope, book != nullptr
                                             ? FindScopeIn(*book, options.what)
                                             : FindScope(*session.client, options.what));
  v1::ListReviewItemsRequest list;
  list.set_parent(scope.parent);
  CB_ASSIGN_OR_RETURN(const auto items, session.client->ListReviewItems(list).All());
  v1::RecordDecisionsRequest base;
  base.set_parent(scope.publisher);
  base.set_reviewer(options.reviewer);
  if (IsNamed(options)) {
    CB_ASSIGN_OR_RETURN(auto request, NamedDecisions(options, items, std::move(base)));
    CB_ASSIGN_OR_RETURN(const auto done,
                        session.client->RecordDecisions(std::move(request)));
    return Finish(session, options, book, done);
  }
  if (session.global.json()) {
    PrintItems(session, items);
  } else if (items.empty()) {
    SayNothingAwaits(session, scope);
  } else {
    CB_ASSIGN_OR_RETURN(const auto done, AskAndRecord(session, items, std::move(base)));
    if (done) return Finish(session, options, book, *done);
  }
  return absl::OkStatus();
}

}  // namespace

int Run(const Session& session, const ReviewOptions& options) {
  if (const absl::Status status = CheckUse(session, options); !status.ok()) {
    return Fail(session, status);
  }
  if (options.book.empty()) {
    const absl::Status done = Review(session, options, nullptr);
    return done.ok() ? kOk : Fail(session, done);
  }
  const auto book = OpenBook(options.book);
  if (!book.ok()) return FailBook(session, options.book, book.status());
  Session local = session;
  local.client = &book->service->client();
  const absl::Status done = Review(local, options, &*book);
  return done.ok() ? kOk : Fail(session, done);
}

}  // namespace clausebook::cli
