// An invented vendor's sources put together in a few words, and what the check finds in
// them. Facts are written as in a fact book; each gets a sentence of its own in the
// policy, so that citations tell them apart.
#ifndef CLAUSEBOOK_TESTS_UNIT_CHECKING_SOURCES_H_
#define CLAUSEBOOK_TESTS_UNIT_CHECKING_SOURCES_H_

#include <string>
#include <vector>

#include "service/checking/checking.h"
#include "storage/model/resources.h"

namespace clausebook::checking {

class Sources {
 public:
  Sources();

  // What Says() adds from here on stands in this policy.
  Sources& Policy(const std::string& id, const std::string& title,
                  const std::string& url = "");
  // `Says("egress.third_parties", "exactly: []")`; `more` are further keys of the fact,
  // `about: {surface: [app]}, except: [soundings]`. Returns itself; the sentence is
  // `Sentence N.`
  Sources& Says(const std::string& property, const std::string& what,
                const std::string& more = "");
  // A sentence without a fact.
  Sources& Writes(const std::string& sentence);
  // The word of `Mara Lind`.
  Sources& Attests(const std::string& property, const std::string& what,
                   const std::string& more = "");
  Sources& Website(const std::string& url);
  // The app's declaration.
  Sources& Manifest(const std::string& yaml);
  Sources& Descriptor(const std::string& json);
  // What Atlassian publishes about Forge, as the project ships it.
  Sources& OnForge();

  // What is found of the app `soundings` on 2026-11-01.
  std::vector<Finding> Check() const;

 private:
  struct OnePolicy {
    std::string id;
    std::string title;
    std::string url;
    std::string text;
  };
  std::string Book() const;

  std::string website_ = "https://lanternfish.example";
  std::vector<OnePolicy> policies_;
  std::string facts_;
  int count_ = 0;
  std::string declaration_;
  model::PolicyKind kind_ = model::PolicyKind::kPublished;
  bool on_forge_ = false;
};

// `high stored-elsewhere` of each.
std::vector<std::string> Kinds(const std::vector<Finding>& findings);

// The finding of that pattern; throws unless there is exactly one.
Finding Only(const std::string& pattern, const std::vector<Finding>& findings);

// What a side cites: `permissions.external.images[0]`, `Sentence 3.`, `Mara Lind`.
std::vector<std::string> Cited(const std::vector<answering::Citation>& side);

// A valid manifest of a Forge app with `permissions` (indented by two) and `more`
// sections.
std::string ForgeManifest(const std::string& permissions, const std::string& more = "");

// The same with one `entry` of `external.fetch.backend`.
std::string Backend(const std::string& entry);

// Entries for somebody else's host and for the vendor's own.
inline constexpr char kBuoy[] = "{address: https://api.buoy.example}";
inline constexpr char kOwn[] = "{address: https://api.lanternfish.example}";

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_TESTS_UNIT_CHECKING_SOURCES_H_
