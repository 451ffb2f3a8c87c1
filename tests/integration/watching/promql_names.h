// What a PromQL expression names: enough of the language for the rules and dashboards of
// this project, and a failure for what it does not know.
#ifndef CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_PROMQL_NAMES_H_
#define CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_PROMQL_NAMES_H_

#include <set>
#include <string>
#include <vector>

namespace clausebook::testing {

struct PromqlNames {
  struct Matcher {
    std::string label;
    std::string op;  // = != =~ !~
    std::string value;
  };
  struct Selector {
    std::string metric;
    std::vector<Matcher> matchers;
  };
  std::vector<Selector> selectors;
  std::set<std::string> grouped_by;  // labels in by (…) and on (…)
  std::vector<std::string> unknown;  // what it could not make sense of
};

PromqlNames NamesIn(const std::string& expression);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_INTEGRATION_WATCHING_PROMQL_NAMES_H_
