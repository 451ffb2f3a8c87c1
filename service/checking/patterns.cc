// The table of patterns. CHECKS.md explains each; a test holds the two together.
#include <array>

#include "service/checking/rules.h"

namespace clausebook::checking {
namespace {

constexpr char kAlign[] =
    "Find out which source is right; then publish a new revision of the policy, change "
    "the manifest, or correct the attestation.";
constexpr char kDisclose[] =
    "Name the recipient in the policy or in the list of sub-processors and record it, or "
    "take the entry out of the manifest.";
constexpr char kRead[] =
    "Read both places; where the text is meant otherwise, word it so.";

constexpr std::array kPatterns = {
    Pattern{"third-parties-denied", "C1", Gravity::kHigh,
            "The policy denies sending data to third parties; the manifest declares a "
            "host of somebody else.",
            kAlign},
    Pattern{"vendor-servers-denied", "C2", Gravity::kHigh,
            "The policy denies sending data to the vendor's servers; the manifest "
            "declares a host of the vendor.",
            kAlign},
    Pattern{
        "stored-elsewhere", "C3", Gravity::kHigh,
        "The policy says that data is stored on Atlassian only; the manifest declares "
        "storage elsewhere.",
        kAlign},
    Pattern{
        "analytics-not-declared", "C4", Gravity::kInfo,
        "The policy names an analytics service that the manifest does not declare.",
        "Say in the policy where the service is used: on the web site, or in the app."},
    Pattern{"undisclosed-host", "C5", Gravity::kHigh,
            "The manifest declares a host that no policy and no list of sub-processors "
            "accounts for.",
            kDisclose},
    Pattern{"attested-otherwise", "C6", Gravity::kHigh,
            "What was attested (for instance on the Marketplace listing) is contradicted "
            "by a document or declaration.",
            kAlign},
    Pattern{"retention-differs", "C7", Gravity::kMedium,
            "Sources give different times for which data is kept.", kAlign},
    Pattern{"channel-out", "C8", Gravity::kMedium,
            "The app is said to stay on Atlassian entirely; the manifest opens a channel "
            "out.",
            kAlign},
    Pattern{"badge-contradicted", "C9", Gravity::kHigh,
            "The app is said to be eligible for Runs on Atlassian; an entry of the "
            "manifest or another source makes it ineligible.",
            "Take the claim back, or remove the obstacle."},
    Pattern{"token-contradicted", "C10", Gravity::kHigh,
            "Sources disagree on whether users have to hand over API tokens.", kAlign},
    Pattern{"more-than-reading", "C11", Gravity::kHigh,
            "The app is said to be allowed less, for instance to read only, than its "
            "permissions allow.",
            "Ask for fewer permissions, or say what the others are for."},
    Pattern{"log-access", "C12", Gravity::kLow,
            "Staff are said to have no access to data; the platform lets the vendor read "
            "the app's logs.",
            "Say what the logs hold, or that customers can close them."},
    Pattern{"title-excludes-app", "C13", Gravity::kInfo,
            "The policy says that it covers the app; its title or address speaks of "
            "another platform.",
            kRead},
    Pattern{"exception-and-rule", "C14", Gravity::kInfo,
            "A promise without exceptions stands in a revision that excepts the app "
            "elsewhere.",
            kRead},
    Pattern{"denied-and-named", "C15", Gravity::kHigh,
            "One document denies analytics or third parties and names one.", kAlign},
    Pattern{"development-host", "C16", Gravity::kHigh,
            "The manifest points at a tunnel, a placeholder or a developer's machine.",
            "Take the entry out of the manifest that is deployed to production."},
    Pattern{
        "revision-contradicts-itself", "C17", Gravity::kHigh,
        "Two sentences of one revision disagree, as when a new text was put beside an "
        "old one.",
        "Publish a revision with one of the two."},
    Pattern{"service-denied", "", Gravity::kHigh,
            "The policy denies analytics, AI services or logs elsewhere; the manifest "
            "declares them.",
            kAlign},
    Pattern{"runs-elsewhere", "", Gravity::kHigh,
            "The policy says where the app runs; by the manifest it runs elsewhere too.",
            kAlign},
    Pattern{"declared-otherwise", "", Gravity::kHigh,
            "The policy and the manifest disagree on something else that is asked of the "
            "app.",
            kAlign},
    Pattern{"sources-disagree", "", Gravity::kMedium,
            "Two sources disagree on something that is asked of the app.", kAlign},
    Pattern{"policy-overstates", "", Gravity::kLow,
            "What a policy or attestation admits is not there by the manifest.",
            "Bring the text up to date, or the manifest that is on record."},
    Pattern{"undetermined-host", "", Gravity::kLow,
            "The manifest declares an address with a variable whose value is not in the "
            "file, so that nobody can tell whose it is.",
            "Check the manifest as it is deployed, with its variables filled in."},
};

}  // namespace

std::span<const Pattern> Patterns() { return kPatterns; }

const Pattern& PatternNamed(std::string_view id) {
  for (const Pattern& pattern : kPatterns) {
    if (pattern.id == id) return pattern;
  }
  return kPatterns.back();
}

std::string_view NameOf(Gravity gravity) {
  switch (gravity) {
    case Gravity::kHigh:
      return "high";
    case Gravity::kMedium:
      return "medium";
    case Gravity::kLow:
      return "low";
    case Gravity::kInfo:
      break;
  }
  return "info";
}

}  // namespace clausebook::checking
