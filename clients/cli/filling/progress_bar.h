// How far a long work is, on one line of a terminal that is wiped at the end.
#ifndef CLAUSEBOOK_CLIENTS_CLI_FILLING_PROGRESS_BAR_H_
#define CLAUSEBOOK_CLIENTS_CLI_FILLING_PROGRESS_BAR_H_

#include <ostream>
#include <string>
#include <string_view>

#include "clients/cli/render/style.h"

namespace clausebook::cli {

// The line for a stage: a bar where `total` is known, else the count. Shorter than
// `width` columns. Pure.
std::string ProgressLine(std::string_view stage, int done, int total, int width);

// Not thread-safe. Without a stream it shows nothing.
class ProgressBar {
 public:
  // `out` is a terminal that outlives this, or null.
  ProgressBar(std::ostream* out, int width) : out_(out), width_(width) {}
  ~ProgressBar() { Wipe(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Show(std::string_view stage, int done, int total);
  // Leaves an empty line, to be written on.
  void Wipe();

 private:
  std::ostream* out_;
  int width_;
  std::string shown_;
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_FILLING_PROGRESS_BAR_H_
