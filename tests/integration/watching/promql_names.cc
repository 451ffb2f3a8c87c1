#include "tests/integration/watching/promql_names.h"

#include <cctype>
#include <cstddef>

namespace clausebook::testing {
namespace {

const std::set<std::string>& Functions() {
  static const std::set<std::string> kFunctions = {
      "sum",     "min",  "max",    "histogram_quantile", "rate", "increase",
      "changes", "time", "absent", "predict_linear"};
  return kFunctions;
}

class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {}

  PromqlNames Read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_') {
        ReadWord();
      } else if (c == '[') {
        Until(']');
      } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
        while (at_ < text_.size() &&
               (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 ||
                text_[at_] == '.')) {
          ++at_;
        }
      } else {
        static const std::string kSigns = " \n()+-*/<>=!,";
        if (kSigns.find(c) == std::string::npos) names_.unknown.emplace_back(1, c);
        ++at_;
      }
    }
    return names_;
  }

 private:
  std::string Word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 ||
            text_[at_] == '_' || text_[at_] == ':')) {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }
  void Space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) {
      ++at_;
    }
  }
  std::string Until(char end) {
    const std::size_t begin = at_;
    at_ = text_.find(end, at_);
    if (at_ == std::string::npos) {
      names_.unknown.push_back("no end: " + text_.substr(begin));
      at_ = text_.size();
      return "";
    }
    return text_.substr(begin, at_++ - begin);
  }

  void ReadWord() {
    const std::string word = Word();
    if (word == "or" || word == "and" || word == "unless") return;
    Space();
    const char next = at_ < text_.size() ? text_[at_] : '\0';
    if (word == "by" || word == "on") {
      ++at_;
      ReadLabels(Until(')'));
    } else if (Functions().count(word) > 0) {
      return;  // what it is of comes behind
    } else if (next == '(') {
      names_.unknown.push_back(word);
    } else {
      names_.selectors.push_back({word, {}});
      if (next == '{') ReadMatchers();
    }
  }

  void ReadLabels(const std::string& list) {
    std::string label;
    for (const char c : list + ",") {
      if (c == ',') {
        names_.grouped_by.insert(label);
        label.clear();
      } else if (c != ' ' && c != '\n') {
        label += c;
      }
    }
  }

  void ReadMatchers() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '}') {
      PromqlNames::Matcher matcher;
      matcher.label = Word();
      while (at_ < text_.size() && text_[at_] != '"') matcher.op += text_[at_++];
      ++at_;
      matcher.value = Until('"');
      names_.selectors.back().matchers.push_back(std::move(matcher));
      if (at_ < text_.size() && text_[at_] == ',') ++at_;
    }
    ++at_;
  }

  const std::string& text_;
  std::size_t at_ = 0;
  PromqlNames names_;
};

}  // namespace

PromqlNames NamesIn(const std::string& expression) { return Reader(expression).Read(); }

}  // namespace clausebook::testing
