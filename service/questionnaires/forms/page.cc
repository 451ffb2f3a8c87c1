// A page for a browser, in the dress of the reports.
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/forms/form_words.h"
#include "service/questionnaires/forms/forms.h"
#include "service/reports/html.h"
#include "service/reports/words.h"

namespace clausebook::questionnaires::forms {
namespace {

using answering::Verdict;
using reports::Element;

// Bytes of an answer that stand beside the question; longer ones stand below.
constexpr std::size_t kLongestWord = 32;

// Under what search and filters find it, and in which colour it stands.
Verdict LookOf(const FormItem& item) {
  if (item.status == FormStatus::kNeedsReview) {
    return item.need == model::ItemNeed::kConflict ? Verdict::kConflict
                                                   : Verdict::kUnknown;
  }
  if (item.answer == "Yes") return Verdict::kYes;
  if (item.answer == "No") return Verdict::kNo;
  return Verdict::kValue;
}

void AddLines(Element parent, const char* css_class, std::string_view text) {
  for (const std::string& line : ParagraphsOf(text)) parent.Add("p", css_class, line);
}

// `number` from 1 on, in reading order: a place in the page.
void AddItem(Element parent, const FormItem& item, std::size_t number) {
  const Verdict look = LookOf(item);
  Element card = parent.Add("article", absl::StrCat("answer ", reports::VerdictId(look)));
  card.Set("id", absl::StrCat("item-", number))
      .Set("data-verdict", reports::VerdictId(look));
  Element head = card.Add("header", "");
  head.Add("h3", "", item.question);
  const bool open = item.status == FormStatus::kNeedsReview;
  const bool is_word = open || item.answer.size() <= kLongestWord;
  if (is_word) {
    head.Add("span", absl::StrCat("badge ", reports::VerdictId(look)),
             open                  ? NeedWords(item.need)
             : item.answer.empty() ? "left blank"
                                   : item.answer);
  }
  Element meta = card.Add("p", "meta");
  if (!item.id.empty()) meta.Add("code", "", item.id).Text(" ");
  meta.Add("span", item.status == FormStatus::kApproved ? "" : "tag", StatusWords(item));
  if (!is_word) AddLines(card, "sentence", item.answer);
  AddLines(card, open ? "sentence" : "reading", BesideOf(item));
}

Element AddPart(Element parent, const std::string& anchor, std::string_view title) {
  Element section = parent.Add("section", "part").Set("id", anchor);
  section.Set("aria-labelledby", absl::StrCat(anchor, "-h")).Set("tabindex", "-1");
  section.Add("h2", "", title).Set("id", absl::StrCat(anchor, "-h"));
  return section;
}

void AddHead(Element root, const FormDocument& document) {
  Element head = root.Add("header", "masthead");
  Element line = head.Add("div", "line");
  line.Add("p", "kicker", absl::StrCat(document.app, " · ", document.vendor));
  line.Add("div", "controls").Set("data-controls", "theme");
  head.Add("h1", "", document.title);
  reports::AddTimes(head, document.as_of, document.known_at);
  head.Add("p", "meta").Add("code", "", document.app_name);
  head.Add("p", "note", StandingSentence(document));
  if (!document.prepared_by.empty()) {
    head.Add("p", "note", absl::StrCat("Prepared by ", document.prepared_by, "."));
  }
}

// The filters, by what the page has.
std::vector<std::pair<Verdict, std::size_t>> LooksOf(const FormDocument& document) {
  std::vector<std::pair<Verdict, std::size_t>> counts;
  for (const Verdict verdict : reports::kVerdicts) {
    std::size_t count = 0;
    for (const FormItem& item : document.items) count += LookOf(item) == verdict;
    if (count > 0) counts.emplace_back(verdict, count);
  }
  return counts;
}

// Sections that come in a row under one heading are one.
struct PageSection {
  std::string title;
  std::string anchor;
  std::vector<std::size_t> items;  // indexes
};

std::vector<PageSection> SectionsOf(const FormDocument& document) {
  std::vector<PageSection> sections;
  for (std::size_t i = 0; i < document.items.size(); ++i) {
    const FormItem& item = document.items[i];
    if (item.status == FormStatus::kNeedsReview) continue;
    const std::string title = item.section.empty() ? "Questions" : item.section;
    if (sections.empty() || sections.back().title != title) {
      sections.push_back({title, absl::StrCat("section-", sections.size() + 1), {}});
    }
    sections.back().items.push_back(i);
  }
  return sections;
}

}  // namespace

std::string RenderHtml(const FormDocument& document) {
  const auto sections = SectionsOf(document);
  const auto open = OpenItems(document);
  reports::Fragment body;
  Element root = body.root();
  AddHead(root, document);
  Element columns = root.Add("div", "columns");
  Element nav = columns.Add("nav", "contents").Set("aria-label", "Contents");
  Element details = nav.Add("details", "").Set("open", "open");
  details.Add("summary", "", "Contents");
  Element list = details.Add("ul", "");
  if (!open.empty()) list.Add("li", "").AddLink("#open", "What needs a person");
  for (const PageSection& section : sections) {
    list.Add("li", "").AddLink(absl::StrCat("#", section.anchor), section.title);
  }
  Element main = columns.Add("main", "").Set("id", "main").Set("tabindex", "-1");
  reports::AddToolbar(main, "Search the questionnaire", LooksOf(document),
                      "Needs a person");
  if (!open.empty()) {
    Element part = AddPart(main, "open", "What needs a person");
    for (const FormItem* item : open) {
      AddItem(part, *item, static_cast<std::size_t>(item - document.items.data()) + 1);
    }
  }
  for (const PageSection& section : sections) {
    Element part = AddPart(main, section.anchor, section.title);
    for (const std::size_t i : section.items) AddItem(part, document.items[i], i + 1);
  }
  Element footer = root.Add("footer", "");
  if (!document.notice.empty()) footer.Add("p", "", document.notice);
  footer.Add(
      "p", "",
      "Made by Clausebook. This page is whole: it loads nothing and sends nothing.");
  return reports::MakePage(absl::StrCat(document.title, " · ", document.app), body);
}

}  // namespace clausebook::questionnaires::forms
