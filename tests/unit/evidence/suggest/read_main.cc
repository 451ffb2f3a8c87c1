// clausebook_suggest_read FILE...: what is read in each clause of policies without
// labels, to see at a glance what is missed. CLAUSEBOOK_SUGGEST_DATA tries other
// patterns; CLAUSEBOOK_SUGGEST_VENDOR names the vendor, CLAUSEBOOK_SUGGEST_APPS its apps,
// with `;` between them. A file whose name ends in .txt is plain text, every other one
// Markdown. Exit codes: 0 read, 2 a file could not be read.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/notation.h"
#include "tests/unit/evidence/suggest/measure.h"

namespace {

using namespace clausebook;
using namespace clausebook::evidence;

SuggestContext ContextOfEnvironment() {
  SuggestContext context;
  if (const char* vendor = std::getenv("CLAUSEBOOK_SUGGEST_VENDOR")) {
    context.vendor_name = vendor;
  }
  if (const char* apps = std::getenv("CLAUSEBOOK_SUGGEST_APPS")) {
    for (const auto name : absl::StrSplit(apps, ';', absl::SkipEmpty())) {
      model::App app;
      app.ref.app = absl::StrCat("app-", context.apps.size() + 1);
      app.display_name = std::string(name);
      context.apps.push_back(app);
    }
  }
  return context;
}

absl::Status Print(const std::string& path, const catalog::Catalog& catalog) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  const std::string text = content.str();
  const auto type = absl::EndsWith(path, ".txt") ? model::MediaType::kPlainText
                                                 : model::MediaType::kMarkdown;
  const auto clauses = SegmentText(text, type);
  if (!clauses.ok()) return clauses.status();
  const auto read =
      suggest::MeasuredFacts(text, *clauses, ContextOfEnvironment(), catalog);
  if (!read.ok()) return read.status();
  std::map<std::string, std::string> found;
  for (const Proposal& proposal : read->proposals) {
    const auto& evidence = std::get<model::ClauseEvidence>(proposal.content.evidence);
    absl::StrAppend(&found[evidence.clause], "    + ",
                    suggest::WriteFact(proposal.content), "  [", proposal.pattern, "]\n");
  }
  for (const UnreadClause& unread : read->unread) {
    absl::StrAppend(&found[unread.clause], "    ? ", unread.why, "\n");
  }
  std::cout << "== " << path << "\n";
  for (const model::Clause& clause : *clauses) {
    const auto begin = static_cast<std::size_t>(clause.range.begin);
    std::cout << (clause.heading ? "# " : "  ")
              << NormaliseText(std::string_view(text).substr(
                     begin, static_cast<std::size_t>(clause.range.end) - begin))
              << "\n"
              << found[clause.id];
  }
  return absl::OkStatus();
}

}  // namespace

int main(int argc, char** argv) {
  const auto catalog = catalog::Catalog::Embedded();
  for (int i = 1; i < argc; ++i) {
    if (const absl::Status status = Print(argv[i], *catalog); !status.ok()) {
      std::cerr << argv[i] << ": " << status.message() << "\n";
      return 2;
    }
  }
  return 0;
}
