// The order to compute everything when the workbook is opened.
#include <string>

#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/package/xml_stream.h"
#include "service/questionnaires/files/cell_text.h"
#include "service/questionnaires/files/sheet_splice.h"
#include "service/questionnaires/files/splice.h"

namespace clausebook::questionnaires {
namespace {

class CalculationWriter : public package::XmlHandler {
 public:
  absl::Status Start(const package::XmlTag& tag) override {
    ++depth_;
    if (depth_ != 2 || tag.name != "calcPr") return absl::OkStatus();
    edit_ = {tag.begin, tag.end, absl::StrCat("<", std::string(tag.whole))};
    for (const char* const* at = tag.attributes; *at != nullptr; at += 2) {
      if (std::string_view(at[0]) == "fullCalcOnLoad") continue;
      absl::StrAppend(&edit_.text, " ", at[0], "=\"", EncodeAttribute(at[1]), "\"");
    }
    absl::StrAppend(&edit_.text, " fullCalcOnLoad=\"1\"/>");
    found_ = true;
    return absl::OkStatus();
  }

  absl::Status End(const package::XmlTag& tag) override {
    if (depth_-- != 2) return absl::OkStatus();
    if (tag.name == "calcPr" && tag.end > tag.begin) edit_.end = tag.end;
    const bool comes_before = tag.name == "sheets" || tag.name == "functionGroups" ||
                              tag.name == "externalReferences" ||
                              tag.name == "definedNames";
    if (!found_ && comes_before) {
      edit_ = {tag.end, tag.end,
               absl::StrCat("<", PrefixOf(tag), "calcPr fullCalcOnLoad=\"1\"/>")};
    }
    return absl::OkStatus();
  }

  void Text(std::string_view) override {}

  const Edit& edit() const { return edit_; }

 private:
  Edit edit_;
  int depth_ = 0;
  bool found_ = false;
};

}  // namespace

absl::StatusOr<std::string> SpliceFullCalculation(const std::string& part,
                                                  std::string_view xml) {
  CalculationWriter writer;
  CB_RETURN_IF_ERROR(StreamForEdits(part, xml, &writer));
  return ApplyEdits(xml, {writer.edit()});
}

}  // namespace clausebook::questionnaires
