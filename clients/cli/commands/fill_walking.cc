// fill --walk: the open rows first, one by one, then the file.
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/fill_job.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/filling/walk.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/response.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "service/base/clock.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

WalkContext ContextOf(const FillJob& job) {
  const std::string& app = job.request.app();
  return {app.substr(0, app.find("/apps/")),
          app,
          job.request.questionnaire(),
          job.request.as_of(),
          job.options.by,
          DateOf(SystemClock().Now())};
}

// Says what the wordings ask, before the rows are answered anew. One that somebody
// confirmed meanwhile stands as it is.
absl::Status RecordMappings(const Session& session, const WalkContext& context,
                            const WalkDecisions& decisions) {
  for (const auto& [item, mapping] : decisions.mappings) {
    v1::CreateMappingRequest request;
    request.set_parent(context.vendor);
    *request.mutable_mapping() = mapping;
    request.mutable_mapping()->set_confirmed_by(context.by);
    const absl::Status status =
        session.client->CreateMapping(std::move(request)).status();
    if (absl::IsAlreadyExists(status)) {
      *session.out << Printable(std::string(status.message())) << "\n";
    } else if (!status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

// A person's own answer as it will be recorded: asked again for as long as the service
// refuses it. Nullopt: the row stays open.
std::optional<v1::ItemReviewDecision> Accepted(const Session& session, WalkDialog& dialog,
                                               const v1::ReviewResponseItemsRequest& base,
                                               const v1::ResponseItem& item,
                                               v1::ItemOverride own) {
  while (true) {
    v1::ReviewResponseItemsRequest request = base;
    request.set_validate_only(true);
    v1::ItemReviewDecision& decision = *request.add_decisions();
    decision.set_item(item.name());
    *decision.mutable_override() = own;
    const absl::Status status = session.client->ReviewResponseItems(request).status();
    if (status.ok()) return decision;
    *session.out << Printable(item.question_text()) << "\n";
    Fail(session, status);
    if (dialog.AskKey("Answer it in another way? [y]es [n]o ") != 'y')
      return std::nullopt;
    const auto again = dialog.AskOverride(own);
    if (!again) return std::nullopt;
    own = *again;
  }
}

int ProposedCount(const std::vector<v1::ResponseItem>& items,
                  const v1::ReviewResponseItemsRequest& request) {
  int count = 0;
  for (const v1::ResponseItem& item : items) {
    count += item.status() == v1::RESPONSE_STATUS_PROPOSED ? 1 : 0;
  }
  for (const v1::ItemReviewDecision& decision : request.decisions()) {
    for (const v1::ResponseItem& item : items) {
      const bool proposed = item.status() == v1::RESPONSE_STATUS_PROPOSED;
      count -= proposed && item.name() == decision.item() ? 1 : 0;
    }
  }
  return count;
}

// Whether the person stands for what is proposed, which can be read first.
bool AskApproval(const Session& session, WalkDialog& dialog, const Filled& filled,
                 int proposed) {
  if (proposed == 0) return false;
  const std::string prompt = absl::StrCat(
      "Approve ",
      Count(static_cast<std::size_t>(proposed), "proposed answer", "proposed answers"),
      " as proposed? [y]es [n]o [l]ist ");
  while (true) {
    const char key = dialog.AskKey(prompt, "l");
    if (key != 'l') return key == 'y';
    std::vector<v1::ResponseItem> items;
    for (const v1::ResponseItem& item : filled.items) {
      if (item.status() == v1::RESPONSE_STATUS_PROPOSED) items.push_back(item);
    }
    *session.out << RenderItems(std::move(items), true, session.out_style);
  }
}

// The decisions about the recorded response; the numbers of rows are those of the walk,
// since the file is the same.
v1::ReviewResponseItemsRequest ReviewOf(const Session& session, Console& console,
                                        const FillJob& job, const Filled& filled,
                                        const WalkDecisions& decisions) {
  v1::ReviewResponseItemsRequest base;
  base.set_name(filled.head.response().name());
  base.set_reviewer(job.options.by);
  v1::ReviewResponseItemsRequest request = base;
  WalkDialog dialog(session, console, filled.items, ContextOf(job));
  for (const auto& [index, own] : decisions.overrides) {
    if (index >= filled.items.size()) continue;
    const auto decision = Accepted(session, dialog, base, filled.items[index], own);
    if (decision) *request.add_decisions() = *decision;
  }
  request.set_approve_proposed(
      AskApproval(session, dialog, filled, ProposedCount(filled.items, request)));
  return request;
}

absl::StatusOr<std::optional<WalkDecisions>> AskAboutRows(const Session& session,
                                                          const FillJob& job,
                                                          const Filled& first) {
  if (ExitCodeOf(first.head.summary()) == kOk) {
    *session.out << "No row is open.\n";
    return std::optional(WalkDecisions());
  }
  TerminalConsole console(*session.out);
  return WalkDialog(session, console, first.items, ContextOf(job)).Run();
}

void SayWhatIsKept(const Session& session, const FillJob& job,
                   const v1::Response& response) {
  Page page(session.out_style);
  page.Raw(RenderSummary(response.summary(), session.out_style));
  if (!job.in_book) page.Text(0, absl::StrCat("Kept as ", response.name(), "."));
  *session.out << page.text();
}

}  // namespace

absl::StatusOr<int> FillWalking(const Session& session, FillJob job) {
  v1::FillOptions trial = job.request;
  trial.clear_response_id();
  CB_ASSIGN_OR_RETURN(const Filled first, Fill(session, trial, job.options.file, {}));
  *session.out << RenderLayout(first.head, session.out_style);
  CB_ASSIGN_OR_RETURN(const auto decisions, AskAboutRows(session, job, first));
  if (!decisions) return ExitCodeOf(first.head.summary());
  CB_RETURN_IF_ERROR(RecordMappings(session, ContextOf(job), *decisions));
  CB_ASSIGN_OR_RETURN(const Filled filled,
                      Fill(session, job.request, job.options.file, {}));
  v1::ReviewResponseItemsRequest review;
  {
    TerminalConsole console(*session.out);
    review = ReviewOf(session, console, job, filled, *decisions);
  }
  v1::Response response = filled.head.response();
  if (!review.decisions().empty() || review.approve_proposed()) {
    CB_ASSIGN_OR_RETURN(const auto reviewed,
                        session.client->ReviewResponseItems(std::move(review)));
    response = reviewed.response();
  } else {
    *response.mutable_summary() = filled.head.summary();
  }
  SayWhatIsKept(session, job, response);
  if (!job.options.out.empty()) {
    CB_RETURN_IF_ERROR(ExportRecorded(session, job, response.name()));
    *session.out << "Wrote " << job.options.out << ".\n";
  }
  return ExitCodeOf(response.summary());
}

}  // namespace clausebook::cli
