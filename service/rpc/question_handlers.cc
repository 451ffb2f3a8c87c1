#include "service/rpc/question_handlers.h"

#include <algorithm>

#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/rpc/page_token.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

v1::Property PropertyProto(const catalog::Property& property) {
  v1::Property proto;
  proto.set_name("properties/" + property.id);
  proto.set_type(static_cast<v1::PropertyType>(static_cast<int>(property.type) + 1));
  proto.set_description(property.description);
  for (const auto& member : property.members) {
    auto* value = proto.add_allowed_values();
    value->set_value(member.id);
    value->set_label(member.label);
  }
  for (const auto& id : property.dimensions) proto.add_qualifier_dimensions(id);
  for (const auto& kind : property.evidence_kinds) proto.add_evidence_kinds(kind);
  for (const auto& tag : property.tags) proto.add_tags(tag);
  return proto;
}
static_assert(static_cast<int>(catalog::PropertyType::kContact) + 1 ==
              v1::PROPERTY_TYPE_CONTACT);

v1::Question QuestionProto(const catalog::Question& question) {
  v1::Question proto;
  proto.set_name("questions/" + question.id);
  proto.set_topic(question.topic);
  proto.set_wording(question.wording);
  for (const auto& alias : question.aliases) {
    auto* out = proto.add_aliases();
    out->set_text(alias.text);
    out->set_opposite(alias.opposite);
  }
  proto.set_kind(question.kind == catalog::Question::Kind::kValue
                     ? v1::QUESTION_KIND_VALUE
                     : v1::QUESTION_KIND_VERDICT);
  proto.set_definition(question.definition);
  for (const auto& id : catalog::PropertiesOf(question)) proto.add_properties(id);
  proto.set_expression(catalog::ToText(question));
  for (const auto& place : question.places) proto.add_places(place);
  return proto;
}

// One page of a list that is in memory and in the order of the catalogue. `add`
// takes an entry; the page token holds the id of the last one.
template <typename Entry, typename Request, typename Keep, typename Add>
absl::Status ListCatalogue(const std::vector<Entry>& entries, const Request& request,
                           std::string* next_page_token, const Keep& keep,
                           const Add& add) {
  FieldFaults faults;
  const int size = CheckPageSize(faults, request.page_size());
  PageState page = ReadPageToken(faults, request, request.page_token());
  CB_RETURN_IF_ERROR(faults.ToStatus());
  auto it = entries.begin();
  if (!page.first) {
    it = std::find_if(it, entries.end(),
                      [&](const auto& e) { return e.id == page.after; });
    if (it == entries.end()) {
      faults.AddPageToken("Made with another catalogue. Start again without a token.");
      return faults.ToStatus();
    }
    ++it;
  }
  int added = 0;
  for (; it != entries.end(); ++it) {
    if (!keep(*it)) continue;
    if (added == size) {
      *next_page_token = MakePageToken(request, page);
      return absl::OkStatus();
    }
    add(*it);
    page.after = it->id;
    ++added;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status QuestionHandlers::ListQuestions(const CallContext&,
                                             const v1::ListQuestionsRequest& request,
                                             v1::ListQuestionsResponse* response) const {
  return ListCatalogue(
      deps_.catalog->questions(), request, response->mutable_next_page_token(),
      [&](const auto& q) {
        return request.topic().empty() || q.topic == request.topic();
      },
      [&](const auto& q) { *response->add_questions() = QuestionProto(q); });
}

absl::Status QuestionHandlers::GetQuestion(const CallContext&,
                                           const v1::GetQuestionRequest& request,
                                           v1::GetQuestionResponse* response) const {
  FieldFaults faults;
  const auto id = CheckNameIn(faults, "name", request.name(), "questions");
  CB_RETURN_IF_ERROR(faults.ToStatus());
  const catalog::Question* question = deps_.catalog->FindQuestion(*id);
  if (question == nullptr) return NotFound("Question", request.name());
  *response->mutable_question() = QuestionProto(*question);
  return absl::OkStatus();
}

absl::Status QuestionHandlers::ListProperties(
    const CallContext&, const v1::ListPropertiesRequest& request,
    v1::ListPropertiesResponse* response) const {
  return ListCatalogue(
      deps_.catalog->properties(), request, response->mutable_next_page_token(),
      [](const auto&) { return true; },
      [&](const auto& p) { *response->add_properties() = PropertyProto(p); });
}

absl::Status QuestionHandlers::GetProperty(const CallContext&,
                                           const v1::GetPropertyRequest& request,
                                           v1::GetPropertyResponse* response) const {
  FieldFaults faults;
  const auto id = CheckNameIn(faults, "name", request.name(), "properties");
  CB_RETURN_IF_ERROR(faults.ToStatus());
  const catalog::Property* property = deps_.catalog->FindProperty(*id);
  if (property == nullptr) return NotFound("Property", request.name());
  *response->mutable_property() = PropertyProto(*property);
  return absl::OkStatus();
}

}  // namespace clausebook::rpc
