#include "service/questionnaires/forms/form_words.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/base/printable.h"

namespace clausebook::questionnaires::forms {
namespace {

std::string CountOf(int count, const char* one, const char* many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

}  // namespace

std::string TimesSentence(const FormDocument& document) {
  return absl::StrCat("What held on ", FormatDate(document.as_of),
                      ", by what was on record at ", FormatInstant(document.known_at),
                      ".");
}

std::string StandingSentence(const FormDocument& document) {
  const FormCounts counts = CountsOf(document);
  std::string text = absl::StrCat(CountOf(counts.answered, "answer", "answers"), ".");
  if (counts.unapproved > 0) {
    absl::StrAppend(&text, " ", CountOf(counts.unapproved, "is", "are"),
                    " not approved by anybody.");
  }
  if (counts.open > 0) {
    absl::StrAppend(&text, " ", CountOf(counts.open, "question needs", "questions need"),
                    " a person.");
  }
  return text;
}

std::vector<std::string> ParagraphsOf(std::string_view text) {
  static constexpr std::string_view kOpen = "“", kClose = "”";
  std::string joined(text);
  for (std::size_t i = joined.find('\n'); i != std::string::npos;
       i = joined.find('\n', i + 1)) {
    const std::size_t opened = joined.rfind(kOpen, i), closed = joined.rfind(kClose, i);
    const std::size_t opens = joined.find(kOpen, i), closes = joined.find(kClose, i);
    const bool begun =
        opened != std::string::npos && (closed == std::string::npos || closed < opened);
    if (begun && closes != std::string::npos && closes < opens) joined[i] = ' ';
  }
  return LinesOf(joined);
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  const absl::string_view view(text.data(), text.size());
  for (const absl::string_view line : absl::StrSplit(view, '\n')) {
    std::string printable = Printable({line.data(), line.size()});
    if (printable.find_first_not_of(' ') != std::string::npos) {
      lines.push_back(std::move(printable));
    }
  }
  return lines;
}

std::string PrintableLines(std::string_view text) {
  return absl::StrJoin(LinesOf(text), "\n");
}

const std::string& BesideOf(const FormItem& item) {
  const bool blank =
      item.status == FormStatus::kNeedsReview || item.status == FormStatus::kNotAsked;
  return blank ? item.explanation : item.comment;
}

}  // namespace clausebook::questionnaires::forms
