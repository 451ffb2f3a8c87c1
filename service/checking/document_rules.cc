// What one document says against itself: C13, C14, C15.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/answering/citing.h"
#include "service/answering/region.h"
#include "service/answering/wording.h"
#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

using model::Operator;

struct PlatformWord {
  std::string_view name;
  std::string_view words;  // in lower case, with one space before and after each
  std::string_view value;  // what values of hosting.platform begin with
};

constexpr std::array<PlatformWord, 3> kPlatforms = {{
    {"Forge", " forge ", "forge"},
    {"Connect", " connect ", "connect"},
    {"Data Center", " data center ", "data_center"},
}};

// The words of a title or address, in lower case, each between single spaces.
std::string Words(std::string_view text) {
  std::string words = " ";
  for (const unsigned char c : text) {
    if (absl::ascii_isalnum(c)) {
      words.push_back(static_cast<char>(absl::ascii_tolower(c)));
    } else if (words.back() != ' ') {
      words.push_back(' ');
    }
  }
  if (words.back() != ' ') words.push_back(' ');
  return words;
}

// Without scheme and host: a company may be called so.
std::string_view PathOf(std::string_view uri) {
  const auto scheme = uri.find("://");
  const auto slash = uri.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  return slash == std::string_view::npos ? "" : uri.substr(slash);
}

bool RunsOn(const Facts& hosting, std::string_view value) {
  return std::any_of(hosting.begin(), hosting.end(), [&](const Applied* fact) {
    return fact->content().value.text.starts_with(value);
  });
}

// C13. The title or address speaks of platforms, and none of them is the app's as far as
// is known.
void CheckTitles(const AppFacts& facts, Findings& findings) {
  const Facts hosting =
      Where(facts.On({"hosting.platform"},
                     {Voice::kPolicy, Voice::kDeclaration, Voice::kAttestation}),
            [](const Applied& fact) { return fact.content().op == Operator::kEquals; });
  std::set<const model::Policy*> done;
  for (const Applied* fact :
       Where(facts.On({"policy.covers_app"}, {Voice::kPolicy}), IsTrue)) {
    if (!fact->place || !done.insert(&fact->place->policy->policy).second) continue;
    const model::Policy& policy = fact->place->policy->policy;
    const std::string words =
        Words(absl::StrCat(policy.title, " ", std::string(PathOf(policy.uri))));
    std::vector<std::string> named;
    bool fits = false;
    for (const PlatformWord& platform : kPlatforms) {
      if (words.find(platform.words) == std::string::npos) continue;
      named.emplace_back(platform.name);
      fits = fits || RunsOn(hosting, platform.value);
    }
    if (named.empty() || fits) continue;
    findings.push_back(facts.Make(
        "title-excludes-app",
        absl::StrCat("\"", policy.title, "\" says that it covers the app. Its title or ",
                     "address speaks of ", answering::JoinWords(named),
                     hosting.empty()
                         ? " apps; on what this one is built is not on record."
                         : " apps, which this one is not."),
        {fact}, hosting));
  }
}

// That data stays where the customer expects it.
bool IsPromiseAboutPlaces(const model::FactContent& content) {
  const std::string& property = content.property;
  const auto& members = content.value.members;
  const bool places = property.starts_with("storage.off") ||
                      property == "storage.locations" ||
                      property == "processing.off_platform" ||
                      property.starts_with("egress.") || property.starts_with("hosting.");
  if (!places) return false;
  switch (content.value.kind) {
    case model::ValueKind::kBool:
      return content.value.boolean != (content.op == Operator::kEquals);
    case model::ValueKind::kSet:
      return content.op == Operator::kExactly &&
             std::all_of(members.begin(), members.end(), [](const std::string& member) {
               return member == "atlassian" || member.starts_with("user_");
             });
    default:
      return content.op == Operator::kEquals && content.value.text == "forge";
  }
}

// C14. One finding a revision, in the order of the exceptions.
void CheckExceptions(const AppFacts& facts, Findings& findings) {
  std::vector<std::vector<const answering::DismissedFact*>> by_revision;
  for (const auto& dismissed : facts.dismissed()) {
    if (dismissed.reason != answering::ConsideredReason::kExcepted || !dismissed.place ||
        !IsPromiseAboutPlaces(dismissed.fact->content)) {
      continue;
    }
    const auto same = [&](const auto& group) {
      return group.front()->place->revision == dismissed.place->revision;
    };
    const auto group = std::find_if(by_revision.begin(), by_revision.end(), same);
    if (group == by_revision.end()) {
      by_revision.push_back({&dismissed});
    } else {
      group->push_back(&dismissed);
    }
  }
  for (const auto& exceptions : by_revision) {
    Facts universal;
    for (const Applied& fact : facts.all()) {
      if (fact.place && fact.platform == nullptr &&
          fact.place->revision == exceptions.front()->place->revision &&
          fact.content().scope.apps.empty() && fact.content().scope.except_apps.empty() &&
          IsPromiseAboutPlaces(fact.content()) && IsGeneral(fact)) {
        universal.push_back(&fact);
      }
    }
    if (universal.empty()) continue;
    Finding finding = facts.Make(
        "exception-and-rule",
        absl::StrCat(
            SourceOf(*universal.front()),
            " excepts the app from one sentence and makes another promise of the "
            "kind that excepts nothing; it reaches the app by its letter."),
        universal, {});
    for (const auto* dismissed : exceptions) {
      finding.right.push_back(answering::Cite(*dismissed->fact, dismissed->place, nullptr,
                                              answering::CitationRole::kUnspecified));
    }
    findings.push_back(std::move(finding));
  }
}

// What a document may deny in one sentence and name in another.
struct DeniedAndNamed {
  std::string_view denied;
  std::string_view named;
  // What the naming is about though it does not say so.
  std::string_view dimension;
  std::string_view member;
  Gravity most = Gravity::kHigh;
};

constexpr std::array<DeniedAndNamed, 7> kDeniedAndNamed = {{
    {"analytics.used", "analytics.providers", "", ""},
    {"egress.third_parties", "analytics.providers", "purpose", "analytics"},
    {"egress.third_parties", "logs.shared", "data_category", "logs_diagnostics"},
    {"egress.third_parties", "access.third_parties", "", ""},
    // A processor on the vendor's behalf need not be meant by "third parties".
    {"egress.third_parties", "subprocessors.list", "", "", Gravity::kMedium},
    {"subprocessors.list", "egress.third_parties", "", "", Gravity::kMedium},
    {"subprocessors.list", "analytics.providers", "purpose", "analytics",
     Gravity::kMedium},
}};

// Whether the denial reaches what is named: the part that the naming speaks of has to lie
// in the part that is denied.
bool Reaches(const Applied& denial, const Applied& naming, const DeniedAndNamed& rule) {
  model::Qualifiers about = naming.content().qualifiers;
  if (!rule.dimension.empty()) {
    about.emplace(rule.dimension, std::vector<std::string>{std::string(rule.member)});
  }
  return answering::Contains(denial.content().qualifiers, about);
}

bool IsNamed(const Applied& fact) {
  const auto& members = fact.content().value.members;
  const bool platform_alone = members == std::vector<std::string>{"atlassian"};
  return IsTrue(fact) || (NamesSome(fact) && !platform_alone);
}

// C15. What is denied and named on one property FindConflicts has found.
void CheckDeniedAndNamed(const AppFacts& facts, Findings& findings) {
  for (const DeniedAndNamed& rule : kDeniedAndNamed) {
    const Facts denials = Where(facts.On({rule.denied}, {Voice::kPolicy}),
                                [](const auto& f) { return IsFalse(f) || IsNone(f); });
    for (const Applied* denial : denials) {
      const Facts named =
          Where(facts.On({rule.named}, {Voice::kPolicy}), [&](const Applied& fact) {
            return IsNamed(fact) && SameRevision(*denial, fact) &&
                   Reaches(*denial, fact, rule);
          });
      if (named.empty()) continue;
      Finding finding =
          facts.Make("denied-and-named",
                     absl::StrCat(SourceOf(*denial), " denies ",
                                  rule.denied == "analytics.used"       ? "analytics"
                                  : rule.denied == "subprocessors.list" ? "sub-processors"
                                                                        : "third parties",
                                  " in one sentence and names some in another."),
                     {denial}, named);
      // What is used on the vendor's own pages alone.
      const bool elsewhere = std::none_of(
          named.begin(), named.end(), [](const Applied* f) { return MayMeanTheApp(*f); });
      finding.gravity = std::min(rule.most, elsewhere ? Gravity::kMedium : rule.most);
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace

void CheckDocuments(const AppFacts& facts, Findings& findings) {
  CheckTitles(facts, findings);
  CheckExceptions(facts, findings);
  CheckDeniedAndNamed(facts, findings);
}

}  // namespace clausebook::checking
