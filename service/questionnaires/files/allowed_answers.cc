#include "service/questionnaires/files/allowed_answers.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires {
namespace {

constexpr std::size_t kMostValues = 1000;
constexpr int kDeepestName = 8;

// Items between commas; a quoted one may hold commas, and quotes as two.
std::vector<std::string> SplitItems(std::string_view text) {
  std::vector<std::string> items(1);
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') {
      if (quoted && at + 1 < text.size() && text[at + 1] == '"') {
        items.back().push_back('"');
        ++at;
      } else {
        quoted = !quoted;
      }
    } else if (text[at] == ',' && !quoted) {
      items.emplace_back();
    } else {
      items.back().push_back(text[at]);
    }
  }
  for (std::string& item : items) item = Squeezed(item);
  std::erase(items, std::string());
  return items;
}

// The content of `"Yes,No"`, with quotes that are written twice once.
std::string Unquote(std::string_view literal) {
  std::string text;
  for (std::size_t at = 1; at + 1 < literal.size(); ++at) {
    text.push_back(literal[at]);
    if (literal[at] == '"') ++at;
  }
  return text;
}

std::vector<std::string> SplitLiteral(std::string_view literal) {
  const std::string text = Unquote(literal);
  std::vector<std::string> items;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    items.push_back(Squeezed(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  std::erase(items, std::string());
  return items;
}

// `Sheet 1` of `'Sheet 1'!A1`, and what follows. Empty: no sheet is named.
std::pair<std::string, std::string_view> SplitSheet(std::string_view formula) {
  const std::size_t mark = formula.rfind('!');
  if (mark == std::string_view::npos) return {"", formula};
  std::string_view named = formula.substr(0, mark);
  std::string name;
  if (named.size() >= 2 && named.front() == '\'' && named.back() == '\'') {
    named = named.substr(1, named.size() - 2);
    for (std::size_t at = 0; at < named.size(); ++at) {
      name.push_back(named[at]);
      if (named[at] == '\'') ++at;
    }
  } else {
    name = named;
  }
  return {name, formula.substr(mark + 1)};
}

// A corner moves in a direction unless a `$` stands before its part.
bool MovesDown(std::string_view corner) {
  const std::size_t digit = corner.find_first_of("0123456789");
  return digit != std::string_view::npos && (digit == 0 || corner[digit - 1] != '$');
}
bool MovesRight(std::string_view corner) {
  return !corner.empty() && corner.front() != '$' &&
         (corner.front() < '0' || corner.front() > '9');
}

void Move(std::string_view corner, CellAddress by, CellAddress* cell) {
  if (MovesDown(corner)) cell->row += by.row;
  if (MovesRight(corner)) cell->column += by.column;
}

}  // namespace

const DefinedName* AllowedAnswersResolver::FindName(std::string_view name,
                                                    std::size_t sheet) const {
  const DefinedName* found = nullptr;
  for (const DefinedName& of : workbook_.names) {
    if (!absl::EqualsIgnoreCase(of.name, absl::string_view(name.data(), name.size()))) {
      continue;
    }
    if (of.sheet == static_cast<int>(sheet)) return &of;
    if (of.sheet < 0) found = &of;
  }
  return found;
}

bool AllowedAnswersResolver::ReadReference(std::string_view formula, std::size_t sheet,
                                           const ListRule& rule, CellAddress cell,
                                           Reference* reference) const {
  std::string_view text = formula;
  for (int depth = 0; depth < kDeepestName; ++depth) {
    if (text.starts_with("=")) text.remove_prefix(1);
    const auto [named, rest] = SplitSheet(text);
    reference->sheet = sheet;
    if (!named.empty()) {
      const Sheet* of = workbook_.FindSheet(named);
      if (of == nullptr) return false;
      reference->sheet = static_cast<std::size_t>(of - workbook_.sheets.data());
    }
    if (const auto range = ParseRange(rest)) {
      reference->range = *range;
      const std::size_t colon = std::min(rest.find(':'), rest.size());
      const std::string_view first = rest.substr(0, colon);
      const std::string_view last = colon < rest.size() ? rest.substr(colon + 1) : first;
      const CellAddress from = rule.ranges.front().first;
      const CellAddress by = {cell.row - from.row, cell.column - from.column};
      Move(first, by, &reference->range.first);
      Move(last, by, &reference->range.last);
      reference->moves =
          MovesDown(first) || MovesDown(last) || MovesRight(first) || MovesRight(last);
      return true;
    }
    const DefinedName* name = FindName(rest, reference->sheet);
    if (name == nullptr) return false;
    text = name->formula;
  }
  return false;
}

void AllowedAnswersResolver::Collect(const Reference& reference,
                                     AllowedAnswers* allowed) {
  const Sheet& sheet = workbook_.sheets[reference.sheet];
  for (const Cell& cell :
       sheet.Rows(reference.range.first.row, reference.range.last.row)) {
    if (budget_ == 0 || allowed->values.size() > kMostValues) {
      allowed->kind = AllowedAnswers::Kind::kUnresolved;
      allowed->values.clear();
      return;
    }
    --budget_;
    if (!reference.range.Contains(cell.at) || Squeezed(cell.text).empty()) continue;
    allowed->values.emplace_back(cell.text);
  }
  if (allowed->values.empty()) allowed->kind = AllowedAnswers::Kind::kUnresolved;
}

AllowedAnswers AllowedAnswersResolver::Make(std::size_t sheet, const ListRule& rule,
                                            CellAddress cell) {
  AllowedAnswers allowed;
  allowed.kind = AllowedAnswers::Kind::kList;
  allowed.source = rule.formula;
  moves_ = false;
  const std::string_view formula = rule.formula;
  if (rule.quoted_items) {
    allowed.values = SplitItems(formula);
  } else if (formula.size() >= 2 && formula.front() == '"' && formula.back() == '"') {
    allowed.values = SplitLiteral(formula);
  } else {
    Reference reference;
    if (ReadReference(formula, sheet, rule, cell, &reference)) {
      Collect(reference, &allowed);
    } else {
      allowed.kind = AllowedAnswers::Kind::kUnresolved;
    }
    moves_ = reference.moves;
  }
  return allowed;
}

std::shared_ptr<const AllowedAnswers> AllowedAnswersResolver::Resolve(std::size_t sheet,
                                                                      std::size_t rule,
                                                                      CellAddress cell) {
  auto& resolved = resolved_[{sheet, rule}];
  if (resolved != nullptr) return resolved;
  const ListRule& list = workbook_.sheets[sheet].lists[rule];
  auto made = std::make_shared<const AllowedAnswers>(Make(sheet, list, cell));
  if (!moves_) resolved = made;
  return made;
}

}  // namespace clausebook::questionnaires
