// Overclaims: their file, and what is read in them that they do not say.
#include "tests/unit/evidence/suggest/overclaims.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/notation.h"
#include "tests/unit/evidence/suggest/measure.h"
#include "tests/unit/evidence/suggest/paraphrases.h"

namespace clausebook::evidence::suggest {

absl::StatusOr<std::vector<Overclaim>> ReadOverclaims(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  if (!in) return absl::InvalidArgumentError(path + " cannot be read.");
  yaml::Faults faults;
  std::vector<Overclaim> read;
  if (const auto tree = yaml::Parse(path, content.str(), faults)) {
    for (const yaml::Node& node : tree->items) {
      yaml::MapReader map(node, "the overclaim", faults);
      Overclaim one;
      one.say = map.RequiredText("say");
      one.under = map.OptionalText("under").value_or("");
      one.allows = map.TextList("allows").value_or(std::vector<std::string>{});
      map.Finish();
      read.push_back(std::move(one));
    }
  }
  CB_RETURN_IF_ERROR(faults.ToStatus("the overclaims"));
  return read;
}

absl::StatusOr<std::vector<std::string>> ClaimedTooMuch(const Overclaim& overclaim,
                                                        const catalog::Catalog& catalog) {
  const std::string text =
      absl::StrCat("# ", overclaim.under.empty() ? "Facts" : overclaim.under, "\n\n",
                   overclaim.say, "\n");
  CB_ASSIGN_OR_RETURN(const auto clauses, SegmentText(text, model::MediaType::kMarkdown));
  CB_ASSIGN_OR_RETURN(const auto suggestions,
                      MeasuredFacts(text, clauses, LanternBoard(), catalog));
  std::vector<std::string> wrong;
  for (const Proposal& proposal : suggestions.proposals) {
    const std::string line = WriteFact(proposal.content);
    if (std::none_of(
            overclaim.allows.begin(), overclaim.allows.end(),
            [&](const std::string& begin) { return absl::StartsWith(line, begin); })) {
      wrong.push_back(
          absl::StrCat(line, "  [", proposal.pattern, "]   <- ", overclaim.say));
    }
  }
  return wrong;
}

}  // namespace clausebook::evidence::suggest
