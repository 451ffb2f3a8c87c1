#include "service/evidence/reading.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/fact_id.h"
#include "service/evidence/segmenter.h"

namespace clausebook::evidence {
namespace {

using model::MediaType;
using model::PolicyKind;

std::optional<DocumentFormat> FormatOf(MediaType type) {
  switch (type) {
    case MediaType::kHtml:
      return DocumentFormat::kHtml;
    case MediaType::kDocx:
      return DocumentFormat::kDocx;
    case MediaType::kPdf:
      return DocumentFormat::kPdf;
    default:
      return std::nullopt;
  }
}

absl::Status CheckForm(PolicyKind kind, MediaType type) {
  switch (kind) {
    case PolicyKind::kForgeManifest:
      if (type == MediaType::kYaml) return absl::OkStatus();
      return InvalidField("media_type",
                          "A Forge manifest is YAML: write 'application/yaml'.");
    case PolicyKind::kConnectDescriptor:
      if (type == MediaType::kJson) return absl::OkStatus();
      return InvalidField("media_type",
                          "A Connect descriptor is JSON: write 'application/json'.");
    case PolicyKind::kPublished:
      break;
  }
  if (type != MediaType::kYaml && type != MediaType::kJson) return absl::OkStatus();
  return InvalidField("media_type",
                      "A published document is text, Markdown, HTML, DOCX or PDF. "
                      "Manifests and descriptors belong to a policy of their own kind.");
}

absl::Status AddFacts(const model::Policy& policy, std::vector<model::FactContent> facts,
                      const catalog::Catalog& catalog, RevisionReading& reading) {
  std::set<std::string> ids;
  for (model::FactContent& content : facts) {
    content.scope = {{policy.app}, {}};
    auto& place = std::get<model::ClauseEvidence>(content.evidence);
    place.revision = reading.revision.ref;
    const catalog::Property* property = catalog.FindProperty(content.property);
    if (property == nullptr) {
      return absl::InternalError(
          absl::StrCat("The vocabulary has no property '", content.property, "'."));
    }
    CB_ASSIGN_OR_RETURN(content.value,
                        catalog.CheckValue(*property, content.op, content.value));
    std::string id = FactIdFor(
        absl::StrCat(ToName(reading.revision.ref), "\n", place.clause), content);
    if (!ids.insert(id).second) continue;  // the same thing, read twice
    reading.facts.push_back({{policy.ref.publisher, std::move(id)}, std::move(content)});
  }
  return absl::OkStatus();
}

absl::Status ReadDeclaration(const model::Policy& policy, const catalog::Catalog& catalog,
                             RevisionReading& reading) {
  const std::string& text = *reading.revision.text;
  CB_ASSIGN_OR_RETURN(ManifestReading read,
                      policy.kind == PolicyKind::kForgeManifest
                          ? ReadForgeManifest(text, catalog)
                          : ReadConnectDescriptor(text, catalog));
  reading.clauses = std::move(read.clauses);
  reading.notices = std::move(read.notices);
  return AddFacts(policy, std::move(read.facts), catalog, reading);
}

// A reader's refusal, as one of the field that the document came in.
absl::Status AboutSource(const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  if (!absl::IsInvalidArgument(status) || !detail || detail->violations.empty()) {
    return status;
  }
  return InvalidField("source", detail->violations.front().description);
}

absl::Status ReadExtracted(DocumentFormat format, std::string bytes,
                           const DocumentExtractor& extract, RevisionReading& reading) {
  if (bytes.empty()) return InvalidField("source", "Required: the document's bytes.");
  if (bytes.size() > kMaxSourceBytes) {
    return InvalidField("source",
                        absl::StrCat("The document has ", bytes.size(),
                                     " bytes; at most ", kMaxSourceBytes,
                                     " are read. Take pictures out of it, or hand in its "
                                     "text."));
  }
  if (!extract) {
    return InvalidField("media_type", "Documents of this form are not read here.");
  }
  auto extracted = extract(bytes, format);
  if (!extracted.ok()) return AboutSource(extracted.status());
  ExtractedDocument& document = *extracted;
  CB_ASSIGN_OR_RETURN(reading.clauses, SegmentBlocks(document.text, document.blocks));
  for (std::string& note : document.notes) reading.notices.push_back({.message = note});
  model::Revision& revision = reading.revision;
  revision.source_sha256 = Sha256Hex(bytes);
  revision.source_size_bytes = static_cast<std::int64_t>(bytes.size());
  revision.source = std::make_shared<const std::string>(std::move(bytes));
  revision.text = std::make_shared<const std::string>(std::move(document.text));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RevisionReading> ReadRevisionInput(const model::Policy& policy,
                                                  const RevisionInput& input,
                                                  const catalog::Catalog& catalog,
                                                  const DocumentExtractor& extract) {
  CB_RETURN_IF_ERROR(CheckForm(policy.kind, input.media_type));
  RevisionReading reading;
  model::Revision& revision = reading.revision;
  revision.media_type = input.media_type;
  revision.effective = input.effective;
  revision.uri = input.uri;
  const auto format = FormatOf(input.media_type);
  if (format) {
    CB_RETURN_IF_ERROR(ReadExtracted(*format, input.bytes, extract, reading));
  } else {
    revision.text = std::make_shared<const std::string>(input.bytes);
    if (policy.kind == PolicyKind::kPublished) {
      CB_ASSIGN_OR_RETURN(reading.clauses, SegmentText(input.bytes, input.media_type));
    }
  }
  revision.sha256 = Sha256Hex(*revision.text);
  revision.ref = {policy.ref, absl::StrCat(FormatDate(revision.effective), "-",
                                           revision.sha256.substr(0, 8))};
  if (policy.kind != PolicyKind::kPublished) {
    CB_RETURN_IF_ERROR(ReadDeclaration(policy, catalog, reading));
  }
  return reading;
}

}  // namespace clausebook::evidence
