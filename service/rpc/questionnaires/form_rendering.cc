#include "service/rpc/questionnaires/form_rendering.h"

#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/forms/form_of_response.h"
#include "service/questionnaires/forms/forms.h"

namespace clausebook::rpc {

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
    default:
      return forms::RenderJson(document);
  }
}

}  // namespace clausebook::rpc
