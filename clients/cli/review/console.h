// The terminal that a review talks to.
#ifndef CLAUSEBOOK_CLIENTS_CLI_REVIEW_CONSOLE_H_
#define CLAUSEBOOK_CLIENTS_CLI_REVIEW_CONSOLE_H_

#include <optional>
#include <ostream>
#include <string>

namespace clausebook::cli {

// Keys that are no characters.
inline constexpr char kEndOfInput = '\0';
inline constexpr char kInterrupt = '\x03';  // Ctrl-C

// Where keys come from. Not thread-safe.
class Console {
 public:
  virtual ~Console() = default;
  // Waits for a key; kEndOfInput once there will be none. Of a key that sends several
  // bytes (an arrow), an escape character and nothing else.
  virtual char ReadKey() = 0;
  // Shows the prompt and reads a line; nullopt at the end of the input, or if the line
  // was broken off with Ctrl-D or Ctrl-C.
  virtual std::optional<std::string> ReadLine(const std::string& prompt) = 0;
};

// The one on standard input, which is a terminal: keys come one by one, without echo and
// without ending the program, for as long as this lives. One at a time. The terminal is
// put back as it was also when a signal ends the program meanwhile.
class TerminalConsole final : public Console {
 public:
  // `out` is where prompts go; it outlives this.
  explicit TerminalConsole(std::ostream& out);
  ~TerminalConsole() override;
  TerminalConsole(const TerminalConsole&) = delete;
  TerminalConsole& operator=(const TerminalConsole&) = delete;

  char ReadKey() override;
  std::optional<std::string> ReadLine(const std::string& prompt) override;

 private:
  std::ostream& out_;
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_REVIEW_CONSOLE_H_
