// What a Forge manifest or Connect descriptor says by itself, read on this machine: its
// entries as facts, its faults, and the answers to the questions that such files are read
// for. No server, no fact book, and nothing inherited from a platform.
#ifndef CLAUSEBOOK_CLIENTS_CLI_DECLARATIONS_DECLARATION_H_
#define CLAUSEBOOK_CLIENTS_CLI_DECLARATIONS_DECLARATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/answer.pb.h"
#include "clients/cli/render/style.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "service/evidence/manifest/manifest_reading.h"

namespace clausebook::cli {

enum class DeclarationKind { kForgeManifest, kConnectDescriptor };

// What an entry proves.
struct DeclaredFact {
  std::string property;
  std::string value;      // of a set with one member: that member
  std::string statement;  // `egress.backend_hosts includes {api.example.com}`
  std::string path;       // `permissions.external.fetch.backend[0]`
  int line = 0;           // 1-based
  std::int64_t byte_begin = 0;
  std::int64_t byte_end = 0;
  std::string quote;  // those bytes
  std::string caveat;
};

struct Declaration {
  std::string file;  // as it was named
  DeclarationKind kind = DeclarationKind::kForgeManifest;
  std::string sha256;
  std::size_t size = 0;  // bytes
  std::string app_id;
  std::string app_key;
  std::string name;
  bool valid = true;
  std::vector<evidence::Notice> notices;
  std::vector<DeclaredFact> facts;  // by property, then by line
  std::vector<v1::Answer> answers;  // to DeclarationQuestions, in that order
};

// Ids of the questions that are answered.
const std::vector<std::string>& DeclarationQuestions();

// By the file's name, and where that tells nothing, by its first character.
DeclarationKind KindOfDeclaration(std::string_view file, std::string_view text);

// Reads `text` as it stands on `now`'s day.
// INVALID_ARGUMENT, with line and column, for what is no YAML or JSON at all, or too
// large; see evidence::ReadForgeManifest.
absl::StatusOr<Declaration> ReadDeclaration(const std::string& file,
                                            const std::string& text, DeclarationKind kind,
                                            const catalog::Catalog& catalog, Instant now);

// Facts that say what keeps the app out of Runs on Atlassian, in the order of the file.
std::vector<const DeclaredFact*> ObstaclesOf(const Declaration& declaration);

// For people on a terminal.
std::string RenderDeclaration(const Declaration& declaration, const Style& style);

// One file that was read, or why it was not.
struct DeclarationResult {
  std::string file;
  std::optional<Declaration> declaration;
  std::string error;
};

// One document for all files: {"files": [{"file": …, "facts": […]}, {"file", "error"}]}.
std::string DeclarationsToJson(const std::vector<DeclarationResult>& results);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_DECLARATIONS_DECLARATION_H_
