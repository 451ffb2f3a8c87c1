// Reads the command line.
#ifndef CLAUSEBOOK_CLIENTS_CLI_COMMAND_LINE_H_
#define CLAUSEBOOK_CLIENTS_CLI_COMMAND_LINE_H_

#include <string>

#include "clients/cli/command_tree.h"
#include "clients/cli/options.h"

namespace clausebook::cli {

struct CommandLine {
  GlobalOptions global;
  Command command;  // monostate: the program is done, with the following
  int exit_code = 0;
  std::string out;  // help
  std::string err;  // what is wrong with the command line
};

// `environment_server` is the value of CLAUSEBOOK_SERVER, empty if it is not set;
// `help_width` the columns that help may take.
CommandLine ParseCommandLine(int argc, const char* const* argv,
                             const std::string& environment_server, int help_width = 80);

// What ParseCommandLine understands.
CommandNode DescribeCommands();

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_COMMAND_LINE_H_
