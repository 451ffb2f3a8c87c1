// The options of clausebookd that have one value each: what they are called, what they
// set, what they take. Flags, environment variables and the file are read by this table,
// so that there is no option that one of them does not know.
#ifndef CLAUSEBOOK_SERVICE_MAIN_OPTIONS_H_
#define CLAUSEBOOK_SERVICE_MAIN_OPTIONS_H_

#include <span>
#include <string>
#include <variant>

#include "service/main/config.h"

namespace clausebook {

struct Option {
  // In the file. The flag is `--` and the key with `-` for `_`, of switches that are on
  // by default also `--no-`; the variable is `CLAUSEBOOK_` and the key in capitals.
  const char* key;
  std::variant<std::string Config::*, int Config::*, bool Config::*> value;
  const char* help;
  int least;  // of numbers
  int most;
  const char* choices;  // of texts, with `, ` between them; empty: any text
};

std::span<const Option> Options();

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_OPTIONS_H_
