#include "clients/cli/render/properties.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

// What a fact on it says, as a fact book has it.
std::string_view TypeName(v1::PropertyType type) {
  switch (type) {
    case v1::PROPERTY_TYPE_BOOL:
      return "bool";
    case v1::PROPERTY_TYPE_ENUM:
      return "enum";
    case v1::PROPERTY_TYPE_SET:
      return "set";
    case v1::PROPERTY_TYPE_DURATION:
      return "duration";
    case v1::PROPERTY_TYPE_DATE:
      return "date";
    case v1::PROPERTY_TYPE_TEXT:
      return "text";
    case v1::PROPERTY_TYPE_URI:
      return "uri";
    case v1::PROPERTY_TYPE_CONTACT:
      return "contact";
    default:
      return "?";  // of a newer server
  }
}

// What to write for its value.
std::string WhatToWrite(v1::PropertyType type, bool listed) {
  switch (type) {
    case v1::PROPERTY_TYPE_BOOL:
      return "bool: true or false";
    case v1::PROPERTY_TYPE_ENUM:
      return "enum: one of the values below";
    case v1::PROPERTY_TYPE_SET:
      return listed ? "set: a list, of the values below where they fit"
                    : "set: a list of names, such as hosts or companies";
    case v1::PROPERTY_TYPE_DURATION:
      return "duration: a length of time such as P30D, or indefinite";
    case v1::PROPERTY_TYPE_DATE:
      return "date: a day, YYYY-MM-DD";
    case v1::PROPERTY_TYPE_URI:
      return "uri: an absolute URI";
    case v1::PROPERTY_TYPE_CONTACT:
      return "contact: a mail address, a URI or another way to reach somebody";
    default:
      return std::string(TypeName(type));
  }
}

std::vector<Cell> RowOf(const v1::Property& property, Tone tone) {
  return {{IdOf(property.name()), tone},
          {TypeName(property.type()), Tone::kFaint},
          {property.description()}};
}

Table TableOf(const std::vector<v1::Property>& properties, Tone tone) {
  Table table{{"", "", ""}, {}};
  for (const auto& property : properties) table.rows.push_back(RowOf(property, tone));
  return table;
}

void AddTotal(Page& page, std::size_t count, std::string_view one,
              std::string_view many) {
  if (count > 0) page.Blank();
  page.Text(0, Count(count, one, many), Tone::kStrong);
}

}  // namespace

std::string_view TopicOf(const v1::Property& property) {
  const std::string_view id = IdOf(property.name());
  return id.substr(0, id.find('.'));
}

std::string RenderProperties(const std::vector<v1::Property>& properties,
                             const Style& style) {
  Page page(style);
  const Table all = TableOf(properties, Tone::kPlain);
  const auto widths = ColumnWidths(all, style.width - 2);
  for (std::size_t i = 0; i < properties.size();) {
    const std::string_view topic = TopicOf(properties[i]);
    Table table{all.head, {}};
    for (; i < properties.size() && TopicOf(properties[i]) == topic; ++i) {
      table.rows.push_back(all.rows[i]);
    }
    if (!page.text().empty()) page.Blank();
    page.Text(0, topic, Tone::kStrong);
    page.Add(2, table, widths);
  }
  AddTotal(page, properties.size(), "property", "properties");
  return page.text();
}

std::string RenderFoundProperties(const std::vector<v1::Property>& properties,
                                  const Style& style) {
  Page page(style);
  page.Add(0, TableOf(properties, Tone::kStrong));
  AddTotal(page, properties.size(), "property found", "properties found");
  return page.text();
}

std::string RenderProperty(const v1::Property& property,
                           const std::vector<v1::Question>& questions,
                           const Style& style) {
  constexpr int kLabels = 14;
  Page page(style);
  const std::string id(IdOf(property.name()));
  page.Text(0, id, Tone::kStrong);
  page.Blank();
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) page.Labelled(2, label, Tone::kFaint, kLabels, text);
  };
  add("means", property.description());
  add("value", WhatToWrite(property.type(), property.allowed_values_size() > 0));
  add("narrowed by", absl::StrJoin(property.qualifier_dimensions(), ", "));
  add("shown by", absl::StrJoin(property.evidence_kinds(), ", "));
  add("also called", absl::StrJoin(property.tags(), ", "));
  if (property.allowed_values_size() > 0) {
    page.Blank();
    page.Text(2, "Values", Tone::kFaint);
    Table values{{"", ""}, {}};
    for (const auto& value : property.allowed_values()) {
      values.rows.push_back({{value.value(), Tone::kStrong}, {value.label()}});
    }
    page.Add(4, values);
  }
  Table readers{{"", ""}, {}};
  for (const auto& question : questions) {
    const auto& read = question.properties();
    if (std::find(read.begin(), read.end(), id) == read.end()) continue;
    readers.rows.push_back(
        {{IdOf(question.name()), Tone::kStrong}, {question.wording()}});
  }
  page.Blank();
  if (readers.rows.empty()) {
    page.Text(2, "No question reads it.", Tone::kFaint);
  } else {
    page.Text(2, "Questions that read it", Tone::kFaint);
    page.Add(4, readers);
  }
  return page.text();
}

}  // namespace clausebook::cli
