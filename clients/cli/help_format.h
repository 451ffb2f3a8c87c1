// How help looks: CLI11's, wrapped to the terminal.
#ifndef CLAUSEBOOK_CLIENTS_CLI_HELP_FORMAT_H_
#define CLAUSEBOOK_CLIENTS_CLI_HELP_FORMAT_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace clausebook::cli {

// Help of at most `width` columns, but for examples, which are to be copied.
std::shared_ptr<CLI::FormatterBase> MakeHelpFormatter(int width);

// What follows the options: paragraphs and exit codes ("  2  wrong usage") are wrapped,
// other indented lines and headings stay as they are. Pure.
std::string WrapFooter(const std::string& text, int width);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_HELP_FORMAT_H_
