#include "service/reports/words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace clausebook::reports {

using answering::Verdict;

const char* VerdictId(Verdict verdict) {
  switch (verdict) {
    case Verdict::kYes:
      return "yes";
    case Verdict::kNo:
      return "no";
    case Verdict::kUnknown:
      return "unknown";
    case Verdict::kConflict:
      return "conflict";
    case Verdict::kValue:
      return "value";
  }
  return "unknown";
}

const char* VerdictWord(Verdict verdict) {
  switch (verdict) {
    case Verdict::kYes:
      return "Yes";
    case Verdict::kNo:
      return "No";
    case Verdict::kUnknown:
      return "Not known";
    case Verdict::kConflict:
      return "Conflict";
    case Verdict::kValue:
      return "Stated";
  }
  return "Not known";
}

std::string Count(std::size_t count, std::string_view singular, std::string_view plural) {
  const std::string_view noun = count == 1 ? singular : plural;
  return absl::StrCat(count, " ", std::string(noun));
}

std::string AnchorOf(std::string_view prefix, std::string_view text) {
  std::string anchor(prefix);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    anchor += absl::ascii_isalnum(byte) ? absl::ascii_tolower(byte) : '-';
  }
  return anchor;
}

std::string TimeText(Instant time) {
  const std::string text = FormatInstant(time);
  return absl::StrCat(text.substr(0, 10), " ", text.substr(11, 8), " UTC");
}

void AddBadge(Element parent, Verdict verdict) {
  parent.Add("span", absl::StrCat("badge ", VerdictId(verdict)), VerdictWord(verdict));
}

void AddToolbar(Element parent, std::string_view what,
                const std::vector<std::pair<Verdict, std::size_t>>& counts,
                std::string_view open) {
  Element bar = parent.Add("form", "toolbar").Set("id", "toolbar").Set("role", "search");
  bar.Set("aria-label", what).Set("hidden", "hidden");
  Element search = bar.Add("div", "find");
  search.Add("label", "", what).Set("for", "search");
  // The script puts the field in: elements without an end tag are not for XML.
  search.Add("span", "field").Set("data-field", "search");
  Element filters = bar.Add("div", "filters").Set("role", "group");
  filters.Set("aria-label", "Show only");
  for (const auto& [verdict, count] : counts) {
    Element button = filters.Add("button", absl::StrCat("chip ", VerdictId(verdict)));
    button.Set("type", "button").Set("aria-pressed", "false");
    button.Set("data-filter", VerdictId(verdict));
    const bool is_open = verdict == Verdict::kUnknown && !open.empty();
    button.Text(is_open ? open : VerdictWord(verdict))
        .Text(" ")
        .Add("span", "n", absl::StrCat(count));
  }
  bar.Add("p", "shown").Set("id", "shown").Set("role", "status");
}

void AddTimes(Element parent, Date as_of, Instant known_at) {
  Element line = parent.Add("p", "times");
  line.Text("What held on ").Add("strong", "", FormatDate(as_of));
  line.Text(", by what was on record at ").Add("strong", "", TimeText(known_at));
  line.Text(".");
}

}  // namespace clausebook::reports
