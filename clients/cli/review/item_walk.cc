#include "clients/cli/review/item_walk.h"

#include "absl/strings/ascii.h"
#include "clients/cli/render/page.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {

absl::StatusOr<bool> ItemWalk::Walk(std::size_t items) {
  std::size_t at = 0;
  while (true) {
    Next next = Next::kLeave;
    if (at < items) {
      CB_RETURN_IF_ERROR(Show(at));
      do {
        CB_ASSIGN_OR_RETURN(const auto taken, TakeKey(at));
        if (!taken) return false;
        next = *taken;
      } while (next == Next::kStay);
    }
    if (next == Next::kForward) {
      ++at;
      continue;
    }
    if (next == Next::kBack) {
      if (at > 0) --at;
      continue;
    }
    switch (AskEnding()) {
      case Ending::kRecord:
        return true;
      case Ending::kDrop:
        return false;
      case Ending::kGoOn:
        if (at == items && at > 0) --at;
    }
  }
}

absl::StatusOr<std::optional<ItemWalk::Next>> ItemWalk::TakeKey(std::size_t at) {
  *session_.out << Keys();
  const char key = console_.ReadKey();
  if (absl::ascii_isgraph(static_cast<unsigned char>(key))) *session_.out << key;
  *session_.out << "\n";
  switch (key) {
    case 's':
      Skip(at);
      return Next::kForward;
    case ' ':
    case '\n':
    case '\r':
      return Next::kForward;
    case 'b':
      return Next::kBack;
    case 'q':
    case kInterrupt:
      return Next::kLeave;
    case kEndOfInput:
      *session_.out << "The input has ended; nothing was recorded.\n";
      return std::nullopt;
    default:
      break;
  }
  CB_ASSIGN_OR_RETURN(const auto own, Press(key, at));
  if (!own) ShowHelp();
  return own.value_or(Next::kStay);
}

void ItemWalk::ShowHelp() const {
  Page page(session_.out_style);
  std::vector<KeyHelp> keys = Help();
  keys.insert(keys.end(),
              {{"space", "go on, and leave the decision as it is"},
               {"b", "back to the one before"},
               {"q", "leave; you are asked whether to record what you decided"}});
  for (const auto& [key, what] : keys) page.Labelled(2, key, Tone::kStrong, 8, what);
  *session_.out << page.text();
}

char ItemWalk::AskKey(const std::string& prompt, std::string_view more) {
  *session_.out << prompt;
  while (true) {
    char key = console_.ReadKey();
    if (key == kInterrupt || key == kEndOfInput) key = 'n';
    if (key != 'y' && key != 'n' && more.find(key) == std::string_view::npos) continue;
    *session_.out << key << "\n";
    return key;
  }
}

ItemWalk::Ending ItemWalk::AskEnding() {
  const auto prompt = EndingPrompt();
  if (!prompt) {
    *session_.out << "Nothing was decided.\n";
    return Ending::kDrop;
  }
  switch (AskKey(*prompt, "b")) {
    case 'y':
      return Ending::kRecord;
    case 'b':
      return Ending::kGoOn;
    default:
      *session_.out << "Nothing was recorded.\n";
      return Ending::kDrop;
  }
}

}  // namespace clausebook::cli
