#include "tests/contract/meaning.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <set>
#include <vector>

namespace clausebook::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kMark[] = "*";
constexpr int kKeptOfGrowing = 4;

// Texts for people, and what is opaque, by message and field.
const std::set<std::string>& Prose() {
  static const auto* const kProse = new std::set<std::string>{
      "AllowedValue.label", "Answer.sentence", "BookChange.detail", "BookProblem.hint",
      "BookProblem.message", "Citation.statement", "ConsideredFact.explanation",
      "DocumentNotice.message", "FactEvent.reason", "FillHead.notes", "Finding.help",
      "Finding.message", "Finding.title", "MatchedPart.reason",
      "PayloadField.explanation", "PayloadField.question_text", "PayloadField.sentence",
      "Platform.description", "Property.description", "Question.definition",
      "Question.wording", "QuestionAlias.text", "QuestionMatch.stopped",
      "Questionnaire.notice", "RenderAppMatrixResponse.html",
      "RenderAppReportResponse.html", "ResponseDifference.reasons",
      "ResponseItem.comment", "ResponseItem.explanation", "ResponseItem.proposed_comment",
      "ResponsePart.reason", "ResponsePart.sentence", "SheetFound.layout",
      "Suggestion.why", "UnreadClause.why",
      // Opaque, secret, or made of times: digests too, since times are in what they are
      // of.
      "AuditChange.after", "AuditChange.before", "AuditEntry.digest", "AuditEntry.peer",
      "AuditEntry.previous", "Backup.sha256", "ApplyBookResponse.state", "App.etag",
      "ComparePayloadResponse.payload", "CreateTokenResponse.secret",
      "ExportResponseResponse.chunk", "ExportResponseResponse.ledger",
      "FillQuestionnaireResponse.chunk", "FillQuestionnaireResponse.ledger",
      "Policy.etag", "Token.name", "Vendor.etag"};
  return *kProse;
}

// Numbers of a file's form: that there is one is what stays.
const std::set<std::string>& FormOfFiles() {
  static const auto* const kFormOfFiles =
      new std::set<std::string>{"Backup.schema_step", "Backup.size_bytes"};
  return *kFormOfFiles;
}

// Lists that a newer program may have more in: what it ships with, and what it makes of a
// text.
const std::set<std::string>& Growing() {
  static const auto* const kGrowing =
      new std::set<std::string>{"AnswerChange",  "Answer",
                                "Finding",       "Platform",
                                "Property",      "Question",
                                "QuestionAlias", "QuestionSuggestion",
                                "Questionnaire", "QuestionnaireItem",
                                "AllowedValue",  "PayloadField",
                                "ReviewItem",    "Suggestion",
                                "UnreadClause"};
  return *kGrowing;
}

std::string ShortName(const FieldDescriptor* field) {
  return field->containing_type()->name() + "." + field->name();
}

bool IsProse(const FieldDescriptor* field) {
  return Prose().contains(ShortName(field)) || field->name() == "next_page_token";
}

void MarkNumber(Message& message, const FieldDescriptor* field) {
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
    message.GetReflection()->SetInt64(&message, field, 1);
  } else {
    message.GetReflection()->SetInt32(&message, field, 1);
  }
}

bool MayGrow(const FieldDescriptor* field) {
  return field->is_repeated() && field->message_type() != nullptr &&
         Growing().contains(field->message_type()->name());
}

bool IsTime(const FieldDescriptor* field) {
  return field->message_type() != nullptr &&
         field->message_type()->full_name() == "google.protobuf.Timestamp";
}

void Mark(Message& message, const FieldDescriptor* field) {
  const auto* reflection = message.GetReflection();
  reflection->ClearField(&message, field);
  if (field->is_repeated()) {
    reflection->AddString(&message, field, kMark);
  } else {
    reflection->SetString(&message, field, kMark);
  }
}

std::vector<const FieldDescriptor*> SetFields(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  return fields;
}

std::string Text(const Message& message, const FieldDescriptor* field, int index) {
  std::string text;
  google::protobuf::TextFormat::PrintFieldValueToString(message, field, index, &text);
  return text;
}

class Comparison {
 public:
  std::string Run(const Message& before, const Message& now) {
    Compare(before, now, before.GetDescriptor()->name());
    return fault_;
  }

 private:
  void Differ(const std::string& path, const std::string& before,
              const std::string& now) {
    if (fault_.empty()) fault_ = path + ": it was " + before + ", and is " + now;
  }

  void Compare(const Message& before, const Message& now, const std::string& path) {
    const auto* type = before.GetDescriptor();
    for (int i = 0; i < type->field_count() && fault_.empty(); ++i) {
      const FieldDescriptor* field = type->field(i);
      const std::string at = path + "." + field->name();
      if (field->is_map()) {
        CompareMap(before, now, field, at);
      } else if (field->is_repeated()) {
        CompareList(before, now, field, at);
      } else {
        CompareOne(before, now, field, at);
      }
    }
  }

  void CompareOne(const Message& before, const Message& now, const FieldDescriptor* field,
                  const std::string& path) {
    const bool was = before.GetReflection()->HasField(before, field);
    const bool is = now.GetReflection()->HasField(now, field);
    if (was != is) return Differ(path, was ? "set" : "not set", is ? "set" : "not set");
    if (!was) return;
    if (field->message_type() != nullptr) {
      return Compare(before.GetReflection()->GetMessage(before, field),
                     now.GetReflection()->GetMessage(now, field), path);
    }
    const std::string a = Text(before, field, -1);
    const std::string b = Text(now, field, -1);
    if (a != b) Differ(path, a, b);
  }

  bool SameElement(const Message& before, int i, const Message& now, int j,
                   const FieldDescriptor* field) {
    if (field->message_type() == nullptr) {
      return Text(before, field, i) == Text(now, field, j);
    }
    return Comparison()
        .Run(before.GetReflection()->GetRepeatedMessage(before, field, i),
             now.GetReflection()->GetRepeatedMessage(now, field, j))
        .empty();
  }

  void CompareMap(const Message& before, const Message& now, const FieldDescriptor* field,
                  const std::string& path) {
    const int size = before.GetReflection()->FieldSize(before, field);
    const int size_now = now.GetReflection()->FieldSize(now, field);
    for (int i = 0; i < size; ++i) {
      bool found = false;
      for (int j = 0; j < size_now && !found; ++j) {
        found = SameElement(before, i, now, j, field);
      }
      if (!found) return Differ(path, Text(before, field, i), "not there");
    }
    if (size != size_now) Differ(path, std::to_string(size), std::to_string(size_now));
  }

  // In order; more in between where a list may grow.
  void CompareList(const Message& before, const Message& now,
                   const FieldDescriptor* field, const std::string& path) {
    const int size = before.GetReflection()->FieldSize(before, field);
    const int size_now = now.GetReflection()->FieldSize(now, field);
    const bool grows = MayGrow(field);
    if (!grows && size != size_now) {
      return Differ(path, std::to_string(size) + " entries", std::to_string(size_now));
    }
    int j = 0;
    for (int i = 0; i < size && fault_.empty(); ++i, ++j) {
      while (grows && j < size_now && !SameElement(before, i, now, j, field)) ++j;
      const std::string at = path + "[" + std::to_string(i) + "]";
      if (j >= size_now) return Differ(at, Text(before, field, i), "not there as it was");
      if (field->message_type() != nullptr) {
        Compare(before.GetReflection()->GetRepeatedMessage(before, field, i),
                now.GetReflection()->GetRepeatedMessage(now, field, j), at);
      } else if (!SameElement(before, i, now, j, field)) {
        Differ(at, Text(before, field, i), Text(now, field, j));
      }
    }
  }

  std::string fault_;
};

}  // namespace

void KeepMeaning(Message& message, bool shorten) {
  const auto* reflection = message.GetReflection();
  for (const FieldDescriptor* field : SetFields(message)) {
    if (IsProse(field)) {
      Mark(message, field);
    } else if (FormOfFiles().contains(ShortName(field))) {
      MarkNumber(message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
      reflection->ClearField(&message, field);  // scores
    } else if (IsTime(field) && !field->is_repeated()) {
      reflection->MutableMessage(&message, field)->Clear();
    } else if (field->message_type() != nullptr && field->is_repeated()) {
      const int size = reflection->FieldSize(message, field);
      for (int i = size; shorten && MayGrow(field) && i > kKeptOfGrowing; --i) {
        reflection->RemoveLast(&message, field);
      }
      for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        KeepMeaning(*reflection->MutableRepeatedMessage(&message, field, i), shorten);
      }
    } else if (field->message_type() != nullptr) {
      KeepMeaning(*reflection->MutableMessage(&message, field), shorten);
    }
  }
}

std::string ChangeOfMeaning(const Message& before, const Message& now) {
  return Comparison().Run(before, now);
}

}  // namespace clausebook::testing
