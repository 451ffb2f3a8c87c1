// The names of media types.
#include "storage/model/resources.h"

#include <array>
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

}  // namespace

std::string_view ToMimeType(MediaType type) {
  for (const auto& [known, name] : kTypes) {
    if (known == type) return name;
  }
  return "";
}

std::string EntryPath(const Clause& clause) {
  std::string path;
  for (const std::string& part : clause.heading_path) {
    if (!path.empty() && !part.starts_with('[')) path += '.';
    path += part;
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
