#include "service/rpc/request_names.h"

#include <google/protobuf/descriptor.h>

#include <utility>

#include "service/base/status_macros.h"

namespace clausebook::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// `a` and `b.c` of `a.b.c`.
std::pair<std::string, std::string_view> FirstStep(std::string_view path) {
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) return {std::string(path), {}};
  return {std::string(path.substr(0, dot)), path.substr(dot + 1)};
}

void AddTextsAt(const Message& message, std::string_view path,
                std::vector<std::string>& texts) {
  const auto [name, rest] = FirstStep(path);
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr) return;
  const Reflection* reflection = message.GetReflection();
  const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
  for (int i = 0; i < count; ++i) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      AddTextsAt(field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i)
                                      : reflection->GetMessage(message, field),
                 rest, texts);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      std::string text = field->is_repeated()
                             ? reflection->GetRepeatedString(message, field, i)
                             : reflection->GetString(message, field);
      if (!text.empty()) texts.push_back(std::move(text));
    }
  }
}

absl::Status SetPerson(const admission::Identity& caller, std::string_view whole,
                       std::string_view path, Message* message) {
  const auto [name, rest] = FirstStep(path);
  const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(name);
  if (field == nullptr) return absl::InternalError("the table names no such field");
  const Reflection* reflection = message->GetReflection();
  if (!rest.empty()) {
    // Nobody acts in a part that was not sent.
    if (!reflection->HasField(*message, field)) return absl::OkStatus();
    return SetPerson(caller, whole, rest, reflection->MutableMessage(message, field));
  }
  CB_ASSIGN_OR_RETURN(
      std::string acting,
      admission::ActingName(caller, whole, reflection->GetString(*message, field)));
  reflection->SetString(message, field, std::move(acting));
  return absl::OkStatus();
}

// The field at the end of the path; null if there is none.
const FieldDescriptor* FieldAt(const Descriptor& type, std::string_view path) {
  const auto [name, rest] = FirstStep(path);
  const FieldDescriptor* field = type.FindFieldByName(name);
  if (field == nullptr || rest.empty()) return field;
  return field->message_type() == nullptr ? nullptr
                                          : FieldAt(*field->message_type(), rest);
}

bool IsTextField(const FieldDescriptor* field) {
  return field != nullptr && field->type() == FieldDescriptor::TYPE_STRING;
}

}  // namespace

std::vector<std::string> TextsAt(const Message& message, std::string_view path) {
  std::vector<std::string> texts;
  AddTextsAt(message, path, texts);
  return texts;
}

bool AnyText(const Message& message,
             const std::function<bool(std::string_view)>& visit) {
  const Reflection* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  std::string scratch;
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      bool found = false;
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        found = AnyText(field->is_repeated()
                            ? reflection->GetRepeatedMessage(message, field, i)
                            : reflection->GetMessage(message, field),
                        visit);
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        found = visit(field->is_repeated() ? reflection->GetRepeatedStringReference(
                                                 message, field, i, &scratch)
                                           : reflection->GetStringReference(
                                                 message, field, &scratch));
      }
      if (found) return true;
    }
  }
  return false;
}

bool HasPaths(const admission::Rule& rule, const Descriptor& type) {
  for (const admission::NamingField& field : rule.fields) {
    if (field.kind == admission::FieldKind::kNone) break;
    if (!IsTextField(FieldAt(type, field.path))) return false;
  }
  if (rule.person.empty()) return true;
  const FieldDescriptor* person = FieldAt(type, rule.person);
  return IsTextField(person) && !person->is_repeated();
}

absl::Status AdmitRequest(const admission::Identity& caller, const admission::Rule& rule,
                          Message* request) {
  admission::RequestNames names;
  names.at = [request](std::string_view path) { return TextsAt(*request, path); };
  names.any = [request](const std::function<bool(std::string_view)>& visit) {
    return AnyText(*request, visit);
  };
  CB_RETURN_IF_ERROR(admission::CheckNames(caller, rule, names));
  if (rule.person.empty()) return absl::OkStatus();
  return SetPerson(caller, rule.person, rule.person, request);
}

}  // namespace clausebook::rpc
