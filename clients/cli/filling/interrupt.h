// Ctrl-C as a request to stop, for calls that can be cancelled in good order.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILLING_INTERRUPT_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILLING_INTERRUPT_H_

#include <stop_token>
#include <thread>

namespace clausebook::cli {

// While it lives, the first Ctrl-C (SIGINT) stops the token; a second one ends the
// program. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::thread watcher_;
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILLING_INTERRUPT_H_
