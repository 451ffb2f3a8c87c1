#include "service/rpc/questionnaires/form_rendering.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/forms/form_of_response.h"
#include "service/questionnaires/forms/forms.h"
#include "service/questionnaires/payload/payload.h"

namespace clausebook::rpc {

namespace {

namespace payload = questionnaires::payload;

absl::StatusOr<std::string> RenderPayload(
    const questionnaires::editions::Edition* edition,
    const questionnaires::forms::FormDocument& document) {
  using questionnaires::forms::FormItem;
  using questionnaires::forms::FormStatus;
  const bool has_payload =
      edition != nullptr &&
      std::any_of(edition->items.begin(), edition->items.end(),
                  [](const auto& item) { return item.field.has_value(); });
  if (!has_payload) {
    return InvalidField("form", "This questionnaire is not handed in as a payload.");
  }
  std::map<std::string, const FormItem*, std::less<>> by_id;
  for (const FormItem& item : document.items) by_id[item.id] = &item;
  const auto find = [&](std::string_view id) -> const FormItem* {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : found->second;
  };
  CB_ASSIGN_OR_RETURN(
      const auto fields,
      payload::FieldsOfForm(
          *edition, [&](std::string_view id) -> std::optional<std::string> {
            const FormItem* item = find(id);
            return item == nullptr ? std::nullopt : std::optional(item->answer);
          }));
  return payload::PayloadJson(fields, [&](std::string_view id) {
    const FormItem* item = find(id);
    return item != nullptr && item->status == FormStatus::kApproved;
  });
}

}  // namespace

absl::StatusOr<std::string> RenderForm(const HandlerDeps& deps,
                                       const model::Response& response,
                                       const std::vector<model::ReviewedItem>& items,
                                       const DisplayNames& names, v1::ExportForm form,
                                       Date today) {
  namespace forms = questionnaires::forms;
  const auto* edition = deps.editions->Find(response.questionnaire);
  const forms::FormDocument document = forms::FormOf(
      response, items,
      {names.app, names.vendor, edition == nullptr ? "" : edition->notice}, today);
  switch (form) {
    case v1::EXPORT_FORM_MARKDOWN:
      return forms::RenderMarkdown(document);
    case v1::EXPORT_FORM_CSV:
      return forms::RenderCsv(document);
    case v1::EXPORT_FORM_XLSX:
      return forms::RenderXlsx(document);
    case v1::EXPORT_FORM_HTML:
      return forms::RenderHtml(document);
    case v1::EXPORT_FORM_PAYLOAD:
      return RenderPayload(edition, document);
    default:
      return forms::RenderJson(document);
  }
}

}  // namespace clausebook::rpc
