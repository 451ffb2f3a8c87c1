// manifest: what a Forge manifest or Connect descriptor says by itself.
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/declarations/declaration.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"
#include "clients/cpp/error.h"
#include "service/base/clock.h"
#include "service/base/error.h"

namespace clausebook::cli {
namespace {

absl::StatusOr<Declaration> Read(const std::string& file, const std::string& text,
                                 const std::string& kind,
                                 const catalog::Catalog& catalog) {
  const DeclarationKind read_as = kind == "forge" ? DeclarationKind::kForgeManifest
                                  : kind == "connect"
                                      ? DeclarationKind::kConnectDescriptor
                                      : KindOfDeclaration(file, text);
  return ReadDeclaration(file, text, read_as, catalog, SystemClock().Now());
}

// What the reader says, which names line and column, without the name of its field.
std::string Why(const std::string& file, const absl::Status& status) {
  const auto detail = GetErrorDetail(status);
  if (detail && !detail->violations.empty()) {
    return absl::StrCat(file, ": ", detail->violations.front().description);
  }
  return std::string(status.message());
}

void Show(const Session& session, const DeclarationResult& result) {
  if (session.global.json()) return;  // one document for all, at the end
  if (result.declaration) {
    *session.out << RenderDeclaration(*result.declaration, session.out_style) << "\n";
    return;
  }
  Page page(session.err_style);
  page.Labelled(0, "FAULT", Tone::kBad, 9, result.error);
  *session.err << page.text();
}

}  // namespace

int Run(const Session& session, const ManifestOptions& options) {
  const auto catalog = catalog::Catalog::Embedded();
  if (!catalog.ok()) return Fail(session, catalog.status());
  std::vector<DeclarationResult> results;
  int code = kOk;
  for (const std::string& file : options.files) {
    DeclarationResult result{file, {}, ""};
    const auto text = ReadFile(file);
    if (!text.ok()) {
      result.error = std::string(text.status().message());
      code = kUsage;
    } else if (auto read = Read(file, *text, options.kind, *catalog); read.ok()) {
      result.declaration = *std::move(read);
    } else {
      result.error = Why(file, read.status());
      if (code == kOk) code = kRefused;
    }
    Show(session, result);
    results.push_back(std::move(result));
  }
  if (session.global.json()) *session.out << DeclarationsToJson(results);
  return code;
}

}  // namespace clausebook::cli
