// A comparison as one page for a browser.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/render/change.h"
#include "clients/cli/render/pieces.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

// No script, no font, no picture, and the policy below forbids all requests.
constexpr char kHead[] = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
:root { --text: #1c2024; --faint: #5d6670; --page: #fff; --card: #f5f6f8; --line: #d9dde2;
  --del: #8f1d1d; --del-page: #fde8e8; --ins: #115e33; --ins-page: #def5e5; --move: #1f4d8f; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e7ea; --faint: #9aa4ae; --page: #15181b; --card: #1e2226; --line: #363c43;
    --del: #ffb3b0; --del-page: #4a1c1e; --ins: #a6ecbe; --ins-page: #173d27; --move: #9cc3ff; }
}
body { margin: 2rem auto; max-width: 54rem; padding: 0 1rem; color: var(--text);
  background: var(--page); font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
code { font-size: .85em; color: var(--faint); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content auto; gap: .1rem 1rem; margin: 1rem 0; }
dt { color: var(--faint); } dd { margin: 0; }
article { border-left: .25rem solid var(--line); background: var(--card); margin: .5rem 0;
  padding: .5rem .9rem; border-radius: 0 .3rem .3rem 0; }
article p { margin: 0; overflow-wrap: anywhere; }
article.heading p:first-child { font-weight: 600; }
article.added { border-color: var(--ins); } article.dropped { border-color: var(--del); }
article.moved, article.edited { border-color: var(--move); }
.place { color: var(--faint); font-size: .85rem; }
del { color: var(--del); background: var(--del-page); }
ins { color: var(--ins); background: var(--ins-page); text-decoration-thickness: 1px; }
details { margin: .75rem 0; color: var(--faint); }
summary { cursor: pointer; }
details p { margin: .3rem 0 .3rem 1.1rem; overflow-wrap: anywhere; }
</style>
)";

// As text between tags or in a quoted attribute; made visible what would steer the
// reading direction or cannot be seen.
std::string Escaped(std::string_view text) {
  return absl::StrReplaceAll(
      Printable(text),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

// The white space behind the piece stays outside of its mark.
std::string PieceToHtml(const Piece& piece) {
  std::string text = Printable(piece.text + "x");
  text.pop_back();
  const bool space = !text.empty() && text.back() == ' ';
  if (space) text.pop_back();
  const char* tag = piece.kind == v1::WORD_RUN_KIND_REMOVED ? "del"
                    : piece.kind == v1::WORD_RUN_KIND_ADDED ? "ins"
                                                            : nullptr;
  std::string html = Escaped(text);
  if (tag != nullptr && !html.empty())
    html = absl::StrCat("<", tag, ">", html, "</", tag, ">");
  return space ? html + " " : html;
}

const char* KindName(const v1::ClauseChange& change) {
  switch (change.kind()) {
    case v1::CLAUSE_CHANGE_KIND_MOVED:
      return "moved";
    case v1::CLAUSE_CHANGE_KIND_EDITED:
      return "edited";
    case v1::CLAUSE_CHANGE_KIND_ADDED:
      return "added";
    case v1::CLAUSE_CHANGE_KIND_DROPPED:
      return "dropped";
    default:
      return "unchanged";
  }
}

std::string ChangeToHtml(const v1::ClauseChange& change) {
  std::string text;
  for (const Piece& piece : PiecesOf(change)) text += PieceToHtml(piece);
  std::string place = change.has_old_clause() ? absl::StrCat(change.old_line()) : "";
  if (change.has_old_clause() && change.has_new_clause()) place += " → ";
  if (change.has_new_clause()) absl::StrAppend(&place, change.new_line());
  const bool edited_and_moved =
      change.moved() && change.kind() == v1::CLAUSE_CHANGE_KIND_EDITED;
  return absl::StrCat(
      "<article class=\"", KindName(change), ClauseOf(change).heading() ? " heading" : "",
      "\"><p>", text, "</p>\n<p class=\"place\">", KindName(change),
      edited_and_moved ? " and moved" : "", ", line ", place, "</p></article>\n");
}

std::string FoldToHtml(const std::vector<const v1::ClauseChange*>& unchanged) {
  if (unchanged.empty()) return "";
  std::string html =
      absl::StrCat("<details><summary>", unchanged.size(), " unchanged</summary>\n");
  for (const v1::ClauseChange* change : unchanged) {
    const bool heading = ClauseOf(*change).heading();
    absl::StrAppend(&html, "<p>", heading ? "<strong>" : "",
                    Escaped(ClauseOf(*change).text()), heading ? "</strong>" : "",
                    "</p>\n");
  }
  return html + "</details>\n";
}

std::string RevisionToHtml(const char* label, const v1::PolicyRevision& revision) {
  return absl::StrCat("<dt>", label, "</dt><dd>in force from ",
                      Escaped(revision.effective_date()), " <code>",
                      Escaped(IdOf(revision.name())), "</code><br><code>sha256 ",
                      Escaped(revision.sha256()), "</code></dd>\n");
}

}  // namespace

std::string DiffToHtml(const RevisionDiff& diff) {
  const std::string title = Escaped(diff.policy.title());
  std::string html = absl::StrCat(
      kHead, "<title>", title, ": ", Escaped(diff.older.effective_date()), " to ",
      Escaped(diff.newer.effective_date()), "</title>\n</head>\n<body>\n<header><h1>",
      title, "</h1>\n<code>", Escaped(diff.policy.name()), "</code>\n<dl>\n",
      RevisionToHtml("From", diff.older), RevisionToHtml("To", diff.newer),
      "<dt>Clauses</dt><dd>", CountsText(diff.comparison.counts()),
      "</dd>\n</dl></header>\n<main>\n");
  std::vector<const v1::ClauseChange*> unchanged;
  std::string headings;
  for (const v1::ClauseChange& change : diff.comparison.changes()) {
    if (change.kind() == v1::CLAUSE_CHANGE_KIND_UNCHANGED) {
      unchanged.push_back(&change);
      continue;
    }
    html += FoldToHtml(std::exchange(unchanged, {}));
    std::string above = absl::StrJoin(ClauseOf(change).heading_path(), " › ");
    if (above != headings) {
      headings = std::move(above);
      absl::StrAppend(&html, "<h2>", headings.empty() ? title : Escaped(headings),
                      "</h2>\n");
    }
    html += ChangeToHtml(change);
  }
  return absl::StrCat(html, FoldToHtml(unchanged), "</main>\n</body>\n</html>\n");
}

}  // namespace clausebook::cli
