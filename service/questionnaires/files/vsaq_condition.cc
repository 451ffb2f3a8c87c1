#include "service/questionnaires/files/vsaq_condition.h"

#include <algorithm>
#include <cstddef>

namespace clausebook::questionnaires {
namespace {

using Truth3 = std::optional<bool>;  // nullopt: not known

constexpr int kMostBrackets = 64;

Truth3 And(Truth3 a, Truth3 b) {
  if (a == false || b == false) return false;
  return a && b ? Truth3(true) : std::nullopt;
}
Truth3 Or(Truth3 a, Truth3 b) {
  if (a == true || b == true) return true;
  return a && b ? Truth3(false) : std::nullopt;
}

class Evaluator {
 public:
  Evaluator(std::string_view text, const ChoiceLookup& lookup)
      : text_(text), lookup_(lookup) {}

  Truth3 All() {
    const Truth3 result = Chain(0);
    return faulty_ || at_ < text_.size() ? std::nullopt : result;
  }

 private:
  // a && b || c
  Truth3 Chain(int depth) {
    Truth3 result = One(depth);
    while (!faulty_) {
      SkipSpaces();
      if (Take("&&")) {
        result = And(result, One(depth));
      } else if (Take("||")) {
        result = Or(result, One(depth));
      } else {
        break;
      }
    }
    return result;
  }

  Truth3 One(int depth) {
    bool turned = false;
    SkipSpaces();
    while (Take("!")) {
      turned = !turned;
      SkipSpaces();
    }
    Truth3 result;
    if (Take("(")) {
      if (depth >= kMostBrackets) return Fault();
      result = Chain(depth + 1);
      SkipSpaces();
      if (!Take(")")) return Fault();
    } else {
      const std::size_t end =
          std::min(text_.find_first_of(" ()!&|,\"", at_), text_.size());
      if (end == at_) return Fault();
      const std::string_view id = text_.substr(at_, end - at_);
      at_ = end;
      result = id == "false" ? Truth3(false) : lookup_(id);
    }
    if (turned && result) result = !*result;
    return result;
  }

  Truth3 Fault() {
    faulty_ = true;
    return std::nullopt;
  }
  void SkipSpaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool Take(std::string_view mark) {
    if (!text_.substr(at_).starts_with(mark)) return false;
    at_ += mark.size();
    return true;
  }

  const std::string_view text_;
  const ChoiceLookup& lookup_;
  std::size_t at_ = 0;
  bool faulty_ = false;
};

}  // namespace

std::optional<bool> EvaluateCondition(std::string_view condition,
                                      const ChoiceLookup& lookup) {
  if (condition.find_first_not_of(' ') == std::string_view::npos) return true;
  return Evaluator(condition, lookup).All();
}

}  // namespace clausebook::questionnaires
