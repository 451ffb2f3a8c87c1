// The report on one app.
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/reports/answer_card.h"
#include "service/reports/pages.h"
#include "service/reports/sources.h"
#include "service/reports/words.h"

namespace clausebook::reports {
namespace {

using answering::Answer;
using answering::Verdict;

struct Topic {
  std::string name;
  std::vector<const Answer*> answers;
};

std::string TopicOf(const AppReport& report, const Answer& answer) {
  const catalog::Question* question = report.catalog->FindQuestion(answer.question);
  return question == nullptr ? "other" : question->topic;
}

// In the order of the catalogue.
std::vector<Topic> TopicsOf(const AppReport& report) {
  std::vector<Topic> topics;
  std::map<std::string, std::size_t> known;
  for (const Answer& answer : report.answers) {
    const std::string name = TopicOf(report, answer);
    const auto [place, added] = known.emplace(name, topics.size());
    if (added) topics.push_back({name, {}});
    topics[place->second].answers.push_back(&answer);
  }
  return topics;
}

std::map<Verdict, std::size_t> CountsOf(const AppReport& report) {
  std::map<Verdict, std::size_t> counts;
  for (const Answer& answer : report.answers) ++counts[answer.verdict];
  return counts;
}

std::string WordingOf(const AppReport& report, const std::string& id) {
  const catalog::Question* question = report.catalog->FindQuestion(id);
  return question == nullptr ? id : question->wording;
}

Element AddSection(Element parent, const std::string& anchor, const std::string& title) {
  Element section = parent.Add("section", "part").Set("id", anchor);
  section.Set("aria-labelledby", absl::StrCat(anchor, "-h")).Set("tabindex", "-1");
  section.Add("h2", "", title).Set("id", absl::StrCat(anchor, "-h"));
  return section;
}

void AddHead(Element root, const AppReport& report) {
  Element head = root.Add("header", "masthead");
  Element line = head.Add("div", "line");
  line.Add("p", "kicker",
           absl::StrCat("How it handles data · ", report.vendor.display_name));
  line.Add("div", "controls").Set("data-controls", "theme");
  head.Add("h1", "", report.app.display_name);
  AddTimes(head, report.as_of, report.known_at);
  Element where = head.Add("p", "meta");
  where.Add("code", "", ToName(report.app.ref));
  if (!report.app.listing_uri.empty()) {
    where.Text(" · ").AddForeignLink(report.app.listing_uri, report.app.listing_uri);
  }
  Element counts = head.Add("ul", "counts").Set("aria-label", "Answers by verdict");
  const auto by_verdict = CountsOf(report);
  for (const Verdict verdict : kVerdicts) {
    const auto found = by_verdict.find(verdict);
    Element item = counts.Add("li", VerdictId(verdict));
    item.Add("strong", "", absl::StrCat(found == by_verdict.end() ? 0 : found->second));
    item.Text(" ").Add("span", "", VerdictWord(verdict));
  }
  head.Add("p", "note",
           "Each answer follows from the quoted clauses by fixed logic. Silence is not a "
           "no: what no source says is not known. Sources that disagree are a conflict, "
           "and both sides are shown.");
}

void AddContents(Element root, const AppReport& report,
                 const std::vector<Topic>& topics) {
  const auto counts = CountsOf(report);
  Element nav = root.Add("nav", "contents").Set("aria-label", "Contents");
  Element details = nav.Add("details", "").Set("open", "open");
  details.Add("summary", "", "Contents");
  Element list = details.Add("ul", "");
  if (counts.contains(Verdict::kConflict)) {
    list.Add("li", "").AddLink("#conflicts", "Conflicts");
  }
  for (const Topic& topic : topics) {
    Element item = list.Add("li", "topic");
    item.AddLink(absl::StrCat("#", AnchorOf("t-", topic.name)), topic.name);
  }
  if (counts.contains(Verdict::kUnknown)) {
    list.Add("li", "").AddLink("#not-known", "What would settle the rest");
  }
  list.Add("li", "").AddLink("#history", "History");
  list.Add("li", "").AddLink("#sources", "Sources");
}

void AddConflicts(Element main, const AppReport& report) {
  const auto counts = CountsOf(report);
  const auto found = counts.find(Verdict::kConflict);
  if (found == counts.end()) return;
  Element section = AddSection(main, "conflicts", "Conflicts");
  section.Add("p", "lead",
              found->second == 1 ? "The sources on record disagree about one question."
                                 : absl::StrCat("The sources on record disagree about ",
                                                found->second, " questions."));
  for (const Answer& answer : report.answers) {
    if (answer.verdict == Verdict::kConflict) AddAnswerCard(section, report, answer);
  }
}

void AddTopic(Element main, const AppReport& report, const Topic& topic) {
  Element section = AddSection(main, AnchorOf("t-", topic.name), topic.name);
  for (const Answer* answer : topic.answers) {
    if (answer->verdict != Verdict::kConflict) {
      AddAnswerCard(section, report, *answer);
      continue;
    }
    Element pointer = section.Add("p", "pointer conflict");
    pointer.Set("data-verdict", "conflict");
    AddBadge(pointer, answer->verdict);
    pointer.Text(" ").AddLink(absl::StrCat("#", answer->question),
                              WordingOf(report, answer->question));
  }
}

// By what would settle them: one statement often settles several questions.
void AddNotKnown(Element main, const AppReport& report) {
  std::map<std::string, std::vector<const Answer*>> settled;
  std::size_t count = 0;
  for (const Answer& answer : report.answers) {
    if (answer.verdict != Verdict::kUnknown) continue;
    ++count;
    for (const auto& id : answer.settling_properties) settled[id].push_back(&answer);
  }
  if (count == 0) return;
  Element section = AddSection(main, "not-known", "What would settle the rest");
  section.Add("p", "lead",
              absl::StrCat("Not known: ", Count(count, "answer", "answers"),
                           ". A statement by the vendor on each of these would help."));
  Element list = section.Add("dl", "open");
  for (const auto& [id, answers] : settled) {
    const catalog::Property* property = report.catalog->FindProperty(id);
    list.Add("dt", "", property == nullptr ? id : property->description);
    Element part = list.Add("dd", "");
    Element questions = part.Add("ul", "");
    for (const Answer* answer : answers) {
      questions.Add("li", "").AddLink(absl::StrCat("#", answer->question),
                                      WordingOf(report, answer->question));
    }
  }
}

void AddDay(Element list, const AppReport& report, const DayOfChange& day) {
  Element item = list.Add("li", day.day > report.as_of ? "ahead" : "");
  Element head = item.Add("h3", "", FormatDate(day.day));
  if (day.day > report.as_of) head.Text(" ").Add("span", "tag", "announced");
  Element events = item.Add("p", "meta");
  for (const std::string& event : day.events) events.Text(event).Text(" ");
  Element details = item.Add("details", "");
  details.Add("summary", "",
              Count(day.changes.size(), "answer changed", "answers changed"));
  Element changes = details.Add("ul", "");
  for (const AnswerChange& change : day.changes) {
    Element line = changes.Add("li", "");
    line.AddLink(absl::StrCat("#", change.question), WordingOf(report, change.question));
    line.Text(" ").Add(
        "span", "meta",
        absl::StrCat(VerdictWord(change.before), " → ", VerdictWord(change.after)));
  }
}

void AddHistory(Element main, const AppReport& report) {
  Element section = AddSection(main, "history", "History");
  section.Add(
      "p", "lead",
      report.history.days.empty()
          ? "No answer has changed with any document on record."
          : "When answers changed, by the days on which documents took effect and "
            "statements began or ceased to count. The newest first.");
  Element list = section.Add("ol", "days").Set("aria-label", "Days of change");
  for (auto day = report.history.days.rbegin(); day != report.history.days.rend();
       ++day) {
    AddDay(list, report, *day);
  }
  if (report.history.cut) section.Add("p", "meta", "Older days are left out.");
}

}  // namespace

std::string RenderAppReport(const AppReport& report) {
  const auto topics = TopicsOf(report);
  const auto by_verdict = CountsOf(report);
  Fragment body;
  Element root = body.root();
  AddHead(root, report);
  std::vector<std::pair<Verdict, std::size_t>> counts;
  for (const Verdict verdict : kVerdicts) {
    const auto found = by_verdict.find(verdict);
    if (found != by_verdict.end()) counts.emplace_back(*found);
  }
  Element columns = root.Add("div", "columns");
  AddContents(columns, report, topics);
  Element main = columns.Add("main", "").Set("id", "main").Set("tabindex", "-1");
  AddToolbar(main, "Search the answers", counts);
  AddConflicts(main, report);
  for (const Topic& topic : topics) AddTopic(main, report, topic);
  AddNotKnown(main, report);
  AddHistory(main, report);
  AddSources(AddSection(main, "sources", "Sources"), report);
  root.Add("footer", "")
      .Add("p", "",
           "Made by Clausebook. This page is whole: it loads nothing and sends nothing.");
  return MakePage(absl::StrCat(report.app.display_name, " · how it handles data"), body);
}

}  // namespace clausebook::reports
