#include "clients/cli/render/payload.h"

#include <cstddef>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

constexpr int kPayloadGap = 10;

std::string_view StateName(v1::PayloadFieldState state) {
  switch (state) {
    case v1::PAYLOAD_FIELD_STATE_CONFLICT:
      return "CONFLICT";
    case v1::PAYLOAD_FIELD_STATE_DIFFERS:
      return "DIFFERS";
    case v1::PAYLOAD_FIELD_STATE_NOT_TOLD:
      return "NOT TOLD";
    case v1::PAYLOAD_FIELD_STATE_UNKNOWN:
      return "UNKNOWN";
    case v1::PAYLOAD_FIELD_STATE_PERSON:
      return "A PERSON";
    default:
      return "?";
  }
}

Tone StateTone(v1::PayloadFieldState state) {
  switch (state) {
    case v1::PAYLOAD_FIELD_STATE_CONFLICT:
    case v1::PAYLOAD_FIELD_STATE_DIFFERS:
      return Tone::kBad;
    default:
      return Tone::kUnknown;
  }
}

void AddPayloadField(Page& page, const v1::PayloadField& field) {
  page.Labelled(0, StateName(field.state()), StateTone(field.state()), kPayloadGap,
                field.path(), Tone::kStrong);
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) page.Labelled(kPayloadGap, label, Tone::kFaint, kPayloadGap, text);
  };
  add("asked", field.question_text());
  add("told", field.told());
  add("evidence", field.evidence());
  add("because", field.explanation());
  if (field.sentence() != field.explanation()) add("answer", field.sentence());
  for (const std::string& fact : field.facts()) add("fact", fact);
  page.Blank();
}

std::size_t SizeOf(int count) { return static_cast<std::size_t>(count); }

}  // namespace

std::string RenderPayloadComparison(const v1::ComparePayloadResponse& response, bool all,
                                    const Style& style) {
  Page page(style);
  for (const v1::PayloadField& field : response.differences())
    AddPayloadField(page, field);
  if (all) {
    for (const v1::PayloadField& field : response.open_fields()) {
      AddPayloadField(page, field);
    }
  }
  for (const std::string& path : response.unknown_paths()) {
    page.Labelled(0, "NOTE", Tone::kUnknown, kPayloadGap,
                  absl::StrCat("The form is not known to have ", path, "."));
  }
  page.Text(0,
            absl::StrCat(
                Count(SizeOf(response.agreed_count()), "field agrees", "fields agree"),
                " with the evidence, ",
                Count(SizeOf(response.differences_size()), "does not", "do not"), "; ",
                response.open_fields_size(), " it cannot speak to. As of ",
                response.as_of(), ", as known at ", TimeText(response.known_at()), "."),
            Tone::kStrong);
  return page.text();
}

}  // namespace clausebook::cli
