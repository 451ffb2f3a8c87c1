// Where the code of a Forge app runs.
#include "service/evidence/manifest/forge_file.h"
#include "service/evidence/manifest/module_types.h"

namespace clausebook::evidence {
namespace {

void ReadConnect(ForgeFile& file) {
  const Entry modules = file.root.At("connectModules");
  const Entry key = file.root.At("app").At("connect").At("key");
  std::vector<Entry> found;
  if (modules.HasItems()) found.push_back(modules);
  for (const Entry& type : file.root.At("modules").Values()) {
    if (IsConnectModuleType(type.key()) && type.HasItems()) found.push_back(type);
  }
  file.connect = !found.empty();
  for (const Entry& entry : found) {
    file.findings.Prove(EntryKind::kConnectModules, entry);
    file.code_places.insert("vendor");
    file.badge.push_back({entry, "The app has Connect modules.", "connect_modules"});
  }
  if (!file.connect && key.IsScalar()) {
    file.findings.Prove(EntryKind::kConnectIdentity, key);
  }
}

}  // namespace

void ReadHosting(ForgeFile& file) {
  Findings& findings = file.findings;
  findings.Read(findings.anchor());
  const Entry name = file.root.At("app").At("runtime").At("name");
  if (name) findings.Read(name);
  ReadConnect(file);
  if (!file.connect && file.HasRemotes()) {
    const Entry remotes = file.root.At("remotes");
    findings.Prove(EntryKind::kRemoteBackend,
                   remotes.HasItems() ? remotes : file.remotes.front());
  } else if (!file.connect) {
    findings.Prove(EntryKind::kForgeAlone, findings.anchor());
  }
  // Before modules had their own section, functions stood at the top.
  for (const Entry& functions :
       {file.root.At("modules").At("function"), file.root.At("function")}) {
    if (!functions.HasItems()) continue;
    findings.Prove(EntryKind::kFunctions, functions);
    file.code_places.insert("atlassian");
  }
  const Entry services = file.root.At("services");
  if (services.HasItems()) {
    findings.Prove(EntryKind::kServices, services);
    file.code_places.insert("atlassian");
  }
  const Entry resources = file.root.At("resources");
  if (resources.HasItems()) {
    findings.Prove(EntryKind::kResources, resources);
    file.code_places.insert("user_browser");
  }
}

}  // namespace clausebook::evidence
