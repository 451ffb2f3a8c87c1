// Modules: endpoints, web triggers, APIs, AI, storage, and what any module may carry.
#include "absl/strings/ascii.h"
#include "service/evidence/manifest/forge_file.h"

namespace clausebook::evidence {
namespace {

void ReadEndpoints(ForgeFile& file, const Entry& modules) {
  for (const Entry& endpoint : modules.At("endpoint").Items()) {
    if (endpoint.At("remote").IsScalar()) {
      file.findings.Prove(EntryKind::kRemoteEndpoint, endpoint);
      file.code_places.insert("vendor");
      file.endpoint_remote = true;
      file.eud_unstated = true;
    } else if (endpoint.At("service").IsScalar()) {
      file.findings.Read(endpoint);
    }
    ReadTokens(file, endpoint.At("auth"));
  }
}

void ReadWebTriggers(ForgeFile& file, const Entry& modules) {
  for (const Entry& trigger : modules.At("webtrigger").Items()) {
    file.trigger = true;
    const Entry type = trigger.At("response").At("type");
    if (type.Text() != "static") {
      const std::string why =
          type ? "" : "The entry has no response.type; the platform then takes dynamic.";
      file.findings.Prove(EntryKind::kDynamicWebTrigger, trigger, {}, why);
      file.dynamic_trigger = true;
      file.badge.push_back({trigger, "The app has a web trigger that is not static.",
                            "dynamic_webtrigger"});
    } else {
      file.findings.Read(trigger);
    }
    if (trigger.At("request").At("authentication").Text() != "hmacSharedSecret") {
      file.findings.Prove(EntryKind::kPublicWebTrigger, trigger);
    }
  }
}

void ReadStorage(ForgeFile& file, const Entry& modules) {
  Findings& findings = file.findings;
  const Entry storage = file.root.At("app").At("storage");
  const Entry entities = storage.At("entities");
  if (entities.HasItems()) findings.Prove(EntryKind::kStorageEntities, entities);
  for (const Entry& kind : storage.At("classifications").Items()) {
    findings.Prove(EntryKind::kStorageClassification, kind, {kind.Text()});
  }
  for (const Entry& sql : modules.At("sql").Items()) {
    findings.Prove(EntryKind::kStorageSql, sql);
    if (sql.At("dareCompliant").Says(false)) {
      file.badge.push_back({sql.At("dareCompliant"),
                            "The SQL module is one of the preview, which keeps no data "
                            "residency.",
                            "preview_sql"});
    }
  }
  for (const Entry& store : modules.At("objectStore").Items()) {
    findings.Prove(EntryKind::kStorageObjects, store);
    file.object_store = true;
    file.pinning_unsure = true;
  }
}

void ReadChannels(ForgeFile& file, const Entry& modules) {
  Findings& findings = file.findings;
  for (const Entry& route : modules.At("apiRoute").Items()) {
    findings.Prove(EntryKind::kApiRoute, route);
    file.api_route = true;
  }
  for (const Entry& mcp : modules.At("rovo:mcp").Items()) {
    findings.Prove(EntryKind::kMcp, mcp);
    file.mcp = true;
  }
  for (const Entry& connector : modules.At("rovo:agentConnector").Items()) {
    findings.Read(connector);
    findings.Note(connector,
                  "The agent behind this connector runs elsewhere; the entry does not "
                  "say who runs its models.");
    file.agent_connector = true;
  }
  for (const Entry& event : modules.At("event").Items()) {
    if (event.At("allowedRecipients").HasItems()) file.app_events = true;
  }
  file.action = modules.At("action").HasItems();
  for (const char* type : {"llm", "rovo:agent"}) {
    for (const Entry& module : modules.At(type).Items()) {
      findings.Prove(EntryKind::kPlatformAi, module);
    }
  }
  for (const Entry& migration : modules.At("migration:dataResidency").Items()) {
    findings.Prove(EntryKind::kRealmMigration, migration);
  }
}

bool IsWebAddress(std::string_view text) {
  return text.rfind("https://", 0) == 0 || text.rfind("http://", 0) == 0;
}

bool IsLinkKey(const std::string& key) {
  const std::string lower = absl::AsciiStrToLower(key);
  return lower.find("icon") != std::string::npos ||
         lower.find("logo") != std::string::npos || lower == "homeurl";
}

// What any module may carry, at any depth: who may use it, a remote that serves it,
// icons and links to other hosts.
void ReadAnyModule(ForgeFile& file, const Entry& entry, std::string_view type) {
  for (const Entry& value : entry.Values()) {
    const std::string& key = value.key();
    if (key == "unlicensedAccess") {
      for (const Entry& who : value.Items()) {
        file.findings.Prove(EntryKind::kUnlicensedAccess, who, {who.Text()});
        file.open_access = true;
      }
    } else if (key == "remote" && value.IsScalar() && type != "migration:dataResidency") {
      file.findings.Prove(EntryKind::kRemoteEndpoint, value);
      file.code_places.insert("vendor");
      file.endpoint_remote = true;
      file.eud_unstated = true;
    } else if (value.IsScalar() && IsWebAddress(value.Text()) && IsLinkKey(key)) {
      file.outside_links.push_back(ReadAddress(value.Text(), file.variables).host);
      file.findings.Read(value);
    }
    ReadAnyModule(file, value, type);
  }
  for (const Entry& item : entry.Items()) ReadAnyModule(file, item, type);
}

}  // namespace

void ReadModules(ForgeFile& file) {
  const Entry modules = file.root.At("modules");
  ReadEndpoints(file, modules);
  ReadWebTriggers(file, modules);
  ReadStorage(file, modules);
  ReadChannels(file, modules);
  for (const Entry& type : modules.Values()) {
    // These were read above.
    if (type.key() == "endpoint" || type.key() == "remote") continue;
    for (const Entry& module : type.Items()) ReadAnyModule(file, module, type.key());
  }
}

}  // namespace clausebook::evidence
