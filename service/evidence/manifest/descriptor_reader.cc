// ReadConnectDescriptor. A descriptor closes no list but that of its scopes: the vendor's
// server does what it does.
#include <algorithm>
#include <array>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/text_lines.h"
#include "service/evidence/manifest/descriptor_modules.h"
#include "service/evidence/manifest/forge_file.h"
#include "service/evidence/manifest/forge_names.h"
#include "service/evidence/manifest/manifest_reading.h"

namespace clausebook::evidence {
namespace {

// The scopes of the Connect documentation, in lower case with '_' or '-'.
constexpr std::array<std::string_view, 9> kConnectScopes = {
    "none",   "read",          "write",
    "delete", "project_admin", "space_admin",
    "admin",  "act_as_user",   "access_email_addresses"};

std::string PlainScope(std::string_view scope) {
  std::string plain = absl::AsciiStrToLower(std::string(scope));
  std::replace(plain.begin(), plain.end(), '-', '_');
  return plain;
}

// `{{localBaseUrl}}`, `${addon.base-url}`, `https://<host>`: filled in when it is served.
bool IsTemplate(std::string_view url) {
  return url.find_first_of("{}<>$%") != std::string_view::npos;
}

class DescriptorReader {
 public:
  DescriptorReader(const Entry& root, Findings& findings)
      : root_(root),
        findings_(findings),
        modules_(ReadDescriptorModules(root.At("modules"))) {}

  void Check() {
    const Entry key = root_.At("key");
    if (key.node() == nullptr || !key.node()->IsText() || key.Text().empty() ||
        key.Text().size() > 64) {
      findings_.Fault(key, "A descriptor has a key of at most 64 characters.");
    }
    if (!root_.At("baseUrl").IsScalar()) {
      findings_.Fault(root_.At("baseUrl"), "A descriptor has a baseUrl.");
    } else if (IsTemplate(root_.At("baseUrl").Text())) {
      findings_.Fault(root_.At("baseUrl"),
                      absl::StrCat("The baseUrl ", Shown(root_.At("baseUrl").Text()),
                                   " is a template that the app's server fills in: read "
                                   "the descriptor that it serves."));
    } else if (root_.At("baseUrl").Text().rfind("https://", 0) != 0) {
      findings_.Fault(root_.At("baseUrl"), "The baseUrl begins with https://.");
    }
    const Entry type = root_.At("authentication").At("type");
    if (type.node() == nullptr) {
      findings_.Fault(root_.At("authentication"),
                      "authentication.type is 'jwt' or 'none'.");
    } else if (PlainType() != "jwt" && PlainType() != "none") {
      findings_.Fault(type, "authentication.type is 'jwt' or 'none'.");
    }
    CheckForm("scopes", SourceNode::Kind::kList, "a list");
    CheckForm("modules", SourceNode::Kind::kMap, "a map");
    CheckForm("lifecycle", SourceNode::Kind::kMap, "a map");
    for (const Entry& scope : root_.At("scopes").Items()) CheckScope(scope);
  }

  void Read() {
    // Without it, this is a descriptor of something else, such as HipChat's.
    const Entry base = root_.At("baseUrl");
    if (base.IsScalar()) {
      findings_.Prove(EntryKind::kDescriptor, base);
      findings_.Prove(EntryKind::kBadgeObstacle, base, {"connect_modules"},
                      "The app is a Connect app.");
    }
    ReadServer();
    ReadBaseUrls();
    ReadScopes();
    ReadResidency();
  }

 private:
  std::string PlainType() const {
    return absl::AsciiStrToLower(root_.At("authentication").At("type").Text());
  }

  void CheckForm(std::string_view key, SourceNode::Kind kind, std::string_view what) {
    const Entry entry = root_.At(key);
    if (entry.node() != nullptr && entry.node()->kind != kind) {
      findings_.Fault(entry, absl::StrCat("This has to be ", std::string(what), "."),
                      true);
    }
  }

  void CheckScope(const Entry& scope) {
    const std::string plain = PlainScope(scope.Text());
    if (scope.IsScalar() && BitbucketScopeClassOf(scope.Text())) return;
    if (!scope.IsScalar() || std::find(kConnectScopes.begin(), kConnectScopes.end(),
                                       plain) == kConnectScopes.end()) {
      findings_.Fault(scope,
                      absl::StrCat(Shown(scope.Text()), " is no scope of Connect."));
    }
  }

  void ReadServer() {
    const Entry installed = root_.At("lifecycle").At("installed");
    const Entry type = root_.At("authentication").At("type");
    const bool handshake = PlainType() == "jwt" && installed.IsScalar();
    if (handshake) {
      findings_.Prove(EntryKind::kConnectInstalled, installed);
      findings_.Prove(EntryKind::kConnectJwt, type);
    }
    for (const Entry& push : modules_.pushes) {
      findings_.Prove(EntryKind::kConnectWebhooks, push);
    }
    std::vector<Entry> calls = modules_.pushes;
    calls.insert(calls.end(), modules_.calls.begin(), modules_.calls.end());
    if (handshake) calls.insert(calls.begin(), installed);
    calls_server_ = !calls.empty();
    if (calls_server_) {
      findings_.Prove(EntryKind::kConnectServer, calls.front());
    } else if (root_.At("baseUrl").IsScalar()) {
      findings_.Note(type.node() != nullptr ? type : root_.At("baseUrl"),
                     "The descriptor shows no calls to a server: the pages may be static "
                     "and run in the user's browser alone. What the server at the base "
                     "URL does is not shown.");
    }
    if (PlainType() == "none") findings_.Prove(EntryKind::kConnectOpen, type);
    if (modules_.pages) findings_.Prove(EntryKind::kConnectPages, root_.At("modules"));
  }

  // The hosts of the base URL, and of those that regions have instead.
  void ReadBaseUrls() {
    std::vector<Entry> bases = {root_.At("baseUrl")};
    for (const Entry& base : root_.At("regionBaseUrls").Values()) bases.push_back(base);
    for (const Entry& base : bases) {
      if (base.IsScalar()) ReadBaseUrl(base);
    }
  }

  void ReadBaseUrl(const Entry& base) {
    const std::string text = base.Text();
    const Address address = ReadAddress(text, {});
    if (IsTemplate(text) || address.local) {
      findings_.Prove(EntryKind::kConnectPlaceholder, base, {},
                      absl::StrCat("The base URL is ", Shown(text), "."));
      return;
    }
    if (modules_.assets) {
      findings_.Prove(EntryKind::kConnectPageHost, base, {address.host});
    }
    if (calls_server_) {
      findings_.Prove(EntryKind::kConnectServerHost, base, {address.host});
    }
  }

  void ReadScopes() {
    const Entry scopes = root_.At("scopes");
    std::vector<std::string> all;
    std::set<std::string> classes;
    for (const Entry& scope : scopes.Items()) {
      const std::string plain = PlainScope(scope.Text());
      if (plain == "none" || !scope.IsScalar()) continue;
      const auto bitbucket = BitbucketScopeClassOf(scope.Text());
      const std::string member = bitbucket ? scope.Text() : absl::AsciiStrToUpper(plain);
      findings_.Prove(EntryKind::kScope, scope, {member});
      all.push_back(member);
      const std::string scope_class =
          bitbucket ? *bitbucket : ScopeClassOf(plain).value_or("");
      if (!scope_class.empty() && classes.insert(scope_class).second) {
        findings_.Prove(EntryKind::kScopeClass, scope, {scope_class});
      }
      if (scope_class == "impersonate") findings_.Prove(EntryKind::kActsAsUser, scope);
      if (IsEmailScope(plain)) findings_.Prove(EntryKind::kEmailScope, scope);
    }
    findings_.ProveAbsence(EntryKind::kAllScopes, scopes, "scopes", all);
    findings_.ProveAbsence(EntryKind::kAllScopeClasses, scopes, "scopes",
                           {classes.begin(), classes.end()});
  }

  void ReadResidency() {
    const Entry bases = root_.At("regionBaseUrls");
    std::vector<std::string> regions;
    for (const Entry& base : bases.Values()) {
      const std::string region = RegionMember(base.key());
      if (!region.empty()) regions.push_back(region);
    }
    if (!regions.empty()) findings_.Prove(EntryKind::kConnectRegion, bases, regions);
    const Entry migration = root_.At("lifecycle").At("dare-migration");
    if (migration.IsScalar()) findings_.Prove(EntryKind::kConnectMigration, migration);
  }

  Entry root_;
  Findings& findings_;
  DescriptorModules modules_;
  bool calls_server_ = false;
};

}  // namespace

absl::StatusOr<ManifestReading> ReadConnectDescriptor(std::string_view text,
                                                      const catalog::Catalog& catalog) {
  auto tree = ParseJsonSource(text);
  if (!tree.ok()) return tree.status();
  const Entry root(&tree->root);
  if (!root.IsMap() || !root.HasItems()) {
    return SourceError(text, 0, "A descriptor is an object with 'key' and 'baseUrl'.",
                       "This file holds none.");
  }
  Findings findings(text, catalog);
  findings.SetAnchor(root.At("key").IsScalar() ? root.At("key") : root.Values()[0]);
  for (const RepeatedKey& repeated : tree->repeated) {
    findings.FaultAt(
        repeated.offset, "",
        absl::StrCat("The key ", Shown(repeated.key),
                     " stands twice in one object, first on line ",
                     LineOf(text, repeated.first_offset), "; only the first is read."),
        /*unsound=*/true);
  }
  DescriptorReader reader(root, findings);
  reader.Check();
  reader.Read();
  auto reading = findings.Finish();
  if (!reading.ok()) return reading.status();
  reading->app_key = root.At("key").Text();
  reading->name = root.At("name").Text();
  return reading;
}

}  // namespace clausebook::evidence
