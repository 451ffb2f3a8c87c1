// diff and preview: what changed between revisions of a policy, and what a text that is
// not recorded yet would change.
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/offline/document.h"
#include "clients/cli/render/change.h"
#include "clients/cli/render/page.h"
#include "clients/cli/resolve.h"
#include "clients/cli/resolve_policy.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

// All pages as one.
absl::StatusOr<v1::ComparePolicyRevisionsResponse> CompareAll(
    const client::Client& client, v1::ComparePolicyRevisionsRequest request) {
  request.set_page_size(1000);
  v1::ComparePolicyRevisionsResponse all;
  do {
    CB_ASSIGN_OR_RETURN(auto page, client.ComparePolicyRevisions(request));
    for (auto& change : *page.mutable_changes()) *all.add_changes() = std::move(change);
    *all.mutable_counts() = page.counts();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return all;
}

absl::StatusOr<RevisionDiff> FindDiff(const client::Client& client,
                                      const DiffOptions& options) {
  RevisionDiff diff;
  CB_ASSIGN_OR_RETURN(diff.policy, ResolvePolicy(client, options.policy));
  v1::ListPolicyRevisionsRequest list;
  list.set_parent(diff.policy.name());
  CB_ASSIGN_OR_RETURN(const auto revisions, client.ListPolicyRevisions(list).All());
  CB_ASSIGN_OR_RETURN(auto chosen, ChooseRevisions(revisions, options.old_revision,
                                                   options.new_revision));
  diff.older = std::move(chosen.first);
  diff.newer = std::move(chosen.second);
  v1::ComparePolicyRevisionsRequest request;
  request.set_old_revision(diff.older.name());
  request.set_new_revision(diff.newer.name());
  CB_ASSIGN_OR_RETURN(diff.comparison, CompareAll(client, std::move(request)));
  return diff;
}

int WriteHtml(const Session& session, const std::string& path, const std::string& html) {
  if (path == "-") {
    *session.out << html;
    return kOk;
  }
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << html;
  out.close();
  if (!out) {
    return Fail(session,
                absl::InvalidArgumentError(absl::StrCat(path, " cannot be written.")));
  }
  Page page(session.out_style);
  page.Text(0, absl::StrCat("Wrote ", path, "."));
  if (!session.global.json()) *session.out << page.text();
  return kOk;
}

absl::StatusOr<v1::PreviewPolicyRevisionResponse> FindPreview(
    const client::Client& client, const v1::Policy& policy,
    const PreviewOptions& options) {
  v1::PreviewPolicyRevisionRequest request;
  request.set_parent(policy.name());
  CB_ASSIGN_OR_RETURN(*request.mutable_policy_revision(),
                      ReadDocument(options.file, options.format));
  request.mutable_policy_revision()->set_effective_date(options.effective);
  request.set_as_of(options.as_of);
  for (const std::string& text : options.apps) {
    CB_ASSIGN_OR_RETURN(const auto app, ResolveApp(client, text));
    request.add_apps(app.name());
  }
  return client.PreviewPolicyRevision(request);
}

}  // namespace

int Run(const Session& session, const DiffOptions& options) {
  const auto diff = FindDiff(*session.client, options);
  if (!diff.ok()) return Fail(session, diff.status());
  if (!options.html.empty()) {
    const int code = WriteHtml(session, options.html, DiffToHtml(*diff));
    if (code != kOk || !session.global.json()) return code;
  }
  if (session.global.json()) {
    PrintJson(session, diff->comparison);
  } else {
    *session.out << RenderDiff(*diff, session.out_style);
  }
  return kOk;
}

int Run(const Session& session, const PreviewOptions& options) {
  const auto policy = ResolvePolicy(*session.client, options.policy);
  if (!policy.ok()) return Fail(session, policy.status());
  const auto preview = FindPreview(*session.client, *policy, options);
  if (!preview.ok()) return Fail(session, preview.status());
  if (session.global.json()) {
    PrintJson(session, *preview);
  } else {
    *session.out << RenderPreview(*policy, *preview, session.out_style);
  }
  return kOk;
}

}  // namespace clausebook::cli
