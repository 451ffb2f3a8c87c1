// Lists of texts in a column. What we wrote is a list of texts; of a damaged one nothing
// is kept. Bytes that are not UTF-8 are replaced: nothing of ours throws over a text.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_JSON_LISTS_H_
#define CLAUSEBOOK_STORAGE_SQLITE_JSON_LISTS_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace clausebook::storage {

inline std::string ToJsonText(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

inline std::vector<std::string> TextsOf(const std::string& json) {
  std::vector<std::string> texts;
  for (const auto& text : nlohmann::json::parse(json, nullptr, false)) {
    if (text.is_string()) texts.push_back(text.get<std::string>());
  }
  return texts;
}

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_JSON_LISTS_H_
