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
  ShapeCheck(const Entry& root, Findings& findings)
      : root_(root), findings_(findings), variables_(ReadVariables(root)) {}

  void Run() {
    CheckMap("", root_);
    CheckIdentity();
    CheckEgress();
    CheckScopes();
    CheckRemotes();
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
  void CheckRemotes();
  void CheckRemote(const Entry& remote);
  void CheckModules();
  void CheckWebTriggers();
  void CheckVariables();
  void CheckKey(const Entry& key, std::string_view also);
  bool CheckText(const Entry& entry, std::string_view what);
  void CheckListOf(const Entry& list, std::string_view values, bool may_be_empty);

  Entry root_;
  Findings& findings_;
  Variables variables_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_SHAPE_CHECK_H_
