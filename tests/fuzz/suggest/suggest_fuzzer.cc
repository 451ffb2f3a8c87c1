// Any text as a policy: no crash, every proposal quotes a clause of the text and is
// accepted by the catalogue, and reading it again gives the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "service/catalog/catalog.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/suggest.h"

namespace {

using clausebook::catalog::Catalog;
using namespace clausebook::evidence;  // NOLINT: a program of one file
namespace model = clausebook::model;

void Require(bool holds) {
  if (!holds) std::abort();
}

const Catalog& TheCatalog() {
  static const Catalog catalog = *Catalog::Embedded();
  return catalog;
}

SuggestContext TheContext() {
  SuggestContext context;
  context.vendor_name = "Harbour";
  context.policy_title = "Privacy";
  for (const char* name : {"Tidewatch for Jira", "Data Mover"}) {
    model::App app;
    app.ref.app = name[0] == 'T' ? "tidewatch" : "data-mover";
    app.display_name = name;
    context.apps.push_back(app);
  }
  return context;
}

void CheckProposal(const Proposal& proposal, std::string_view text) {
  const auto* evidence = std::get_if<model::ClauseEvidence>(&proposal.content.evidence);
  Require(evidence != nullptr && !evidence->clause.empty());
  Require(evidence->range.begin < evidence->range.end);
  Require(evidence->range.end <= static_cast<std::int64_t>(text.size()));
  const auto* property = TheCatalog().FindProperty(proposal.content.property);
  Require(property != nullptr && !proposal.content.approved);
  Require(TheCatalog()
              .CheckValue(*property, proposal.content.op, proposal.content.value)
              .ok());
  Require(TheCatalog().CheckQualifiers(*property, proposal.content.qualifiers).ok());
  Require(proposal.content.scope.apps.empty() ||
          proposal.content.scope.except_apps.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto clauses = SegmentText(text, data[0] % 2 == 0 ? model::MediaType::kPlainText
                                                          : model::MediaType::kMarkdown);
  if (!clauses.ok()) return 0;
  static const SuggestContext context = TheContext();
  const auto first = SuggestFacts(text, *clauses, context, TheCatalog());
  Require(first.ok());
  for (const Proposal& proposal : first->proposals) CheckProposal(proposal, text);
  if (data[0] % 16 != 0) return 0;
  const auto second = SuggestFacts(text, *clauses, context, TheCatalog());
  Require(second->proposals.size() == first->proposals.size() &&
          second->unread.size() == first->unread.size());
  for (std::size_t i = 0; i < first->proposals.size(); ++i) {
    Require(first->proposals[i].content == second->proposals[i].content);
  }
  return 0;
}
