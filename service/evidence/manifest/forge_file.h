// The reading of a Forge manifest, in parts. Each part proves what its entries show, and
// notes what conclusions on the whole file need.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FORGE_FILE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FORGE_FILE_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "service/evidence/manifest/address.h"
#include "service/evidence/manifest/analytics_tools.h"
#include "service/evidence/manifest/default_hosts.h"
#include "service/evidence/manifest/findings.h"

namespace clausebook::evidence {

// An entry that keeps the app out of something, and why (a whole sentence).
struct Obstacle {
  Entry entry;
  std::string why;
  std::string member;  // of runs_on_atlassian.obstacles; empty for residency
};

// The hosts of one property, from one or several lists.
struct HostSet {
  std::set<std::string> hosts;
  bool open = false;         // there may be others than these
  std::vector<Entry> lists;  // where they are written
};

struct ForgeFile {
  Entry root;
  Findings& findings;
  const AnalyticsTools& tools;
  const DefaultHosts& default_hosts;
  Variables variables;

  // Filled while reading.
  std::map<EntryKind, HostSet> hosts;  // by the kind of one entry
  std::vector<Entry> remotes;          // of `remotes` and of modules.remote
  std::set<std::string> remote_names;  // members of egress.remotes
  std::set<std::string> code_places;   // members of hosting.code_location
  std::set<std::string> scope_classes;
  std::vector<std::string> outside_links;  // icons and the like on other hosts
  std::vector<Obstacle> badge;
  std::vector<Obstacle> pinning;
  bool badge_unsure = false;  // something may or may not count for the badge
  bool pinning_unsure = false;
  bool connect = false;
  bool customer_managed = false;
  bool undetermined = false;
  bool external_entries = false;   // any entry of permissions.external but navigation
  bool code_from_outside = false;  // an entry that could bring or call the app's code
  bool eud_out = false;            // an entry that may send End-User Data
  bool eud_unstated = false;       // a remote of which nothing says whether it gets any
  bool eud_storing_remote = false;
  bool tokens = false;
  bool trigger = false;
  bool dynamic_trigger = false;
  bool api_route = false;
  bool mcp = false;
  bool agent_connector = false;
  bool action = false;
  bool app_events = false;   // that other apps may hear of
  bool open_access = false;  // unlicensedAccess
  bool impersonation = false;
  bool unknown_scope_class = false;
  bool object_store = false;
  bool endpoint_remote = false;

  bool HasRemotes() const { return !remotes.empty(); }
};

// forge_hosting.cc: app, resources, services, functions, connectModules.
void ReadHosting(ForgeFile& file);
// forge_remotes.cc
void ReadRemotes(ForgeFile& file);
// `auth` of a remote or endpoint.
void ReadTokens(ForgeFile& file, const Entry& auth);
// forge_egress.cc: permissions.external, permissions.content.
// Faults of addresses and of references to remotes.
void CheckAddresses(ForgeFile& file);
// What is not known of an address, as a caveat; empty if all is.
std::string AddressCaveat(const Address& address, const Entry& entry);
// Proves or notes what an address itself shows.
void NoteAddress(ForgeFile& file, const Entry& entry, const Address& address);
void ReadEgress(ForgeFile& file);
void ReadContent(ForgeFile& file);
// forge_access.cc: permissions.scopes, providers.
void ReadAccess(ForgeFile& file);
// forge_modules.cc
void ReadModules(ForgeFile& file);
// forge_conclusions.cc: what the whole file shows, once all parts are read.
void ConcludeEgress(ForgeFile& file);
void ConcludeRest(ForgeFile& file);
// forge_eligibility.cc: Runs on Atlassian and data residency.
void ConcludeEligibility(ForgeFile& file);

// The class of a Forge or Connect scope, a member of access.scope_classes; empty if it
// gives none (storage of the app's own); nullopt if it is of no known kind.
std::optional<std::string> ScopeClassOf(std::string_view scope);
// The same for Connect apps of Bitbucket (`repository:write`); nullopt for other scopes.
std::optional<std::string> BitbucketScopeClassOf(std::string_view scope);
bool IsEmailScope(std::string_view scope);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FORGE_FILE_H_
