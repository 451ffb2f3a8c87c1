#include "clients/cli/help_format.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/render/text.h"

namespace clausebook::cli {
namespace {

constexpr int kUsualColumn = 30;  // where descriptions begin
constexpr int kNarrow = 70;       // columns below which they begin further left
constexpr int kNarrowColumn = 8;

// The text under itself, without the first line's indentation.
std::string Hanging(std::string_view text, int width, int indent) {
  return absl::StrJoin(Wrap(text, width - indent),
                       "\n" + std::string(static_cast<std::size_t>(indent), ' '));
}

class HelpFormatter final : public CLI::Formatter {
 public:
  explicit HelpFormatter(int width)
      : width_(width), column_(width < kNarrow ? kNarrowColumn : kUsualColumn) {
    column_width(static_cast<std::size_t>(column_));
    label("Positionals", "Arguments");
    label("SUBCOMMAND", "COMMAND");
  }

  std::string make_description(const CLI::App* app) const override {
    return Hanging(app->get_description(), width_, 0) + "\n";
  }
  // The library writes the other lines' indentation by itself.
  std::string make_option_desc(const CLI::Option* option) const override {
    return absl::StrJoin(Wrap(option->get_description(), width_ - column_), "\n");
  }
  // Without the variable's name, which the descriptions tell.
  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text = CLI::Formatter::make_option_opts(option);
    const auto begin = text.find(" (Env:");
    if (begin != std::string::npos) {
      text.erase(begin, text.find(')', begin) + 1 - begin);
    }
    return text;
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::ostringstream out;
    CLI::detail::format_help(
        out, command->get_display_name(true),
        absl::StrJoin(Wrap(command->get_description(), width_ - column_), "\n"),
        get_column_width());
    return out.str();
  }
  std::string make_footer(const CLI::App* app) const override {
    return app->get_footer().empty() ? "" : WrapFooter(app->get_footer(), width_);
  }

 private:
  int width_;
  int column_;
};

std::size_t IndentOf(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

// Where the words of an exit code's line begin ("  2   wrong usage"); 0: it is none.
std::size_t CodeColumn(std::string_view line) {
  const std::size_t digits = IndentOf(line);
  std::size_t at = digits;
  while (at < line.size() && absl::ascii_isdigit(static_cast<unsigned char>(line[at]))) {
    ++at;
  }
  if (digits == 0 || at == digits || at == line.size() || line[at] != ' ') return 0;
  return at + IndentOf(line.substr(at));
}

}  // namespace

std::shared_ptr<CLI::FormatterBase> MakeHelpFormatter(int width) {
  return std::make_shared<HelpFormatter>(width);
}

std::string WrapFooter(const std::string& text, int width) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    const std::size_t code = CodeColumn(line);
    const bool verbatim =
        code == 0 && (line.empty() || line[0] == ' ' || line.back() == ':');
    if (verbatim) {
      absl::StrAppend(&out, line, "\n");
      continue;
    }
    // With the lines that go on with it.
    std::string whole = line.substr(code);
    while (i + 1 < lines.size() && !lines[i + 1].empty() &&
           IndentOf(lines[i + 1]) == code && CodeColumn(lines[i + 1]) == 0) {
      absl::StrAppend(&whole, " ", lines[++i].substr(code));
    }
    absl::StrAppend(&out, line.substr(0, code),
                    Hanging(whole, width, static_cast<int>(code)), "\n");
  }
  return out;
}

}  // namespace clausebook::cli
