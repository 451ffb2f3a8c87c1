// What changed between revisions, as people see it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "clients/cli/render/change.h"
#include "clients/cli/render/pieces.h"
#include "clients/cli/resolve_policy.h"
#include "tests/testing/text_message.h"

namespace clausebook::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Style kChangePlain{80, false};
const Style kColored{80, true};

constexpr char kEdited[] = R"(
  kind: CLAUSE_CHANGE_KIND_EDITED old_line: 3 new_line: 5
  old_clause { heading_path: 'Logs' byte_begin: 10 byte_end: 33
               text: 'Logs go after 60 days.' }
  new_clause { heading_path: 'Logs' byte_begin: 40 byte_end: 63
               text: 'Logs go after 30 days.' }
  words { kind: WORD_RUN_KIND_KEPT old_byte_begin: 10 old_byte_end: 24
          new_byte_begin: 40 new_byte_end: 54 }
  words { kind: WORD_RUN_KIND_REMOVED old_byte_begin: 24 old_byte_end: 27
          new_byte_begin: 54 new_byte_end: 54 }
  words { kind: WORD_RUN_KIND_ADDED old_byte_begin: 27 old_byte_end: 27
          new_byte_begin: 54 new_byte_end: 57 }
  words { kind: WORD_RUN_KIND_KEPT old_byte_begin: 27 old_byte_end: 32
          new_byte_begin: 57 new_byte_end: 62 })";

RevisionDiff SampleDiff() {
  RevisionDiff diff;
  diff.policy.set_title("Acme <privacy> policy");
  diff.policy.set_name("vendors/acme/policies/privacy");
  diff.older = Parse<v1::PolicyRevision>(
      "name: 'vendors/acme/policies/privacy/revisions/2025-01-01-aaaaaaaa' "
      "effective_date: '2025-01-01' sha256: 'aaaa'");
  diff.newer = Parse<v1::PolicyRevision>(
      "name: 'vendors/acme/policies/privacy/revisions/2026-01-01-bbbbbbbb' "
      "effective_date: '2026-01-01' sha256: 'bbbb'");
  diff.comparison = Parse<v1::ComparePolicyRevisionsResponse>(
      std::string(
          "changes { kind: CLAUSE_CHANGE_KIND_UNCHANGED new_clause { text: 'Logs' "
          "heading: true } old_clause { text: 'Logs' heading: true } } changes {") +
      kEdited +
      "} changes { kind: CLAUSE_CHANGE_KIND_DROPPED old_line: 4 old_clause { "
      "heading_path: "
      "'Logs' text: 'Nobody reads them.' } } changes { kind: CLAUSE_CHANGE_KIND_ADDED "
      "new_line: 7 new_clause { heading_path: 'Ads' text: 'No \\033[31mads.' } } changes "
      "{ "
      "kind: CLAUSE_CHANGE_KIND_MOVED moved: true old_line: 2 new_line: 9 old_clause { "
      "text: 'Contact' heading: true } new_clause { text: 'Contact' heading: true } } "
      "counts { unchanged: 1 edited: 1 dropped: 1 added: 1 moved: 1 }");
  return diff;
}

TEST(RenderDiffTest, ChangesUnderTheirHeadingsUnchangedFolded) {
  EXPECT_EQ(RenderDiff(SampleDiff(), kChangePlain), R"(Acme <privacy> policy
vendors/acme/policies/privacy
from  2025-01-01  2025-01-01-aaaaaaaa
to    2026-01-01  2026-01-01-bbbbbbbb
1 edited, 1 added, 1 dropped, 1 moved, 1 unchanged

  … 1 unchanged

  Logs
  ~ Logs go after [-60-] {+30+} days.
    line 3 → 5

  - Nobody reads them.
    line 4

  Ads
  + No \x1b[31mads.
    line 7

  > Contact
    line 2 → 9, moved, a heading
)");
}

TEST(RenderDiffTest, ColoursTakeThePlaceOfMarks) {
  const std::string out = RenderDiff(SampleDiff(), kColored);
  EXPECT_THAT(out,
              HasSubstr("Logs go after \x1b[9;31m60\x1b[0m \x1b[4;32m30\x1b[0m days."));
  EXPECT_THAT(out, HasSubstr("- \x1b[9;31mNobody reads them.\x1b[0m"));
  EXPECT_THAT(out, Not(HasSubstr("[-")));
  // What the policy's text holds does not steer the terminal.
  EXPECT_THAT(out, HasSubstr("No \\x1b[31mads."));
}

TEST(RenderDiffTest, LongClausesAreWrapped) {
  RevisionDiff diff = SampleDiff();
  auto* change = diff.comparison.mutable_changes(2);
  std::string text;
  for (int i = 0; i < 40; ++i) text += "word ";
  change->mutable_old_clause()->set_text(text);
  const std::string out = RenderDiff(diff, {40, false});
  for (std::string_view rest = out; !rest.empty();) {
    const auto end = rest.find('\n');
    EXPECT_LE(rest.substr(0, end).size(), 46u);  // `…` and `→` take three bytes
    rest.remove_prefix(end + 1);
  }
}

TEST(PiecesTest, RangesOutsideOfTheClauseAreEmpty) {
  auto change = Parse<v1::ClauseChange>(kEdited);
  change.mutable_words(0)->set_new_byte_begin(-5);
  change.mutable_words(1)->set_old_byte_end(9999);
  change.mutable_words(2)->set_new_byte_end(1);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(PiecesOf(change)[static_cast<std::size_t>(i)].text,
                ::testing::AnyOf("", " "));
  }
}

TEST(DiffToHtmlTest, OnePageThatAsksForNothing) {
  const std::string html = DiffToHtml(SampleDiff());
  EXPECT_THAT(html, HasSubstr("<h1>Acme &lt;privacy&gt; policy</h1>"));
  EXPECT_THAT(html, HasSubstr("Logs go after <del>60</del> <ins>30</ins> days."));
  EXPECT_THAT(html, HasSubstr("<del>Nobody reads them.</del>"));
  EXPECT_THAT(html, HasSubstr("<summary>1 unchanged</summary>"));
  EXPECT_THAT(html, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  for (const char* asks :
       {"http:", "https:", "src=", "href=", "url(", "@import", "<script"}) {
    EXPECT_THAT(html, Not(HasSubstr(asks))) << asks;
  }
}

TEST(DiffToHtmlTest, TextCannotBecomeMarkup) {
  RevisionDiff diff = SampleDiff();
  const std::string evil = "<script>alert('x')</script> \"&amp;";
  diff.comparison.mutable_changes(2)->mutable_old_clause()->set_text(evil);
  diff.comparison.mutable_changes(2)->mutable_old_clause()->set_heading_path(0, evil);
  diff.comparison.mutable_changes(0)->mutable_new_clause()->set_text(evil);
  diff.policy.set_title(evil);
  diff.policy.set_name(evil);
  const std::string html = DiffToHtml(diff);
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;"
                              "&amp;amp;"));
}

v1::PreviewPolicyRevisionResponse SamplePreview() {
  return Parse<v1::PreviewPolicyRevisionResponse>(
      std::string("policy_revision { effective_date: '2026-01-01' } previous_revision: "
                  "'vendors/acme/policies/privacy/revisions/2025-01-01-aaaaaaaa' as_of: "
                  "'2026-01-01' known_at { seconds: 1767323045 } counts { edited: 1 "
                  "unchanged: 4 } "
                  "review_count: 3 carried_over_count: 7 reviews { fact { name: "
                  "'vendors/acme/facts/logs' property: 'retention.logs' operator: "
                  "OPERATOR_AT_MOST "
                  "value { duration_value: 'P60D' } } change {") +
      kEdited +
      "} } answer_change_count: 1 compared_app_count: 2 omitted_app_count: 5 "
      "answer_changes { old_answer { app: 'vendors/acme/apps/clock' question: "
      "'questions/retention-logs' verdict: VERDICT_VALUE sentence: 'Kept for 60 days.' } "
      "new_answer { app: 'vendors/acme/apps/clock' verdict: VERDICT_UNKNOWN sentence: "
      "'Not "
      "known.' } }");
}

TEST(RenderPreviewTest, FactsToReviewAndAnswersOldAboveNew) {
  EXPECT_EQ(RenderPreview(SampleDiff().policy, SamplePreview(), kChangePlain),
            R"(Acme <privacy> policy, if this text took effect on 2026-01-01
vendors/acme/policies/privacy
as of 2026-01-01, as known at 2026-01-02 03:04:05Z; nothing was stored
Against 2025-01-01-aaaaaaaa: 1 edited, 4 unchanged

3 facts would need review, 7 would carry over

  logs
    retention.logs is at most P60D; all apps
    ~ Logs go after [-60-] {+30+} days.
      line 3 → 5

  … and 2 more, not shown

1 answer would change, of 2 apps

  vendors/acme/apps/clock

    retention-logs: VALUE → UNKNOWN
      now   Kept for 60 days.
      then  Not known.
5 more apps were not compared; name them with --app.
)");
}

std::vector<v1::PolicyRevision> Revisions() {
  std::vector<v1::PolicyRevision> revisions;
  for (const char* id :
       {"2026-01-01-cccccccc", "2025-01-01-bbbbbbbb", "2024-01-01-aaaaaaaa"}) {
    v1::PolicyRevision revision;
    revision.set_name(std::string("vendors/acme/policies/privacy/revisions/") + id);
    revision.set_effective_date(std::string(id).substr(0, 10));
    revisions.push_back(revision);
  }
  return revisions;
}

std::string Chosen(const std::string& older, const std::string& newer) {
  const auto chosen = ChooseRevisions(Revisions(), older, newer);
  if (!chosen.ok()) return std::string(chosen.status().message());
  return chosen->first.effective_date() + " " + chosen->second.effective_date();
}

TEST(ChooseRevisionsTest, TheLastTwoOrThoseThatAreNamed) {
  EXPECT_EQ(Chosen("", ""), "2025-01-01 2026-01-01");
  EXPECT_EQ(Chosen("2024-01-01", ""), "2024-01-01 2026-01-01");
  EXPECT_EQ(Chosen("2024-01-01-aaaaaaaa", "2025-01-01"), "2024-01-01 2025-01-01");
  EXPECT_EQ(
      Chosen("vendors/acme/policies/privacy/revisions/2026-01-01-cccccccc", "2024-01-01"),
      "2026-01-01 2024-01-01");
  EXPECT_THAT(Chosen("2023-01-01", ""), HasSubstr("2026-01-01, 2025-01-01, 2024-01-01"));
  EXPECT_THAT(Chosen("", "2024-01-01"), HasSubstr("is the first"));
  EXPECT_TRUE(absl::IsFailedPrecondition(ChooseRevisions({}, "", "").status()));
}

}  // namespace
}  // namespace clausebook::cli
