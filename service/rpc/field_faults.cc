#include "service/rpc/field_faults.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/utf8.h"

namespace clausebook::rpc {
namespace {

constexpr std::size_t kMostViolations = 16;
constexpr std::size_t kMostInMessage = 4;
constexpr std::size_t kLongestField = 120;
constexpr std::size_t kLongestDescription = 500;

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsText(const std::string& text) {
  return !FindInvalidUtf8(text) && text.find('\0') == std::string::npos;
}

// Path below `field` of the first string that is not text, in its `index`-th value
// (-1: not repeated).
std::string FindInvalidIn(const Message& message, const FieldDescriptor* field,
                          int index) {
  const auto* reflection = message.GetReflection();
  const std::string path = index < 0 ? std::string(field->name())
                                     : absl::StrCat(field->name(), "[", index, "]");
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    const std::string inner = FindInvalidText(
        index < 0 ? reflection->GetMessage(message, field)
                  : reflection->GetRepeatedMessage(message, field, index));
    return inner.empty() ? "" : absl::StrCat(path, ".", inner);
  }
  if (field->type() != FieldDescriptor::TYPE_STRING) return "";
  std::string scratch;
  const std::string& text =
      index < 0 ? reflection->GetStringReference(message, field, &scratch)
                : reflection->GetRepeatedStringReference(message, field, index, &scratch);
  return IsText(text) ? "" : path;
}

}  // namespace

void FieldFaults::Add(std::string_view field, std::string_view description) {
  if (violations_.size() == kMostViolations) {
    ++left_out_;
    return;
  }
  violations_.push_back(
      {Shorten(field, kLongestField), Shorten(description, kLongestDescription)});
}

void FieldFaults::AddPageToken(std::string_view description) {
  page_token_ = true;
  Add("page_token", description);
}

void FieldFaults::AddFrom(const absl::Status& status, std::string_view prefix) {
  const auto detail = GetErrorDetail(status);
  if (!detail || detail->violations.empty()) {
    Add(prefix.substr(0, prefix.find_last_not_of('.') + 1),
        std::string(status.message()));
    return;
  }
  for (const FieldViolation& violation : detail->violations) {
    Add(std::string(prefix) + violation.field, violation.description);
  }
}

absl::Status FieldFaults::ToStatus() const {
  if (violations_.empty()) return absl::OkStatus();
  std::vector<std::string> lines;
  for (const FieldViolation& fault : violations_) {
    if (lines.size() == kMostInMessage) break;
    lines.push_back(absl::StrCat(fault.field, ": ", fault.description));
  }
  const std::size_t more = violations_.size() - lines.size() + left_out_;
  if (more > 0) lines.push_back(absl::StrCat("And ", more, " more."));
  const bool only_token = page_token_ && violations_.size() == 1;
  ErrorDetail detail;
  detail.reason = only_token ? Reason::kInvalidPageToken : Reason::kInvalidField;
  detail.violations = violations_;
  detail.metadata = {{"field", violations_.front().field}};
  return MakeError(absl::StrJoin(lines, " "), detail);
}

std::string FindInvalidText(const Message& message) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool repeated = field->is_repeated();
    const int count = repeated ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      std::string path = FindInvalidIn(message, field, repeated ? i : -1);
      if (!path.empty()) return path;
    }
  }
  return "";
}

std::string Shorten(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "\u2026";
}

}  // namespace clausebook::rpc
