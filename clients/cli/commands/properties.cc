// properties: the vocabulary that fact books are written in.
#include "clients/cli/render/properties.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/offline/shipped.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "service/base/status_macros.h"
#include "service/catalog/nearest.h"

namespace clausebook::cli {
namespace {

constexpr const char* kEvidenceKinds[] = {"policy", "manifest", "descriptor", "platform",
                                          "attestation"};

absl::StatusOr<std::vector<v1::Property>> AllProperties(const Session& session) {
  return session.client->ListProperties(v1::ListPropertiesRequest()).All();
}

absl::Status CheckEvidenceKind(const std::string& kind) {
  if (kind.empty() || std::find(std::begin(kEvidenceKinds), std::end(kEvidenceKinds),
                                kind) != std::end(kEvidenceKinds)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--evidence '", Printable(kind), "' is none of ",
                   absl::StrJoin(kEvidenceKinds, ", "), "."));
}

// Keeps what the options ask for; NOT_FOUND for a topic that is none.
absl::Status KeepWanted(const PropertiesOptions& options,
                        std::vector<v1::Property>& properties) {
  CB_RETURN_IF_ERROR(CheckEvidenceKind(options.evidence));
  std::set<std::string> topics;
  for (const auto& property : properties) topics.emplace(TopicOf(property));
  if (!options.topic.empty() && !topics.contains(options.topic)) {
    return absl::NotFoundError(absl::StrCat("There is no topic '",
                                            Printable(options.topic),
                                            "'. Topics: ", absl::StrJoin(topics, ", ")));
  }
  std::erase_if(properties, [&](const v1::Property& property) {
    const auto& kinds = property.evidence_kinds();
    return (!options.topic.empty() && TopicOf(property) != options.topic) ||
           (!options.evidence.empty() &&
            std::find(kinds.begin(), kinds.end(), options.evidence) == kinds.end());
  });
  if (options.what != PropertiesOptions::What::kSearch) return absl::OkStatus();
  std::vector<std::string> texts;
  for (const auto& property : properties) {
    std::string text = absl::StrCat(property.name(), " ", property.description());
    for (const auto& value : property.allowed_values()) {
      absl::StrAppend(&text, " ", value.label());
    }
    texts.push_back(std::move(text));
  }
  std::vector<v1::Property> found;
  for (const std::size_t i : SearchTexts(texts, options.words)) {
    found.push_back(properties[i]);
  }
  properties = std::move(found);
  return absl::OkStatus();
}

absl::Status NoSuchProperty(const Session& session, const std::string& text) {
  CB_ASSIGN_OR_RETURN(const auto properties, AllProperties(session));
  std::vector<std::string> ids;
  for (const auto& property : properties) ids.emplace_back(IdOf(property.name()));
  return absl::NotFoundError(absl::StrCat(
      "There is no property '", Printable(text), "'. ", yaml::DidYouMean(IdOf(text), ids),
      " All: clausebook properties; by words: clausebook properties search "
      "WORDS"));
}

absl::Status ShowProperty(const Session& session, const std::string& text) {
  v1::GetPropertyRequest request;
  request.set_name(absl::StrCat("properties/", std::string(IdOf(text))));
  const auto property = session.client->GetProperty(request);
  if (absl::IsNotFound(property.status()) || absl::IsInvalidArgument(property.status())) {
    return NoSuchProperty(session, text);
  }
  if (!property.ok()) return property.status();
  if (session.global.json()) {
    PrintJson(session, *property);
    return absl::OkStatus();
  }
  CB_ASSIGN_OR_RETURN(const auto questions, session.client->ListQuestions({}).All());
  *session.out << RenderProperty(*property, questions, session.out_style);
  return absl::OkStatus();
}

absl::Status ListProperties(const Session& session, const PropertiesOptions& options) {
  CB_ASSIGN_OR_RETURN(auto properties, AllProperties(session));
  CB_RETURN_IF_ERROR(KeepWanted(options, properties));
  if (options.ids) {
    for (const auto& property : properties) {
      *session.out << IdOf(property.name()) << "\n";
    }
  } else if (session.global.json()) {
    v1::ListPropertiesResponse all;
    for (auto& property : properties) *all.add_properties() = std::move(property);
    PrintJson(session, all);
  } else if (options.what == PropertiesOptions::What::kSearch) {
    *session.out << RenderFoundProperties(properties, session.out_style);
  } else {
    *session.out << RenderProperties(properties, session.out_style);
  }
  return absl::OkStatus();
}

}  // namespace

int Run(const Session& session, const PropertiesOptions& options) {
  return AskingOrShipped(session, options.shipped, [&](const Session& asked) {
    const absl::Status status = options.what == PropertiesOptions::What::kShow
                                    ? ShowProperty(asked, options.name)
                                    : ListProperties(asked, options);
    return status.ok() ? kOk : Fail(asked, status);
  });
}

}  // namespace clausebook::cli
