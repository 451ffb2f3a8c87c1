// Gives a publisher's evidence back as a book.
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/evidence/book_formats.h"
#include "service/evidence/book_reviewed.h"
#include "service/evidence/book_writer.h"
#include "service/evidence/fact_book.h"

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
      : base_(base), sources_(std::move(sources)), out_(catalog), reviewed_(catalog) {
    for (const auto& policy : base.policies) {
      if (policy.policy.kind != model::PolicyKind::kPublished) {
        declarations_.insert(policy.policy.ref);
        continue;
      }
      for (const RevisionEvidence& revision : policy.revisions) {
        revisions_.push_back(&revision.revision);
      }
    }
  }

  absl::StatusOr<BookFiles> Run(const std::optional<model::Vendor>& vendor,
                                const std::vector<model::App>& apps,
                                const std::vector<model::Rejection>& rejections) && {
    out_.BeginMap();
    out_.Number("clausebook", 1);
    if (vendor) {
      out_.BeginMap("vendor");
      out_.Plain("id", vendor->id);
      out_.Text("name", vendor->display_name);
      out_.TextIfAny("website", vendor->website_uri);
      out_.EndMap();
    } else {
      out_.Plain("platform", base_.publisher.id);
    }
    WriteApps(apps);
    WritePolicies();
    CB_RETURN_IF_ERROR(WriteFacts());
    out_.EndMap();
    files_[kBookFile] = out_.Finish();
    for (const model::Rejection& rejection : rejections) {
      if (IsPolicy(rejection.policy)) reviewed_.Add(rejection);
    }
    if (!reviewed_.empty()) files_[kReviewedFile] = reviewed_.Finish();
    return std::move(files_);
  }

 private:
  void WriteApps(const std::vector<model::App>& apps) {
    if (apps.empty()) return;
    out_.BeginList("apps");
    for (const model::App& app : apps) {
      out_.BeginMap();
      out_.Plain("id", app.ref.app);
      out_.Text("name", app.display_name);
      out_.TextIfAny("marketplace_key", app.marketplace_key);
      out_.TextIfAny("listing", app.listing_uri);
      out_.EndMap();
    }
    out_.EndList();
  }

  void WritePolicies() {
    if (base_.policies.empty()) return;
    out_.BeginList("policies");
    for (const auto& policy : base_.policies) {
      out_.BeginMap();
      out_.Plain("id", policy.policy.ref.policy);
      if (policy.policy.kind == model::PolicyKind::kForgeManifest) {
        out_.Plain("forge_manifest_of", policy.policy.app);
      } else if (policy.policy.kind == model::PolicyKind::kConnectDescriptor) {
        out_.Plain("connect_descriptor_of", policy.policy.app);
      }
      out_.Text("title", policy.policy.title);
      out_.TextIfAny("url", policy.policy.uri);
      out_.BeginList("revisions");
      for (const RevisionEvidence& entry : policy.revisions)
        WriteRevision(entry.revision);
      out_.EndList();
      out_.EndMap();
    }
    out_.EndList();
  }

  void WriteRevision(const model::Revision& revision) {
    const std::string path = PathOf(revision);
    const auto source = sources_.find(ToName(revision.ref));
    files_[path] = source == sources_.end() ? *revision.text : *source->second;
    out_.BeginMap();
    out_.Plain("file", path);
    out_.Plain("effective", FormatDate(revision.effective));
    out_.TextIfAny("url", revision.uri);
    out_.EndMap();
  }

  absl::Status WriteFacts() {
    if (base_.facts.empty()) return absl::OkStatus();
    out_.BeginList("facts");
    for (const model::Fact& fact : base_.facts) {
      const FactContent& content = fact.content;
      if (WasReadByProgram(content)) continue;
      if (!content.approved && !content.approval) continue;  // nobody's, and counts not
      if (content.approval && !content.approval->suggestion.empty()) {
        CB_RETURN_IF_ERROR(reviewed_.Add(fact.ref.fact, content, revisions_));
        continue;
      }
      CB_RETURN_IF_ERROR(WriteFact(out_, fact.ref.fact, content, revisions_));
    }
    out_.EndList();
    return absl::OkStatus();
  }

  bool WasReadByProgram(const FactContent& content) const {
    const auto* clause = std::get_if<model::ClauseEvidence>(&content.evidence);
    return clause != nullptr && declarations_.contains(clause->revision.policy);
  }

  bool IsPolicy(const model::PolicyRef& ref) const {
    for (const auto& policy : base_.policies) {
      if (policy.policy.ref == ref) return true;
    }
    return false;
  }

  const model::EvidenceBase& base_;
  const Sources sources_;
  std::vector<const model::Revision*> revisions_;  // that quotes may be from
  std::set<model::PolicyRef> declarations_;
  BookWriter out_;
  ReviewedFile reviewed_;
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
    CB_ASSIGN_OR_RETURN(apps,
                        snapshot.ListApps(publisher.id, "", {"", 1'000'000}, known_at));
  } else if (catalog.FindPlatform(publisher.id) == nullptr) {
    return NotFound("Platform", ToName(publisher));
  }
  CB_ASSIGN_OR_RETURN(const auto base, snapshot.LoadEvidence(publisher, known_at));
  CB_ASSIGN_OR_RETURN(const auto rejections,
                      snapshot.ListRejections(publisher, known_at));
  Sources sources;
  for (const auto& policy : base->policies) {
    for (const RevisionEvidence& entry : policy.revisions) {
      if (entry.revision.source_sha256.empty()) continue;
      CB_ASSIGN_OR_RETURN(const auto revision, snapshot.GetRevision(entry.revision.ref));
      sources[ToName(revision.ref)] = revision.source;
    }
  }
  return Exporter(*base, catalog, std::move(sources)).Run(vendor, apps, rejections);
}

}  // namespace clausebook::evidence
