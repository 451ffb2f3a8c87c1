// The table. Longer than other files: it is data, and one table is the point of it.
#include "service/evidence/manifest/proofs.h"

namespace clausebook::evidence {
namespace {

using enum EntryKind;
using enum model::Operator;
using enum World;
using enum Strength;
using enum Says;

constexpr Source kSources[] = {
    {"permissions", "Forge documentation, manifest reference: permissions (2026-08)"},
    {"remotes", "Forge documentation, manifest reference: remotes (2026-08)"},
    {"runtime", "Forge documentation, runtime egress permissions (2026-08)"},
    {"modules", "Forge manifest schema 13.7.0 and module reference (2026-08)"},
    {"eligibility",
     "Forge documentation, Runs on Atlassian and the eligibility command (2026-08)"},
    {"analytics", "Forge documentation, analytics tool policy (2026-08)"},
    {"residency", "Forge documentation, data residency (2026-08)"},
    {"storage", "Forge documentation, storage reference (2026-08)"},
    {"customer-managed",
     "Forge documentation, customer-managed egress and remotes (2026-08)"},
    {"connect", "Connect documentation, app descriptor (2026)"},
    {"channels", "MANIFEST.md, 'That no data leaves': every channel of the platform"},
};

constexpr const char kInferredPayload[] =
    "The entry shows that the app's requests go to this server, not which data is in "
    "them.";
constexpr const char kMayOnly[] = "Declared means permitted, not used.";

constexpr Proof kProofs[] = {
    // Where code runs.
    {kForgeAlone, "neither remotes nor Connect modules", "hosting.platform", kEquals,
     kFixed, "forge", "", kFile, kDerived,
     "The manifest has neither remotes nor connectModules.", "modules"},
    {kRemoteBackend, "remotes, no Connect modules", "hosting.platform", kEquals, kFixed,
     "forge_with_remote", "", kOpen, kEnforced, "", "remotes"},
    {kConnectModules, "connectModules", "hosting.platform", kEquals, kFixed,
     "forge_with_connect", "", kOpen, kEnforced, "", "modules"},
    {kConnectModules, "connectModules", "hosting.code_location", kIncludes, kFixed,
     "vendor", "", kOpen, kDerived,
     "Connect modules are served by a server that is not Atlassian's; that the vendor "
     "runs it itself is not shown.",
     "modules"},
    {kConnectIdentity, "app.connect.key without Connect modules",
     "hosting.connect_identity", kEquals, kTrue, "", "", kOpen, kEnforced, "", "modules"},
    {kFunctions, "functions", "hosting.code_location", kIncludes, kFixed, "atlassian", "",
     kOpen, kEnforced, "", "modules"},
    {kServices, "container services", "hosting.code_location", kIncludes, kFixed,
     "atlassian", "", kOpen, kEnforced, "Atlassian runs containers that the vendor made.",
     "modules"},
    {kResources, "resources of a user interface", "hosting.code_location", kIncludes,
     kFixed, "user_browser", "", kOpen, kEnforced, "", "modules"},
    {kRemoteEndpoint, "an endpoint at a remote", "hosting.code_location", kIncludes,
     kFixed, "vendor", "", kOpen, kDerived,
     "Requests of the product are answered by a server that is not Atlassian's; that the "
     "vendor runs it itself is not shown.",
     "remotes"},
    {kRemoteEndpoint, "an endpoint at a remote", "processing.off_platform", kEquals,
     kTrue, "", "data_category:app_data", kOpen, kDerived, kInferredPayload, "remotes"},
    {kOnlyPlatformCode,
     "functions or resources; no remote, Connect module, agent connector, fetch, script "
     "or frame but those of analytics tools",
     "hosting.code_location", kExactly, kGiven, "", "", kClosed, kDerived,
     "The manifest names no other place that could run code of the app.", "runtime"},
    // Remotes.
    {kRemote, "a remote", "egress.remotes", kIncludes, kGiven, "", "", kOpen, kEnforced,
     kMayOnly, "remotes"},
    {kAllRemotes, "all remotes", "egress.remotes", kExactly, kGiven, "", "", kClosed,
     kEnforced, "", "remotes"},
    {kRemoteHost, "the base URL of a remote", "egress.backend_hosts", kIncludes, kGiven,
     "", "", kOpen, kEnforced, kMayOnly, "remotes"},
    {kRemoteUnspecified, "a remote without operations", "storage.off_platform", kEquals,
     kTrue, "", "data_category:end_user_data", kOpen, kDefault,
     "The entry has no operations; the platform then assumes that in-scope End-User Data "
     "is stored there. What the vendor does is not stated.",
     "remotes"},
    {kRemoteUnspecified, "a remote without operations", "processing.off_platform",
     kEquals, kTrue, "", "data_category:app_data", kOpen, kDefault,
     "The entry has no operations; the platform then assumes that in-scope End-User Data "
     "is stored there. What the vendor does is not stated.",
     "remotes"},
    {kRemoteUnspecified, "a remote without operations", "egress.eud_declared", kEquals,
     kTrue, "", "", kOpen, kDefault,
     "The entry has no operations; the platform then assumes that in-scope End-User Data "
     "is stored there.",
     "remotes"},
    {kRemoteStoresEud, "a remote that stores, inScopeEUD true or absent",
     "storage.off_platform", kEquals, kTrue, "", "data_category:end_user_data", kOpen,
     kDeclared, "", "remotes"},
    {kRemoteStoresEud, "a remote that stores, inScopeEUD true or absent",
     "egress.eud_declared", kEquals, kTrue, "", "", kOpen, kDeclared, "", "remotes"},
    {kRemoteStoresOther, "a remote that stores, inScopeEUD false", "storage.off_platform",
     kEquals, kTrue, "", "", kOpen, kDeclared,
     "The vendor declares that no in-scope End-User Data is stored there; which other "
     "data is, the entry does not say.",
     "remotes"},
    {kRemoteComputes, "a remote that computes", "processing.off_platform", kEquals, kTrue,
     "", "data_category:app_data", kOpen, kDeclared, kInferredPayload, "remotes"},
    {kRemoteComputes, "a remote that computes", "hosting.code_location", kIncludes,
     kFixed, "vendor", "", kOpen, kDerived,
     "The app computes on a server that is not Atlassian's; that the vendor runs it "
     "itself is not shown.",
     "remotes"},
    {kAppToken, "appSystemToken enabled", "access.remote_tokens", kIncludes, kFixed,
     "app", "", kOpen, kEnforced, kMayOnly, "remotes"},
    {kUserToken, "appUserToken enabled", "access.remote_tokens", kIncludes, kFixed,
     "user", "", kOpen, kEnforced, kMayOnly, "remotes"},
    {kUserToken, "appUserToken enabled", "access.acts_as_user", kEquals, kTrue, "", "",
     kOpen, kEnforced, kMayOnly, "remotes"},
    {kNoTokens, "no token enabled, no Connect modules", "access.remote_tokens", kExactly,
     kGiven, "", "", kClosed, kEnforced, "No remote or endpoint is given a token.",
     "remotes"},
    // Egress.
    {kBackendHost, "an entry of fetch.backend", "egress.backend_hosts", kIncludes, kGiven,
     "", "", kOpen, kEnforced, kMayOnly, "permissions"},
    {kClientHost, "an entry of fetch.client", "egress.client_hosts", kIncludes, kGiven,
     "", "", kOpen, kEnforced, kMayOnly, "permissions"},
    {kAssetHost, "an entry of images, fonts, styles, frames or media",
     "egress.asset_hosts", kIncludes, kGiven, "", "", kOpen, kEnforced, kMayOnly,
     "permissions"},
    {kScriptHost, "an entry of scripts", "egress.script_hosts", kIncludes, kGiven, "", "",
     kOpen, kEnforced, kMayOnly, "permissions"},
    {kNavigationHost, "an entry of navigation", "egress.navigation_hosts", kIncludes,
     kGiven, "", "", kOpen, kEnforced, kMayOnly, "permissions"},
    {kAllBackendHosts, "all of fetch.backend and all base URLs, each with its host",
     "egress.backend_hosts", kExactly, kGiven, "", "", kClosed, kEnforced, "", "runtime"},
    {kAllClientHosts, "all of fetch.client, each with its host", "egress.client_hosts",
     kExactly, kGiven, "", "", kClosed, kEnforced, "", "runtime"},
    {kAllAssetHosts, "all of images, fonts, styles, frames and media, each with its host",
     "egress.asset_hosts", kExactly, kGiven, "", "", kClosed, kEnforced,
     "Hosts that the platform allows every app are not in the manifest: avatars, emoji, "
     "media, secure.gravatar.com, images.unsplash.com, wp.com avatars.",
     "runtime"},
    {kAllScriptHosts, "all of scripts, each with its host", "egress.script_hosts",
     kExactly, kGiven, "", "", kClosed, kEnforced, "", "runtime"},
    {kAllNavigationHosts, "all of navigation, each with its host",
     "egress.navigation_hosts", kExactly, kGiven, "", "", kClosed, kEnforced,
     "Links to other hosts can be followed too, after a warning.", "permissions"},
    {kEgressWithEud, "inScopeEUD: true", "egress.eud_declared", kEquals, kTrue, "", "",
     kOpen, kDeclared, "", "permissions"},
    {kEgressEudByDefault, "an egress entry without inScopeEUD", "egress.eud_declared",
     kEquals, kTrue, "", "", kOpen, kDefault,
     "The entry does not say so: absent inScopeEUD counts as true on the platform.",
     "permissions"},
    {kNoEgressWithEud, "no entry or remote but with inScopeEUD: false",
     "egress.eud_declared", kEquals, kFalse, "", "", kClosed, kDeclared,
     "inScopeEUD: false is the vendor's word; the platform does not look into what is "
     "sent.",
     "permissions"},
    {kUndetermined, "`*` or a variable in an address", "egress.undetermined", kEquals,
     kTrue, "", "", kOpen, kEnforced, "", "permissions"},
    {kAllDetermined, "no `*` and no variable in any address", "egress.undetermined",
     kEquals, kFalse, "", "", kClosed, kEnforced, "", "permissions"},
    {kCustomerManaged, "configurable egress or a configurable remote",
     "egress.customer_controlled", kEquals, kTrue, "", "", kOpen, kEnforced, "",
     "customer-managed"},
    {kNotCustomerManaged, "nothing configurable", "egress.customer_controlled", kEquals,
     kFalse, "", "", kClosed, kEnforced,
     "The manifest lets customers add no destination. Where a declared server sends data "
     "is not shown.",
     "customer-managed"},
    {kAnalyticsBackend, "category: analytics in fetch.backend", "analytics.used", kEquals,
     kTrue, "", "surface:app_backend", kOpen, kDeclared,
     "An administrator can switch analytics off.", "analytics"},
    {kAnalyticsBackend, "category: analytics in fetch.backend", "analytics.surfaces",
     kIncludes, kFixed, "app_backend", "", kOpen, kDeclared,
     "An administrator can switch analytics off.", "analytics"},
    {kAnalyticsFrontend, "category: analytics elsewhere", "analytics.used", kEquals,
     kTrue, "", "surface:app_frontend", kOpen, kDeclared,
     "An administrator can switch analytics off.", "analytics"},
    {kAnalyticsFrontend, "category: analytics elsewhere", "analytics.surfaces", kIncludes,
     kFixed, "app_frontend", "", kOpen, kDeclared,
     "An administrator can switch analytics off.", "analytics"},
    {kAnalyticsToolBackend, "such an entry with a host of the platform's list",
     "analytics.providers", kIncludes, kGiven, "", "surface:app_backend", kOpen,
     kEnforced, "", "analytics"},
    {kAnalyticsToolFrontend, "such an entry with a host of the platform's list",
     "analytics.providers", kIncludes, kGiven, "", "surface:app_frontend", kOpen,
     kEnforced, "", "analytics"},
    {kNothingLeaves, "no channel out", "egress.off_platform", kEquals, kFalse, "",
     "data_category:app_data", kClosed, kDerived, "", "channels"},
    {kNothingLeaves, "no channel out", "storage.off_platform", kEquals, kFalse, "",
     "data_category:app_data", kClosed, kDerived, "", "channels"},
    {kNothingLeaves, "no channel out", "processing.off_platform", kEquals, kFalse, "",
     "data_category:app_data", kClosed, kDerived, "", "channels"},
    {kNothingLeaves, "no channel out", "analytics.used", kEquals, kFalse, "",
     "surface:app", kClosed, kDerived, "", "channels"},
    // Other channels.
    {kDynamicWebTrigger, "a web trigger that is not static", "egress.dynamic_webtrigger",
     kEquals, kTrue, "", "", kOpen, kEnforced, "", "modules"},
    {kNoDynamicWebTrigger, "no web trigger but static ones", "egress.dynamic_webtrigger",
     kEquals, kFalse, "", "", kClosed, kEnforced, "", "modules"},
    {kPublicWebTrigger, "a web trigger without authentication", "access.anonymous",
     kIncludes, kFixed, "public_url", "", kOpen, kEnforced,
     "The platform asks callers for no authentication; the app's code may.", "modules"},
    {kApiRoute, "an apiRoute", "egress.app_api", kEquals, kTrue, "", "", kOpen, kEnforced,
     "", "modules"},
    {kNoApi, "no apiRoute, dynamic web trigger, remote or Connect module",
     "egress.app_api", kEquals, kFalse, "", "", kClosed, kEnforced, "", "modules"},
    {kMcp, "rovo:mcp", "egress.mcp", kEquals, kTrue, "", "", kOpen, kEnforced, "",
     "modules"},
    {kNoMcp, "no rovo:mcp, rovo:agentConnector, action, remote or Connect module",
     "egress.mcp", kEquals, kFalse, "", "", kClosed, kEnforced, "", "modules"},
    {kUnlicensedAccess, "unlicensedAccess", "access.anonymous", kIncludes, kGiven, "", "",
     kOpen, kEnforced, "", "modules"},
    {kNoAnonymousAccess,
     "no unlicensedAccess, web trigger, apiRoute, remote or Connect module",
     "access.anonymous", kExactly, kGiven, "", "", kClosed, kEnforced, "", "modules"},
    // Access.
    {kScope, "a scope", "access.scopes", kIncludes, kGiven, "", "", kOpen, kEnforced, "",
     "permissions"},
    {kAllScopes, "all scopes", "access.scopes", kExactly, kGiven, "", "", kClosed,
     kEnforced, "", "permissions"},
    {kScopeClass, "a scope of a known kind", "access.scope_classes", kIncludes, kGiven,
     "", "", kOpen, kEnforced, "", "permissions"},
    {kAllScopeClasses, "all scopes, each of a known kind", "access.scope_classes",
     kExactly, kGiven, "", "", kClosed, kEnforced, "", "permissions"},
    {kActsAsUser, "a scope to act as a user", "access.acts_as_user", kEquals, kTrue, "",
     "", kOpen, kEnforced, kMayOnly, "permissions"},
    {kOfflineImpersonation, "allowImpersonation: true", "access.offline_impersonation",
     kEquals, kTrue, "", "", kOpen, kEnforced, kMayOnly, "permissions"},
    {kNoOfflineImpersonation,
     "no allowImpersonation: true, no scope to act as a user, no Connect modules",
     "access.offline_impersonation", kEquals, kFalse, "", "", kClosed, kEnforced, "",
     "permissions"},
    {kEmailScope, "a scope for e-mail addresses", "access.email_addresses", kEquals,
     kTrue, "", "", kOpen, kEnforced, kMayOnly, "permissions"},
    {kExternalAccount, "an entry of providers.auth", "access.external_accounts",
     kIncludes, kGiven, "", "", kOpen, kEnforced, "", "modules"},
    // Storage, AI, content rules.
    {kStorageScope, "the scope storage:app", "storage.forge_hosted", kIncludes, kFixed,
     "kvs", "", kOpen, kEnforced,
     "The scope permits the app to use hosted storage; that it does is not shown.",
     "storage"},
    {kStorageEntities, "app.storage.entities", "storage.forge_hosted", kIncludes, kFixed,
     "custom_entities", "", kOpen, kEnforced, "", "storage"},
    {kStorageEntities, "app.storage.entities", "storage.locations", kIncludes, kFixed,
     "atlassian", "", kOpen, kEnforced, "", "storage"},
    {kStorageSql, "modules.sql", "storage.forge_hosted", kIncludes, kFixed, "sql", "",
     kOpen, kEnforced, "", "storage"},
    {kStorageSql, "modules.sql", "storage.locations", kIncludes, kFixed, "atlassian", "",
     kOpen, kEnforced, "", "storage"},
    {kStorageObjects, "modules.objectStore", "storage.forge_hosted", kIncludes, kFixed,
     "object_store", "", kOpen, kEnforced, "", "storage"},
    {kStorageObjects, "modules.objectStore", "storage.locations", kIncludes, kFixed,
     "atlassian", "", kOpen, kEnforced, "", "storage"},
    {kStorageClassification, "app.storage.classifications", "storage.classification",
     kIncludes, kGiven, "", "", kOpen, kDeclared, "", "modules"},
    {kPlatformAi, "llm or rovo:agent", "use.ai_inference", kIncludes, kFixed, "atlassian",
     "", kOpen, kEnforced, "", "modules"},
    {kUnsafeContent, "an unsafe rule of permissions.content", "security.csp_unsafe",
     kIncludes, kGiven, "", "", kOpen, kEnforced, "", "permissions"},
    {kAllUnsafeContent, "all of permissions.content", "security.csp_unsafe", kExactly,
     kGiven, "", "", kClosed, kEnforced, "", "permissions"},
    // Residency.
    {kRegion, "a region of a base URL", "residency.regions", kIncludes, kGiven, "", "",
     kOpen, kDeclared, "", "residency"},
    {kRegionalRemotes, "every remote that stores End-User Data has the same regions",
     "residency.supported", kEquals, kFixed, "app_provided", "", kClosed, kDerived,
     "Where functions run is not pinned.", "residency"},
    {kHostedResidency, "no remotes, no channel for End-User Data out",
     "residency.supported", kEquals, kFixed, "inherited", "", kClosed, kDerived,
     "Holds for data in Forge hosted storage. Where functions run is not pinned.",
     "residency"},
    {kRealmMigration, "migration:dataResidency", "residency.migration", kEquals, kTrue,
     "", "", kOpen, kDeclared, "", "residency"},
    {kNotPinned, "an entry that breaks a rule for PINNED", "residency.pinned_eligible",
     kEquals, kFalse, "", "", kOpen, kDerived, "", "residency"},
    {kPinned, "no entry that breaks a rule for PINNED", "residency.pinned_eligible",
     kEquals, kTrue, "", "", kClosed, kDerived, "", "residency"},
    // Runs on Atlassian.
    {kBadgeObstacle, "an entry that the eligibility check refuses",
     "runs_on_atlassian.manifest_eligible", kEquals, kFalse, "", "", kOpen, kDerived, "",
     "eligibility"},
    {kBadgeObstacle, "an entry that the eligibility check refuses",
     "runs_on_atlassian.obstacles", kIncludes, kGiven, "", "", kOpen, kDerived, "",
     "eligibility"},
    {kNoBadgeObstacle, "no entry that the eligibility check refuses or may refuse",
     "runs_on_atlassian.manifest_eligible", kEquals, kTrue, "", "", kClosed, kDerived,
     "Holds for this manifest; the badge goes by the latest version in production. That "
     "users give the app no API tokens a manifest cannot show.",
     "eligibility"},
    // Connect descriptor.
    {kDescriptor, "baseUrl", "hosting.platform", kEquals, kFixed, "connect", "", kOpen,
     kEnforced, "", "connect"},
    {kConnectServer,
     "a call of the product to the server: lifecycle.installed with authentication jwt, "
     "webhooks, post functions, static macros, remote conditions",
     "hosting.code_location", kIncludes, kFixed, "vendor", "", kOpen, kDerived,
     "The server at the base URL is called; that the vendor runs it itself is not shown.",
     "connect"},
    {kConnectPages, "modules with pages below the base URL", "hosting.code_location",
     kIncludes, kFixed, "user_browser", "", kOpen, kEnforced, "", "connect"},
    {kConnectInstalled, "lifecycle.installed with authentication jwt",
     "storage.off_platform", kEquals, kTrue, "", "data_category:credentials", kOpen,
     kDerived,
     "The installation record only: client key, shared secret, address of the site. "
     "Whether other data is stored a descriptor does not show.",
     "connect"},
    {kConnectInstalled, "lifecycle.installed with authentication jwt",
     "egress.vendor_servers", kEquals, kTrue, "", "data_category:credentials", kOpen,
     kDerived,
     "The installation record only. The server at the base URL is the vendor's as far as "
     "a descriptor shows.",
     "connect"},
    {kConnectWebhooks, "webhooks, or a post function that calls the server",
     "egress.vendor_servers", kEquals, kTrue, "", "data_category:product_content", kOpen,
     kEnforced,
     "The product sends events with their content to the server at the base URL, which "
     "is "
     "the vendor's as far as a descriptor shows.",
     "connect"},
    {kConnectWebhooks, "webhooks, or a post function that calls the server",
     "processing.off_platform", kEquals, kTrue, "", "data_category:product_content",
     kOpen, kEnforced, "", "connect"},
    {kConnectPageHost, "baseUrl or a regional one, and pages or icons below it",
     "egress.asset_hosts", kIncludes, kGiven, "", "", kOpen, kEnforced, "", "connect"},
    {kConnectServerHost, "baseUrl or a regional one, and calls to the server",
     "egress.backend_hosts", kIncludes, kGiven, "", "", kOpen, kEnforced, "", "connect"},
    {kConnectPlaceholder, "a template or a local address as baseUrl",
     "egress.undetermined", kEquals, kTrue, "", "", kOpen, kEnforced, "", "connect"},
    {kConnectJwt, "authentication jwt with lifecycle.installed", "access.remote_tokens",
     kIncludes, kFixed, "app", "", kOpen, kEnforced, kMayOnly, "connect"},
    {kConnectOpen, "authentication none", "access.anonymous", kIncludes, kFixed,
     "public_url", "", kOpen, kEnforced,
     "The platform signs no request to the base URL, so that its server cannot tell who "
     "asks.",
     "connect"},
    {kConnectRegion, "a region of regionBaseUrls", "residency.regions", kIncludes, kGiven,
     "", "", kOpen, kDeclared, "", "connect"},
    {kConnectRegion, "a region of regionBaseUrls", "residency.supported", kEquals, kFixed,
     "app_provided", "", kOpen, kDeclared, "", "connect"},
    {kConnectMigration, "lifecycle.dare-migration", "residency.migration", kEquals, kTrue,
     "", "", kOpen, kDeclared, "", "connect"},
};

}  // namespace

std::span<const Proof> Proofs() { return kProofs; }
std::span<const Source> Sources() { return kSources; }

std::string_view NameOf(World world) {
  switch (world) {
    case World::kOpen:
      return "open";
    case World::kFile:
      return "file";
    case World::kClosed:
      return "closed";
  }
  return "";
}

std::string_view NameOf(Strength strength) {
  switch (strength) {
    case Strength::kEnforced:
      return "enforced";
    case Strength::kDeclared:
      return "declared";
    case Strength::kDefault:
      return "default";
    case Strength::kDerived:
      return "derived";
  }
  return "";
}

}  // namespace clausebook::evidence
