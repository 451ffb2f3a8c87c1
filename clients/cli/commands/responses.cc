// responses: what was answered, what people decided about it, and what would differ
// today.
#include <charconv>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/filling/transfer.h"
#include "clients/cli/reach.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/response.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/resolve_response.h"
#include "clients/cli/times.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

absl::StatusOr<std::vector<v1::Response>> ResponsesOf(const Session& session,
                                                      const ResponsesOptions& options) {
  v1::ListResponsesRequest request;
  if (!options.app.empty()) {
    CB_ASSIGN_OR_RETURN(const auto app, ResolveApp(*session.client, options.app));
    request.set_app(app.name());
    request.set_parent(app.name().substr(0, app.name().find("/apps/")));
    return session.client->ListResponses(request).All();
  }
  if (!options.vendor.empty()) {
    CB_ASSIGN_OR_RETURN(const auto vendor,
                        ResolvePublisher(*session.client, options.vendor));
    request.set_parent(vendor);
    return session.client->ListResponses(request).All();
  }
  CB_ASSIGN_OR_RETURN(const auto vendors, VisibleVendors(*session.client));
  std::vector<v1::Response> all;
  for (const std::string& vendor : vendors) {
    request.set_parent(vendor);
    auto some = session.client->ListResponses(request).All();
    if (absl::IsNotFound(some.status())) continue;  // a token may name one to come
    if (!some.ok()) return some.status();
    for (v1::Response& response : *some) all.push_back(std::move(response));
  }
  return all;
}

absl::StatusOr<int> List(const Session& session, const ResponsesOptions& options) {
  CB_ASSIGN_OR_RETURN(const auto responses, ResponsesOf(session, options));
  if (session.global.json()) {
    v1::ListResponsesResponse all;
    for (const v1::Response& response : responses) *all.add_responses() = response;
    PrintJson(session, all);
  } else {
    *session.out << RenderResponses(responses, session.out_style);
  }
  return kOk;
}

absl::StatusOr<int> Show(const Session& session, const ResponsesOptions& options,
                         const v1::Response& response) {
  v1::ListResponseItemsRequest request;
  request.set_parent(response.name());
  request.set_open_first(true);
  if (options.open_only) request.add_statuses(v1::RESPONSE_STATUS_NEEDS_REVIEW);
  CB_ASSIGN_OR_RETURN(const auto items, session.client->ListResponseItems(request).All());
  if (session.global.json()) {
    v1::ListResponseItemsResponse all;
    for (const v1::ResponseItem& item : items) *all.add_response_items() = item;
    PrintJson(session, all);
    return kOk;
  }
  Page page(session.out_style);
  page.Raw(RenderResponse(response, session.out_style));
  page.Blank();
  page.Raw(RenderItems(items, true, session.out_style));
  page.Raw(RenderSummary(response.summary(), session.out_style));
  *session.out << page.text();
  return kOk;
}

// The name of the item with that number; a full name is taken as it is.
absl::StatusOr<std::string> ItemName(const v1::Response& response,
                                     const std::string& item) {
  if (absl::StartsWith(item, "vendors/")) return item;
  int number = 0;
  const char* end = item.data() + item.size();
  const auto [at, error] = std::from_chars(item.data(), end, number);
  if (error == std::errc() && at == end && number > 0) {
    return absl::StrCat(response.name(), "/items/", number);
  }
  return absl::InvalidArgumentError(absl::StrCat("'", Printable(item),
                                                 "' is no number of an item. clausebook "
                                                 "responses show ",
                                                 std::string(IdOf(response.name())),
                                                 " shows them."));
}

void SetDecision(const ResponsesOptions& options, v1::ItemReviewDecision& decision) {
  switch (options.what) {
    case ResponsesOptions::What::kOverride: {
      v1::ItemOverride& own = *decision.mutable_override();
      own.set_answer(options.answer);
      own.set_comment(options.comment);
      own.set_reason(options.reason);
      own.set_expire_date(options.expires);
      return;
    }
    case ResponsesOptions::What::kReopen:
      decision.mutable_reopen()->set_reason(options.reason);
      return;
    default:
      decision.mutable_approve();
  }
}

absl::StatusOr<int> Decide(const Session& session, const ResponsesOptions& options,
                           const v1::Response& response) {
  if (options.items.empty() && !options.all_proposed) {
    return absl::InvalidArgumentError(
        "Name items by their numbers, or all that are proposed with --all-proposed.");
  }
  v1::ReviewResponseItemsRequest request;
  request.set_name(response.name());
  request.set_reviewer(options.by);
  request.set_approve_proposed(options.all_proposed);
  request.set_validate_only(options.dry_run);
  for (const std::string& item : options.items) {
    v1::ItemReviewDecision& decision = *request.add_decisions();
    CB_ASSIGN_OR_RETURN(*decision.mutable_item(), ItemName(response, item));
    SetDecision(options, decision);
  }
  CB_ASSIGN_OR_RETURN(const auto done,
                      session.client->ReviewResponseItems(std::move(request)));
  if (session.global.json()) {
    PrintJson(session, done);
  } else {
    *session.out << RenderReviewed(done, !options.dry_run, session.out_style);
  }
  return kOk;
}

absl::StatusOr<int> ExportOne(const Session& session, const ResponsesOptions& options,
                              const v1::Response& response) {
  v1::ExportResponseRequest request;
  request.set_name(response.name());
  request.set_include_unapproved(options.include_unapproved);
  if (response.file_name().empty()) {
    if (!options.ledger.empty()) {
      return absl::InvalidArgumentError(
          "--ledger tells which cells were written: this one has no file.");
    }
    request.set_form(FormOf(options.form, options.out));
    if (request.form() == v1::EXPORT_FORM_UNSPECIFIED) {
      return absl::InvalidArgumentError(
          "Say which form the file has: --form markdown, json, csv, xlsx, html or "
          "payload.");
    }
  } else if (!options.form.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--form is for questionnaires without a file: this one comes back as ",
        Printable(response.file_name()), "."));
  }
  CB_RETURN_IF_ERROR(Export(session, request, {options.out, options.ledger}));
  if (options.out != "-" && !session.global.json()) {
    Page page(session.out_style);
    page.Text(0, absl::StrCat("Wrote ", options.out, "."));
    const int open = response.summary().needs_review_count();
    if (open > 0) {
      page.Text(0, absl::StrCat(open, " of ", response.summary().item_count(),
                                " rows have no answer in it: they need a person. "
                                "clausebook responses show ",
                                std::string(IdOf(response.name())), " --open"));
    }
    *session.out << page.text();
  }
  return kOk;
}

absl::StatusOr<int> Diff(const Session& session, const ResponsesOptions& options,
                         const v1::Response& response) {
  v1::CompareResponseRequest request;
  request.set_name(response.name());
  request.set_as_of(options.times.as_of);
  CB_ASSIGN_OR_RETURN(const auto known_at, ParseKnownAt(options.times.known_at, Now()));
  if (known_at) *request.mutable_known_at() = *known_at;
  CB_ASSIGN_OR_RETURN(const auto compared, session.client->CompareResponse(request));
  if (session.global.json()) {
    PrintJson(session, compared);
  } else {
    *session.out << RenderDifferences(compared, session.out_style);
  }
  return options.exit_code && !compared.differences().empty() ? kWouldDiffer : kOk;
}

absl::StatusOr<int> RunResponses(const Session& session,
                                 const ResponsesOptions& options) {
  using What = ResponsesOptions::What;
  if (options.what == What::kList) return List(session, options);
  CB_ASSIGN_OR_RETURN(const auto response,
                      ResolveResponse(*session.client, options.response, options.vendor));
  switch (options.what) {
    case What::kShow:
      return Show(session, options, response);
    case What::kExport:
      return ExportOne(session, options, response);
    case What::kDiff:
      return Diff(session, options, response);
    default:
      return Decide(session, options, response);
  }
}

}  // namespace

int Run(const Session& session, const ResponsesOptions& options) {
  const auto code = RunResponses(session, options);
  return code.ok() ? *code : Fail(session, code.status());
}

}  // namespace clausebook::cli
