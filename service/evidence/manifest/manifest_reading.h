// What a Forge manifest (manifest.yml) or a Connect descriptor (atlassian-connect.json)
// proves: its entries as clauses, and facts that rest on them. MANIFEST.md has the rules
// and where they come from.
//
// Pure: no I/O, no clock, no state. The same text gives the same reading. Safe to call
// from several threads. Time and memory are bounded by kMaxManifestBytes and the other
// limits of source_tree.h.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_MANIFEST_READING_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_MANIFEST_READING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "storage/model/fact.h"
#include "storage/model/resources.h"

namespace clausebook::evidence {

// The platform's own limit for a manifest; used for descriptors too.
inline constexpr std::size_t kMaxManifestBytes = 200 * 1024;
// Far above what the largest known manifests give, some two hundred.
inline constexpr std::size_t kMaxManifestFacts = 4000;

// How the caveat of a fact ends that was read from a file with a fault, which follows.
inline constexpr std::string_view kInvalidFileCaveat =
    "Read from a file that does not validate: ";

// Something that a person should know about the file. Whole sentences.
struct Notice {
  int line = 0;        // 1-based
  std::string path;    // `remotes[0].baseUrl`; empty: the file
  bool fault = false;  // true: the file does not validate because of it
  std::string message;
  friend bool operator==(const Notice&, const Notice&) = default;
};

struct ManifestReading {
  std::string app_id;   // Forge: app.id; empty if the file has none
  std::string app_key;  // Connect key: app.connect.key or the descriptor's key
  std::string name;     // where the file has one
  // The entries that were read, in the order of the text. An entry lies inside of the
  // list that it stands in, so ranges nest; none is empty. `id` depends on the path
  // alone, so that it is the same in every revision.
  std::vector<model::Clause> clauses;
  // Each has passed Catalog::CheckValue and CheckQualifiers. The evidence is a
  // ClauseEvidence with `revision` empty, and the scope is empty: both are the caller's
  // to fill in. A fact holds for this text only: the next one is read anew.
  std::vector<model::FactContent> facts;
  std::vector<Notice> notices;  // in the order of the text
  // False: some rule of MANIFEST.md is broken. Facts then say so in their caveat, and
  // nothing is concluded from what the file does not hold.
  bool valid = true;
};

// Reads a manifest.yml.
// INVALID_ARGUMENT (field `text`) naming line and column: not YAML, not UTF-8, a NUL, too
// large, too deep, too many values once aliases are written out, too many facts, several
// documents, or nothing but a scalar or a list. Everything else gives a reading.
absl::StatusOr<ManifestReading> ReadForgeManifest(std::string_view text,
                                                  const catalog::Catalog& catalog);

// Reads an atlassian-connect.json. Errors as above, for JSON.
absl::StatusOr<ManifestReading> ReadConnectDescriptor(std::string_view text,
                                                      const catalog::Catalog& catalog);

// `permissions.external.fetch.backend[0]`. A part that is no plain name is written as
// `["*.example.com"]`.
std::string PathOf(const model::Clause& clause);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_MANIFEST_READING_H_
