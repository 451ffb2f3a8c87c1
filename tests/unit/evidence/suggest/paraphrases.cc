// Paraphrases: their files, and the proposals that they give.
#include "tests/unit/evidence/suggest/paraphrases.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/suggest/notation.h"

namespace clausebook::evidence::suggest {
namespace {

// A set is judged member by member, and of which app it speaks is not judged.
void AddFacts(const model::FactContent& content, std::vector<model::FactContent>& facts) {
  const std::set<std::string> members =
      content.value.kind == model::ValueKind::kSet && content.value.members.size() > 1
          ? std::set<std::string>(content.value.members.begin(),
                                  content.value.members.end())
          : std::set<std::string>{""};
  for (const std::string& member : members) {
    facts.push_back(content);
    facts.back().scope = {};
    if (!member.empty()) facts.back().value.members = {member};
  }
}

class FileReader {
 public:
  FileReader(const std::string& path, const catalog::Catalog& catalog)
      : name_(path.substr(path.rfind('/') + 1)), catalog_(catalog) {
    name_.resize(name_.rfind('.'));
  }

  std::vector<Paraphrase> Read(const yaml::Node& tree, yaml::Faults& faults) {
    for (const yaml::Node& node : tree.items) ReadList(node, faults);
    return std::move(read_);
  }

 private:
  void ReadList(const yaml::Node& node, yaml::Faults& faults) {
    yaml::MapReader map(node, "the list", faults);
    Paraphrase plain;
    plain.list = absl::StrCat(name_, "/", map.RequiredText("id"));
    plain.gives = Facts(map.List("gives"), faults);
    plain.allows = map.TextList("allows").value_or(std::vector<std::string>{});
    const std::size_t first = read_.size();
    const auto add = [&](const std::vector<const yaml::Node*>& nodes, bool silent) {
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        Paraphrase made = plain;
        made.held_out = i % 2 == 1;
        if (silent) {
          made.near = std::move(made.gives);
          made.gives.clear();
        }
        ReadSentence(*nodes[i], made, faults);
        read_.push_back(std::move(made));
      }
    };
    add(map.List("say"), false);
    add(map.List("silent"), true);
    map.Finish();
    std::vector<std::string> judged;
    for (std::size_t i = first; i < read_.size(); ++i) {
      for (const auto& fact : read_[i].gives) judged.push_back(fact.property);
    }
    for (std::size_t i = first; i < read_.size(); ++i) read_[i].judged = judged;
  }

  void ReadSentence(const yaml::Node& node, Paraphrase& made, yaml::Faults& faults) {
    if (node.kind == yaml::Node::Kind::kScalar) {
      made.say = node.text;
      return;
    }
    yaml::MapReader map(node, "the sentence", faults);
    made.say = map.RequiredText("say");
    made.under = map.OptionalText("under").value_or("");
    for (auto& fact : Facts(map.List("gives"), faults)) made.gives.push_back(fact);
    for (const auto& line : map.TextList("allows").value_or(std::vector<std::string>{})) {
      made.allows.push_back(line);
    }
    map.Finish();
  }

  std::vector<model::FactContent> Facts(const std::vector<const yaml::Node*>& lines,
                                        yaml::Faults& faults) {
    std::vector<model::FactContent> facts;
    for (const yaml::Node* line : lines) {
      const auto fact = ParseFact(line->text, catalog_);
      if (fact.ok()) {
        AddFacts(*fact, facts);
      } else {
        faults.Add(line->place, std::string(fact.status().message()));
      }
    }
    return facts;
  }

  std::string name_;
  const catalog::Catalog& catalog_;
  std::vector<Paraphrase> read_;
};

// Of a near miss, saying the opposite of the list is not wrong.
bool IsJudged(const Paraphrase& paraphrase, const model::FactContent& fact) {
  if (!paraphrase.near.empty()) {
    return std::any_of(paraphrase.near.begin(), paraphrase.near.end(),
                       [&](const model::FactContent& near) {
                         return near.property == fact.property && near.op == fact.op &&
                                near.value == fact.value;
                       });
  }
  return std::find(paraphrase.judged.begin(), paraphrase.judged.end(), fact.property) !=
         paraphrase.judged.end();
}

// The same value of the same property, with whichever operator.
bool SaysTheSame(const model::FactContent& a, const model::FactContent& b) {
  return a.property == b.property && a.value == b.value;
}

// Under its heading; a row in a table, whose first row is a header.
std::string TextOf(const Paraphrase& paraphrase) {
  std::string text;
  if (!paraphrase.under.empty()) absl::StrAppend(&text, "# ", paraphrase.under, "\n\n");
  if (absl::StartsWith(paraphrase.say, "|")) {
    if (paraphrase.under.empty()) absl::StrAppend(&text, "# Facts\n\n");
    const auto bars = std::count(paraphrase.say.begin(), paraphrase.say.end(), '|');
    absl::StrAppend(&text, bars > 3 ? "| Name | Purpose | Details |\n|---|---|---|\n"
                                    : "| Topic | Details |\n|---|---|\n");
  }
  return text + paraphrase.say;
}

}  // namespace

SuggestContext LanternBoard() {
  SuggestContext context;
  context.vendor_name = "Lanternfish";
  context.apps.emplace_back();
  context.apps.back().ref.app = "lantern-board";
  context.apps.back().display_name = "Lantern Board for Jira";
  return context;
}

absl::StatusOr<std::vector<Paraphrase>> ReadParaphrases(const std::string& path,
                                                        const catalog::Catalog& catalog) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  if (!in) return absl::InvalidArgumentError(path + " cannot be read.");
  yaml::Faults faults;
  std::vector<Paraphrase> paraphrases;
  if (const auto tree = yaml::Parse(path, content.str(), faults)) {
    paraphrases = FileReader(path, catalog).Read(*tree, faults);
  }
  CB_RETURN_IF_ERROR(faults.ToStatus("the paraphrases"));
  return paraphrases;
}

absl::Status MeasureParaphrase(const Paraphrase& paraphrase,
                               const catalog::Catalog& catalog, Measured& measured) {
  const std::string text = TextOf(paraphrase);
  const SuggestContext context = LanternBoard();
  CB_ASSIGN_OR_RETURN(const auto clauses, SegmentText(text, model::MediaType::kMarkdown));
  CB_ASSIGN_OR_RETURN(const auto suggestions,
                      MeasuredFacts(text, clauses, context, catalog));
  std::vector<model::FactContent> proposed;
  for (const Proposal& proposal : suggestions.proposals) {
    if (IsJudged(paraphrase, proposal.content)) AddFacts(proposal.content, proposed);
  }
  Count& count = measured.by_property[paraphrase.list];
  std::vector<bool> found(paraphrase.gives.size(), false);
  for (const model::FactContent& fact : proposed) {
    const std::string line = WriteFact(fact);
    bool right = std::any_of(
        paraphrase.allows.begin(), paraphrase.allows.end(),
        [&](const std::string& allowed) { return absl::StartsWith(line, allowed); });
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (!SameFact(fact, paraphrase.gives[i])) continue;
      right = found[i] = true;
    }
    // Another way to write it (a closed list for an open one) is what was asked for.
    if (right && found.size() == 1 && SaysTheSame(fact, paraphrase.gives[0])) {
      found[0] = true;
    }
    for (Count* each : {&count, &measured.all}) {
      ++each->proposed;
      each->right += right ? 1 : 0;
    }
    if (!right) {
      measured.wrong.push_back(
          absl::StrCat(paraphrase.list, ": ", line, "   <- ", paraphrase.say));
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (Count* each : {&count, &measured.all}) {
      ++each->labelled;
      each->found += found[i] ? 1 : 0;
    }
    if (!found[i]) {
      std::string line =
          absl::StrCat(paraphrase.list, ": ", WriteFact(paraphrase.gives[i]), "   <- ",
                       paraphrase.say);
      for (const UnreadClause& unread : suggestions.unread) {
        absl::StrAppend(&line, "   [", unread.why, "]");
      }
      measured.missed.push_back(std::move(line));
    }
  }
  return absl::OkStatus();
}

}  // namespace clausebook::evidence::suggest
