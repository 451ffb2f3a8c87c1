// apply and export: fact books between a directory and the service.
#include "clients/cli/render/book.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"

namespace clausebook::cli {
namespace {

void Show(const Session& session, const v1::ApplyBookResponse& result, bool dry_run) {
  if (session.global.json()) {
    PrintJson(session, result);
  } else {
    *session.out << RenderOutcome(result, dry_run, session.out_style);
  }
}

absl::Status WouldUndo(const v1::ApplyBookResponse& plan, std::size_t changes) {
  return absl::FailedPreconditionError(absl::StrCat(
      Count(changes, "change", "changes"),
      " would undo what a reviewer decided in the service and the book does not hold; "
      "nothing was changed. `clausebook export ",
      std::string(IdOf(plan.publisher())),
      " DIR` writes the decisions into DIR/reviewed.yaml: take that into the book, or "
      "apply it with --undo-reviews."));
}

}  // namespace

int Run(const Session& session, const ApplyOptions& options) {
  auto files = ReadBook(options.dir);
  if (!files.ok()) return Fail(session, files.status());
  v1::ApplyBookRequest request;
  for (auto& file : *files) *request.add_files() = std::move(file);
  request.set_validate_only(true);
  const auto plan = session.client->ApplyBook(request);
  if (!plan.ok()) return FailBook(session, options.dir, plan.status());
  if (!session.global.json()) *session.out << RenderPlan(*plan, session.out_style);
  const auto undone = std::count_if(plan->changes().begin(), plan->changes().end(),
                                    [](const auto& c) { return c.undoes_review(); });
  if (undone > 0 && !options.dry_run && !options.undo_reviews) {
    return Fail(session, WouldUndo(*plan, static_cast<std::size_t>(undone)));
  }
  if (options.dry_run || plan->changes().empty()) {
    Show(session, *plan, options.dry_run);
    return kOk;
  }
  session.out->flush();
  request.set_validate_only(false);
  // What is done is what was shown, or nothing.
  request.set_expected_state(plan->state());
  const auto done = session.client->ApplyBook(std::move(request));
  if (!done.ok()) return FailBook(session, options.dir, done.status());
  Show(session, *done, false);
  return kOk;
}

int Run(const Session& session, const ExportOptions& options) {
  const auto publisher = ResolvePublisher(*session.client, options.publisher);
  if (!publisher.ok()) return Fail(session, publisher.status());
  const auto known_at = ParseKnownAt(options.known_at, Now());
  if (!known_at.ok()) return Fail(session, known_at.status());
  v1::ExportBookRequest request;
  request.set_publisher(*publisher);
  if (*known_at) *request.mutable_known_at() = **known_at;
  const auto book = session.client->ExportBook(request);
  if (!book.ok()) return Fail(session, book.status());
  const auto outcome = WriteBook(book->files(), options.dir, options.force);
  if (!outcome.ok()) return Fail(session, outcome.status());
  if (session.global.json()) {
    nlohmann::ordered_json json = {{"publisher", *publisher}, {"directory", options.dir}};
    for (const auto& file : book->files()) json["files"].push_back(file.path());
    *session.out << json.dump(2) << "\n";
    return kOk;
  }
  Page page(session.out_style);
  for (const auto& file : book->files()) {
    page.Text(2, absl::StrCat(options.dir, "/", file.path()), Tone::kFaint);
  }
  page.Text(
      0,
      absl::StrCat("Wrote ",
                   Count(static_cast<std::size_t>(book->files_size()), "file", "files"),
                   " of ", *publisher, "."),
      Tone::kStrong);
  for (const std::string& path : outcome->left) {
    page.Text(0, absl::StrCat(path,
                              " was there and is no part of the book: apply will "
                              "refuse it. Remove it if nobody needs it."));
  }
  *session.out << page.text();
  return kOk;
}

}  // namespace clausebook::cli
