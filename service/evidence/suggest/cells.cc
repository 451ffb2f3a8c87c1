// Reader: a table's cells, each under its title: row "OAuth tokens" under "Stored" with
// "Yes". What a row denies, and of which part of all it speaks, decides what else of it
// may be read.
#include <algorithm>
#include <initializer_list>

#include "service/evidence/suggest/answers.h"
#include "service/evidence/suggest/reader.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

std::vector<std::vector<Token>> CellsOf(const std::vector<Token>& row) {
  std::vector<std::vector<Token>> cells(1);
  for (const Token& token : row) {
    if (token.word == "|") {
      cells.emplace_back();
    } else {
      cells.back().push_back(token);
    }
  }
  return cells;
}

// What a cell says without words of its own, or how it begins.
enum class Said { kWords, kYes, kNo, kNothing };

Said WhatIsSaid(const std::vector<Token>& cell) {
  const bool mark = std::all_of(cell.begin(), cell.end(), [](const Token& token) {
    return token.kind == Token::Kind::kPunctuation;
  });
  const bool not_applicable =
      cell.size() == 2 && cell[0].word == "n" && cell[1].word == "a";
  if (mark || not_applicable) return Said::kNothing;
  bool yes = false;
  if (AnswerLength(cell, yes) > 0) return yes ? Said::kYes : Said::kNo;
  return IsAny(cell[0].word,
               {"no", "not", "never", "none", "nothing", "nobody", "nowhere"})
             ? Said::kNo
             : Said::kWords;
}

// "Stored?", "Kept by us", but not "How long kept", which may be unsaid of what is kept.
bool AsksWhetherHeld(const std::vector<Token>& title) {
  const auto any = [&](std::initializer_list<const char*> stems) {
    return std::any_of(title.begin(), title.end(),
                       [&](const Token& token) { return IsAny(token.stem, stems); });
  };
  return any({"stor", "store", "sav", "save", "keep", "retain", "persist", "collect",
              "hold", "record", "cach", "cache"}) &&
         !any({"long", "period", "duration", "tim", "time", "how", "encrypt"});
}

// "Answer", "Status": the row's first cell is all that is answered.
bool IsPlainTitle(const std::vector<Token>& title) {
  return title.size() < 3 &&
         std::any_of(title.begin(), title.end(), [](const Token& token) {
           return IsAny(token.word, {"answer", "status", "response", "value", "yes",
                                     "available", "supported", "implemented", "details",
                                     "applicable", "applies", "place", "reply"});
         });
}

bool HoldsAny(const std::vector<Token>& tokens,
              std::initializer_list<const char*> words) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return IsAny(token.word, words); });
}

}  // namespace

// Whether a row tells of a part only, by the title over its first cell: of a plan, of an
// app that is none of those known, or of a feature, of which "no" says nothing of others.
bool Reader::IsOfAPart(const std::vector<Token>& title, const std::vector<Token>& first,
                       bool denies) const {
  if (HoldsAny(title, {"plan", "edition", "tier", "package", "subscription"}))
    return true;
  if (HoldsAny(title, {"feature", "features", "function", "functionality", "module",
                       "component", "integration", "page", "screen"})) {
    return denies;
  }
  if (!HoldsAny(title, {"app", "apps", "application", "product", "plugin"}) ||
      context_.apps.empty()) {
    return false;
  }
  std::vector<Mention> names;
  maker_.FindNames(first, names);
  return names.empty();
}

// Whether a title says what is done with the rows ("Stored", "Leaves Atlassian"), so that
// "yes" and "no" under it deny or say that. Under "Forge edition" or a company's name
// they speak of these alone.
bool Reader::IsVerbal(const std::vector<Token>& title) const {
  if (AsksWhetherHeld(title) || IsPlainTitle(title)) return true;
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(title, mentions);
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.lexicon == signs_.verb &&
           !IsAny(title[mention.begin].stem, {"use", "support", "connect", "host", "log",
                                              "report", "contact", "do", "have"});
  });
}

// A table's cells, each as a statement: row "OAuth tokens" under "Stored" with "Yes".
// Whether the row may be read as one sentence as well: not if it says yes and no, nor if
// its "no" is an answer for some edition or company, nor if what the row names is not
// held at all, so that its other cells tell of something else.
bool Reader::AddCells(const std::vector<Token>& own, const std::vector<Token>& header,
                      std::vector<ReadySentence>& sentences) const {
  const auto cells = CellsOf(own);
  auto titles = CellsOf(header);
  // A row's number stands under "#" or "No.".
  if (titles.size() == cells.size() + 1) titles.erase(titles.begin());
  if (cells.size() < 2 || cells.size() != titles.size() || cells[0].empty() ||
      cells.size() > kMostCells || cells[0].size() > kLongestTitle) {
    return true;
  }
  bool held = true;
  bool yes = false;
  bool no = false;
  bool of_part = false;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const Said said = WhatIsSaid(cells[i]);
    const bool denied = said == Said::kNo || said == Said::kNothing;
    held = held && !(denied && AsksWhetherHeld(titles[i]));
    yes = yes || said == Said::kYes;
    no = no || said == Said::kNo;
    of_part = of_part || (said == Said::kNo && cells.size() > 2 && !IsVerbal(titles[i]));
  }
  if (IsOfAPart(titles[0], cells[0], no)) return false;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const Said said = WhatIsSaid(cells[i]);
    if (said == Said::kNothing || titles[i].empty() || titles[i].size() > kLongestTitle ||
        cells[i].size() > kLongestLabelled ||
        cells[i].front().kind == Token::Kind::kPunctuation) {
      continue;
    }
    if (said == Said::kWords && cells.size() == 2) continue;
    if (said != Said::kWords && !IsVerbal(titles[i])) continue;
    if (!held && !(said == Said::kNo && AsksWhetherHeld(titles[i]))) continue;
    std::vector<Token> label = cells[0];
    label.insert(label.end(), titles[i].begin(), titles[i].end());
    if (label.back().word == "?") label.pop_back();
    for (Token& token : label) token.context = false;
    AddStatement(std::move(label), cells[i], sentences);
  }
  return held && !of_part && !(yes && no);
}

}  // namespace clausebook::evidence::suggest
