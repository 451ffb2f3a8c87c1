#include "service/rpc/convert/resource_convert.h"

#include <string>

#include "service/rpc/validate.h"
#include "service/rpc/versions.h"

namespace clausebook::rpc {
namespace {

template <typename Proto>
void SetVersion(const model::VersionInfo& info, Proto& proto) {
  *proto.mutable_create_time() = ToProto(info.create_time);
  *proto.mutable_update_time() = ToProto(info.update_time);
  proto.set_etag(EtagOf(info.version));
}

}  // namespace

v1::Vendor ToProto(const model::Vendor& vendor) {
  v1::Vendor proto;
  proto.set_name(ToName(model::Publisher{model::PublisherKind::kVendor, vendor.id}));
  proto.set_display_name(vendor.display_name);
  proto.set_website_uri(vendor.website_uri);
  SetVersion(vendor.info, proto);
  return proto;
}

v1::App ToProto(const model::App& app) {
  v1::App proto;
  proto.set_name(ToName(app.ref));
  proto.set_display_name(app.display_name);
  proto.set_marketplace_key(app.marketplace_key);
  proto.set_listing_uri(app.listing_uri);
  SetVersion(app.info, proto);
  return proto;
}

v1::PolicyKind ToProto(model::PolicyKind kind) {
  switch (kind) {
    case model::PolicyKind::kPublished:
      return v1::POLICY_KIND_PUBLISHED;
    case model::PolicyKind::kForgeManifest:
      return v1::POLICY_KIND_FORGE_MANIFEST;
    case model::PolicyKind::kConnectDescriptor:
      return v1::POLICY_KIND_CONNECT_DESCRIPTOR;
  }
  return v1::POLICY_KIND_UNSPECIFIED;
}

std::optional<model::PolicyKind> FromProto(v1::PolicyKind kind) {
  switch (kind) {
    case v1::POLICY_KIND_UNSPECIFIED:
    case v1::POLICY_KIND_PUBLISHED:
      return model::PolicyKind::kPublished;
    case v1::POLICY_KIND_FORGE_MANIFEST:
      return model::PolicyKind::kForgeManifest;
    case v1::POLICY_KIND_CONNECT_DESCRIPTOR:
      return model::PolicyKind::kConnectDescriptor;
    default:
      return std::nullopt;
  }
}

v1::Policy ToProto(const model::Policy& policy) {
  v1::Policy proto;
  proto.set_name(ToName(policy.ref));
  proto.set_title(policy.title);
  proto.set_uri(policy.uri);
  proto.set_kind(ToProto(policy.kind));
  if (!policy.app.empty()) {
    proto.set_app(ToName(model::AppRef{policy.ref.publisher.id, policy.app}));
  }
  SetVersion(policy.info, proto);
  return proto;
}

v1::DocumentNotice ToProto(const evidence::Notice& notice) {
  v1::DocumentNotice proto;
  proto.set_line(notice.line);
  proto.set_entry_path(notice.path);
  proto.set_fault(notice.fault);
  proto.set_message(notice.message);
  return proto;
}

v1::Platform ToProto(const catalog::Platform& platform) {
  v1::Platform proto;
  proto.set_name("platforms/" + platform.id);
  proto.set_display_name(platform.display_name);
  proto.set_description(platform.description);
  for (const std::string& value : platform.hosting_values)
    proto.add_hosting_values(value);
  return proto;
}

v1::PolicyRevision ToProto(const model::Revision& revision, bool with_text) {
  v1::PolicyRevision proto;
  proto.set_name(ToName(revision.ref));
  proto.set_effective_date(FormatDate(revision.effective));
  proto.set_uri(revision.uri);
  proto.set_media_type(std::string(ToMimeType(revision.media_type)));
  if (with_text && revision.text != nullptr) proto.set_text(*revision.text);
  proto.set_source_sha256(revision.source_sha256);
  proto.set_source_size_bytes(revision.source_size_bytes);
  proto.set_sha256(revision.sha256);
  proto.set_size_bytes(revision.size_bytes);
  proto.set_clause_count(revision.clause_count);
  *proto.mutable_create_time() = ToProto(revision.create_time);
  if (revision.withdraw_time)
    *proto.mutable_withdraw_time() = ToProto(*revision.withdraw_time);
  return proto;
}

v1::Clause ToProto(const model::RevisionRef& revision, const model::Clause& clause,
                   std::string_view text) {
  v1::Clause proto;
  proto.set_name(model::ClauseName(revision, clause.id));
  for (const std::string& heading : clause.heading_path) proto.add_heading_path(heading);
  proto.set_byte_begin(clause.range.begin);
  proto.set_byte_end(clause.range.end);
  proto.set_text(std::string(
      text.substr(static_cast<std::size_t>(clause.range.begin),
                  static_cast<std::size_t>(clause.range.end - clause.range.begin))));
  proto.set_ordinal(clause.ordinal);
  proto.set_heading(clause.heading);
  return proto;
}

}  // namespace clausebook::rpc
