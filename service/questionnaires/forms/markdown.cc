// Markdown, for people.
#include <cctype>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/questionnaires/forms/form_words.h"
#include "service/questionnaires/forms/forms.h"

namespace clausebook::questionnaires::forms {
namespace {

// One line in which nothing is markup: every character of ASCII punctuation that could
// begin some is escaped, and what would make a list of a line's beginning.
std::string EscapedLine(const std::string& line) {
  std::string out;
  for (const char c : line) {
    if (std::string_view("\\`*_{}[]<>#|~!&^$").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  const std::size_t begin = out.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  out.erase(0, begin);
  std::size_t digits = 0;
  while (digits < out.size() && std::isdigit(static_cast<unsigned char>(out[digits]))) {
    ++digits;
  }
  const bool marks =
      digits < out.size() &&
      (digits == 0 ? std::string_view("+-=").find(out[0])
                   : std::string_view(".)").find(out[digits])) != std::string_view::npos;
  if (marks) out.insert(digits, 1, '\\');
  return out;
}

std::string Escaped(std::string_view text, std::string_view between) {
  std::vector<std::string> lines = ParagraphsOf(text);
  for (std::string& line : lines) line = EscapedLine(line);
  return absl::StrJoin(lines, absl::string_view(between.data(), between.size()));
}

std::string HeadingOf(const FormItem& item) {
  const std::string question = Escaped(item.question, " ");
  if (item.id.empty()) return question;
  return absl::StrCat(Escaped(item.id, " "), ": ", question);
}

void AddOpen(const FormItem& item, std::string& out) {
  absl::StrAppend(&out, "- **", HeadingOf(item), "**  \n  ", NeedWords(item.need));
  const std::string why = Escaped(item.explanation, "  \n  ");
  absl::StrAppend(&out, why.empty() ? "" : "  \n  ", why, "\n");
}

void AddAnswer(const FormItem& item, std::string& out) {
  absl::StrAppend(&out, "### ", HeadingOf(item), "\n\n");
  if (item.status == FormStatus::kNeedsReview) {
    absl::StrAppend(&out, "*Needs a person: ", NeedWords(item.need), ".*\n\n");
    return;
  }
  const std::string answer = Escaped(item.answer, " ");
  absl::StrAppend(&out, answer.empty() ? "Left blank" : "**" + answer + "**", " (",
                  StatusWords(item), ")\n\n");
  for (const std::string& line : ParagraphsOf(BesideOf(item))) {
    absl::StrAppend(&out, "> ", EscapedLine(line), "  \n");
  }
  if (!BesideOf(item).empty()) out += "\n";
}

}  // namespace

std::string RenderMarkdown(const FormDocument& document) {
  std::string out =
      absl::StrCat("# ", Escaped(document.title, " "), "\n\n", Escaped(document.app, " "),
                   " by ", Escaped(document.vendor, " "), ". ", TimesSentence(document),
                   "\n\n", StandingSentence(document), "\n\n");
  if (!document.prepared_by.empty()) {
    absl::StrAppend(&out, "Prepared by ", Escaped(document.prepared_by, " "), ".\n\n");
  }
  const auto open = OpenItems(document);
  if (!open.empty()) {
    out += "## What needs a person\n\n";
    for (const FormItem* item : open) AddOpen(*item, out);
    out += "\n";
  }
  std::string section = "\n";  // none is called so
  for (const FormItem& item : document.items) {
    if (item.section != section) {
      section = item.section;
      const std::string title = Escaped(section, " ");
      absl::StrAppend(&out, "## ", title.empty() ? "Questions" : title, "\n\n");
    }
    AddAnswer(item, out);
  }
  if (!document.notice.empty()) {
    absl::StrAppend(&out, "---\n\n", Escaped(document.notice, " "), "\n");
  }
  return out;
}

}  // namespace clausebook::questionnaires::forms
