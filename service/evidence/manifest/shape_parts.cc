// The rules that a table of keys cannot state: egress entries, scopes, variables.
#include "absl/strings/str_cat.h"
#include "service/evidence/manifest/forge_names.h"
#include "service/evidence/manifest/shape_check.h"

namespace clausebook::evidence {

void ShapeCheck::CheckEgress() {
  const Entry external = root_.At("permissions").At("external");
  for (const ForgeBucket& bucket : kForgeBuckets) {
    for (const Entry& entry : BucketOf(external, bucket).Items()) {
      CheckEgressEntry(entry, bucket.fetch);
    }
  }
}

void ShapeCheck::CheckEgressEntry(const Entry& entry, bool fetch) {
  if (entry.IsScalar()) {
    CheckText(entry, "An address");
    return;
  }
  if (!entry.IsMap()) {
    findings_.Fault(entry, "An entry is an address or a map with 'address'.", true);
    return;
  }
  const bool remote = entry.At("remote").node() != nullptr;
  if (remote && !fetch) {
    findings_.Fault(entry, "'remote' stands only under fetch.backend and fetch.client.",
                    true);
  }
  for (const Entry& value : entry.Values()) {
    const bool known = remote ? value.key() == "remote"
                              : IsAmong(value.key(), "address category inScopeEUD");
    if (!known) {
      findings_.Fault(value,
                      absl::StrCat("The key ", Shown(value.key()), " is not known here."),
                      true);
    }
  }
  CheckText(entry.At(remote ? "remote" : "address"), remote ? "'remote'" : "'address'");
  const Entry category = entry.At("category");
  if (category.node() != nullptr && category.Text() != "analytics") {
    findings_.Fault(category, "The only category is 'analytics'.");
  }
  const Entry eud = entry.At("inScopeEUD");
  if (eud.node() != nullptr && !eud.node()->AsBool()) {
    findings_.Fault(eud, "This has to be true or false.");
  }
}

void ShapeCheck::CheckScopes() {
  const Entry scopes = root_.At("permissions").At("scopes");
  for (const Entry& scope : scopes.Items()) CheckText(scope, "A scope");
  for (const Entry& scope : scopes.Values()) {
    if (!scope.IsMap()) {
      findings_.Fault(scope, "This has to be a map, if need be the empty one: {}.");
      continue;
    }
    for (const Entry& value : scope.Values()) {
      if (value.key() != "allowImpersonation" || !value.node()->AsBool()) {
        findings_.Fault(value,
                        "The only entry here is 'allowImpersonation: true' or "
                        "'false'.");
      }
    }
  }
}

void ShapeCheck::CheckVariables() {
  for (const Entry& variable : root_.At("environment").At("variables").Items()) {
    if (variable.IsMap()) {
      CheckText(variable.At("key"), "'key'");
      CheckText(variable.At("default"), "'default'");
    } else {
      CheckText(variable, "A variable");
    }
  }
}

}  // namespace clausebook::evidence
