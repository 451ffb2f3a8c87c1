// SentenceMaker: names of apps, of the vendor and of companies in a sentence.
#include <algorithm>
#include <string>
#include <vector>

#include "service/evidence/suggest/sentence.h"

namespace clausebook::evidence::suggest {

void SentenceMaker::FindNames(const std::vector<Token>& tokens,
                              std::vector<Mention>& out) const {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Name* best = nullptr;
    if (!tokens[at].capital) continue;
    for (const Name& name : names_) {
      if (at + name.words.size() > tokens.size()) continue;
      if (best != nullptr && best->words.size() >= name.words.size()) continue;
      bool same = true;
      for (std::size_t i = 0; same && i < name.words.size(); ++i) {
        same = tokens[at + i].word == name.words[i];
      }
      const std::size_t next = at + name.words.size();
      if (same && name.begins_longer_ones && next < tokens.size() &&
          tokens[next].capital) {
        same = false;
      }
      if (same) best = &name;
    }
    if (best == nullptr) continue;
    const std::size_t end = at + best->words.size();
    if (!best->app.empty()) out.push_back({Lexicons::kApp, at, end, best->app});
    if (best->app.empty()) {
      out.push_back({signs_.we, at, end, ""});
      // "Acme servers" and "Acme's servers" are the vendor's.
      const std::string next = end < tokens.size() ? tokens[end].stem : "";
      if (next == "server" || next == "system" || next == "infrastructur") {
        out.push_back({signs_.place_vendor, at, end + 1, ""});
      }
    }
    out.push_back({signs_.subject_vendor, at, end, ""});
    at = end - 1;
  }
}

// An app called "Ludlow Leave" leaves nothing, and "Tidewatch for Jira" is no place.
void SentenceMaker::ReadNamesAsNames(Sentence& words) const {
  std::vector<Mention> names;
  FindNames(words.tokens, names);
  words.named.assign(words.tokens.size(), false);
  for (const Mention& name : names) {
    if (name.lexicon != Lexicons::kApp) continue;
    std::fill(words.named.begin() + static_cast<std::ptrdiff_t>(name.begin),
              words.named.begin() + static_cast<std::ptrdiff_t>(name.end), true);
  }
  auto& found = words.mentions;
  found.erase(std::remove_if(found.begin(), found.end(),
                             [&](const Mention& mention) {
                               return words.named[mention.begin] &&
                                      words.named[mention.end - 1];
                             }),
              found.end());
  found.insert(found.end(), names.begin(), names.end());
}

// A legal name is the vendor's if it begins as the vendor's name on record does; where
// none is on record, any may be.
void SentenceMaker::MarkOwnNames(Sentence& words) const {
  const bool known = std::any_of(names_.begin(), names_.end(),
                                 [](const Name& name) { return name.app.empty(); });
  std::vector<Mention> own;
  for (const Mention& mention : words.mentions) {
    if (mention.lexicon != Lexicons::kLegalName) continue;
    const std::string& first = words.tokens[mention.begin].word;
    const bool same = std::any_of(names_.begin(), names_.end(), [&](const Name& name) {
      return name.app.empty() && name.words[0] == first;
    });
    if (same || !known)
      own.push_back({Lexicons::kOwnName, mention.begin, mention.end, ""});
  }
  words.mentions.insert(words.mentions.end(), own.begin(), own.end());
}

}  // namespace clausebook::evidence::suggest
