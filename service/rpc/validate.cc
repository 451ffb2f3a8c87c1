#include "service/rpc/validate.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace clausebook::rpc {
namespace {

constexpr int kLargestPage = 1000;
constexpr std::size_t kLongestUri = 2000;

template <typename Ref>
std::optional<Ref> CheckName(FieldFaults& faults, const std::string& field,
                             const std::string& name, std::optional<Ref> parsed,
                             const char* pattern) {
  if (!parsed) {
    faults.Add(field,
               name.empty()
                   ? absl::StrCat("Required: a name like '", pattern, "'.")
                   : absl::StrCat("'", Shorten(name, 150), "' is not a name like '",
                                  pattern, "' with ids of a-z, 0-9 and '-'."));
  }
  return parsed;
}

bool StartsCharacter(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

// `http://` or `https://`, then a host, and nothing that has no place in a URI.
bool IsWebUri(const std::string& uri) {
  const std::size_t host = absl::StartsWithIgnoreCase(uri, "https://")  ? 8
                           : absl::StartsWithIgnoreCase(uri, "http://") ? 7
                                                                        : uri.size();
  if (host >= uri.size() || std::string("/?#:@").find(uri[host]) != std::string::npos) {
    return false;
  }
  return std::none_of(uri.begin(), uri.end(), [](unsigned char c) {
    return absl::ascii_isspace(c) || absl::ascii_iscntrl(c) || c == '"' || c == '<' ||
           c == '>';
  });
}

}  // namespace

std::optional<model::Publisher> CheckPublisher(FieldFaults& faults,
                                               const std::string& field,
                                               const std::string& name) {
  return CheckName(faults, field, name, model::ParsePublisher(name),
                   "vendors/{vendor}' or 'platforms/{platform}");
}

std::optional<std::string> CheckVendor(FieldFaults& faults, const std::string& field,
                                       const std::string& name) {
  const auto publisher = model::ParsePublisher(name);
  std::optional<std::string> id;
  if (publisher && publisher->kind == model::PublisherKind::kVendor) id = publisher->id;
  return CheckName(faults, field, name, std::move(id), "vendors/{vendor}");
}

std::optional<model::AppRef> CheckApp(FieldFaults& faults, const std::string& field,
                                      const std::string& name) {
  return CheckName(faults, field, name, model::ParseApp(name),
                   "vendors/{vendor}/apps/{app}");
}

std::optional<model::PolicyRef> CheckPolicy(FieldFaults& faults, const std::string& field,
                                            const std::string& name) {
  return CheckName(faults, field, name, model::ParsePolicy(name),
                   "vendors/{vendor}/policies/{policy}");
}

std::optional<model::RevisionRef> CheckRevision(FieldFaults& faults,
                                                const std::string& field,
                                                const std::string& name) {
  return CheckName(faults, field, name, model::ParseRevision(name),
                   "vendors/{vendor}/policies/{policy}/revisions/{revision}");
}

std::optional<model::FactRef> CheckFact(FieldFaults& faults, const std::string& field,
                                        const std::string& name) {
  return CheckName(faults, field, name, model::ParseFact(name),
                   "vendors/{vendor}/facts/{fact}");
}

std::optional<model::SuggestionRef> CheckSuggestion(FieldFaults& faults,
                                                    const std::string& field,
                                                    const std::string& name) {
  return CheckName(faults, field, name, model::ParseSuggestion(name),
                   "vendors/{vendor}/policies/{policy}/revisions/{revision}/"
                   "suggestions/{suggestion}");
}

std::optional<model::ResponseRef> CheckResponse(FieldFaults& faults,
                                                const std::string& field,
                                                const std::string& name) {
  return CheckName(faults, field, name, model::ParseResponse(name),
                   "vendors/{vendor}/responses/{response}");
}

std::optional<model::ResponseItemRef> CheckResponseItem(FieldFaults& faults,
                                                        const std::string& field,
                                                        const std::string& name) {
  return CheckName(faults, field, name, model::ParseResponseItem(name),
                   "vendors/{vendor}/responses/{response}/items/{number}");
}

std::optional<model::MappingRef> CheckMappingName(FieldFaults& faults,
                                                  const std::string& field,
                                                  const std::string& name) {
  return CheckName(faults, field, name, model::ParseMapping(name),
                   "vendors/{vendor}/mappings/{mapping}");
}

std::optional<std::string> CheckNameIn(FieldFaults& faults, const std::string& field,
                                       const std::string& name,
                                       const std::string& collection) {
  const std::string prefix = collection + "/";
  std::optional<std::string> id;
  if (name.size() > prefix.size() && name.size() <= 200 &&
      absl::StartsWith(name, prefix) &&
      name.find('/', prefix.size()) == std::string::npos) {
    id = name.substr(prefix.size());
  }
  return CheckName(faults, field, name, std::move(id), (prefix + "{id}").c_str());
}

void CheckId(FieldFaults& faults, const std::string& field, const std::string& id) {
  if (model::IsValidId(id)) return;
  faults.Add(field, absl::StrCat(id.empty() ? "Required: " : "Not an id: ",
                                 "1 to 63 of a-z, 0-9 and '-', a letter first, no '-' at "
                                 "the end."));
}

void CheckText(FieldFaults& faults, const std::string& field, const std::string& text,
               std::size_t longest) {
  if (absl::StripAsciiWhitespace(text).empty()) {
    faults.Add(field, absl::StrCat("Required: 1 to ", longest, " characters of text."));
  } else {
    CheckOptionalText(faults, field, text, longest);
  }
}

void CheckOptionalText(FieldFaults& faults, const std::string& field,
                       const std::string& text, std::size_t longest) {
  const auto characters =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), StartsCharacter));
  if (characters > longest) {
    faults.Add(field, absl::StrCat("Has ", characters, " characters; at most ", longest,
                                   " are allowed."));
  }
}

void CheckUri(FieldFaults& faults, const std::string& field, const std::string& uri) {
  if (uri.empty() || (uri.size() <= kLongestUri && IsWebUri(uri))) return;
  faults.Add(field, absl::StrCat("Not an absolute http or https URI of at most ",
                                 kLongestUri, " bytes, like 'https://example.com/a'."));
}

void CheckRequestId(FieldFaults& faults, const std::string& request_id) {
  if (request_id.empty()) return;
  bool good = request_id.size() == 36;
  for (std::size_t i = 0; good && i < request_id.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    good = dash ? request_id[i] == '-'
                : absl::ascii_isxdigit(static_cast<unsigned char>(request_id[i]));
  }
  if (!good) {
    faults.Add("request_id",
               "Not a UUID of 36 characters, like "
               "'4b1c0a52-7c7e-4d0c-9e0f-3a2f8f3f6d11'.");
  }
}

std::optional<Date> CheckDate(FieldFaults& faults, const std::string& field,
                              const std::string& text) {
  if (text.empty()) return std::nullopt;
  auto date = ParseDate(text);
  if (!date) {
    faults.Add(field, absl::StrCat("'", Shorten(text, 40),
                                   "' is not a day; write YYYY-MM-DD, from 1970-01-01 to "
                                   "9999-12-31."));
  }
  return date;
}

std::optional<Date> CheckRequiredDate(FieldFaults& faults, const std::string& field,
                                      const std::string& text) {
  if (text.empty()) faults.Add(field, "Required: a day, YYYY-MM-DD.");
  return CheckDate(faults, field, text);
}

std::optional<Instant> CheckTime(FieldFaults& faults, const std::string& field,
                                 const google::protobuf::Timestamp& time) {
  // Seconds of 9999-12-31; more would overflow and is not a protobuf timestamp.
  constexpr std::int64_t kLastSecond = 253402300799;
  if (time.seconds() < 0 || time.seconds() > kLastSecond || time.nanos() < 0 ||
      time.nanos() > 999'999'999) {
    faults.Add(field, "Not a time from 1970-01-01T00:00:00Z to 9999-12-31.");
    return std::nullopt;
  }
  return Instant{time.seconds() * 1'000'000 + time.nanos() / 1000};
}

std::optional<Instant> CheckKnownAt(FieldFaults& faults, const CallContext& context,
                                    bool has, const google::protobuf::Timestamp& time) {
  if (!has) return std::nullopt;
  const auto instant = CheckTime(faults, "known_at", time);
  if (instant && *instant > context.now) {
    faults.Add("known_at",
               absl::StrCat("Lies in the future; what will be known is not known. It is ",
                            FormatInstant(context.now), " now."));
  }
  return instant;
}

int CheckPageSize(FieldFaults& faults, int page_size, int fallback) {
  if (page_size < 0) {
    faults.Add("page_size", "Negative. Use 0 for the default, or up to 1000.");
  }
  return page_size <= 0 ? fallback : std::min(page_size, kLargestPage);
}

google::protobuf::Timestamp ToProto(Instant time) {
  google::protobuf::Timestamp proto;
  proto.set_seconds(time.micros / 1'000'000);
  proto.set_nanos(static_cast<int>(time.micros % 1'000'000) * 1000);
  return proto;
}

}  // namespace clausebook::rpc
