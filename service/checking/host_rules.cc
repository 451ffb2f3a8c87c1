// The hosts that a manifest declares, held against what policies and lists of
// sub-processors say: C1, C2, C5, C16.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/checking/declared_hosts.h"
#include "service/checking/host_names.h"
#include "service/checking/mentions.h"
#include "service/checking/recipients.h"

namespace clausebook::checking {
namespace {

class HostRules {
 public:
  HostRules(const AppFacts& facts, Findings& findings)
      : facts_(facts), findings_(findings), recipients_(facts) {}

  void Run() {
    for (const auto& [host, declared] : FindDeclaredHosts(facts_)) {
      if (HasVariable(declared)) {
        CheckVariable(declared);
      } else if (host == "*") {
        CheckEverything(declared);
      } else if (IsForDevelopment(host)) {
        Add("development-host",
            absl::StrCat("The manifest declares ", declared.pattern,
                         ", which is no host of a production app."),
            declared.entries, {});
      } else if (recipients_.IsVendors(host)) {
        CheckVendorHost(declared);
      } else if (!IsAtlassian(host)) {
        CheckForeignHost(host, declared);
      }
    }
    CheckPlaceholders();
  }

 private:
  void Add(std::string_view pattern, std::string message, const Facts& left,
           const Facts& right, std::optional<Gravity> most = std::nullopt) {
    Finding finding = facts_.Make(pattern, std::move(message), left, right);
    if (most) finding.gravity = std::min(finding.gravity, *most);
    findings_.push_back(std::move(finding));
  }

  // How bad it is at most, by what goes there.
  static std::optional<Gravity> Most(const DeclaredHost& declared) {
    if (declared.receives && declared.user_data) return std::nullopt;
    return Gravity::kMedium;
  }

  static std::string WhatGoesThere(const DeclaredHost& declared) {
    if (!declared.receives) {
      return " Only pictures, fonts or frames are loaded from there, by the users' "
             "browsers.";
    }
    if (!declared.user_data) {
      return " The vendor declares that no in-scope End-User Data is sent there.";
    }
    return "";
  }

  void CheckVariable(const DeclaredHost& declared) {
    Facts promises = recipients_.Denials();
    Append(recipients_.ClosedLists(), promises);
    Add("undetermined-host",
        absl::StrCat("The manifest declares ", declared.pattern,
                     ", and the variable's value is not in the file: whose host it is "
                     "cannot be told."),
        declared.entries, promises);
  }

  void CheckEverything(const DeclaredHost& declared) {
    const Facts third_parties = recipients_.Denials();
    const Facts vendor = recipients_.VendorDenials();
    if (!third_parties.empty()) {
      AddDenied("third-parties-denied", "any host (“*”)", declared, third_parties);
    } else if (!vendor.empty()) {
      AddDenied("vendor-servers-denied", "any host (“*”)", declared, vendor);
    } else {
      Add("undisclosed-host", "The manifest lets the app reach any host (“*”).",
          declared.entries, recipients_.ClosedLists());
    }
  }

  // A denial by a policy makes it `pattern`; where only somebody attested it, C6.
  void AddDenied(std::string_view pattern, const std::string& host,
                 const DeclaredHost& declared, const Facts& denied,
                 std::optional<Gravity> most = std::nullopt) {
    const bool published =
        std::any_of(denied.begin(), denied.end(),
                    [](const Applied* f) { return VoiceOf(*f) == Voice::kPolicy; });
    if (const auto lower = Most(declared)) most = most ? std::min(*most, *lower) : lower;
    Add(published ? pattern : "attested-otherwise",
        absl::StrCat("The manifest declares ", host, "; by ", SourcesOf(denied),
                     pattern == "vendor-servers-denied"
                         ? " nothing goes to the vendor's servers."
                         : " nothing goes to such third parties.",
                     WhatGoesThere(declared)),
        declared.entries, denied, most);
  }

  void CheckVendorHost(const DeclaredHost& declared) {
    Facts denied = recipients_.VendorDenials();
    Append(recipients_.OffPlatformDenials(), denied);
    if (!denied.empty()) {
      if (Joins("vendor-servers-denied", declared, denied)) return;
      AddDenied("vendor-servers-denied",
                absl::StrCat(declared.pattern, ", the vendor's own by its name"),
                declared, denied);
    } else if (!recipients_.VendorIsKnownToReceive()) {
      Add("undisclosed-host",
          absl::StrCat("The manifest declares ", declared.pattern,
                       ", the vendor's own by its name; no policy says that data goes to "
                       "the vendor's servers.",
                       WhatGoesThere(declared)),
          declared.entries, {}, declared.receives ? Gravity::kMedium : Gravity::kLow);
    }
  }

  // Whether what a declaration says about the vendor's servers stands against the same
  // promise already: then the host is only more evidence for that.
  bool Joins(std::string_view pattern, const DeclaredHost& declared,
             const Facts& denied) {
    for (Finding& finding : findings_) {
      const bool same =
          finding.pattern->id == pattern && IsReported({finding}, denied, denied);
      if (!same) continue;
      const Finding host = facts_.Make(pattern, "", declared.entries, {});
      finding.left.insert(finding.left.end(), host.left.begin(), host.left.end());
      return true;
    }
    return false;
  }

  void CheckForeignHost(const std::string& host, const DeclaredHost& declared) {
    if (!recipients_.Naming(host).empty()) return;
    Facts denied = recipients_.Excluding(host);
    Append(recipients_.Denials(), denied);
    if (!denied.empty()) {
      AddDenied("third-parties-denied", InWords(declared), declared, denied);
      return;
    }
    const HostOwner* owner = OwnerOf(host);
    const HostKind kind = owner == nullptr ? HostKind::kOther : owner->kind;
    const Facts service = recipients_.ServiceDenials(kind);
    if (!service.empty()) {
      if (IsShown(declared)) return;
      Add("service-denied",
          absl::StrCat("The manifest declares ", InWords(declared), "; by ",
                       SourcesOf(service), " there is no such service, or only others.",
                       WhatGoesThere(declared)),
          declared.entries, service);
      return;
    }
    const Facts rented = recipients_.VendorDenials();
    if (kind == HostKind::kCloud && !rented.empty()) {
      AddDenied("vendor-servers-denied",
                absl::StrCat(InWords(declared), ", where servers are rented"), declared,
                rented, Gravity::kMedium);
      return;
    }
    CheckUndisclosed(host, declared, kind);
  }

  // Whether a conflict is shown at one of the host's entries already.
  bool IsShown(const DeclaredHost& declared) const {
    return std::any_of(findings_.begin(), findings_.end(), [&](const Finding& finding) {
      return finding.pattern->id == "service-denied" &&
             IsShownAt(finding, declared.entries);
    });
  }

  void CheckUndisclosed(const std::string& host, const DeclaredHost& declared,
                        HostKind kind) {
    std::string message = absl::StrCat("The manifest declares ", InWords(declared),
                                       "; no policy and no list of sub-processors names "
                                       "it.",
                                       WhatGoesThere(declared));
    // Services that are there to collect what users do, say or run into.
    const bool collects =
        declared.receives && (kind == HostKind::kAnalytics || kind == HostKind::kLogs ||
                              kind == HostKind::kAi);
    std::optional<Gravity> most = collects ? std::nullopt : Most(declared);
    const Facts elsewhere = recipients_.ListsElsewhere();
    if (const std::string mention = MentionOf(facts_.input(), host); !mention.empty()) {
      absl::StrAppend(&message, " ", mention,
                      " speaks of it; no fact has been recorded.");
      most = Gravity::kMedium;
    } else if (!elsewhere.empty()) {
      absl::StrAppend(&message, " There is a list elsewhere, which is not recorded.");
      most = Gravity::kMedium;
    }
    Facts others = recipients_.ClosedLists();
    Append(elsewhere, others);
    Add("undisclosed-host", std::move(message), declared.entries, others, most);
  }

  // A descriptor's base URL that is no host to speak of.
  void CheckPlaceholders() {
    for (const Applied* fact :
         Where(facts_.On({"egress.undetermined"}, {Voice::kDeclaration}), IsTrue)) {
      if (fact->place->policy->policy.kind != model::PolicyKind::kConnectDescriptor) {
        continue;
      }
      Add("development-host",
          absl::StrCat("The descriptor's base URL is no host of a production app. ",
                       fact->content().caveat),
          {fact}, {});
    }
  }

  const AppFacts& facts_;
  Findings& findings_;
  const Recipients recipients_;
};

}  // namespace

void CheckHosts(const AppFacts& facts, Findings& findings) {
  HostRules(facts, findings).Run();
}

}  // namespace clausebook::checking
