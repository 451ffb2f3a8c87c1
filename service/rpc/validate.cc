#include "service/rpc/validate.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/utf8.h"

namespace clausebook::rpc {
namespace {

constexpr int kLargestPage = 1000;
constexpr std::size_t kLongestUri = 2000;

template <typename Ref>
std::optional<Ref> CheckName(FieldFaults& faults, const std::string& field,
                             const std::string& name, std::optional<Ref> parsed,
                             const char* pattern) {
  if (!parsed) {
    faults.Add(field, name.empty()
                          ? absl::StrCat("Required: a name like '", pattern, "'.")
                          : absl::StrCat("'", name, "' is not a name like '", pattern,
                                         "' with ids of a-z, 0-9 and '-'."));
  }
  return parsed;
}

}  // namespace

void FieldFaults::Add(std::string field, std::string description) {
  violations_.push_back({std::move(field), std::move(description)});
}

void FieldFaults::AddFrom(const absl::Status& status, std::string_view prefix) {
  const auto detail = GetErrorDetail(status);
  if (!detail || detail->violations.empty()) {
    Add(std::string(prefix), std::string(status.message()));
    return;
  }
  for (const FieldViolation& violation : detail->violations) {
    Add(std::string(prefix) + violation.field, violation.description);
  }
}

absl::Status FieldFaults::ToStatus() const {
  if (violations_.empty()) return absl::OkStatus();
  std::vector<std::string> lines;
  for (const FieldViolation& v : violations_) {
    lines.push_back(absl::StrCat(v.field, ": ", v.description));
  }
  ErrorDetail detail;
  detail.reason = Reason::kInvalidField;
  detail.violations = violations_;
  detail.metadata = {{"field", violations_.front().field}};
  return MakeError(absl::StrJoin(lines, " "), std::move(detail));
}

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
    faults.Add(field, absl::StrCat("Required: 1 to ", longest, " bytes of text."));
  } else {
    CheckOptionalText(faults, field, text, longest);
  }
}

void CheckOptionalText(FieldFaults& faults, const std::string& field,
                       const std::string& text, std::size_t longest) {
  if (text.size() > longest) {
    faults.Add(field, absl::StrCat("Has ", text.size(), " bytes; at most ", longest,
                                   " are allowed."));
  }
}

void CheckUri(FieldFaults& faults, const std::string& field, const std::string& uri) {
  if (uri.empty()) return;
  const bool http = absl::StartsWith(uri, "https://") || absl::StartsWith(uri, "http://");
  if (!http || uri.size() > kLongestUri ||
      uri.find_first_of(" \t\r\n\"<>") != std::string::npos) {
    faults.Add(field, "Not an absolute http or https URI of at most 2000 bytes.");
  }
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
    faults.Add(field, absl::StrCat("'", text.substr(0, 40),
                                   "' is not a day; write YYYY-MM-DD, from 1970-01-01 to "
                                   "9999-12-31."));
  }
  return date;
}

std::optional<Instant> CheckKnownAt(FieldFaults& faults, const CallContext& context,
                                    bool has, const google::protobuf::Timestamp& time) {
  if (!has) return std::nullopt;
  // Seconds of 9999-12-31; more would overflow and is not a protobuf timestamp.
  constexpr std::int64_t kLastSecond = 253402300799;
  if (time.seconds() < 0 || time.seconds() > kLastSecond || time.nanos() < 0 ||
      time.nanos() > 999'999'999) {
    faults.Add("known_at", "Not a time from 1970 to 9999.");
    return std::nullopt;
  }
  const Instant instant{time.seconds() * 1'000'000 + time.nanos() / 1000};
  if (instant > context.now) {
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

std::set<std::string> CheckUpdateMask(FieldFaults& faults,
                                      const google::protobuf::FieldMask& mask,
                                      const google::protobuf::Message& resource,
                                      const std::vector<std::string>& updatable) {
  const auto* reflection = resource.GetReflection();
  const auto* descriptor = resource.GetDescriptor();
  std::set<std::string> paths;
  for (const std::string& field : updatable) {
    if (!reflection->GetString(resource, descriptor->FindFieldByName(field)).empty() &&
        mask.paths().empty()) {
      paths.insert(field);
    }
  }
  for (const std::string& path : mask.paths()) {
    if (path == "*") {
      paths.insert(updatable.begin(), updatable.end());
    } else if (std::find(updatable.begin(), updatable.end(), path) != updatable.end()) {
      paths.insert(path);
    } else {
      faults.Add("update_mask",
                 absl::StrCat("'", path, "' cannot be changed. Use '*' or ",
                              absl::StrJoin(updatable, ", "), "."));
    }
  }
  if (paths.empty() && mask.paths().empty()) {
    faults.Add("update_mask", absl::StrCat("Nothing to change: set at least one of ",
                                           absl::StrJoin(updatable, ", "), "."));
  }
  return paths;
}

std::string FindInvalidText(const google::protobuf::Message& message) {
  using google::protobuf::FieldDescriptor;
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const auto& inner = field->is_repeated()
                                ? reflection->GetRepeatedMessage(message, field, i)
                                : reflection->GetMessage(message, field);
        if (std::string path = FindInvalidText(inner); !path.empty()) {
          return absl::StrCat(field->name(), ".", path);
        }
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        const std::string& text =
            field->is_repeated()
                ? reflection->GetRepeatedStringReference(message, field, i, nullptr)
                : reflection->GetStringReference(message, field, nullptr);
        if (FindInvalidUtf8(text)) return std::string(field->name());
      }
    }
  }
  return "";
}

google::protobuf::Timestamp ToProto(Instant time) {
  google::protobuf::Timestamp proto;
  proto.set_seconds(time.micros / 1'000'000);
  proto.set_nanos(static_cast<int>(time.micros % 1'000'000) * 1000);
  return proto;
}

std::string EtagOf(std::int64_t version) { return absl::StrCat("v", version); }

absl::Status CheckEtag(const std::string& etag, std::int64_t version,
                       const std::string& resource) {
  if (etag.empty() || etag == EtagOf(version)) return absl::OkStatus();
  return MakeError(
      absl::StrCat("'", resource, "' was changed by somebody else: its etag is '",
                   EtagOf(version), "', not '", etag,
                   "'. Read it again and repeat the change."),
      {.reason = Reason::kEtagMismatch,
       .metadata = {{"etag", EtagOf(version)}, {"resource", resource}}});
}

}  // namespace clausebook::rpc
