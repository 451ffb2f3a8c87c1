// Vendors, apps, policies, revisions, clauses and platforms on the wire.
#ifndef CLAUSEBOOK_SERVICE_RPC_CONVERT_RESOURCE_CONVERT_H_
#define CLAUSEBOOK_SERVICE_RPC_CONVERT_RESOURCE_CONVERT_H_

#include <optional>
#include <string_view>

#include "clausebook/v1/app.pb.h"
#include "clausebook/v1/platform.pb.h"
#include "clausebook/v1/policy.pb.h"
#include "clausebook/v1/vendor.pb.h"
#include "service/catalog/vocabulary.h"
#include "service/evidence/manifest/manifest_reading.h"
#include "storage/model/resources.h"

namespace clausebook::rpc {

v1::Vendor ToProto(const model::Vendor& vendor);
v1::App ToProto(const model::App& app);
v1::Policy ToProto(const model::Policy& policy);
v1::PolicyKind ToProto(model::PolicyKind kind);
// UNSPECIFIED is kPublished; nullopt for numbers that this server does not know.
std::optional<model::PolicyKind> FromProto(v1::PolicyKind kind);
v1::DocumentNotice ToProto(const evidence::Notice& notice);
v1::Platform ToProto(const catalog::Platform& platform);
// With the text if `with_text` and it is there.
v1::PolicyRevision ToProto(const model::Revision& revision, bool with_text);
// `text` is that of the revision.
v1::Clause ToProto(const model::RevisionRef& revision, const model::Clause& clause,
                   std::string_view text);

}  // namespace clausebook::rpc

#endif  // CLAUSEBOOK_SERVICE_RPC_CONVERT_RESOURCE_CONVERT_H_
