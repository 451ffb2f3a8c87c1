// The rules on the form of a Forge manifest, at work. Used by shape.cc alone.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_CHECK_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_CHECK_H_

#include <string>
#include <string_view>

#include "service/evidence/manifest/address.h"
#include "service/evidence/manifest/findings.h"
#include "service/evidence/manifest/key_rules.h"
#include "service/evidence/manifest/shape.h"

namespace clausebook::evidence {

// Whether `value` is one of the words of `list`, which blanks separate.
bool IsAmong(std::string_view value, std::string_view list);

class ShapeCheck {
 public:
  ShapeCheck(const Entry& root, const ModuleTypes& types, Findings& findings)
      : root_(root),
        types_(types),
        findings_(findings),
        variables_(ReadVariables(root)) {}

  void Run() {
    CheckMap("", root_);
    CheckIdentity();
    CheckEgress();
    CheckScopes();
    CheckRemotes();
    CheckConnect();
    CheckTokenScopes();
    CheckModules();
    CheckVariables();
  }

 private:
  void CheckMap(std::string_view place, const Entry& map);
  void CheckValue(const KeyRule& rule, const std::string& place, const Entry& value);
  void CheckIdentity();
  void CheckEgress();
  void CheckEgressEntry(const Entry& entry, bool fetch);
  void CheckScopes();
  // shape_remotes.cc
  void CheckRemotes();
  void CheckRemote(const Entry& remote);
  void CheckRegions();
  void CheckConnect();
  void CheckTokenScopes();
  // shape_modules.cc
  void CheckModules();
  void CheckModuleType(const Entry& type);
  void CheckModuleCount();
  void CheckModuleKeys();
  void CheckEndpoints();
  void CheckWebTriggers();
  void CheckReferences();
  void CheckReferencesIn(const Entry& entry);
  void CheckReference(const Entry& reference, const Entry& list, std::string_view what);
  void CheckVariables();
  void CheckKey(const Entry& key, std::string_view also);
  bool CheckText(const Entry& entry, std::string_view what);
  void CheckListOf(const Entry& list, std::string_view values, bool may_be_empty);

  Entry root_;
  const ModuleTypes& types_;
  Findings& findings_;
  Variables variables_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_CHECK_H_
