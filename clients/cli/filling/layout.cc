#include "clients/cli/filling/layout.h"

#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/files.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::cli {
namespace {

constexpr std::size_t kLargestLayout = 1 << 20;  // bytes

// A row's number; `none` where that is allowed, as -1. 0 if absent.
int RowOf(yaml::MapReader& map, const char* key, bool may_be_none, yaml::Faults& faults) {
  const auto text = map.OptionalText(key);
  if (!text) return 0;
  if (may_be_none && (*text == "none" || *text == "-1")) return -1;
  int row = 0;
  const char* end = text->data() + text->size();
  const auto [at, error] = std::from_chars(text->data(), end, row);
  if (error == std::errc() && at == end && row >= 1) return row;
  faults.Add(
      map.PlaceOf(key), absl::StrCat("`", key, "` is no row."),
      may_be_none ? "Write a number from 1 on, or `none`." : "Write a number from 1 on.");
  return 0;
}

v1::SheetLayout LayoutOf(const yaml::Node& node, yaml::Faults& faults) {
  yaml::MapReader map(node, "sheet", faults);
  v1::SheetLayout layout;
  layout.set_sheet(map.OptionalText("sheet").value_or(""));
  layout.set_skip(map.Bool("skip", false));
  layout.set_header_row(RowOf(map, "header_row", true, faults));
  layout.set_first_row(RowOf(map, "first_row", false, faults));
  layout.set_last_row(RowOf(map, "last_row", false, faults));
  layout.set_id_column(map.OptionalText("id_column").value_or(""));
  layout.set_section_column(map.OptionalText("section_column").value_or(""));
  layout.set_question_column(map.OptionalText("question_column").value_or(""));
  layout.set_answer_column(map.OptionalText("answer_column").value_or(""));
  layout.set_comment_column(map.OptionalText("comment_column").value_or(""));
  map.Finish();
  return layout;
}

// `layout.yaml:3: There is no key …`, of the first fault.
absl::Status FirstOf(const yaml::Faults& faults) {
  const BookFault& fault = faults.faults().front();
  return absl::InvalidArgumentError(
      absl::StrCat(fault.path, ":", fault.line, ": ", fault.message,
                   fault.hint.empty() ? "" : " ", fault.hint));
}

v1::SheetLayout LayoutOf(const LayoutOptions& options) {
  v1::SheetLayout layout;
  layout.set_header_row(options.header_row);
  layout.set_first_row(options.first_row);
  layout.set_last_row(options.last_row);
  layout.set_id_column(options.id_column);
  layout.set_section_column(options.section_column);
  layout.set_question_column(options.question_column);
  layout.set_answer_column(options.answer_column);
  layout.set_comment_column(options.comment_column);
  return layout;
}

bool SaysNothing(const v1::SheetLayout& layout) { return layout.ByteSizeLong() == 0; }

}  // namespace

absl::StatusOr<std::vector<v1::SheetLayout>> ParseLayouts(const std::string& path,
                                                          const std::string& text) {
  yaml::Faults faults;
  const auto root = yaml::Parse(path, text, faults);
  std::vector<v1::SheetLayout> layouts;
  if (root) {
    yaml::MapReader map(*root, "layout", faults);
    for (const yaml::Node* node : map.List("sheets")) {
      layouts.push_back(LayoutOf(*node, faults));
    }
    map.Finish();
  }
  if (!faults.empty()) return FirstOf(faults);
  if (layouts.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        path,
        " says nothing about any sheet. Write a list: sheets: [{sheet: Controls, "
        "question_column: C}]"));
  }
  return layouts;
}

absl::StatusOr<std::vector<v1::SheetLayout>> LayoutsOf(const LayoutOptions& options) {
  if (!options.file.empty()) {
    if (!options.sheets.empty() || !SaysNothing(LayoutOf(options))) {
      return absl::InvalidArgumentError(
          "Either --layout or flags for rows, columns and sheets: write all of it into "
          "the file.");
    }
    CB_ASSIGN_OR_RETURN(const std::string text,
                        ReadSmallFile(options.file, kLargestLayout));
    return ParseLayouts(options.file, text);
  }
  v1::SheetLayout layout = LayoutOf(options);
  std::vector<v1::SheetLayout> layouts;
  if (options.sheets.empty()) {
    if (!SaysNothing(layout)) layouts.push_back(std::move(layout));
    return layouts;
  }
  // The last that fits a sheet counts.
  layouts.emplace_back().set_skip(true);
  for (const std::string& sheet : options.sheets) {
    layouts.push_back(layout);
    layouts.back().set_sheet(sheet);
  }
  return layouts;
}

}  // namespace clausebook::cli
