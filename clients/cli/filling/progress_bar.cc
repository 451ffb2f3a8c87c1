#include "clients/cli/filling/progress_bar.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/text.h"

namespace clausebook::cli {
namespace {

constexpr int kStageWidth = 28;
constexpr int kMostBar = 30;

}  // namespace

std::string ProgressLine(std::string_view stage, int done, int total, int width) {
  const std::string name = Shorten(Printable(stage), std::min(kStageWidth, width - 1));
  if (total <= 0) {
    return Shorten(done > 0 ? absl::StrCat(name, " ", done) : name, width - 1);
  }
  const int reached = std::clamp(done, 0, total);
  const std::string counts = absl::StrCat(" ", reached, "/", total);
  const int room = width - 1 - kStageWidth - 3 - Width(counts);
  const int bar = std::min(kMostBar, room);
  if (bar < 1) return Shorten(name + counts, width - 1);
  const auto full = static_cast<std::size_t>(std::int64_t{bar} * reached / total);
  return absl::StrCat(Pad(name, kStageWidth), " [", std::string(full, '#'),
                      std::string(static_cast<std::size_t>(bar) - full, '.'), "]",
                      counts);
}

void ProgressBar::Show(std::string_view stage, int done, int total) {
  if (out_ == nullptr) return;
  std::string line = ProgressLine(stage, done, total, width_);
  if (line == shown_) return;
  // The rest of a longer line before is wiped by the sequence at the end.
  *out_ << "\r" << line << "\x1b[K" << std::flush;
  shown_ = std::move(line);
}

void ProgressBar::Wipe() {
  if (out_ == nullptr || shown_.empty()) return;
  *out_ << "\r\x1b[K" << std::flush;
  shown_.clear();
}

}  // namespace clausebook::cli
