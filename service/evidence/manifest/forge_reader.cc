// ReadForgeManifest: the text as a tree, its faults, its parts, and what follows.
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/text_lines.h"
#include "service/evidence/manifest/forge_file.h"
#include "service/evidence/manifest/manifest_reading.h"
#include "service/evidence/manifest/shape.h"

namespace clausebook::evidence {
namespace {

// What names the file: its app id, else what is nearest to that.
Entry AnchorOf(const Entry& root) {
  const Entry app = root.At("app");
  for (const Entry& candidate : {app.At("id"), app.At("connect").At("key")}) {
    if (candidate.IsScalar()) return candidate;
  }
  if (app.node() != nullptr && app.HasItems())
    return app.Values().empty() ? app : app.Values()[0];
  return root.Values()[0];
}

void ReportRepeatedKeys(const SourceTree& tree, std::string_view text,
                        Findings& findings) {
  for (const RepeatedKey& repeated : tree.repeated) {
    findings.FaultAt(
        repeated.offset, "",
        absl::StrCat("The key ", Shown(repeated.key),
                     " stands twice in one map, first on line ",
                     LineOf(text, repeated.first_offset), "; only the first is read."),
        /*unsound=*/true);
  }
}

}  // namespace

absl::StatusOr<ManifestReading> ReadForgeManifest(std::string_view text,
                                                  const catalog::Catalog& catalog) {
  auto tree = ParseYamlSource(text);
  if (!tree.ok()) return tree.status();
  static const absl::StatusOr<AnalyticsTools> tools = LoadAnalyticsTools();
  if (!tools.ok()) return tools.status();
  static const absl::StatusOr<ModuleTypes> types = LoadModuleTypes();
  if (!types.ok()) return types.status();
  static const absl::StatusOr<DefaultHosts> default_hosts = LoadDefaultHosts();
  if (!default_hosts.ok()) return default_hosts.status();
  const Entry root(&tree->root);
  if (!root.IsMap() || !root.HasItems()) {
    return SourceError(text, 0, "A manifest is a map with the key 'app'.",
                       "This file holds none.");
  }
  Findings findings(text, catalog);
  findings.SetAnchor(AnchorOf(root));
  ReportRepeatedKeys(*tree, text, findings);
  CheckForgeShape(root, *types, findings);

  ForgeFile file{.root = root,
                 .findings = findings,
                 .tools = *tools,
                 .default_hosts = *default_hosts,
                 .variables = ReadVariables(root)};
  // Faults that only a part finds (an address, a reference) have to be known before
  // anything is concluded from the whole.
  CheckAddresses(file);
  ReadRemotes(file);
  ReadHosting(file);
  ReadEgress(file);
  ReadContent(file);
  ReadAccess(file);
  ReadModules(file);
  ConcludeEgress(file);
  ConcludeRest(file);
  ConcludeEligibility(file);

  auto reading = findings.Finish();
  if (!reading.ok()) return reading.status();
  const Entry app = root.At("app");
  reading->app_id = app.At("id").Text();
  reading->app_key = app.At("connect").At("key").Text();
  reading->name = app.At("name").Text();
  return reading;
}

}  // namespace clausebook::evidence
