#include "service/evidence/book_formats.h"

#include <array>
#include <cctype>

namespace clausebook::evidence {
namespace {

using model::MediaType;

struct Format {
  MediaType type;
  std::string_view name;
  std::string_view ending;
};

constexpr std::array<Format, 7> kFormats{{{MediaType::kPlainText, "text", ".txt"},
                                          {MediaType::kMarkdown, "markdown", ".md"},
                                          {MediaType::kHtml, "html", ".html"},
                                          {MediaType::kDocx, "docx", ".docx"},
                                          {MediaType::kPdf, "pdf", ".pdf"},
                                          {MediaType::kYaml, "yaml", ".yml"},
                                          {MediaType::kJson, "json", ".json"}}};

bool EndsWithAnyCase(std::string_view text, std::string_view ending) {
  if (text.size() < ending.size()) return false;
  text.remove_prefix(text.size() - ending.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != ending[i]) return false;
  }
  return true;
}

}  // namespace

std::string NameOfFormat(MediaType type) {
  for (const Format& format : kFormats) {
    if (format.type == type) return std::string(format.name);
  }
  return "";
}

std::optional<MediaType> FormatByName(std::string_view name) {
  for (const Format& format : kFormats) {
    const bool declaration =
        format.type == MediaType::kYaml || format.type == MediaType::kJson;
    if (format.name == name && !declaration) return format.type;
  }
  return std::nullopt;
}

MediaType FormatOfFile(std::string_view file) {
  if (EndsWithAnyCase(file, ".markdown")) return MediaType::kMarkdown;
  if (EndsWithAnyCase(file, ".htm")) return MediaType::kHtml;
  for (const Format& format : kFormats) {
    const bool declaration =
        format.type == MediaType::kYaml || format.type == MediaType::kJson;
    if (!declaration && EndsWithAnyCase(file, format.ending)) return format.type;
  }
  return MediaType::kPlainText;
}

std::string_view EndingOf(MediaType type) {
  for (const Format& format : kFormats) {
    if (format.type == type) return format.ending;
  }
  return "";
}

}  // namespace clausebook::evidence
