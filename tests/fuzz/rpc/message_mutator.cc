#include "tests/fuzz/rpc/message_mutator.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

#include "tests/fuzz/rpc/words.h"

namespace clausebook::testing {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void MessageMutator::Mutate(Message* message) {
  const auto* type = message->GetDescriptor();
  if (type->field_count() == 0) return;
  const auto* field =
      type->field(static_cast<int>(Below(static_cast<std::size_t>(type->field_count()))));
  if (field->is_repeated()) {
    MutateRepeated(message, field);
  } else {
    MutateSingle(message, field);
  }
}

void MessageMutator::MutateRepeated(Message* message, const Field* field) {
  const auto* reflection = message->GetReflection();
  const int size = reflection->FieldSize(*message, field);
  const std::size_t what = Below(4);
  if (size > 0 && what == 0) return reflection->RemoveLast(message, field);
  const bool within = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (size > 0 && what == 1 && within) {
    return Mutate(reflection->MutableRepeatedMessage(
        message, field, static_cast<int>(Below(static_cast<std::size_t>(size)))));
  }
  if (size > 1 && what == 2) return reflection->SwapElements(message, field, 0, size - 1);
  if (field->is_map()) return;
  if (!within) return SetScalar(message, field, true);
  Message* added = reflection->AddMessage(message, field);
  for (std::size_t i = Below(4); i > 0; --i) Mutate(added);
}

void MessageMutator::MutateSingle(Message* message, const Field* field) {
  const auto* reflection = message->GetReflection();
  if (Below(8) == 0) return reflection->ClearField(message, field);
  if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    return SetScalar(message, field, false);
  }
  Message* within = reflection->MutableMessage(message, field);
  for (std::size_t i = 1 + Below(3); i > 0; --i) Mutate(within);
}

void MessageMutator::SetScalar(Message* message, const Field* field, bool append) {
  const auto* r = message->GetReflection();
  const auto number = [&] { return NewNumber(field); };
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32: {
      const auto value = static_cast<std::int32_t>(number());
      append ? r->AddInt32(message, field, value) : r->SetInt32(message, field, value);
      return;
    }
    case FieldDescriptor::CPPTYPE_INT64:
      append ? r->AddInt64(message, field, number())
             : r->SetInt64(message, field, number());
      return;
    case FieldDescriptor::CPPTYPE_UINT32: {
      const auto value = static_cast<std::uint32_t>(number());
      append ? r->AddUInt32(message, field, value) : r->SetUInt32(message, field, value);
      return;
    }
    case FieldDescriptor::CPPTYPE_UINT64: {
      const auto value = static_cast<std::uint64_t>(number());
      append ? r->AddUInt64(message, field, value) : r->SetUInt64(message, field, value);
      return;
    }
    case FieldDescriptor::CPPTYPE_DOUBLE: {
      const auto value = static_cast<double>(number());
      append ? r->AddDouble(message, field, value) : r->SetDouble(message, field, value);
      return;
    }
    case FieldDescriptor::CPPTYPE_FLOAT: {
      const auto value = static_cast<float>(number());
      append ? r->AddFloat(message, field, value) : r->SetFloat(message, field, value);
      return;
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      append ? r->AddBool(message, field, Below(2) == 0)
             : r->SetBool(message, field, Below(2) == 0);
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      append ? r->AddEnumValue(message, field, NewEnum(field))
             : r->SetEnumValue(message, field, NewEnum(field));
      return;
    case FieldDescriptor::CPPTYPE_STRING:
      append
          ? r->AddString(message, field, NewText(field, ""))
          : r->SetString(message, field, NewText(field, r->GetString(*message, field)));
      return;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return;
  }
}

std::string MessageMutator::NewText(const Field* field, const std::string& old) {
  const std::size_t what = Below(20);
  // What an earlier call answered; see rpc_fuzzer.cc.
  if (what < 3) return "$" + std::to_string(Below(24));
  if (what < 5) return Noisy(old);
  const auto& fitting = WordsFor(field->name());
  if (what < 17 && !fitting.empty()) return std::string(fitting[Below(fitting.size())]);
  const auto& any = AnyWords();
  std::string word(any[Below(any.size())]);
  return what == 19 ? Noisy(word) : word;
}

std::int64_t MessageMutator::NewNumber(const Field* field) {
  // Times are about those of the calls.
  if (field->name() == "seconds") {
    return 1'767'225'600 + static_cast<std::int64_t>(Below(60));
  }
  constexpr std::int64_t kOdd[] = {-1,
                                   0,
                                   1,
                                   2,
                                   1'000,
                                   1'001,
                                   std::numeric_limits<std::int32_t>::max(),
                                   std::numeric_limits<std::int32_t>::min(),
                                   std::numeric_limits<std::int64_t>::max(),
                                   std::numeric_limits<std::int64_t>::min()};
  if (Below(3) == 0) return kOdd[Below(std::size(kOdd))];
  return static_cast<std::int64_t>(Below(100));
}

int MessageMutator::NewEnum(const Field* field) {
  const auto* type = field->enum_type();
  const auto index = Below(static_cast<std::size_t>(type->value_count()) + 1);
  if (index == static_cast<std::size_t>(type->value_count())) return 99;
  return type->value(static_cast<int>(index))->number();
}

std::string MessageMutator::Noisy(std::string text) {
  constexpr std::size_t kGrows = 16;
  const std::size_t size = text.size();
  text.resize(size + kGrows);
  text.resize(noise_(reinterpret_cast<std::uint8_t*>(text.data()), size, text.size()));
  return text;
}

}  // namespace clausebook::testing
