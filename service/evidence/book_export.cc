// Gives a publisher's evidence back as a book.
#include <yaml-cpp/emitter.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/book_formats.h"
#include "service/evidence/book_values.h"
#include "service/evidence/fact_book.h"
#include "service/evidence/quote.h"

namespace clausebook::evidence {
namespace {

using model::FactContent;
using model::RevisionEvidence;

std::string PathOf(const model::Revision& revision) {
  const std::string_view ending = EndingOf(revision.media_type);
  return absl::StrCat("policies/", revision.ref.policy.policy, "/", revision.ref.revision,
                      absl::string_view(ending.data(), ending.size()));
}

// Documents that texts were extracted from, by the revision's name.
using Sources = std::map<std::string, std::shared_ptr<const std::string>>;

class Exporter {
 public:
  Exporter(const model::EvidenceBase& base, const catalog::Catalog& catalog,
           Sources sources)
      : base_(base), catalog_(catalog), sources_(std::move(sources)) {
    for (const auto& policy : base.policies) {
      if (policy.policy.kind != model::PolicyKind::kPublished) {
        declarations_.insert(policy.policy.ref);
        continue;
      }
      for (const RevisionEvidence& revision : policy.revisions) {
        revisions_.push_back(&revision);
      }
    }
  }

  absl::StatusOr<BookFiles> Run(const std::optional<model::Vendor>& vendor,
                                const std::vector<model::App>& apps) && {
    out_ << YAML::BeginMap << YAML::Key << "clausebook" << YAML::Value << 1;
    if (vendor) {
      out_ << YAML::Key << "vendor" << YAML::Value << YAML::BeginMap;
      Plain("id", vendor->id);
      Text("name", vendor->display_name);
      TextIfAny("website", vendor->website_uri);
      out_ << YAML::EndMap;
    } else {
      Plain("platform", base_.publisher.id);
    }
    WriteApps(apps);
    WritePolicies();
    if (absl::Status status = WriteFacts(); !status.ok()) return status;
    out_ << YAML::EndMap;
    files_[kBookFile] = absl::StrCat(out_.c_str(), "\n");
    return std::move(files_);
  }

 private:
  // Ids, dates and the like, which need no quotes.
  void Plain(const char* key, const std::string& value) {
    out_ << YAML::Key << key << YAML::Value << value;
  }
  void Text(const char* key, const std::string& value) {
    out_ << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << value;
  }
  void TextIfAny(const char* key, const std::string& value) {
    if (!value.empty()) Text(key, value);
  }
  void Day(const char* key, const std::optional<Date>& value) {
    if (value) Plain(key, FormatDate(*value));
  }
  void List(const char* key, const std::vector<std::string>& values) {
    out_ << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const std::string& value : values) out_ << YAML::DoubleQuoted << value;
    out_ << YAML::EndSeq;
  }

  void WriteApps(const std::vector<model::App>& apps) {
    if (apps.empty()) return;
    out_ << YAML::Key << "apps" << YAML::Value << YAML::BeginSeq;
    for (const model::App& app : apps) {
      out_ << YAML::BeginMap;
      Plain("id", app.ref.app);
      Text("name", app.display_name);
      TextIfAny("marketplace_key", app.marketplace_key);
      TextIfAny("listing", app.listing_uri);
      out_ << YAML::EndMap;
    }
    out_ << YAML::EndSeq;
  }

  void WritePolicies() {
    if (base_.policies.empty()) return;
    out_ << YAML::Key << "policies" << YAML::Value << YAML::BeginSeq;
    for (const auto& policy : base_.policies) {
      out_ << YAML::BeginMap;
      Plain("id", policy.policy.ref.policy);
      if (policy.policy.kind == model::PolicyKind::kForgeManifest) {
        Plain("forge_manifest_of", policy.policy.app);
      } else if (policy.policy.kind == model::PolicyKind::kConnectDescriptor) {
        Plain("connect_descriptor_of", policy.policy.app);
      }
      Text("title", policy.policy.title);
      TextIfAny("url", policy.policy.uri);
      out_ << YAML::Key << "revisions" << YAML::Value << YAML::BeginSeq;
      for (const RevisionEvidence& entry : policy.revisions) {
        const std::string path = PathOf(entry.revision);
        const auto source = sources_.find(ToName(entry.revision.ref));
        files_[path] = source == sources_.end() ? *entry.revision.text : *source->second;
        out_ << YAML::BeginMap;
        Plain("file", path);
        Plain("effective", FormatDate(entry.revision.effective));
        TextIfAny("url", entry.revision.uri);
        out_ << YAML::EndMap;
      }
      out_ << YAML::EndSeq << YAML::EndMap;
    }
    out_ << YAML::EndSeq;
  }

  absl::Status WriteFacts() {
    if (base_.facts.empty()) return absl::OkStatus();
    out_ << YAML::Key << "facts" << YAML::Value << YAML::BeginSeq;
    for (const model::Fact& fact : base_.facts) {
      const FactContent& content = fact.content;
      if (WasReadByProgram(content)) continue;
      out_ << YAML::BeginMap;
      Plain("id", fact.ref.fact);
      if (!content.scope.apps.empty()) List("apps", content.scope.apps);
      if (!content.scope.except_apps.empty()) List("except", content.scope.except_apps);
      Plain("property", content.property);
      WriteValue(content);
      WriteQualifiers(content.qualifiers);
      TextIfAny("caveat", content.caveat);
      Day("valid_from", content.valid_from);
      Day("valid_until", content.valid_until);
      CB_RETURN_IF_ERROR(WriteEvidence(content.evidence));
      out_ << YAML::EndMap;
    }
    out_ << YAML::EndSeq;
    return absl::OkStatus();
  }

  bool WasReadByProgram(const FactContent& content) const {
    const auto* clause = std::get_if<model::ClauseEvidence>(&content.evidence);
    return clause != nullptr && declarations_.contains(clause->revision.policy);
  }

  void WriteValue(const FactContent& content) {
    const std::string key(KeyOf(content.op));
    switch (content.value.kind) {
      case model::ValueKind::kBool:
        out_ << YAML::Key << key << YAML::Value << content.value.boolean;
        return;
      case model::ValueKind::kSet:
        List(key.c_str(), content.value.members);
        return;
      default:
        Text(key.c_str(), content.value.text);
    }
  }

  void WriteQualifiers(const model::Qualifiers& qualifiers) {
    if (qualifiers.empty()) return;
    out_ << YAML::Key << "about" << YAML::Value << YAML::BeginMap;
    for (const auto& [id, members] : qualifiers) {
      List(id.c_str(), GroupOrMembers(id, members));
    }
    out_ << YAML::EndMap;
  }

  // A group's name where the members are exactly the group's.
  std::vector<std::string> GroupOrMembers(const std::string& id,
                                          const std::vector<std::string>& members) const {
    if (const catalog::Dimension* dimension = catalog_.FindDimension(id)) {
      for (const auto& [name, group] : dimension->groups) {
        std::vector<std::string> sorted = group;
        std::sort(sorted.begin(), sorted.end());
        if (sorted == members) return {name};
      }
    }
    return members;
  }

  absl::Status WriteEvidence(const model::Evidence& evidence) {
    if (const auto* said = std::get_if<model::Attestation>(&evidence)) {
      out_ << YAML::Key << "attestation" << YAML::Value << YAML::BeginMap;
      Text("by", said->attester);
      Day("on", said->date);
      Day("until", said->expire_date);
      Text("statement", said->statement);
      out_ << YAML::EndMap;
      return absl::OkStatus();
    }
    const auto& clause = std::get<model::ClauseEvidence>(evidence);
    const auto it = std::find_if(
        revisions_.begin(), revisions_.end(),
        [&](const auto* entry) { return entry->revision.ref == clause.revision; });
    if (it == revisions_.end()) {
      return MakeError("A fact rests on a revision that was withdrawn; retract it first.",
                       {.reason = Reason::kStillInUse,
                        .metadata = {{"revision", ToName(clause.revision)}}});
    }
    const std::string& text = *(*it)->revision.text;
    const std::string quote =
        text.substr(static_cast<std::size_t>(clause.range.begin),
                    static_cast<std::size_t>(clause.range.end - clause.range.begin));
    if (revisions_.size() > 1) {
      Plain("policy", clause.revision.policy.policy);
      Plain("revision", FormatDate((*it)->revision.effective));
    }
    Text("quote", quote);
    const auto places = FindQuote(text, quote);
    if (places.size() > 1) {
      const auto mine = std::find(places.begin(), places.end(), clause.range);
      out_ << YAML::Key << "occurrence" << YAML::Value << (mine - places.begin()) + 1;
    }
    return absl::OkStatus();
  }

  const model::EvidenceBase& base_;
  const catalog::Catalog& catalog_;
  const Sources sources_;
  std::vector<const RevisionEvidence*> revisions_;  // that quotes may be from
  std::set<model::PolicyRef> declarations_;
  YAML::Emitter out_;
  BookFiles files_;
};

}  // namespace

absl::StatusOr<BookFiles> ExportBook(const model::Publisher& publisher,
                                     const catalog::Catalog& catalog, Instant known_at,
                                     storage::ReadSnapshot& snapshot) {
  std::optional<model::Vendor> vendor;
  std::vector<model::App> apps;
  if (publisher.kind == model::PublisherKind::kVendor) {
    CB_ASSIGN_OR_RETURN(vendor, snapshot.GetVendor(publisher.id, known_at));
    CB_ASSIGN_OR_RETURN(
        apps, snapshot.ListApps(publisher.id, "", {"", 1'000'000}, known_at));
  } else if (catalog.FindPlatform(publisher.id) == nullptr) {
    return NotFound("Platform", ToName(publisher));
  }
  CB_ASSIGN_OR_RETURN(const auto base, snapshot.LoadEvidence(publisher, known_at));
  Sources sources;
  for (const auto& policy : base->policies) {
    for (const RevisionEvidence& entry : policy.revisions) {
      if (entry.revision.source_sha256.empty()) continue;
      CB_ASSIGN_OR_RETURN(const auto revision, snapshot.GetRevision(entry.revision.ref));
      sources[ToName(revision.ref)] = revision.source;
    }
  }
  return Exporter(*base, catalog, std::move(sources)).Run(vendor, apps);
}

}  // namespace clausebook::evidence
