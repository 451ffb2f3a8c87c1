#include "service/questionnaires/payload/told.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/base/error.h"
#include "service/base/printable.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"
#include "service/questionnaires/payload/compare.h"

namespace clausebook::questionnaires::payload {
namespace {

constexpr int kMostLevels = 32;

// What the library takes without a word: keys that are there twice, and depth.
class PayloadWatch {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& value) {
    too_deep_ |= depth > kMostLevels;
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
      return MakeError(
          absl::StrCat("The payload is nested more than ", kMostLevels, " levels deep."),
          {.reason = Reason::kTooLarge});
    }
    if (twice_.empty()) return absl::OkStatus();
    return InvalidField("payload",
                        absl::StrCat("An object has the key \"", Printable(twice_),
                                     "\" twice. Remove one."));
  }

 private:
  std::vector<std::set<std::string>> keys_;
  std::string twice_;
  bool too_deep_ = false;
};

absl::Status NoJson(std::string_view text, std::size_t byte) {
  // The library counts from 1 on and names the last byte that it read.
  const std::size_t end = byte == 0 ? 0 : byte - 1;
  const std::string_view before = text.substr(0, std::min(end, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  return InvalidField("payload",
                      absl::StrCat("No JSON: something is wrong in line ", line,
                                   ", near column ", before.size() - start + 1, "."));
}

absl::StatusOr<Json> ParseTold(std::string_view text) {
  PayloadWatch watch;
  try {
    Json json = Json::parse(text.begin(), text.end(),
                            [&watch](int depth, Json::parse_event_t event, Json& value) {
                              return watch(depth, event, value);
                            });
    CB_RETURN_IF_ERROR(watch.Check());
    return json;
  } catch (const Json::parse_error& error) {
    CB_RETURN_IF_ERROR(watch.Check());
    return NoJson(text, error.byte);
  } catch (const Json::exception&) {  // a number out of range
    return InvalidField("payload", "It holds a number that is out of range.");
  }
}

}  // namespace

absl::StatusOr<Json> ReadTold(std::string_view text) {
  if (text.empty()) return Json::object();
  if (text.size() > kMostPayloadBytes) {
    return MakeError("The payload has more than 1 MiB.",
                     {.reason = Reason::kTooLarge, .metadata = {{"field", "payload"}}});
  }
  if (const auto at = FindInvalidUtf8(text)) {
    return InvalidField("payload", absl::StrCat("Byte ", *at, " is not UTF-8."));
  }
  CB_ASSIGN_OR_RETURN(Json json, ParseTold(text));
  if (json.is_object() && json.contains("appTrustInformation")) {
    json = Json(json["appTrustInformation"]);
  }
  if (!json.is_object()) {
    return InvalidField("payload",
                        "An object with the form's blocks, or one that holds it under "
                        "\"appTrustInformation\".");
  }
  return json;
}

const Json* ToldAt(const Json& body, std::string_view path) {
  const Json* at = &body;
  for (const auto& key :
       absl::StrSplit(absl::string_view(path.data(), path.size()), '.')) {
    if (!at->is_object()) return nullptr;
    const auto found = at->find(std::string(key));
    if (found == at->end()) return nullptr;
    at = &*found;
  }
  const bool nothing = at->is_null() || (at->is_array() && at->empty()) ||
                       (at->is_string() && at->get_ref<const std::string&>().empty());
  return nothing ? nullptr : at;
}

}  // namespace clausebook::questionnaires::payload
