#include "service/rpc/questionnaires/fill_request.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/files/cell_address.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

using questionnaires::FormulaTexts;
using questionnaires::LayoutOverride;

constexpr int kMostLayouts = 200;
constexpr std::size_t kLongestOption = 1000;

void CheckRow(FieldFaults& faults, const std::string& field, int row, int least) {
  if (row < least || row > questionnaires::kMostRows) {
    faults.Add(field, absl::StrCat("A row's number, up to ", questionnaires::kMostRows,
                                   "; 0: it is guessed."));
  }
}

LayoutOverride CheckLayout(FieldFaults& faults, const std::string& field,
                           const v1::SheetLayout& layout) {
  CheckRow(faults, absl::StrCat(field, ".header_row"), layout.header_row(), -1);
  CheckRow(faults, absl::StrCat(field, ".first_row"), layout.first_row(), 0);
  CheckRow(faults, absl::StrCat(field, ".last_row"), layout.last_row(), 0);
  for (const std::string* text :
       {&layout.sheet(), &layout.id_column(), &layout.section_column(),
        &layout.question_column(), &layout.answer_column(), &layout.comment_column()}) {
    CheckOptionalText(faults, field, *text, kLongestOption);
  }
  LayoutOverride out;
  out.sheet = layout.sheet();
  out.skip = layout.skip();
  // On the wire 0 is what nobody said.
  out.header_row = layout.header_row() == 0 ? -1 : std::max(layout.header_row(), 0);
  out.first_row = layout.first_row();
  out.last_row = layout.last_row();
  out.id = layout.id_column();
  out.section = layout.section_column();
  out.question = layout.question_column();
  out.answer = layout.answer_column();
  out.comment = layout.comment_column();
  return out;
}

FormulaTexts CheckFormulaTexts(FieldFaults& faults, v1::FormulaTexts mode) {
  switch (mode) {
    case v1::FORMULA_TEXTS_UNSPECIFIED:
    case v1::FORMULA_TEXTS_REFUSE:
      return FormulaTexts::kRefuse;
    case v1::FORMULA_TEXTS_QUOTE_PREFIX:
      return FormulaTexts::kQuotePrefix;
    case v1::FORMULA_TEXTS_AS_IS:
      return FormulaTexts::kAsIs;
    default:
      faults.Add("formula_texts", "Not one of the values of FormulaTexts.");
      return FormulaTexts::kRefuse;
  }
}

void CheckLayouts(FieldFaults& faults, const v1::FillOptions& options,
                  FillRequest* request) {
  if (options.layouts_size() > kMostLayouts) {
    faults.Add("layouts", absl::StrCat("At most ", kMostLayouts, "."));
  }
  for (int i = 0; i < std::min(options.layouts_size(), kMostLayouts); ++i) {
    request->read.layouts.push_back(
        CheckLayout(faults, absl::StrCat("layouts[", i, "]"), options.layouts(i)));
  }
}

}  // namespace

absl::StatusOr<FillRequest> CheckFillOptions(const CallContext& context,
                                             const v1::FillOptions& options) {
  FieldFaults faults;
  FillRequest request;
  request.app = CheckApp(faults, "app", options.app()).value_or(model::AppRef{});
  if (!options.questionnaire().empty()) {
    request.edition =
        CheckNameIn(faults, "questionnaire", options.questionnaire(), "questionnaires")
            .value_or("");
  }
  CheckOptionalText(faults, "file_name", options.file_name(), kLongestOption);
  request.file_name = options.file_name();
  request.as_of =
      CheckDate(faults, "as_of", options.as_of()).value_or(DateOf(context.now));
  request.known_at =
      CheckKnownAt(faults, context, options.has_known_at(), options.known_at());
  CheckLayouts(faults, options, &request);
  request.fill.overwrite = options.overwrite();
  request.fill.unlock = options.unlock();
  request.fill.allow_unlisted = options.allow_unlisted();
  request.fill.formula_texts = CheckFormulaTexts(faults, options.formula_texts());
  request.layout_only = options.layout_only();
  request.read.may_be_empty = options.layout_only();
  if (!options.response_id().empty()) {
    CheckId(faults, "response_id", options.response_id());
    if (options.layout_only()) {
      faults.Add("response_id", "With `layout_only` nothing is filled or recorded.");
    }
  }
  request.response_id = options.response_id();
  CheckOptionalText(faults, "title", options.title(), 200);
  request.title = options.title().empty() ? options.file_name() : options.title();
  CheckOptionalText(faults, "creator", options.creator(), 200);
  request.creator = options.creator();
  request.include_unapproved = options.include_unapproved();
  if (!v1::ExportForm_IsValid(options.form())) {
    faults.Add("form", "Not one of the values of ExportForm.");
  } else if (options.form() != v1::EXPORT_FORM_UNSPECIFIED &&
             !options.file_name().empty()) {
    faults.Add("form", "Not for customers' files: those keep their own.");
  }
  request.form = options.form();
  CB_RETURN_IF_ERROR(faults.ToStatus());
  return request;
}

std::string SerializeFillOptions(const v1::FillOptions& options) {
  v1::FillOptions kept = options;
  // The response itself has these, and nobody asks for them again.
  kept.clear_known_at();
  kept.clear_response_id();
  kept.clear_creator();
  kept.clear_include_unapproved();
  kept.clear_form();
  return kept.SerializeAsString();
}

absl::StatusOr<FillRequest> ParseFillOptions(const CallContext& context,
                                             const std::string& serialized) {
  v1::FillOptions options;
  if (!options.ParseFromString(serialized)) {
    return absl::InternalError("the options of a recorded response do not parse");
  }
  return CheckFillOptions(context, options);
}

}  // namespace clausebook::rpc
