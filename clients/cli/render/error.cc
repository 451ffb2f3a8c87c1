#include "clients/cli/render/error.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/render/page.h"
#include "clients/cpp/channel.h"

namespace clausebook::cli {
namespace {

// Where somebody sees what there is of a kind of thing.
struct Listing {
  std::string_view type;  // as ResourceInfo has it
  std::string_view command;
};
constexpr Listing kListings[] = {
    {"clausebook.v1.App", "clausebook apps"},
    {"clausebook.v1.Fact", "clausebook facts"},
    {"clausebook.v1.Policy", "clausebook policies"},
    {"clausebook.v1.Property", "clausebook properties"},
    {"clausebook.v1.Questionnaire", "clausebook questionnaires"},
    {"clausebook.v1.Response", "clausebook responses"},
    {"clausebook.v1.ResponseItem", "clausebook responses show RESPONSE"},
};

// What whoever typed the command calls a field of the contract: by the field's end.
struct OptionOf {
  std::string_view field;
  std::string_view option;
};
constexpr OptionOf kOptions[] = {
    {"override.answer", "--answer"},
    {"override.comment", "--comment"},
    {"override.reason", "--reason"},
    {"override.expire_date", "--expires"},
    {"reopen.reason", "--reason"},
    {"reviewer", "--by"},
    {"options.response_id", "--record"},
    {"options.title", "--title"},
    {"options.creator", "--by"},
    {"options.as_of", "--as-of"},
    {"options.known_at", "--known-at"},
    {"policy_revision.text", "the file"},
    {"policy_revision.source", "the file"},
};

std::string FieldInWords(const std::string& field) {
  for (const OptionOf& known : kOptions) {
    if (!field.ends_with(known.field)) continue;
    const std::size_t before = field.size() - known.field.size();
    if (before == 0 || field[before - 1] == '.') return std::string(known.option);
  }
  return field;
}

// What the user can do about it, where the message itself does not say.
std::string RemedyFor(const client::Error& error, const std::string& server) {
  const bool from_service = !error.reason.empty();
  switch (error.code) {
    case absl::StatusCode::kUnavailable:
      if (from_service) return "";
      // Somebody is there. These are gRPC's and OpenSSL's words.
      if (absl::StrContains(error.message, "Socket closed")) {
        return "If the server takes TLS: --ca FILE, or --tls.";
      }
      if (absl::StrContains(error.message, "certificate verify failed")) {
        return "If its issuer is to be trusted: --ca FILE.";
      }
      return absl::StrCat(client::IsLoopback(server)
                              ? absl::StrCat("Is it running? `clausebookd --listen ",
                                             server, "` starts it.")
                              : "Is it running there, and may this machine reach it?",
                          " Another address: --server HOST:PORT or CLAUSEBOOK_SERVER.");
    case absl::StatusCode::kDeadlineExceeded:
      return "Allow more time with --timeout SECONDS.";
    case absl::StatusCode::kUnimplemented:
      return "The server is older than this program, or is not Clausebook's.";
    case absl::StatusCode::kResourceExhausted:
      if (from_service) {
        const auto field = error.metadata.find("field");
        const bool apps = field != error.metadata.end() && field->second == "apps";
        return apps ? "Name them with --apps A,B" : "";
      }
      return "If the message is too large: clausebookd --max-request-bytes sets the "
             "limit.";
    case absl::StatusCode::kNotFound:
      if (error.metadata.contains("known_since")) return "";  // there it is
      for (const Listing& listing : kListings) {
        if (!error.resource || error.resource->type != listing.type) continue;
        return absl::StrCat("What there is: ", std::string(listing.command));
      }
      return "";
    case absl::StatusCode::kInvalidArgument:
      for (const auto& violation : error.violations) {
        if (violation.field == "property" || violation.field.ends_with(".property")) {
          return "All, and what they mean: clausebook properties";
        }
      }
      return "";
    case absl::StatusCode::kAlreadyExists:
      if (!error.resource || error.resource->type != "clausebook.v1.Response") return "";
      return absl::StrCat(
          "What is recorded never changes: choose another id with --record. "
          "What there is: clausebook responses show ",
          error.resource->name.substr(error.resource->name.rfind('/') + 1));
    default:
      return "";
  }
}

std::string MessageOf(const client::Error& error, const std::string& server) {
  if (error.code == absl::StatusCode::kUnavailable && error.reason.empty() &&
      !absl::StartsWith(error.message, "The server runs")) {
    return absl::StrCat("The server at ", server, " cannot be reached (", error.message,
                        ").");
  }
  if (error.code == absl::StatusCode::kDeadlineExceeded && error.reason.empty()) {
    return absl::StrCat("The server at ", server, " did not answer in time.");
  }
  return error.message;
}

}  // namespace

std::string RenderError(const client::Error& error, const std::string& server,
                        const Style& style) {
  constexpr int kLabel = 7;
  Page page(style);
  std::string message = MessageOf(error, server);
  std::vector<std::string> faults;
  for (const auto& violation : error.violations) {
    const std::string field = FieldInWords(violation.field);
    const std::size_t at = message.find(violation.field + ": ");
    if (at != std::string::npos) message.replace(at, violation.field.size(), field);
    const auto said = absl::StrCat(field, ": ", violation.description);
    // One option may be at fault for several items.
    if (std::find(faults.begin(), faults.end(), said) == faults.end()) {
      faults.push_back(said);
    }
  }
  page.Labelled(0, "error:", Tone::kBad, kLabel, message);
  for (const std::string& said : faults) {
    if (said != message) page.Text(kLabel, said);
  }
  const std::string remedy = RemedyFor(error, server);
  if (!remedy.empty()) page.Text(kLabel, remedy);
  if (error.retry_after) {
    page.Text(kLabel, absl::StrCat("Try again after ", error.retry_after->count(),
                                   " milliseconds."));
  }
  if (error.code == absl::StatusCode::kInternal && !error.request_id.empty()) {
    page.Text(kLabel, absl::StrCat("Request id in the server's log: ", error.request_id));
  }
  return page.text();
}

std::string ErrorToJson(const client::Error& error) {
  nlohmann::ordered_json json;
  json["code"] = absl::StatusCodeToString(error.code);
  json["reason"] = error.reason;
  json["message"] = error.message;
  if (!error.metadata.empty()) json["metadata"] = error.metadata;
  for (const auto& violation : error.violations) {
    json["violations"].push_back(
        {{"field", violation.field}, {"description", violation.description}});
  }
  if (error.resource) {
    json["resource"] = {{"type", error.resource->type}, {"name", error.resource->name}};
  }
  for (const auto& problem : error.problems.problems()) {
    json["problems"].push_back({{"path", problem.path()},
                                {"line", problem.line()},
                                {"column", problem.column()},
                                {"message", problem.message()},
                                {"hint", problem.hint()}});
  }
  if (!error.request_id.empty()) json["requestId"] = error.request_id;
  constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
  return json.dump(2, ' ', /*ensure_ascii=*/false, kReplace) + "\n";
}

}  // namespace clausebook::cli
