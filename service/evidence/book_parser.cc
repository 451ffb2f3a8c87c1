// Reads a book: its policies and revisions here, the rest in the files beside.
#include "service/evidence/book_parser.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/text_lines.h"
#include "service/catalog/nearest.h"
#include "service/evidence/book_formats.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestUri = 2000;

constexpr char kIdRule[] =
    "Use 1 to 63 of a-z, 0-9 and '-', a letter first, no '-' at the end.";

constexpr char kManifestKey[] = "forge_manifest_of";
constexpr char kDescriptorKey[] = "connect_descriptor_of";

std::string DefaultTitle(const model::Policy& policy) {
  return absl::StrCat(policy.kind == model::PolicyKind::kForgeManifest
                          ? "Forge manifest of "
                          : "Connect descriptor of ",
                      policy.app);
}

}  // namespace

absl::StatusOr<FactBook> ParseBook(const BookFiles& files,
                                   const catalog::Catalog& catalog,
                                   const DocumentExtractor& extract) {
  return BookParser(files, catalog, extract).Run();
}

absl::StatusOr<FactBook> BookParser::Run() {
  const auto file = files_.find(kBookFile);
  if (file == files_.end()) {
    yaml::Place place{std::make_shared<const std::string>(kBookFile)};
    faults_.Add(place, "The book has no file 'factbook.yaml'.",
                "Put it at the top of the directory.");
    return faults_.ToStatus("the fact book");
  }
  used_files_.insert(kBookFile);
  const auto root = yaml::Parse(kBookFile, file->second, faults_);
  if (root) {
    yaml::MapReader book(*root, "fact book", faults_);
    CheckFormat(book);
    ReadPublisher(book);
    for (const yaml::Node* node : book.List("apps")) ReadApp(*node);
    for (const yaml::Node* node : book.List("policies")) ReadPolicy(*node);
    ReadStatements(book);
    book.Finish();
    ReadReviewed();
    ReportUnusedFiles();
  }
  if (!faults_.empty()) return faults_.ToStatus("the fact book");
  return std::move(book_);
}

void BookParser::CheckFormat(yaml::MapReader& file) {
  const std::string version = file.RequiredText("clausebook");
  if (version.empty() || version == "1") return;
  faults_.Add(
      file.PlaceOf("clausebook"),
      absl::StrCat("This program reads fact books of format 1, not '", version, "'."),
      "Write `clausebook: 1`, or use a newer Clausebook.");
}

void BookParser::ReadPolicy(const yaml::Node& node) {
  yaml::MapReader reader(node, "policy", faults_);
  model::Policy policy;
  policy.ref = {book_.publisher, ReadId(reader, policy_ids_, "policy")};
  ReadKind(reader, policy);
  policy.title = policy.app.empty()
                     ? reader.RequiredText("title")
                     : reader.OptionalText("title").value_or(DefaultTitle(policy));
  policy.uri = ReadUri(reader, "url");
  const auto revisions = reader.List("revisions");
  if (reader.is_map() && revisions.empty()) {
    faults_.Add(node.place, "A policy needs at least one revision.",
                "Write `revisions:` with a list of `file:` and `effective:`.");
  }
  if (!policy.ref.policy.empty()) {
    const std::size_t before = faults_.count();
    for (const yaml::Node* revision : revisions) ReadRevision(*revision, policy);
    if (faults_.count() > before) unread_policies_.insert(policy.ref.policy);
    Remember(ToName(policy.ref), node.place);
    book_.policies.push_back(std::move(policy));
  }
  reader.Finish();
}

// Whose manifest or descriptor it is, if it is one.
void BookParser::ReadKind(yaml::MapReader& reader, model::Policy& policy) {
  const auto manifest = reader.OptionalText(kManifestKey);
  const auto descriptor = reader.OptionalText(kDescriptorKey);
  if (manifest && descriptor) {
    faults_.Add(reader.PlaceOf(kDescriptorKey),
                "A policy is either a Forge manifest or a Connect descriptor.",
                "Make two policies of it.");
  }
  if (!manifest && !descriptor) return;
  policy.app = manifest.value_or(descriptor.value_or(""));
  policy.kind = manifest ? model::PolicyKind::kForgeManifest
                         : model::PolicyKind::kConnectDescriptor;
  if (app_ids_.contains(policy.app)) return;
  faults_.Add(reader.PlaceOf(manifest ? kManifestKey : kDescriptorKey),
              absl::StrCat("The book has no app '", policy.app, "'."),
              yaml::DidYouMean(policy.app, {app_ids_.begin(), app_ids_.end()}));
}

std::optional<model::MediaType> BookParser::ReadFormat(yaml::MapReader& reader,
                                                       const std::string& file,
                                                       model::PolicyKind kind) {
  const auto format = reader.OptionalText("format");
  if (kind != model::PolicyKind::kPublished) {
    if (format) {
      faults_.Add(reader.PlaceOf("format"), "A manifest or descriptor has one format.",
                  "Leave `format` out.");
    }
    return kind == model::PolicyKind::kForgeManifest ? model::MediaType::kYaml
                                                     : model::MediaType::kJson;
  }
  if (!format) return FormatOfFile(file);
  const auto type = FormatByName(*format);
  if (!type) {
    faults_.Add(reader.PlaceOf("format"), absl::StrCat("There is no format '", *format, "'."),
                "Write `text`, `markdown`, `html`, `docx` or `pdf`.");
  }
  return type;
}

void BookParser::ReadRevision(const yaml::Node& node, const model::Policy& policy) {
  yaml::MapReader reader(node, "revision", faults_);
  const std::string file = reader.RequiredText("file");
  const auto effective = ReadDate(reader, "effective", /*required=*/true);
  RevisionInput input;
  input.uri = ReadUri(reader, "url");
  const auto format = ReadFormat(reader, file, policy.kind);
  reader.Finish();
  if (file.empty()) return;
  used_files_.insert(file);
  const auto content = files_.find(file);
  if (content == files_.end()) {
    faults_.Add(reader.PlaceOf("file"), absl::StrCat("The book has no file '", file, "'."),
                "Paths are relative to the book's directory, with '/' between folders.");
    return;
  }
  if (!format) return;
  input.media_type = *format;
  input.effective = effective.value_or(Date{});
  input.bytes = content->second;
  auto reading = ReadRevisionInput(policy, input, catalog_, extract_);
  if (!reading.ok()) {
    AddFault({std::make_shared<const std::string>(file)}, reading.status());
  } else if (effective) {
    AddReading(*std::move(reading), file, node);
  }
}

void BookParser::AddReading(RevisionReading reading, const std::string& file,
                            const yaml::Node& node) {
  for (const BookRevision& other : book_.revisions) {
    if (other.revision.ref == reading.revision.ref) {
      faults_.Add(node.place, "The same text with the same date is listed twice.",
                  "Remove one of the two.");
      return;
    }
  }
  const std::string& text = *reading.revision.text;
  for (DerivedFact& fact : reading.facts) {
    const auto& place = std::get<model::ClauseEvidence>(fact.content.evidence);
    book_.places[ToName(fact.ref)] = {
        file, LineOf(text, static_cast<std::size_t>(place.range.begin))};
    fact_ids_.insert(fact.ref.fact);
    book_.facts.push_back({std::move(fact.ref), std::move(fact.content)});
  }
  for (Notice& notice : reading.notices) {
    book_.notices.push_back({file, std::move(notice)});
  }
  Remember(ToName(reading.revision.ref), node.place);
  const bool quotable = reading.revision.media_type != model::MediaType::kYaml &&
                        reading.revision.media_type != model::MediaType::kJson;
  book_.revisions.push_back(
      {std::move(reading.revision), std::move(reading.clauses), quotable});
}

void BookParser::ReportUnusedFiles() {
  for (const auto& [path, content] : files_) {
    if (used_files_.contains(path)) continue;
    faults_.Add({std::make_shared<const std::string>(path)},
                "No revision names this file.",
                "List it under a policy's `revisions`, or take it out of the directory.");
  }
}

std::string BookParser::ReadId(yaml::MapReader& reader, std::set<std::string>& seen,
                               const std::string& what) {
  std::string id = reader.RequiredText("id");
  if (id.empty()) return id;
  reader.Rename(absl::StrCat(what, " '", id, "'"));
  if (!model::IsValidId(id)) {
    faults_.Add(reader.PlaceOf("id"), absl::StrCat("'", id, "' cannot be an id."), kIdRule);
    return "";
  }
  if (!seen.insert(id).second) {
    faults_.Add(reader.PlaceOf("id"), absl::StrCat("The ", what, " '", id, "' is there twice."),
                "Give the second one another id.");
    return "";
  }
  return id;
}

std::string BookParser::ReadUri(yaml::MapReader& reader, const char* key) {
  std::string uri = reader.OptionalText(key).value_or("");
  const bool http = absl::StartsWith(uri, "https://") || absl::StartsWith(uri, "http://");
  if (!uri.empty() && (!http || uri.size() > kLongestUri ||
                       uri.find_first_of(" \t\r\n\"<>") != std::string::npos)) {
    faults_.Add(reader.PlaceOf(key), absl::StrCat("'", uri, "' is not a web address."),
                "Write an absolute one: https://…");
    return "";
  }
  return uri;
}

std::optional<Date> BookParser::ReadDate(yaml::MapReader& reader, const char* key,
                                         bool required) {
  const auto text = required ? std::optional(reader.RequiredText(key))
                             : reader.OptionalText(key);
  if (!text || text->empty()) return std::nullopt;
  const auto date = ParseDate(*text);
  if (!date) {
    faults_.Add(reader.PlaceOf(key), absl::StrCat("'", *text, "' is not a day."),
                "Write YYYY-MM-DD, from 1970-01-01 on.");
  }
  return date;
}

void BookParser::Remember(const std::string& resource, const yaml::Place& place) {
  book_.places[resource] = {place.path == nullptr ? "" : *place.path, place.line};
}

void BookParser::AddFault(const yaml::Place& place, const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  if (detail && !detail->violations.empty()) {
    for (const FieldViolation& violation : detail->violations) {
      faults_.Add(place, violation.description);
    }
  } else {
    faults_.Add(place, std::string(status.message()));
  }
}

}  // namespace clausebook::evidence
