// Facts and their history as tables.
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/lists.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

Tone ToneOf(v1::FactState state) {
  switch (state) {
    case v1::FACT_STATE_ACTIVE:
      return Tone::kGood;
    case v1::FACT_STATE_AWAITING_REVIEW:
    case v1::FACT_STATE_PROPOSED:
      return Tone::kUnknown;
    default:
      return Tone::kFaint;
  }
}

std::string EvidenceText(const v1::Evidence& evidence) {
  if (evidence.has_clause()) {
    const auto& clause = evidence.clause();
    return clause.quote().empty()
               ? absl::StrCat("bytes ", clause.byte_begin(), "-", clause.byte_end())
               : absl::StrCat("“", clause.quote(), "”");
  }
  const auto& said = evidence.attestation();
  return absl::StrCat(said.attester(), ", ", said.date(), ": “", said.statement(), "”");
}

}  // namespace

std::string RenderFacts(const std::vector<v1::Fact>& facts, const Style& style) {
  Page page(style);
  std::map<std::string, std::size_t> states;
  std::map<std::string, Table> by_publisher;
  for (const auto& fact : facts) {
    const std::string state = StateText(fact.state());
    ++states[state];
    Table& table = by_publisher[std::string(CollectionOf(fact.name()))];
    table.head = {"FACT", "SAYS", "ABOUT", "STATE"};
    table.rows.push_back({{IdOf(fact.name())},
                          {FactText(fact), Tone::kStrong},
                          {ScopeText(fact)},
                          {state, ToneOf(fact.state())}});
  }
  for (const auto& [collection, table] : by_publisher) {
    page.Text(0, collection, Tone::kFaint);
    page.Add(2, table);
    page.Blank();
  }
  std::string counts = Count(facts.size(), "fact", "facts");
  for (const auto& [state, count] : states) {
    absl::StrAppend(&counts, states.begin()->first == state ? ": " : ", ", count, " ",
                    state);
  }
  page.Text(0, counts, Tone::kStrong);
  return page.text();
}

std::string RenderFact(const v1::Fact& fact, const Style& style) {
  constexpr int kLabels = 14;
  Page page(style);
  page.Text(0, FactText(fact), Tone::kStrong);
  page.Blank();
  const auto add = [&](std::string_view label, const std::string& text,
                       Tone tone = Tone::kPlain) {
    if (!text.empty()) page.Labelled(2, label, Tone::kFaint, kLabels, text, tone);
  };
  add("fact", absl::StrCat(fact.name(), " (generation ", fact.generation(), ")"));
  add("about", ScopeText(fact));
  add("state", StateText(fact.state()), ToneOf(fact.state()));
  add("evidence", EvidenceText(fact.evidence()), Tone::kQuote);
  if (fact.evidence().has_clause()) {
    const auto& clause = fact.evidence().clause();
    add("place", absl::StrCat(clause.revision(), ", bytes ", clause.byte_begin(), "-",
                              clause.byte_end()));
    add("clause", std::string(IdOf(clause.clause())));
  }
  add("but", fact.caveat(), Tone::kUnknown);
  add("valid from", fact.valid_from());
  add("valid until", fact.valid_until());
  if (fact.has_approval()) {
    add("approved", absl::StrCat(fact.approval().reviewer(), ", ", fact.approval().date(),
                                 fact.approval().pattern().empty()
                                     ? ""
                                     : absl::StrCat(", as suggested by [",
                                                    fact.approval().pattern(), "]")));
  }
  add("proposed by", fact.proposer());
  if (fact.has_proposed_retraction()) {
    const auto& wanted = fact.proposed_retraction();
    add("to be retracted",
        absl::StrCat("proposed by ", wanted.proposer(), ", ", wanted.date(),
                     wanted.reason().empty() ? "" : ": ", wanted.reason()));
  }
  if (fact.has_create_time()) add("recorded", TimeText(fact.create_time()));
  if (fact.has_retract_time()) add("retracted", TimeText(fact.retract_time()));
  return page.text();
}

std::string RenderEvents(const std::vector<v1::FactEvent>& events, const Style& style) {
  Page page(style);
  Table table{{"WHEN", "WHAT", "FACT", "SAYS"}, {}};
  std::set<std::string> collections;
  for (const auto& event : events) {
    collections.emplace(CollectionOf(event.fact().name()));
  }
  const bool one = collections.size() == 1;
  for (const auto& event : events) {
    const bool retracted = event.kind() == v1::FACT_EVENT_KIND_RETRACTED;
    std::string says = FactText(event.fact());
    if (!event.reason().empty()) absl::StrAppend(&says, " - ", event.reason());
    const std::string_view name =
        one ? IdOf(event.fact().name()) : std::string_view(event.fact().name());
    table.rows.push_back(
        {{TimeText(event.event_time())},
         {retracted ? "retracted" : "recorded", retracted ? Tone::kBad : Tone::kGood},
         {absl::StrCat(std::string(name), " #", event.fact().generation())},
         {says}});
  }
  if (one) page.Text(0, *collections.begin(), Tone::kFaint);
  if (!events.empty()) {
    page.Add(0, table);
    page.Blank();
  }
  page.Text(0, Count(events.size(), "event", "events"), Tone::kStrong);
  return page.text();
}

}  // namespace clausebook::cli
