// Declarations for programs.
#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "clients/cli/declarations/declaration.h"

namespace clausebook::cli {
namespace {

using Json = nlohmann::ordered_json;

Json ToJson(const evidence::Notice& notice) {
  return {{"line", notice.line},
          {"entryPath", notice.path},
          {"fault", notice.fault},
          {"message", notice.message}};
}

Json ToJson(const DeclaredFact& fact) {
  return {{"statement", fact.statement}, {"property", fact.property},
          {"value", fact.value},         {"entryPath", fact.path},
          {"line", fact.line},           {"byteBegin", fact.byte_begin},
          {"byteEnd", fact.byte_end},    {"quote", fact.quote},
          {"caveat", fact.caveat}};
}

Json ToJson(const v1::Answer& answer) {
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(answer, &text);
  // As in PrintJson: an answer holds no Any, so that this cannot fail.
  return status.ok() ? Json::parse(text) : Json::object();
}

template <typename Items>
Json ListOf(const Items& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(ToJson(item));
  return list;
}

Json ToJson(const Declaration& declaration) {
  const bool forge = declaration.kind == DeclarationKind::kForgeManifest;
  return {{"file", declaration.file},
          {"kind", forge ? "FORGE_MANIFEST" : "CONNECT_DESCRIPTOR"},
          {"sha256", declaration.sha256},
          {"sizeBytes", declaration.size},
          {"appId", declaration.app_id},
          {"appKey", declaration.app_key},
          {"name", declaration.name},
          {"valid", declaration.valid},
          {"notices", ListOf(declaration.notices)},
          {"answers", ListOf(declaration.answers)},
          {"facts", ListOf(declaration.facts)}};
}

}  // namespace

std::string DeclarationsToJson(const std::vector<DeclarationResult>& results) {
  Json files = Json::array();
  for (const DeclarationResult& result : results) {
    files.push_back(result.declaration
                        ? ToJson(*result.declaration)
                        : Json{{"file", result.file}, {"error", result.error}});
  }
  // A file's name need not be UTF-8.
  return Json{{"files", files}}.dump(2, ' ', /*ensure_ascii=*/false,
                                     Json::error_handler_t::replace) +
         "\n";
}

}  // namespace clausebook::cli
