#include "tests/fuzz/rpc/script.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <map>

#include "absl/strings/numbers.h"

namespace clausebook::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;

constexpr std::size_t kMostTexts = 64;
constexpr std::size_t kLongestText = 300;

const std::map<std::string, ContractMethod, std::less<>>& MethodsByName() {
  static const auto* const kMethods = [] {
    auto* methods = new std::map<std::string, ContractMethod, std::less<>>;
    for (const ContractMethod method : ContractMethods()) {
      methods->emplace(method->name(), method);
    }
    return methods;
  }();
  return *kMethods;
}

class Silence final : public google::protobuf::io::ErrorCollector {
  void AddError(int, int, const std::string&) override {}
};

std::unique_ptr<Message> ReadRequest(ContractMethod method, std::string_view text) {
  auto request = NewMessageOf(method->input_type());
  Silence silence;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&silence);
  parser.SetRecursionLimit(32);
  if (!parser.ParseFromString(std::string(text), request.get())) return nullptr;
  return request;
}

}  // namespace

Script ReadScript(std::string_view text) {
  Script script;
  while (!text.empty() && script.size() < kMostCalls) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::size_t space = line.find(' ');
    const auto method = MethodsByName().find(line.substr(0, space));
    if (method == MethodsByName().end()) continue;
    auto request = ReadRequest(method->second, space == std::string_view::npos
                                                   ? std::string_view()
                                                   : line.substr(space + 1));
    if (request != nullptr) script.push_back({method->second, std::move(request)});
  }
  return script;
}

std::string WriteScript(const Script& script) {
  TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  for (const ScriptedCall& call : script) {
    std::string request;
    printer.PrintToString(*call.request, &request);
    text += call.method->name() + " " + request + "\n";
  }
  return text;
}

void Harvest::Gather(const Message& response) {
  const auto* reflection = response.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(response, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection->FieldSize(response, field) : 1;
    // Of long lists the beginning does.
    for (int i = 0; i < std::min(size, 4); ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Gather(field->is_repeated() ? reflection->GetRepeatedMessage(response, field, i)
                                    : reflection->GetMessage(response, field));
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        std::string text = field->is_repeated()
                               ? reflection->GetRepeatedString(response, field, i)
                               : reflection->GetString(response, field);
        if (!text.empty() && text.size() < kLongestText) {
          texts_.push_front(std::move(text));
        }
      }
    }
  }
  if (texts_.size() > kMostTexts) texts_.resize(kMostTexts);
}

std::string Harvest::Look(const std::string& text) const {
  std::size_t index = 0;
  const bool refers = text.size() > 1 && text.size() < 5 && text[0] == '$' &&
                      absl::SimpleAtoi(text.substr(1), &index);
  return refers && !texts_.empty() ? texts_[index % texts_.size()] : text;
}

void Harvest::Fill(Message* request) const {
  const auto* reflection = request->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(*request, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool texts = field->type() == FieldDescriptor::TYPE_STRING;
    const bool within = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (!field->is_repeated()) {
      if (within) Fill(reflection->MutableMessage(request, field));
      if (texts) {
        reflection->SetString(request, field,
                              Look(reflection->GetString(*request, field)));
      }
      continue;
    }
    for (int i = 0; i < reflection->FieldSize(*request, field); ++i) {
      if (within) Fill(reflection->MutableRepeatedMessage(request, field, i));
      if (texts) {
        reflection->SetRepeatedString(
            request, field, i, Look(reflection->GetRepeatedString(*request, field, i)));
      }
    }
  }
}

}  // namespace clausebook::testing
