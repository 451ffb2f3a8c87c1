#include "clients/cli/packs/statement.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/printable.h"
#include "service/base/status_macros.h"
#include "service/signing/strict_json.h"

namespace clausebook::cli {
namespace {

using nlohmann::json;  // its objects are sorted by key

absl::Status NoPack(const std::string& why) {
  return absl::InvalidArgumentError(absl::StrCat("This is no answer pack: ", why, "."));
}

json Subject(const std::string& name, const std::string& bytes) {
  return {{"name", name}, {"digest", {{"sha256", Sha256Hex(bytes)}}}};
}

json SubjectsOf(const v1::AnswerPack& pack) {
  json subjects = json::array();
  for (const auto& revision : pack.revisions()) {
    subjects.push_back(Subject(revision.name(), revision.text()));
  }
  if (pack.response().has_file()) {
    subjects.push_back(Subject(absl::StrCat(pack.response().response().name(), "/files/",
                                            pack.response().file().name()),
                               pack.response().file().content()));
  }
  return subjects;
}

std::string Written(const json& document) {
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

absl::StatusOr<v1::AnswerPack> ReadPredicate(const json& predicate) {
  v1::AnswerPack pack;
  const auto status =
      google::protobuf::util::JsonStringToMessage(Written(predicate), &pack);
  if (status.ok()) return pack;
  return NoPack(absl::StrCat("its predicate cannot be read (",
                             Printable(std::string(status.message())),
                             "); was it made by a newer clausebook?"));
}

}  // namespace

absl::StatusOr<std::string> EncodeStatement(const v1::AnswerPack& pack) {
  std::string predicate;
  const auto status = google::protobuf::util::MessageToJsonString(pack, &predicate);
  if (!status.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "What the server answered is no text: ", std::string(status.message())));
  }
  json subjects = SubjectsOf(pack);
  if (subjects.empty()) {
    return absl::FailedPreconditionError(
        "None of these answers rests on a document, so there is nothing that a pack "
        "could "
        "be about. Keep them with: clausebook answers --output json");
  }
  // By way of JSON's own values: protobuf writes maps in no order that is promised.
  json statement = {{"_type", kStatementType},
                    {"subject", std::move(subjects)},
                    {"predicateType", kPackPredicateType}};
  statement["predicate"] = json::parse(predicate, nullptr, /*allow_exceptions=*/false);
  return Written(statement);
}

absl::StatusOr<v1::AnswerPack> DecodeStatement(std::string_view payload) {
  if (const absl::Status checked = signing::CheckJson(payload); !checked.ok()) {
    return NoPack(GetErrorDetail(checked)->violations.front().description);
  }
  const json statement =
      json::parse(payload.begin(), payload.end(), nullptr, /*allow_exceptions=*/false);
  if (!statement.is_object()) return NoPack("it is no JSON object");
  if (statement.value("_type", json()) != kStatementType) {
    return NoPack(absl::StrCat("it is no in-toto Statement of type ", kStatementType));
  }
  if (statement.value("predicateType", json()) != kPackPredicateType) {
    return NoPack(absl::StrCat("its predicateType is not ", kPackPredicateType));
  }
  const auto predicate = statement.find("predicate");
  if (predicate == statement.end() || !predicate->is_object()) {
    return NoPack("it has no predicate");
  }
  CB_ASSIGN_OR_RETURN(v1::AnswerPack pack, ReadPredicate(*predicate));
  const json subjects = SubjectsOf(pack);
  if (subjects.empty()) return NoPack("it holds no document");
  if (statement.value("subject", json()) != subjects) {
    return NoPack(
        "its subjects are not the texts that it holds, by their names and digests");
  }
  CB_ASSIGN_OR_RETURN(const std::string again, EncodeStatement(pack));
  if (again != payload) {
    return NoPack(
        "it holds something besides what a pack says, or says it in another form; was it "
        "made by a newer clausebook?");
  }
  return pack;
}

}  // namespace clausebook::cli
