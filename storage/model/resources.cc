// The names of media types.
#include "storage/model/resources.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace clausebook::model {
namespace {

constexpr std::array<std::pair<MediaType, std::string_view>, kLastMediaType + 1> kTypes{{
    {MediaType::kPlainText, "text/plain"},
    {MediaType::kMarkdown, "text/markdown"},
    {MediaType::kHtml, "text/html"},
    {MediaType::kDocx,
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {MediaType::kPdf, "application/pdf"},
    {MediaType::kYaml, "application/yaml"},
    {MediaType::kJson, "application/json"},
}};

bool IsIndex(std::string_view part) {
  return part.size() > 2 && part.front() == '[' && part.back() == ']' &&
         part.find_first_not_of("0123456789", 1) == part.size() - 1;
}

bool IsPlainName(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '-' || c == ':' || c == '$';
  });
}

}  // namespace

std::string_view ToMimeType(MediaType type) {
  for (const auto& [known, name] : kTypes) {
    if (known == type) return name;
  }
  return "";
}

std::string EntryPath(const std::vector<std::string>& parts) {
  std::string path;
  for (const std::string& part : parts) {
    if (IsIndex(part)) {
      path += part;
    } else if (IsPlainName(part)) {
      if (!path.empty()) path += '.';
      path += part;
    } else {
      path += "[\"";
      for (const char c : part) {
        if (c == '"' || c == '\\') path += '\\';
        path += c;
      }
      path += "\"]";
    }
  }
  return path;
}

std::optional<MediaType> ParseMimeType(std::string_view mime_type) {
  for (const auto& [type, known] : kTypes) {
    if (known == mime_type) return type;
  }
  return std::nullopt;
}

}  // namespace clausebook::model
