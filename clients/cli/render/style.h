// How output looks: width, colours, and what the colours mean.
#ifndef CLAUSEBOOK_CLIENTS_CLI_RENDER_STYLE_H_
#define CLAUSEBOOK_CLIENTS_CLI_RENDER_STYLE_H_

#include <string>
#include <string_view>

#include "clausebook/v1/answer.pb.h"

namespace clausebook::cli {

struct Style {
  int width = 80;  // columns
  bool color = false;
};

// What a piece of text is, from which its colour follows. Colours tell what needs work
// (UNKNOWN yellow, CONFLICT red), not what is welcome: whether a YES is good news depends
// on the question.
enum class Tone {
  kPlain,
  kStrong,
  kFaint,
  kQuote,
  kYes,
  kNo,
  kUnknown,
  kConflict,
  kValue,
  kGood,
  kBad,
};

// `text`, in the colour of `tone` if the style has colours. `text` must be printable.
std::string Paint(const Style& style, Tone tone, std::string_view text);

// `YES`, `CONFLICT`, and its tone.
std::string_view VerdictName(v1::Verdict verdict);
Tone VerdictTone(v1::Verdict verdict);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_RENDER_STYLE_H_
