#include "clients/cli/render/lists.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

void AddCount(Page& page, std::size_t count, std::string_view singular,
              std::string_view plural) {
  if (count > 0) page.Blank();
  page.Text(0, Count(count, singular, plural), Tone::kStrong);
}

// A table of resources, cut where the collection that they are in changes: the full name
// is the collection and the id below it. The first cell of each row is the full name.
void AddResources(Page& page, Table table) {
  const std::vector<std::vector<Cell>> rows = std::exchange(table.rows, {});
  Table ids{table.head, rows};
  for (auto& row : ids.rows) row.front().text = IdOf(row.front().text);
  const auto widths = ColumnWidths(ids, page.style().width - 2);
  for (std::size_t i = 0; i < rows.size();) {
    const std::string collection(CollectionOf(rows[i].front().text));
    Table part{table.head, {}};
    for (; i < rows.size() && CollectionOf(rows[i].front().text) == collection; ++i) {
      part.rows.push_back(ids.rows[i]);
    }
    if (!page.text().empty()) page.Blank();
    page.Text(0, collection, Tone::kFaint);
    page.Add(2, part, widths);
  }
}

}  // namespace

std::string RenderApps(const std::vector<v1::App>& apps, const Style& style) {
  Page page(style);
  Table table{{"APP", "TITLE", "MARKETPLACE KEY"}, {}};
  for (const auto& app : apps) {
    table.rows.push_back(
        {{app.name()}, {app.display_name(), Tone::kStrong}, {app.marketplace_key()}});
  }
  AddResources(page, std::move(table));
  AddCount(page, apps.size(), "app", "apps");
  return page.text();
}

std::string RenderPolicies(const std::vector<v1::Policy>& policies, const Style& style) {
  Page page(style);
  Table table{{"POLICY", "TITLE", "PUBLISHED AT"}, {}};
  for (const auto& policy : policies) {
    table.rows.push_back(
        {{policy.name()}, {policy.title(), Tone::kStrong}, {policy.uri()}});
  }
  AddResources(page, std::move(table));
  AddCount(page, policies.size(), "policy", "policies");
  return page.text();
}

std::string RenderPolicy(const v1::Policy& policy,
                         const std::vector<v1::PolicyRevision>& revisions,
                         const Style& style) {
  Page page(style);
  page.Text(0, policy.title(), Tone::kStrong);
  page.Text(0, policy.name());
  if (!policy.uri().empty()) page.Text(0, policy.uri(), Tone::kFaint);
  page.Blank();
  Table table{{"IN FORCE FROM", "REVISION", "BYTES", "CLAUSES", "RECORDED"}, {}};
  for (const auto& revision : revisions) {
    std::string recorded = TimeText(revision.create_time());
    if (revision.has_withdraw_time()) {
      absl::StrAppend(&recorded, ", withdrawn ", TimeText(revision.withdraw_time()));
    }
    table.rows.push_back({{revision.effective_date(), Tone::kStrong},
                          {IdOf(revision.name())},
                          {absl::StrCat(revision.size_bytes())},
                          {absl::StrCat(revision.clause_count())},
                          {recorded}});
  }
  if (!revisions.empty()) page.Add(0, table);
  if (!revisions.empty()) page.Blank();
  for (const auto& revision : revisions) {
    page.Text(0, revision.name());
    page.Text(2, absl::StrCat("sha256 ", revision.sha256()), Tone::kFaint);
  }
  AddCount(page, revisions.size(), "revision", "revisions");
  return page.text();
}

std::string RenderClauses(const std::vector<v1::Clause>& clauses, const Style& style) {
  Page page(style);
  for (const auto& clause : clauses) {
    if (clause.heading()) {
      page.Blank();
      page.Text(0, clause.text(), Tone::kStrong);
      continue;
    }
    page.Labelled(2, absl::StrCat(clause.byte_begin(), "-", clause.byte_end()),
                  Tone::kFaint, 14, clause.text());
    page.Text(16, IdOf(clause.name()), Tone::kFaint);
  }
  AddCount(page, clauses.size(), "clause", "clauses");
  return page.text();
}

std::string RenderQuestions(const std::vector<v1::Question>& questions,
                            const Style& style) {
  Page page(style);
  Table all{{"", ""}, {}};
  for (const auto& question : questions) {
    all.rows.push_back({{IdOf(question.name())}, {question.wording()}});
  }
  const auto widths = ColumnWidths(all, style.width - 2);
  for (std::size_t i = 0; i < questions.size();) {
    const std::string& topic = questions[i].topic();
    Table table{all.head, {}};
    for (; i < questions.size() && questions[i].topic() == topic; ++i) {
      table.rows.push_back(all.rows[i]);
    }
    if (!page.text().empty()) page.Blank();
    page.Text(0, topic, Tone::kStrong);
    page.Add(2, table, widths);
  }
  AddCount(page, questions.size(), "question", "questions");
  return page.text();
}

std::string RenderFoundQuestions(const std::vector<v1::Question>& questions,
                                 const Style& style) {
  Page page(style);
  Table table{{"", ""}, {}};
  for (const auto& question : questions) {
    table.rows.push_back({{IdOf(question.name()), Tone::kStrong}, {question.wording()}});
  }
  page.Add(0, table);
  AddCount(page, questions.size(), "question found", "questions found");
  return page.text();
}

std::string RenderQuestion(const v1::Question& question, const Style& style) {
  constexpr int kLabels = 14;
  Page page(style);
  page.Text(0, question.wording(), Tone::kStrong);
  page.Blank();
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) page.Labelled(2, label, Tone::kFaint, kLabels, text);
  };
  add("question", question.name());
  add("topic", question.topic());
  add("answered by", question.kind() == v1::QUESTION_KIND_VALUE
                         ? "a value, UNKNOWN or CONFLICT"
                         : "YES, NO, UNKNOWN or CONFLICT");
  add("definition", question.definition());
  add("logic", question.expression());
  add("reads", absl::StrJoin(question.properties(), ", "));
  for (const auto& alias : question.aliases()) {
    add(alias.opposite() ? "the opposite" : "also asked as", alias.text());
  }
  for (const auto& place : question.places()) add("stands in", place);
  return page.text();
}

}  // namespace clausebook::cli
