#include "service/checking/mentions.h"

#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/text_lines.h"
#include "service/checking/host_names.h"

namespace clausebook::checking {
namespace {

bool IsWordAt(std::string_view text, std::size_t at) {
  return at < text.size() && absl::ascii_isalnum(static_cast<unsigned char>(text[at]));
}

// Where `word` stands in `text` by itself, to the letter: `Render` is a company, `render`
// is not.
std::size_t FindWord(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const bool starts = at == 0 || !IsWordAt(text, at - 1);
    if (starts && !IsWordAt(text, at + word.size())) return at;
  }
  return std::string_view::npos;
}

// The published text of a policy on that day; null if there is none.
const model::Revision* InForce(const model::PolicyEvidence& policy, Date as_of) {
  const model::Revision* in_force = nullptr;
  if (policy.policy.kind != model::PolicyKind::kPublished) return nullptr;
  for (const auto& revision : policy.revisions) {
    if (revision.revision.effective <= as_of) in_force = &revision.revision;
  }
  return in_force;
}

}  // namespace

std::string MentionOf(const CheckInput& input, std::string_view host) {
  std::vector<std::string> words = {RegisteredDomain(host)};
  if (const HostOwner* owner = OwnerOf(host)) words.push_back(owner->name);
  for (const auto& policy : input.evidence->policies) {
    const model::Revision* revision = InForce(policy, input.as_of);
    if (revision == nullptr || revision->text == nullptr) continue;
    for (const std::string& word : words) {
      const std::size_t at = FindWord(*revision->text, word);
      if (at == std::string_view::npos) continue;
      return absl::StrCat("\"", policy.policy.title, "\", line ",
                          LineOf(*revision->text, at), ",");
    }
  }
  return "";
}

}  // namespace clausebook::checking
