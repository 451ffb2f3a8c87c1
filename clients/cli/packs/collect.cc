#include "clients/cli/packs/collect.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/filling/interrupt.h"
#include "clients/cli/filling/transfer.h"
#include "clients/cli/packs/statement.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"
#include "service/base/digest.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

absl::Status TooMuch() {
  return absl::FailedPreconditionError(absl::StrCat(
      "What would go into the pack is more than ", kMostPackBytes >> 20, " MiB."));
}

// The questions, each once, in the order in which they are first asked.
class QuestionList {
 public:
  void Add(const std::string& question) {
    if (!question.empty() && seen_.insert(question).second) names_.push_back(question);
  }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::set<std::string> seen_;
  std::vector<std::string> names_;
};

// One pack being put together.
class Collection {
 public:
  Collection(const client::Client& client, const PackOptions& options)
      : client_(client), options_(options) {}

  absl::StatusOr<v1::AnswerPack> Collect() {
    CB_ASSIGN_OR_RETURN(*pack_.mutable_app(),
                        ResolveApp(client_, options_.app, options_.times.known_at));
    CB_RETURN_IF_ERROR(FindList());
    if (pack_.has_response()) CB_RETURN_IF_ERROR(AddItemsAndFile());
    CB_RETURN_IF_ERROR(AddAnswers());
    CB_RETURN_IF_ERROR(AddQuestions());
    CB_RETURN_IF_ERROR(AddRevisions());
    return std::move(pack_);
  }

 private:
  // The response or questionnaire that is named, if one is.
  absl::Status FindList() {
    const std::string& name = options_.questionnaire;
    std::optional<v1::Response> response;
    if (!name.empty() && !absl::StartsWith(name, "questionnaires/")) {
      CB_ASSIGN_OR_RETURN(response, FindResponse(name));
    }
    std::optional<v1::Questionnaire> known;
    if (!name.empty() && !absl::StartsWith(name, "vendors/")) {
      CB_ASSIGN_OR_RETURN(known, FindQuestionnaire(name));
    }
    if (response && known) {
      return absl::InvalidArgumentError(absl::StrCat(
          "'", Printable(name), "' is a response and a questionnaire. Say which: ",
          response->name(), " or ", known->name()));
    }
    if (response) return TakeResponse(*std::move(response));
    if (!options_.form.empty() || options_.include_unapproved) {
      return absl::InvalidArgumentError(
          "--form and --include-unapproved are for a response, named with "
          "--questionnaire.");
    }
    if (known) {
      for (const auto& item : known->items()) {
        for (const auto& asked : item.questions()) asked_.Add(asked.question());
      }
      *pack_.mutable_questionnaire() = *std::move(known);
    } else if (!name.empty()) {
      return absl::NotFoundError(absl::StrCat(
          "There is no response of this app's vendor and no questionnaire '",
          Printable(name), "'. All: clausebook responses, clausebook questionnaires"));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<v1::Response>> FindResponse(const std::string& name) {
    const std::string vendor =
        pack_.app().name().substr(0, pack_.app().name().find("/apps/"));
    v1::GetResponseRequest request;
    request.set_name(absl::StartsWith(name, "vendors/")
                         ? name
                         : absl::StrCat(vendor, "/responses/", name));
    auto response = client_.GetResponse(request);
    if (response.ok()) return *std::move(response);
    // An id that no response can have may be a questionnaire's.
    if (absl::IsNotFound(response.status()) ||
        (absl::IsInvalidArgument(response.status()) &&
         !absl::StartsWith(name, "vendors/"))) {
      return std::nullopt;
    }
    return response.status();
  }

  absl::StatusOr<std::optional<v1::Questionnaire>> FindQuestionnaire(
      const std::string& name) {
    v1::GetQuestionnaireRequest request;
    request.set_name(absl::StrCat("questionnaires/", std::string(IdOf(name))));
    auto questionnaire = client_.GetQuestionnaire(request);
    if (questionnaire.ok()) return *std::move(questionnaire);
    if (absl::IsNotFound(questionnaire.status())) return std::nullopt;
    return questionnaire.status();
  }

  absl::Status TakeResponse(v1::Response response) {
    if (response.app() != pack_.app().name()) {
      return absl::InvalidArgumentError(absl::StrCat(response.name(), " is about ",
                                                     response.app(), ", not about ",
                                                     pack_.app().name(), "."));
    }
    if (!options_.times.as_of.empty() || !options_.times.known_at.empty()) {
      return absl::InvalidArgumentError(
          "--as-of and --known-at are not for a response: its answers are of the day on "
          "which it was filled.");
    }
    *pack_.mutable_response()->mutable_response() = std::move(response);
    return absl::OkStatus();
  }

  absl::Status AddItemsAndFile() {
    v1::PackedResponse& packed = *pack_.mutable_response();
    v1::ListResponseItemsRequest request;
    request.set_parent(packed.response().name());
    CB_ASSIGN_OR_RETURN(auto items, client_.ListResponseItems(request).All());
    for (v1::ResponseItem& item : items) {
      for (const auto& part : item.parts()) asked_.Add(part.question());
      *packed.add_items() = std::move(item);
    }
    return AddFile();
  }

  absl::Status AddFile() {
    v1::PackedResponse& packed = *pack_.mutable_response();
    v1::ExportResponseRequest request;
    request.set_name(packed.response().name());
    request.set_include_unapproved(options_.include_unapproved);
    std::string name = packed.response().file_name();
    if (name.empty()) {
      const std::string form = options_.form.empty() ? "markdown" : options_.form;
      request.set_form(FormOf(form, ""));
      name = absl::StrCat(std::string(IdOf(packed.response().name())), ".",
                          form == "markdown" ? "md" : form);
    } else if (!options_.form.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--form is for questionnaires without a file: this one comes back as ",
          Printable(name), "."));
    }
    v1::PackedFile& file = *packed.mutable_file();
    file.set_name(name);
    const Interrupt interrupt;
    CB_RETURN_IF_ERROR(client_.ExportResponse(
        request,
        {[&file](std::string_view bytes) {
           if (file.content().size() + bytes.size() > kMostPackBytes) return TooMuch();
           file.mutable_content()->append(bytes);
           return absl::OkStatus();
         },
         nullptr},
        interrupt.token()));
    file.set_sha256(Sha256Hex(file.content()));
    return absl::OkStatus();
  }

  absl::Status AddAnswers() {
    const bool all = !pack_.has_response() && !pack_.has_questionnaire();
    if (!all && asked_.names().empty()) {
      return absl::FailedPreconditionError(
          "It asks nothing that is answered here, so there is nothing to put into a "
          "pack.");
    }
    v1::BatchAskRequest request;
    request.add_apps(pack_.app().name());
    for (const std::string& question : asked_.names()) request.add_questions(question);
    if (pack_.has_response()) {
      request.set_as_of(pack_.response().response().as_of());
      *request.mutable_known_at() = pack_.response().response().known_at();
    } else {
      request.set_as_of(options_.times.as_of);
      CB_ASSIGN_OR_RETURN(const auto known_at,
                          ParseKnownAt(options_.times.known_at, Now()));
      if (known_at) *request.mutable_known_at() = *known_at;
    }
    CB_ASSIGN_OR_RETURN(v1::BatchAskResponse answered, client_.BatchAsk(request));
    pack_.set_as_of(answered.as_of());
    *pack_.mutable_known_at() = answered.known_at();
    *pack_.mutable_answers() = std::move(*answered.mutable_answers());
    return absl::OkStatus();
  }

  absl::Status AddQuestions() {
    CB_ASSIGN_OR_RETURN(auto questions, client_.ListQuestions({}).All());
    std::map<std::string, v1::Question> by_name;
    for (v1::Question& question : questions) {
      const std::string name = question.name();
      by_name.emplace(name, std::move(question));
    }
    for (const auto& answer : pack_.answers()) {
      const auto found = by_name.find(answer.question());
      if (found != by_name.end()) *pack_.add_questions() = found->second;
    }
    return absl::OkStatus();
  }

  absl::Status AddRevisions() {
    std::set<std::string> names;
    const auto note = [&](const v1::Citation& citation) {
      if (!citation.clause().sha256().empty()) names.insert(citation.clause().revision());
    };
    for (const auto& answer : pack_.answers()) {
      for (const auto& citation : answer.citations()) note(citation);
      for (const auto& considered : answer.considered()) note(considered.citation());
    }
    std::size_t bytes = pack_.response().file().content().size();
    for (const std::string& name : names) {
      v1::GetPolicyRevisionRequest request;
      request.set_name(name);
      CB_ASSIGN_OR_RETURN(*pack_.add_revisions(), client_.GetPolicyRevision(request));
      bytes += pack_.revisions().rbegin()->text().size();
      if (bytes > kMostPackBytes) return TooMuch();
    }
    return absl::OkStatus();
  }

  const client::Client& client_;
  const PackOptions& options_;
  v1::AnswerPack pack_;
  QuestionList asked_;
};

}  // namespace

absl::StatusOr<v1::AnswerPack> CollectPack(const client::Client& client,
                                           const PackOptions& options) {
  return Collection(client, options).Collect();
}

}  // namespace clausebook::cli
