// A declaration for people: what it is, what is wrong with it, the answers, the facts.
#include "clients/cli/render/text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/declarations/declaration.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kGap = 9;
constexpr std::size_t kDigestDigits = 12;

// `manifest.yml:12`, as editors and CI jump to it.
std::string At(const Declaration& declaration, int line) {
  return absl::StrCat(declaration.file, ":", line);
}

// Without the sentence that every fact of a file with faults has: they are above.
std::string OwnCaveat(std::string_view caveat) {
  const std::size_t end = caveat.find(evidence::kInvalidFileCaveat);
  caveat = caveat.substr(0, end);
  while (!caveat.empty() && caveat.back() == ' ') caveat.remove_suffix(1);
  return std::string(caveat);
}

void AddIdentity(Page& page, const Declaration& declaration) {
  const bool forge = declaration.kind == DeclarationKind::kForgeManifest;
  page.Text(0,
            absl::StrCat(declaration.file, ": ",
                         forge ? "Forge manifest" : "Connect descriptor"),
            Tone::kStrong);
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) page.Labelled(2, label, Tone::kFaint, kGap, text);
  };
  add("app", declaration.app_id);
  add("key", declaration.app_key);
  add("name", declaration.name);
  add("sha256", absl::StrCat(declaration.sha256.substr(0, kDigestDigits), "…, ",
                             declaration.size, " bytes"));
  const auto faults = static_cast<std::size_t>(
      std::count_if(declaration.notices.begin(), declaration.notices.end(),
                    [](const evidence::Notice& notice) { return notice.fault; }));
  if (declaration.valid) {
    page.Labelled(2, "form", Tone::kFaint, kGap, "no faults", Tone::kGood);
  } else {
    page.Labelled(2, "form", Tone::kFaint, kGap,
                  absl::StrCat(Count(faults, "fault", "faults"),
                               ": nothing is concluded from what the file lacks"),
                  Tone::kUnknown);
  }
  page.Blank();
}

void AddNotices(Page& page, const Declaration& declaration) {
  for (const evidence::Notice& notice : declaration.notices) {
    page.Labelled(
        0, notice.fault ? "FAULT" : "NOTE", notice.fault ? Tone::kBad : Tone::kStrong,
        kGap,
        absl::StrCat(At(declaration, notice.line), ": ",
                     notice.path.empty() ? "" : notice.path + ": ", notice.message));
  }
  if (!declaration.notices.empty()) page.Blank();
}

void AddObstacles(Page& page, const Declaration& declaration) {
  for (const DeclaredFact* obstacle : ObstaclesOf(declaration)) {
    page.Labelled(kGap, At(declaration, obstacle->line), Tone::kFaint, 4,
                  absl::StrCat(obstacle->value, ": ", obstacle->path));
    page.Text(kGap + 4,
              Shorten(Printable(obstacle->quote), page.style().width - kGap - 6),
              Tone::kQuote);
    page.Text(kGap + 4, OwnCaveat(obstacle->caveat));
  }
}

void AddAnswer(Page& page, const Declaration& declaration, const v1::Answer& answer) {
  page.Labelled(0, VerdictName(answer.verdict()), VerdictTone(answer.verdict()), kGap,
                answer.sentence(), Tone::kStrong);
  const bool badge = answer.question() == "questions/runs-on-atlassian";
  if (badge) {
    AddObstacles(page, declaration);
  } else {
    for (const v1::Citation& citation : answer.citations()) {
      page.Text(kGap,
                absl::StrCat(At(declaration, citation.clause().line()), "  ",
                             citation.clause().entry_path()),
                Tone::kFaint);
    }
  }
  // The reasons are shown with their entries.
  const bool shown = badge && answer.verdict() == v1::VERDICT_NO;
  for (const std::string& caveat : answer.caveats()) {
    const std::string own = OwnCaveat(caveat);
    if (!shown && !own.empty()) page.Labelled(kGap, "but:", Tone::kUnknown, 5, own);
  }
  for (const std::string& property : answer.settling_properties()) {
    page.Labelled(kGap, "needs:", Tone::kFaint, 7, property);
  }
  page.Blank();
}

void AddFacts(Page& page, const Declaration& declaration) {
  for (const DeclaredFact& fact : declaration.facts) {
    page.Text(0, fact.statement, Tone::kStrong);
    page.Text(2, absl::StrCat(At(declaration, fact.line), "  ", fact.path), Tone::kFaint);
    page.Text(
        2, absl::StrCat("“", Shorten(Printable(fact.quote), page.style().width - 4), "”"),
        Tone::kQuote);
    const std::string caveat = OwnCaveat(fact.caveat);
    if (!caveat.empty()) page.Labelled(2, "but:", Tone::kUnknown, 5, caveat);
  }
}

}  // namespace

std::string RenderDeclaration(const Declaration& declaration, const Style& style) {
  Page page(style);
  AddIdentity(page, declaration);
  AddNotices(page, declaration);
  for (const v1::Answer& answer : declaration.answers) {
    AddAnswer(page, declaration, answer);
  }
  AddFacts(page, declaration);
  page.Blank();
  page.Text(0, Count(declaration.facts.size(), "fact", "facts"), Tone::kStrong);
  return page.text();
}

}  // namespace clausebook::cli
