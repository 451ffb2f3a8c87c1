// Reading the labels and counting.
#include "tests/unit/questionnaires/matching/measure.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/base/status_macros.h"
#include "service/catalog/yaml_reader.h"
#include "service/questionnaires/matching/fitting.h"
#include "service/questionnaires/matching/normalise.h"
#include "service/questionnaires/matching/reading.h"

namespace clausebook::questionnaires::matching {
namespace {

std::vector<MappedQuestion> AsksOf(const yaml::Node& key, const catalog::Catalog& catalog,
                                   yaml::Faults& faults) {
  std::vector<MappedQuestion> asks;
  if (key.text == "none") return asks;
  const std::vector<std::string> names = absl::StrSplit(key.text, " + ");
  for (const std::string& name : names) {
    const bool opposite = absl::StartsWith(name, "not ");
    asks.push_back({opposite ? name.substr(4) : name, opposite});
    if (catalog.FindQuestion(asks.back().question) == nullptr) {
      faults.Add(key.place, absl::StrCat("There is no question '", name, "'."));
    }
  }
  return asks;
}

bool Same(const MappedQuestion& a, const MatchedPart& b) {
  return a.question == b.question && a.opposite == b.opposite;
}

std::string Text(const LabelledWording& wording, const MatchResult& result) {
  std::string out = absl::StrCat(wording.style, ": ", wording.text, "\n      asks ");
  for (const MappedQuestion& ask : wording.asks) {
    absl::StrAppend(&out, ask.opposite ? "not " : "", ask.question, " ");
  }
  for (const MatchedPart& part : result.parts) {
    if (part.question.empty()) continue;
    absl::StrAppend(&out, "\n      got ", part.opposite ? "not " : "", part.question,
                    ": ", part.reason);
  }
  return out;
}

// What the words stand for and which questions' frames come nearest.
std::string Explained(const LabelledWording& wording, const Matcher& matcher) {
  const Grammar& grammar = matcher.grammar();
  const Reading reading = Read(TidyWording(wording.text), grammar);
  std::string out = "\n      read";
  for (const Span& span : reading.whole.spans) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < grammar.concepts.size(); ++i) {
      if (span.concepts[i] && !grammar.neutral[i]) ids.push_back(grammar.concepts[i].id);
    }
    if (!ids.empty()) absl::StrAppend(&out, " [", absl::StrJoin(ids, "|"), "]");
  }
  for (const std::size_t stranger : reading.whole.strangers) {
    absl::StrAppend(&out, " ?", reading.tokens[stranger].word);
  }
  for (const auto& [rule, strangers] : NearFits(reading.whole, grammar)) {
    if (strangers > 1) continue;
    absl::StrAppend(&out, "\n      near ", grammar.rules[rule].question, " ", strangers);
  }
  return out;
}

void CountMatch(const LabelledWording& wording, const MatchResult& result,
                const Matcher& matcher, Tally& tally, Measured& measured) {
  std::size_t right = 0, given = 0;
  for (const MatchedPart& part : result.parts) {
    if (part.question.empty()) continue;
    ++given;
    for (const MappedQuestion& ask : wording.asks) {
      if (Same(ask, part)) ++right;
      if (ask.question == part.question && ask.opposite != part.opposite) {
        ++tally.wrong_polarity;
      }
    }
  }
  if (wording.asks.empty()) {
    ++tally.out_of_scope;
    if (given > 0) ++tally.accepted;
  } else {
    ++tally.in_scope;
    if (given > 0) ++tally.matched;
    if (given > 0 && right == given) ++tally.right;
    if (given > 0 && right == given && given == wording.asks.size()) ++tally.whole;
    if (given == 0)
      measured.missed.push_back(Text(wording, result) + Explained(wording, matcher));
  }
  if (right != given) measured.wrong.push_back(Text(wording, result));
}

void CountTop3(const LabelledWording& wording, const MatchResult& result,
               const Matcher& matcher, Tally& tally, Measured& measured) {
  if (wording.asks.empty()) return;
  std::vector<std::string> offered;
  for (const Ranked& ranked : matcher.Suggest(wording.text, 3)) {
    offered.push_back(ranked.question);
  }
  for (const MatchedPart& part : result.parts) {
    if (!part.question.empty()) offered.push_back(part.question);
    for (const Ranked& ranked : part.suggestions) offered.push_back(ranked.question);
  }
  const bool all =
      std::all_of(wording.asks.begin(), wording.asks.end(), [&](const auto& ask) {
        return std::find(offered.begin(), offered.end(), ask.question) != offered.end();
      });
  if (all) ++tally.in_top_3;
  if (!all) {
    measured.unlisted.push_back(absl::StrCat(Text(wording, result), "\n      offered ",
                                             absl::StrJoin(offered, " ")));
  }
}

double Share(int part, int whole, double none) {
  return whole == 0 ? none : static_cast<double>(part) / whole;
}

}  // namespace

void Tally::Add(const Tally& other) {
  in_scope += other.in_scope;
  matched += other.matched;
  right += other.right;
  whole += other.whole;
  wrong_polarity += other.wrong_polarity;
  out_of_scope += other.out_of_scope;
  accepted += other.accepted;
  in_top_3 += other.in_top_3;
}

double Tally::Precision() const { return Share(right, matched + accepted, 1); }
double Tally::Coverage() const { return Share(right, in_scope, 1); }
double Tally::Top3() const { return Share(in_top_3, in_scope, 1); }
double Tally::Accepted() const { return Share(accepted, out_of_scope, 0); }

absl::StatusOr<std::vector<LabelledWording>> ReadWordings(
    const std::string& folder, const catalog::Catalog& catalog) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  yaml::Faults faults;
  std::vector<LabelledWording> wordings;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    const auto tree = yaml::Parse(path.string(), content.str(), faults);
    if (!tree) continue;
    for (std::size_t i = 0; i < tree->keys.size(); ++i) {
      const auto asks = AsksOf(tree->keys[i], catalog, faults);
      for (std::string& text : yaml::TextsOf(tree->items[i], "wordings", faults)) {
        wordings.push_back({path.stem().string(), std::move(text), asks});
      }
    }
  }
  CB_RETURN_IF_ERROR(faults.ToStatus("the labelled wordings"));
  return wordings;
}

std::vector<LabelledWording> WordingsOf(const catalog::Catalog& catalog) {
  std::vector<LabelledWording> wordings;
  for (const catalog::Question& question : catalog.questions()) {
    wordings.push_back({"catalogue", question.wording, {{question.id, false}}});
    for (const catalog::Alias& alias : question.aliases) {
      wordings.push_back({"catalogue", alias.text, {{question.id, alias.opposite}}});
    }
  }
  return wordings;
}

Measured Measure(const std::vector<LabelledWording>& wordings, const Matcher& matcher,
                 int tolerance) {
  Measured measured;
  for (const LabelledWording& wording : wordings) {
    const MatchResult result = matcher.MatchByGrammar(wording.text, tolerance);
    Tally tally;
    CountMatch(wording, result, matcher, tally, measured);
    CountTop3(wording, result, matcher, tally, measured);
    measured.by_style[wording.style].Add(tally);
    measured.all.Add(tally);
  }
  return measured;
}

}  // namespace clausebook::questionnaires::matching
