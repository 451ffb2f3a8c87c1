// The one table of what an entry of a manifest or descriptor proves. MANIFEST.md shows
// it; a test holds the two together.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_PROOFS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_PROOFS_H_

#include <span>
#include <string_view>

#include "storage/model/fact.h"

namespace clausebook::evidence {

// What was found in the file. "No…", "Only…" and "All…" are found in the whole of it.
enum class EntryKind {
  // Forge: where code runs.
  kForgeAlone,
  kRemoteBackend,
  kConnectModules,
  kConnectIdentity,
  kFunctions,
  kServices,
  kResources,
  kRemoteEndpoint,
  kOnlyPlatformCode,
  // Forge: remotes.
  kRemote,
  kAllRemotes,
  kRemoteHost,
  kRemoteUnspecified,
  kRemoteStoresEud,
  kRemoteStoresOther,
  kRemoteComputes,
  kAppToken,
  kUserToken,
  kNoTokens,
  // Forge: egress.
  kBackendHost,
  kClientHost,
  kAssetHost,
  kScriptHost,
  kNavigationHost,
  kAllBackendHosts,
  kAllClientHosts,
  kAllAssetHosts,
  kAllScriptHosts,
  kAllNavigationHosts,
  kEgressWithEud,
  kEgressEudByDefault,
  kNoEgressWithEud,
  kUndetermined,
  kAllDetermined,
  kCustomerManaged,
  kNotCustomerManaged,
  kAnalyticsBackend,
  kAnalyticsFrontend,
  kAnalyticsToolBackend,
  kAnalyticsToolFrontend,
  kNothingLeaves,
  // Forge: other channels.
  kDynamicWebTrigger,
  kNoDynamicWebTrigger,
  kPublicWebTrigger,
  kApiRoute,
  kNoApi,
  kMcp,
  kNoMcp,
  kUnlicensedAccess,
  kNoAnonymousAccess,
  // Access.
  kScope,
  kAllScopes,
  kScopeClass,
  kAllScopeClasses,
  kActsAsUser,
  kOfflineImpersonation,
  kNoOfflineImpersonation,
  kEmailScope,
  kExternalAccount,
  // Forge: storage, AI, content rules.
  kStorageScope,
  kStorageEntities,
  kStorageSql,
  kStorageObjects,
  kStorageClassification,
  kPlatformAi,
  kUnsafeContent,
  kAllUnsafeContent,
  // Residency.
  kRegion,
  kRegionalRemotes,
  kHostedResidency,
  kRealmMigration,
  kNotPinned,
  kPinned,
  // Runs on Atlassian.
  kBadgeObstacle,
  kNoBadgeObstacle,
  // Connect descriptor.
  kDescriptor,
  kConnectServer,
  kConnectPages,
  kConnectInstalled,
  kConnectWebhooks,
  kConnectPageHost,
  kConnectServerHost,
  kConnectPlaceholder,
  kConnectJwt,
  kConnectOpen,
  kConnectRegion,
  kConnectMigration,
};

// What a fact needs besides its entry.
enum class World {
  kOpen,    // the entry alone
  kFile,    // that the lists of the file can be read: no doubt about what it holds
  kClosed,  // that the file validates: it concludes from what is not there
};

// How much weight the source gives it (kinds of §3.3 of the domain reference).
enum class Strength {
  kEnforced,  // the platform holds the app to it
  kDeclared,  // the vendor's word, inside of the file
  kDefault,   // the platform's reading of what is not said
  kDerived,   // follows from enforced entries and published rules
};

enum class Says {
  kTrue,
  kFalse,
  kFixed,  // `fixed`
  kGiven,  // what the reader passes: hosts, scopes …
};

struct Proof {
  EntryKind entry;
  const char* found;  // the entry in words
  const char* property;
  model::Operator op;
  Says says;
  const char* fixed;
  const char* about;  // `dimension:member or group`; empty: all of it
  World world;
  Strength strength;
  const char* caveat;
  const char* source;  // a key of kSources
};

struct Source {
  const char* id;
  const char* text;  // what it is, with its date or version
};

std::span<const Proof> Proofs();
std::span<const Source> Sources();

std::string_view NameOf(World world);
std::string_view NameOf(Strength strength);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_PROOFS_H_
