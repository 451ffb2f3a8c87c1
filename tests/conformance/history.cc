#include "tests/conformance/history.h"

#include <functional>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/must.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

using storage::Page;
using storage::ReadSnapshot;
using storage::WriteTransaction;

// Ids of which one is the beginning of the other: their order is easily got wrong.
std::string IdOf(int choice) {
  static constexpr std::array kIds{"a", "a-b", "ab"};
  return kIds[static_cast<std::size_t>(choice) % kIds.size()];
}

const std::vector<model::Publisher>& Publishers() {
  static const auto& publishers = *new std::vector<model::Publisher>{
      VendorNamed("a"), VendorNamed("a-b"), PlatformNamed("a")};
  return publishers;
}

const model::Publisher& PublisherOf(int choice) {
  return Publishers()[static_cast<std::size_t>(choice) % Publishers().size()];
}

model::PolicyRef PolicyOf(const Step& step) {
  return {PublisherOf(step.choices[0]), IdOf(step.choices[1] % 2)};
}

model::RevisionRef RevisionOf(const Step& step) {
  return {PolicyOf(step), "r" + std::to_string(step.choices[2] % 2)};
}

std::string TextOf(const Step& step) {
  return "# Storage\nWe store nothing.\n" +
         std::string(step.choices[2] % 3 == 0 ? "" : "Unless you ask.\r\n");
}

model::FactContent FactOf(const Step& step) {
  const int kind = step.choices[2];
  model::FactContent content =
      kind % 3 == 0 ? QuotedFact({PolicyOf(step), "r" + std::to_string(kind % 2)})
                    : SampleFact();
  if (kind % 4 == 1) {
    content.op = model::Operator::kIncludes;
    content.value = model::Value::Set({"x", "y"});
    content.scope.apps = {"one", "two"};
  } else if (kind % 4 == 2) {
    content.value = model::Value::Duration("P30D");
    content.qualifiers = {{"data_category", {"logs", "product"}}};
    content.valid_from = Day("2025-01-01");
    content.approval = {"Ada", Day("2025-01-02"), IdOf(kind), "a.pattern"};
    if (kind % 8 == 2) content.retraction = {"Bo", Day("2025-01-03"), IdOf(kind)};
  }
  return content;
}

std::vector<model::ResponseItem> ItemsOf(const Step& step) {
  std::vector<model::ResponseItem> items{SampleItem("q" + IdOf(step.choices[1]))};
  if (step.choices[2] % 3 != 0) {
    items.push_back(SampleItem("qa", "", model::ItemNeed::kUnknown));
    items.push_back(SampleItem("qab", "Yes", model::ItemNeed::kConflict));
  }
  return items;
}

std::shared_ptr<const std::string> FileOf(const std::string& text) {
  return text.empty() ? nullptr : std::make_shared<const std::string>(text);
}

template <typename T>
std::string Outcome(const absl::StatusOr<T>& result) {
  return result.ok() ? Describe(*result) : std::string(result.status().ToString());
}

std::string Outcome(const absl::Status& status) { return std::string(status.ToString()); }

// Follows a list to its end, page by page.
template <typename List, typename KeyOf>
std::string TellPages(int page_size, List&& list, KeyOf&& key_of) {
  std::string told;
  Page page{"", page_size};
  while (true) {
    const auto items = Must(list(page));
    told += Describe(items);
    if (items.size() < static_cast<std::size_t>(page_size)) return told;
    page.after = key_of(items.back());
  }
}

std::string FactKey(const model::Fact& fact) {
  const std::string generation = std::to_string(fact.generation);
  return fact.ref.publisher.id + "/" + fact.ref.fact + "/" +
         std::string(10 - generation.size(), '0') + generation;
}

std::string TellCatalogue(ReadSnapshot& s, Instant known_at, int page_size) {
  std::string told = TellPages(
      page_size, [&](const Page& p) { return s.ListVendors(p, known_at); },
      [](const model::Vendor& v) { return v.id; });
  for (const auto& vendor : {std::optional<std::string>(), {"a"}, {"a-b"}}) {
    for (const auto* id_or_key : {"", "a", "key-1"}) {
      told += TellPages(
          page_size,
          [&](const Page& p) { return s.ListApps(vendor, id_or_key, p, known_at); },
          [](const model::App& a) { return a.ref.vendor + "/" + a.ref.app; });
    }
  }
  for (int i = 0; i < 3; ++i) {
    told += Outcome(s.GetVendor(IdOf(i), known_at)) + "\n";
    for (int j = 0; j < 3; ++j) told += Outcome(s.GetApp({IdOf(i), IdOf(j)}, known_at));
  }
  return told;
}

std::string TellFacts(ReadSnapshot& s, const std::optional<model::Publisher>& publisher,
                      Instant known_at, int page_size) {
  std::string told;
  for (const bool include_retracted : {false, true}) {
    told += TellPages(
        page_size,
        [&](const Page& p) {
          return s.ListFacts(
              {.publisher = publisher, .include_retracted = include_retracted}, p,
              known_at);
        },
        FactKey);
  }
  return told;
}

std::string MappingKey(const model::Mapping& mapping) {
  const std::string generation = std::to_string(mapping.generation);
  return mapping.ref.mapping + "/" + std::string(10 - generation.size(), '0') +
         generation;
}

std::string TellResponses(ReadSnapshot& s, const std::string& vendor, Instant known_at,
                          int page_size) {
  std::string told;
  for (const auto& app : {std::optional<std::string>(), {"a"}, {"a-b"}}) {
    told += TellPages(
        page_size,
        [&](const Page& p) { return s.ListResponses(vendor, app, p, known_at); },
        [](const model::Response& r) { return r.ref.response; });
  }
  for (int i = 0; i < 3; ++i) {
    const model::ResponseRef ref{vendor, IdOf(i)};
    told += Outcome(s.GetResponse(ref, known_at)) + "\n";
    told += Outcome(s.ListItemHeads(ref, known_at)) + "\n";
    told += Outcome(s.GetResponseItems(ref, {2, 1}, known_at)) + "\n";
    told += Outcome(s.ListItemReviews(ref, 0, known_at)) + "\n";
    told += Outcome(s.ListItemReviews(ref, 1, known_at)) + "\n";
    for (const bool overridden_only : {false, true}) {
      told += Describe(Must(s.ListDecidedItems(
          {{vendor, IdOf(i)}, {"qa", "qab"}, overridden_only}, known_at)));
    }
  }
  for (const bool include_revoked : {false, true}) {
    told += TellPages(
        page_size,
        [&](const Page& p) {
          return s.ListMappings(vendor, include_revoked, p, known_at);
        },
        MappingKey);
  }
  return told;
}

// Evenly 0 to `end` - 1, however small the case (rapidcheck's own range grows with it).
rc::Gen<int> Choice(int end) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end));
}

// What later steps build upon comes more often.
rc::Gen<Deed> ArbitraryDeed() {
  return rc::gen::weightedElement<Deed>({{2, Deed::kPutVendor},
                                         {1, Deed::kDeleteVendor},
                                         {3, Deed::kPutApp},
                                         {1, Deed::kDeleteApp},
                                         {2, Deed::kPutPolicy},
                                         {1, Deed::kDeletePolicy},
                                         {6, Deed::kAddRevision},
                                         {2, Deed::kWithdrawRevision},
                                         {8, Deed::kAddFact},
                                         {4, Deed::kRetractFact},
                                         {2, Deed::kAddRejection},
                                         {3, Deed::kAddResponse},
                                         {5, Deed::kReviewItems},
                                         {3, Deed::kAddMapping},
                                         {2, Deed::kRevokeMapping},
                                         {1, Deed::kSaveResponse}});
}

rc::Gen<History::Transaction> ArbitraryTransaction() {
  const auto step = rc::gen::build<Step>(
      rc::gen::set(&Step::deed, ArbitraryDeed()),
      rc::gen::set(&Step::choices, rc::gen::container<std::array<int, 3>>(Choice(12))));
  return rc::gen::build<History::Transaction>(
      rc::gen::set(&History::Transaction::steps,
                   rc::gen::resize(12, rc::gen::container<std::vector<Step>>(step))),
      rc::gen::set(&History::Transaction::fails,
                   rc::gen::map(Choice(8), [](int n) { return n == 7; })),
      rc::gen::set(&History::Transaction::reopens,
                   rc::gen::map(Choice(12), [](int n) { return n == 11; })));
}

}  // namespace

rc::Gen<History> ArbitraryHistory() {
  return rc::gen::build<History>(rc::gen::set(
      &History::transactions,
      rc::gen::scale(0.4, rc::gen::container<std::vector<History::Transaction>>(
                              ArbitraryTransaction()))));
}

std::ostream& operator<<(std::ostream& out, const History& history) {
  for (const auto& transaction : history.transactions) {
    out << "\n{";
    for (const Step& step : transaction.steps) {
      const auto [a, b, c] = step.choices;
      out << " deed " << static_cast<int>(step.deed) << "(" << a << "," << b << "," << c
          << ")";
    }
    out << (transaction.fails ? " fails" : "") << (transaction.reopens ? " reopens" : "")
        << " }";
  }
  return out;
}

std::string Perform(const Step& step, WriteTransaction& t) {
  const auto [a, b, c] = step.choices;
  const model::FactRef fact{PublisherOf(a), IdOf(b)};
  switch (step.deed) {
    case Deed::kPutVendor:
      return Outcome(t.PutVendor(SampleVendor(IdOf(a), "Name " + std::to_string(c))));
    case Deed::kDeleteVendor:
      return Outcome(t.DeleteVendor(IdOf(a)));
    case Deed::kPutApp:
      return Outcome(
          t.PutApp(SampleApp(IdOf(a), IdOf(b), "key-" + std::to_string(c % 3))));
    case Deed::kDeleteApp:
      return Outcome(t.DeleteApp({IdOf(a), IdOf(b)}));
    case Deed::kPutPolicy:
      return Outcome(t.PutPolicy(SamplePolicy(PublisherOf(a), IdOf(b % 2))));
    case Deed::kDeletePolicy:
      return Outcome(t.DeletePolicy(PolicyOf(step)));
    case Deed::kAddRevision: {
      const std::string text = TextOf(step);
      const std::string effective = c / 2 % 2 == 0 ? "2025-01-01" : "2024-06-01";
      return Outcome(t.AddRevision(
          SampleRevision(PolicyOf(step), RevisionOf(step).revision, effective, text),
          LinesAsClauses(text)));
    }
    case Deed::kWithdrawRevision:
      return Outcome(t.WithdrawRevision(RevisionOf(step)));
    case Deed::kAddFact:
      return Outcome(t.AddFact(fact, FactOf(step)));
    case Deed::kRetractFact:
      return Outcome(t.RetractFact(fact, "reason " + std::to_string(c)));
    case Deed::kAddRejection:
      return Outcome(t.AddRejection(SampleRejection(PolicyOf(step), IdOf(c))));
    case Deed::kAddResponse: {
      const std::string file = c % 2 == 0 ? "" : "file " + std::to_string(c % 3);
      return Outcome(t.AddResponse(SampleResponse({IdOf(a), IdOf(b)}, IdOf(c), file),
                                   ItemsOf(step), FileOf(file)));
    }
    case Deed::kReviewItems: {
      const model::ResponseRef ref{IdOf(a), IdOf(b)};
      const auto decision = static_cast<model::ItemDecision>(c % 3);
      return Outcome(
          t.AddItemReviews(ref, {SampleReview(c / 3, decision, c % 2 == 0 ? "" : "No"),
                                 SampleReview(1, decision, "Yes")}));
    }
    case Deed::kAddMapping:
      return Outcome(t.AddMapping(SampleMapping(IdOf(a), b % 2 == 0 ? 'a' : '0')));
    case Deed::kRevokeMapping:
      return Outcome(t.RevokeMapping(SampleMapping(IdOf(a), b % 2 == 0 ? 'a' : '0').ref,
                                     "Ada", "reason " + std::to_string(c)));
    case Deed::kSaveResponse:
      return Outcome(t.SaveResponse(IdOf(a), "digest", "response " + std::to_string(c)));
  }
  return "no such deed";
}

std::string TellAll(ReadSnapshot& s, Instant known_at, int page_size) {
  std::string told = TellCatalogue(s, known_at, page_size);
  told += TellFacts(s, std::nullopt, known_at, page_size);
  for (int i = 0; i < 3; ++i) told += TellResponses(s, IdOf(i), known_at, page_size);
  std::vector<std::optional<model::Publisher>> owners(Publishers().begin(),
                                                      Publishers().end());
  owners.push_back(std::nullopt);
  for (const auto& owner : owners) {
    told += TellPages(
        page_size, [&](const Page& p) { return s.ListPolicies(owner, p, known_at); },
        [](const model::Policy& p) { return p.ref.publisher.id + "/" + p.ref.policy; });
  }
  for (const auto& publisher : Publishers()) {
    told += TellFacts(s, publisher, known_at, page_size);
    told += Describe(*Must(s.LoadEvidence(publisher, known_at)));
    told += Describe(Must(s.ListRejections(publisher, known_at)));
    for (int i = 0; i < 2; ++i) {
      const model::PolicyRef policy{publisher, IdOf(i)};
      told += Outcome(s.GetPolicy(policy, known_at)) + "\n";
      told += Describe(Must(s.ListRevisions(policy, known_at, false)));
      told += Describe(Must(s.ListRevisions(policy, known_at, true)));
    }
  }
  return told;
}

std::string TellTimeless(ReadSnapshot& s, int page_size) {
  std::string told;
  for (const auto& publisher : Publishers()) {
    for (int i = 0; i < 4; ++i) {
      const model::RevisionRef revision{{publisher, IdOf(i / 2)},
                                        "r" + std::to_string(i % 2)};
      told += Outcome(s.GetRevision(revision)) + "\n";
      told += Outcome(s.ListClauses(revision)) + "\n";
    }
    Page page{"", page_size};
    do {
      std::string next;
      told += Describe(Must(s.ListFactEvents(publisher, std::nullopt, page, &next)));
      page.after = next;
    } while (!page.after.empty());
  }
  for (int i = 0; i < 3; ++i) {
    const auto response = Must(s.FindResponse(IdOf(i), Instant{0}));
    told += (response ? Describe(*response) : "none") + "\n";
    for (int j = 0; j < 3; ++j) {
      const auto file = s.GetResponseFile({IdOf(i), IdOf(j)});
      told += !file.ok() ? Outcome(file.status()) : *file == nullptr ? "none" : **file;
    }
  }
  return told;
}

}  // namespace clausebook::testing
