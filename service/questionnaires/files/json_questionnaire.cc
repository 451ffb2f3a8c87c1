#include "service/questionnaires/files/json_questionnaire.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"
#include "service/questionnaires/files/json_lists.h"
#include "service/questionnaires/files/json_vsaq.h"

namespace clausebook::questionnaires {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMostDepth = 64;
constexpr std::size_t kMostJsonBytes = 16u << 20;

// Behind a comment at `at`, or `at` itself if there is none.
std::size_t SkipComment(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("//")) {
    return std::min(text.find('\n', at), text.size());
  }
  if (text.substr(at).starts_with("/*")) {
    const std::size_t end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  return at;
}

// Behind space and comments.
std::size_t SkipGap(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t behind = SkipComment(text, at);
    if (behind != at) {
      at = behind;
    } else if (std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

// Behind the string that begins at `at`.
std::size_t SkipString(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

// What the library takes without a word: keys that are there twice, of which the last
// would count, and depth.
class Watch {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& value) {
    if (depth > kMostDepth) too_deep_ = true;
    if (event == Json::parse_event_t::object_start) keys_.emplace_back();
    if (event == Json::parse_event_t::object_end && !keys_.empty()) keys_.pop_back();
    if (event == Json::parse_event_t::key && !keys_.empty()) {
      const auto& key = value.get_ref<const std::string&>();
      if (!keys_.back().insert(key).second && twice_.empty()) twice_ = key;
    }
    return !too_deep_;
  }

  absl::Status Check() const {
    if (too_deep_) {
      return MakeError(absl::StrCat("The JSON is nested more than ", kMostDepth,
                                    " levels deep. Flatten it."),
                       {.reason = Reason::kTooLarge});
    }
    if (twice_.empty()) return absl::OkStatus();
    return InvalidField("file", absl::StrCat("An object of the JSON has the key \"",
                                             twice_, "\" twice. Remove one."));
  }

 private:
  std::vector<std::set<std::string>> keys_;
  std::string twice_;
  bool too_deep_ = false;
};

absl::StatusOr<Json> Parse(const std::string& text) {
  Watch watch;
  try {
    Json json = Json::parse(
        text,
        [&watch](int depth, Json::parse_event_t event, Json& value) {
          return watch(depth, event, value);
        },
        true, true);
    CB_RETURN_IF_ERROR(watch.Check());
    return json;
  } catch (const Json::parse_error& error) {
    CB_RETURN_IF_ERROR(watch.Check());
    const std::size_t at = std::min(error.byte, text.size());
    const auto line =
        1 +
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return InvalidField("file", absl::StrCat("The file is not JSON: something is wrong "
                                             "in line ",
                                             line, ". Check its commas and quotes."));
  } catch (const Json::exception&) {
    return InvalidField("file", "The JSON holds a number that is too large.");
  }
}

}  // namespace

bool LooksLikeJson(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  const std::size_t at = SkipGap(bytes, 0);
  return at < bytes.size() && (bytes[at] == '{' || bytes[at] == '[');
}

bool LooksLikeScript(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  std::size_t at = SkipGap(bytes, 0);
  const std::size_t begin = at;
  // One line of names, up to the equals sign: prose and columns hold other characters.
  while (at < bytes.size() &&
         (absl::ascii_isalnum(static_cast<unsigned char>(bytes[at])) ||
          std::string_view("_$. \t").find(bytes[at]) != std::string_view::npos)) {
    ++at;
  }
  if (at == begin || at >= bytes.size() || bytes[at] != '=') return false;
  at = SkipGap(bytes, at + 1);
  return at < bytes.size() && (bytes[at] == '{' || bytes[at] == '[');
}

std::string JoinStrings(std::string_view json, bool* joined) {
  std::string strict;
  strict.reserve(json.size());
  if (joined != nullptr) *joined = false;
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] != '"') {
      const std::size_t behind = std::max(SkipComment(json, at), at + 1);
      strict.append(json.substr(at, behind - at));
      at = behind;
      continue;
    }
    std::size_t end = SkipString(json, at);
    strict.append(json.substr(at, end - at));
    for (std::size_t plus = SkipGap(json, end); plus < json.size() && json[plus] == '+';
         plus = SkipGap(json, end)) {
      const std::size_t next = SkipGap(json, plus + 1);
      if (next >= json.size() || json[next] != '"') break;
      end = SkipString(json, next);
      strict.pop_back();  // the closing quote
      strict.append(json.substr(next + 1, end - next - 1));
      if (joined != nullptr) *joined = true;
    }
    at = end;
  }
  return strict;
}

absl::StatusOr<QuestionnaireFile> ReadJson(std::string_view bytes,
                                           const LayoutOverride& said,
                                           bool may_be_empty) {
  if (bytes.size() > kMostJsonBytes) {
    return MakeError(
        absl::StrCat("The JSON has more than ", kMostJsonBytes >> 20, " MiB. Split it."),
        {.reason = Reason::kTooLarge});
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (const auto at = FindInvalidUtf8(bytes)) {
    return InvalidField("file", absl::StrCat("The JSON is not UTF-8 at byte ", *at, "."));
  }
  bool joined = false;
  const std::string text = JoinStrings(bytes, &joined);
  CB_ASSIGN_OR_RETURN(const Json json, Parse(text));
  QuestionnaireFile file;
  if (IsVsaq(json)) {
    file.format = FileFormat::kVsaq;
    CB_RETURN_IF_ERROR(ReadVsaq(json, &file));
  } else {
    file.format = FileFormat::kJson;
    JsonKeys found;
    CB_RETURN_IF_ERROR(ReadJsonLists(json, said, &found, &file));
    file.answer_key = found.answer;
    file.comment_key = found.comment;
    if (joined || !Json::accept(text, false)) {
      file.read_only =
          "The JSON has comments or joined texts, which a program that fills it in would "
          "lose. Save it as strict JSON.";
    }
  }
  if (!file.items.empty() || may_be_empty) return file;
  return InvalidField("file",
                      "The JSON holds no questions: no list of objects with a key like "
                      "\"question\". Say which key holds them.");
}

}  // namespace clausebook::questionnaires
