// What changed between revisions, over PolicyHandlers.
#include "tests/unit/rpc/policy_compare_test.h"

namespace clausebook::rpc {
namespace {

std::string Bytes(const std::string& text, std::int64_t begin, std::int64_t end) {
  return text.substr(static_cast<std::size_t>(begin),
                     static_cast<std::size_t>(end - begin));
}

std::vector<std::string> KindsOf(const v1::ComparePolicyRevisionsResponse& response) {
  std::vector<std::string> kinds;
  for (const auto& change : response.changes()) {
    kinds.push_back(v1::ClauseChangeKind_Name(change.kind()).substr(19));
  }
  return kinds;
}

TEST_F(PolicyCompareTest, EveryClauseIsInOneChange) {
  const std::string after = AddRevision(kPolicy, "2021-01-01", kNew);
  const auto response = Must(Compare(old_, after));
  EXPECT_THAT(KindsOf(response), ElementsAre("UNCHANGED", "EDITED", "UNCHANGED", "ADDED",
                                             "UNCHANGED", "DROPPED"));
  EXPECT_EQ(response.counts().unchanged(), 3);
  EXPECT_EQ(response.counts().edited(), 1);
  EXPECT_EQ(response.counts().added(), 1);
  EXPECT_EQ(response.counts().dropped(), 1);
  EXPECT_EQ(response.counts().moved(), 0);
  const v1::ClauseChange& edit = response.changes(1);
  EXPECT_EQ(edit.old_clause().text(), "We store nothing outside of Atlassian.");
  EXPECT_EQ(edit.new_clause().text(), "We store backups outside of Atlassian.");
  EXPECT_EQ(edit.old_line(), 3);
  EXPECT_THAT(edit.old_clause().heading_path(), ElementsAre("Storage"));
  std::vector<std::string> words;
  std::string whole;
  for (const v1::WordRun& run : edit.words()) {
    const std::string was = Bytes(kOld, run.old_byte_begin(), run.old_byte_end());
    const std::string is = Bytes(kNew, run.new_byte_begin(), run.new_byte_end());
    words.push_back(v1::WordRunKind_Name(run.kind()).substr(14, 1) + was + "|" + is);
    whole += is;
  }
  EXPECT_THAT(words, ElementsAre("KWe store |We store ", "Rnothing |", "A|backups ",
                                 "Koutside of Atlassian.|outside of Atlassian."));
  EXPECT_EQ(whole, edit.new_clause().text());
}

TEST_F(PolicyCompareTest, PagesTogetherAreTheWhole) {
  const std::string after = AddRevision(kPolicy, "2021-01-01", kNew);
  v1::ComparePolicyRevisionsRequest request;
  request.set_old_revision(old_);
  request.set_new_revision(after);
  request.set_page_size(2);
  std::vector<std::string> kinds;
  int pages = 0;
  do {
    const auto page = Must(Call(&PolicyHandlers::ComparePolicyRevisions, request));
    EXPECT_LE(page.changes_size(), 2);
    EXPECT_EQ(page.counts().unchanged(), 3);
    for (const auto& kind : KindsOf(page)) kinds.push_back(kind);
    request.set_page_token(page.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, 3);
  EXPECT_THAT(kinds, ElementsAre("UNCHANGED", "EDITED", "UNCHANGED", "ADDED", "UNCHANGED",
                                 "DROPPED"));
  EXPECT_THAT(KindsOf(Must(Compare(old_, after, "skip_unchanged: true"))),
              ElementsAre("EDITED", "ADDED", "DROPPED"));
}

TEST_F(PolicyCompareTest, CompareFaults) {
  EXPECT_THAT(
      FieldsOf(Call(&PolicyHandlers::ComparePolicyRevisions,
                    "old_revision: 'x' page_size: -1 page_token: 'x'")),
      UnorderedElementsAre("old_revision", "new_revision", "page_size", "page_token"));
  const std::string missing = std::string(kPolicy) + "/revisions/2020-01-01-00000000";
  EXPECT_EQ(ResourceOf(Compare(old_, missing)), "PolicyRevision " + missing);
  EXPECT_EQ(ResourceOf(Compare(missing, old_)), "PolicyRevision " + missing);
}

TEST_F(PolicyCompareTest, CancelledWorkStops) {
  const std::string after = AddRevision(kPolicy, "2021-01-01", kNew);
  Cancellation cancellation;
  cancellation.Cancel();
  const PolicyHandlers handlers(HandlerDeps{&store_, &catalog(), &clock_});
  const CallContext context{&cancellation, clock_.Now()};
  v1::ComparePolicyRevisionsRequest compare;
  compare.set_old_revision(old_);
  compare.set_new_revision(after);
  v1::ComparePolicyRevisionsResponse compared;
  EXPECT_EQ(ReasonOf(handlers.ComparePolicyRevisions(context, compare, &compared)),
            "CANCELLED");
  v1::PreviewPolicyRevisionResponse previewed;
  EXPECT_EQ(ReasonOf(handlers.PreviewPolicyRevision(context, Candidate("2099-01-01"),
                                                    &previewed)),
            "CANCELLED");
}

}  // namespace
}  // namespace clausebook::rpc
