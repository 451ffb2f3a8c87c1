#include "clients/cli/render/style.h"

namespace clausebook::cli {
namespace {

// ANSI codes that are readable on dark and on light ground.
const char* CodeOf(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "";
    case Tone::kStrong:
    case Tone::kValue:
      return "\x1b[1m";
    case Tone::kFaint:
      return "\x1b[2m";
    case Tone::kQuote:
      return "\x1b[3m";
    case Tone::kYes:
    case Tone::kGood:
      return "\x1b[1;32m";
    case Tone::kNo:
      return "\x1b[1;36m";
    case Tone::kUnknown:
      return "\x1b[1;33m";
    case Tone::kConflict:
    case Tone::kBad:
      return "\x1b[1;31m";
  }
  return "";
}

}  // namespace

std::string Paint(const Style& style, Tone tone, std::string_view text) {
  if (!style.color || tone == Tone::kPlain || text.empty()) return std::string(text);
  return std::string(CodeOf(tone)).append(text).append("\x1b[0m");
}

std::string_view VerdictName(v1::Verdict verdict) {
  switch (verdict) {
    case v1::VERDICT_YES:
      return "YES";
    case v1::VERDICT_NO:
      return "NO";
    case v1::VERDICT_UNKNOWN:
      return "UNKNOWN";
    case v1::VERDICT_CONFLICT:
      return "CONFLICT";
    case v1::VERDICT_VALUE:
      return "VALUE";
    default:
      return "?";
  }
}

Tone VerdictTone(v1::Verdict verdict) {
  switch (verdict) {
    case v1::VERDICT_YES:
      return Tone::kYes;
    case v1::VERDICT_NO:
      return Tone::kNo;
    case v1::VERDICT_UNKNOWN:
      return Tone::kUnknown;
    case v1::VERDICT_CONFLICT:
      return Tone::kConflict;
    case v1::VERDICT_VALUE:
      return Tone::kValue;
    default:
      return Tone::kPlain;
  }
}

}  // namespace clausebook::cli
