#include "clients/cli/filling/walk.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/render/match.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/response.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

constexpr int kUsualDays = 365;  // that a person's own answer counts
constexpr int kMostDays = 731;
constexpr std::size_t kMostReason = 1000;

// What a line names: a number of a suggestion, or a question.
std::optional<std::string> Numbered(const std::string& word,
                                    const std::vector<std::string>& suggested) {
  std::size_t number = 0;
  const char* end = word.data() + word.size();
  const auto [at, error] = std::from_chars(word.data(), end, number);
  if (error != std::errc() || at != end) return std::nullopt;
  if (number == 0 || number > suggested.size()) return std::nullopt;
  return suggested[number - 1];
}

std::string QuestionNames(const v1::Mapping& mapping) {
  if (mapping.questions().empty()) return "nothing that is answered here";
  std::string names;
  for (const v1::MappedQuestion& mapped : mapping.questions()) {
    absl::StrAppend(&names, names.empty() ? "" : ", ",
                    mapped.opposite() ? "the opposite of " : "",
                    std::string(IdOf(mapped.question())));
  }
  return names;
}

// Open items in the order in which they are listed.
std::vector<std::size_t> OpenOf(const std::vector<v1::ResponseItem>& items) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (IsOpen(items[i])) open.push_back(i);
  }
  std::stable_sort(open.begin(), open.end(), [&](std::size_t a, std::size_t b) {
    return NeedOrder(items[a]) < NeedOrder(items[b]);
  });
  return open;
}

}  // namespace

WalkDialog::WalkDialog(const Session& session, Console& console,
                       const std::vector<v1::ResponseItem>& items, WalkContext context)
    : ItemWalk(session, console),
      items_(items),
      context_(std::move(context)),
      open_(OpenOf(items)) {}

absl::StatusOr<std::optional<WalkDecisions>> WalkDialog::Run() {
  CB_ASSIGN_OR_RETURN(const bool record, Walk(open_.size()));
  if (!record) return std::nullopt;
  return decisions_;
}

absl::Status WalkDialog::Show(std::size_t at) {
  const v1::ResponseItem& item = items_[open_[at]];
  Page page(session_.out_style);
  page.Blank();
  page.Text(0,
            absl::StrCat(at + 1, " of ", open_.size(), " · ",
                         std::string(NeedName(item.need()))),
            Tone::kStrong);
  AddItem(page, item);
  page.Blank();
  *session_.out << page.text();
  ShowState(open_[at]);
  return absl::OkStatus();
}

void WalkDialog::ShowState(std::size_t item) {
  Page page(session_.out_style);
  if (const auto own = decisions_.overrides.find(item);
      own != decisions_.overrides.end()) {
    page.Text(2, absl::StrCat("You answer: ", own->second.answer()), Tone::kValue);
  }
  if (const auto asked = decisions_.mappings.find(item);
      asked != decisions_.mappings.end()) {
    page.Text(2, absl::StrCat("You say it asks ", QuestionNames(asked->second), "."),
              Tone::kValue);
  }
  *session_.out << page.text();
}

std::string_view WalkDialog::Keys() const {
  return "[a]nswer [m]atch [s]kip [b]ack [q]uit [?] ";
}

std::vector<WalkDialog::KeyHelp> WalkDialog::Help() const {
  return {
      {"a",
       "answer it yourself: with a reason, and until a day, after which it counts no "
       "more"},
      {"m", "say which question of the catalogue it asks; remembered for this vendor"},
      {"s", "skip: leave it open"}};
}

absl::StatusOr<std::optional<WalkDialog::Next>> WalkDialog::Press(char key,
                                                                  std::size_t at) {
  if (key == 'a') return Answer(open_[at]);
  if (key == 'm') return Match(open_[at]);
  return std::nullopt;
}

void WalkDialog::Skip(std::size_t at) {
  decisions_.overrides.erase(open_[at]);
  decisions_.mappings.erase(open_[at]);
}

std::optional<v1::ItemOverride> WalkDialog::AskOverride(const v1::ItemOverride& before) {
  *session_.out << "Enter keeps what is in brackets; Ctrl-D gives up.\n";
  v1::ItemOverride own = before;
  if (own.expire_date().empty()) {
    own.set_expire_date(FormatDate({context_.today.days + kUsualDays}));
  }
  // Asks until the line will do; `check` says what is wrong with it, or nothing.
  const auto ask = [&](const char* label, std::string* value, const auto& check) {
    while (true) {
      const auto line =
          console_.ReadLine(absl::StrCat("  ", label, " [", Printable(*value), "]: "));
      if (!line) return false;
      const std::string said = line->empty() ? *value : *line;
      const std::string wrong = check(said);
      if (wrong.empty()) {
        *value = said;
        return true;
      }
      *session_.out << "  " << wrong << "\n";
    }
  };
  const auto anything = [](const std::string&) { return std::string(); };
  const auto reason = [](const std::string& text) -> std::string {
    if (text.empty()) return "Say why, or how you know: it is cited.";
    return text.size() > kMostReason ? "At most 1000 characters." : "";
  };
  const auto expiry = [&](const std::string& text) -> std::string {
    const auto day = ParseDate(text);
    if (!day) return "Write a day as 2027-06-30.";
    if (day->days <= context_.today.days) return "That day has come already.";
    return day->days > context_.today.days + kMostDays ? "At most two years." : "";
  };
  const bool good = ask("answer", own.mutable_answer(), anything) &&
                    ask("comment", own.mutable_comment(), anything) &&
                    ask("because", own.mutable_reason(), reason) &&
                    ask("counts until", own.mutable_expire_date(), expiry);
  if (!good) return std::nullopt;
  return own;
}

WalkDialog::Next WalkDialog::Answer(std::size_t item) {
  const auto before = decisions_.overrides.find(item);
  const auto own = AskOverride(before == decisions_.overrides.end() ? v1::ItemOverride()
                                                                    : before->second);
  if (!own) {
    *session_.out << "Left as it was.\n";
    return Next::kStay;
  }
  decisions_.overrides[item] = *own;
  return Next::kForward;
}

absl::StatusOr<v1::Mapping> WalkDialog::ReadMapping(
    const std::string& wording, const std::string& line,
    const std::vector<std::string>& suggested) {
  v1::Mapping mapping;
  mapping.set_wording(wording);
  if (line == "-") return mapping;
  for (const auto piece : absl::StrSplit(line, ',')) {
    std::string word(absl::StripAsciiWhitespace(piece));
    v1::MappedQuestion& mapped = *mapping.add_questions();
    if (word.rfind("not ", 0) == 0) {
      mapped.set_opposite(true);
      word = std::string(absl::StripAsciiWhitespace(word.substr(4)));
    }
    if (const auto numbered = Numbered(word, suggested)) {
      mapped.set_question(*numbered);
      continue;
    }
    CB_ASSIGN_OR_RETURN(const auto question, ResolveQuestion(*session_.client, word));
    mapped.set_question(question.name());
  }
  return mapping;
}

void WalkDialog::Preview(const v1::Mapping& mapping) {
  Page page(session_.out_style);
  for (const v1::MappedQuestion& mapped : mapping.questions()) {
    v1::AskRequest request;
    request.set_app(context_.app);
    request.set_question(mapped.question());
    request.set_as_of(context_.as_of);
    const auto answer = session_.client->Ask(request);
    if (!answer.ok()) continue;  // it only helps to choose
    page.Labelled(2,
                  absl::StrCat(std::string(VerdictName(answer->verdict())),
                               mapped.opposite() ? ", and the opposite is asked" : ""),
                  VerdictTone(answer->verdict()), 10, answer->sentence());
  }
  *session_.out << page.text();
}

absl::StatusOr<WalkDialog::Next> WalkDialog::Match(std::size_t item) {
  const std::string& wording = items_[item].question_text();
  v1::MatchQuestionsRequest request;
  request.set_parent(context_.vendor);
  v1::Wording& asked = *request.add_wordings();
  asked.set_text(wording);
  asked.set_questionnaire(context_.questionnaire);
  asked.set_item_id(context_.questionnaire.empty() ? "" : items_[item].item_id());
  CB_ASSIGN_OR_RETURN(const auto response, session_.client->MatchQuestions(request));
  std::vector<std::string> suggested;
  if (!response.matches().empty()) {
    suggested = SuggestedQuestions(response.matches(0));
    *session_.out << RenderMatch(wording, response.matches(0), session_.out_style);
  }
  *session_.out << "A number from above or a question's id; `not` before it where the "
                   "opposite is asked;\nseveral with commas; - for nothing that is "
                   "answered here.\n";
  while (true) {
    const auto line = console_.ReadLine("  It asks: ");
    if (!line || line->empty()) break;
    const auto mapping = ReadMapping(wording, *line, suggested);
    if (!mapping.ok()) {
      *session_.out << "  " << Printable(std::string(mapping.status().message())) << "\n";
      continue;
    }
    Preview(*mapping);
    if (AskKey(absl::StrCat("Record that it asks ", QuestionNames(*mapping),
                            "? [y]es [n]o ")) != 'y') {
      continue;
    }
    decisions_.mappings[item] = *mapping;
    return Next::kForward;
  }
  *session_.out << "Left as it was.\n";
  return Next::kStay;
}

std::optional<std::string> WalkDialog::EndingPrompt() const {
  return absl::StrCat("\n",
                      Count(decisions_.overrides.size(), "own answer", "own answers"),
                      ", ", Count(decisions_.mappings.size(), "wording", "wordings"),
                      " matched, of ", Count(open_.size(), "open row", "open rows"),
                      ". Record it as ", Printable(context_.by), "? [y]es [n]o [b]ack ");
}

}  // namespace clausebook::cli
