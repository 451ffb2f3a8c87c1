// permissions.scopes and providers.auth.
#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/forge_file.h"

namespace clausebook::evidence {
namespace {

void ReadScope(ForgeFile& file, const Entry& entry, const std::string& scope) {
  Findings& findings = file.findings;
  findings.Prove(EntryKind::kScope, entry, {scope});
  const auto scope_class = ScopeClassOf(scope);
  if (!scope_class) {
    file.unknown_scope_class = true;
    findings.Note(entry, absl::StrCat("What the scope ", Shown(scope),
                                      " allows is not known here."));
  } else if (!scope_class->empty() && file.scope_classes.insert(*scope_class).second) {
    findings.Prove(EntryKind::kScopeClass, entry, {*scope_class});
  }
  if (scope == "storage:app") findings.Prove(EntryKind::kStorageScope, entry);
  if (scope_class == "impersonate") {
    findings.Prove(EntryKind::kActsAsUser, entry);
    file.impersonation = true;
  }
  if (IsEmailScope(scope)) findings.Prove(EntryKind::kEmailScope, entry);
}

void ReadExternalAccounts(ForgeFile& file) {
  for (const Entry& provider : file.root.At("providers").At("auth").Items()) {
    const Entry integration = provider.At("integration");
    const Entry name = provider.At("name");
    const Entry named = integration.IsScalar() ? integration
                        : name.IsScalar()      ? name
                                               : provider.At("key");
    if (!named.IsScalar()) continue;
    file.findings.Prove(EntryKind::kExternalAccount, provider, {named.Text()});
  }
}

}  // namespace

void ReadAccess(ForgeFile& file) {
  Findings& findings = file.findings;
  const Entry scopes = file.root.At("permissions").At("scopes");
  std::vector<std::string> all;
  for (const Entry& scope : scopes.Items()) {
    if (!scope.IsScalar()) continue;
    ReadScope(file, scope, scope.Text());
    all.push_back(scope.Text());
  }
  for (const Entry& scope : scopes.Values()) {
    ReadScope(file, scope, scope.key());
    all.push_back(scope.key());
    const Entry impersonation = scope.At("allowImpersonation");
    if (!impersonation.Says(true)) continue;
    findings.Prove(EntryKind::kOfflineImpersonation, impersonation);
    if (file.scope_classes.insert("impersonate").second) {
      findings.Prove(EntryKind::kScopeClass, impersonation, {"impersonate"});
    }
    file.impersonation = true;
  }
  findings.ProveAbsence(EntryKind::kAllScopes, scopes, "permissions.scopes", all);
  if (!file.unknown_scope_class) {
    findings.ProveAbsence(EntryKind::kAllScopeClasses, scopes, "permissions.scopes",
                          {file.scope_classes.begin(), file.scope_classes.end()});
  }
  if (!file.impersonation && !file.connect) {
    findings.ProveAbsence(EntryKind::kNoOfflineImpersonation, scopes,
                          "permissions.scopes");
  }
  ReadExternalAccounts(file);
}

}  // namespace clausebook::evidence
