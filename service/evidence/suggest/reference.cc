// Reader: what "they", "it" and "this provider" are, by the sentence before.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "service/evidence/suggest/reader.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kShortClause = 6;    // tokens; "Yes, every six hours."
constexpr std::size_t kFirstOfClause = 4;  // tokens; "Our log files hold …"

// By "logs" or "backups", which are more than one.
void ReplaceByMany(Token& token, std::string_view word) {
  token.word = word;
  token.stem = word.substr(0, word.size() - 1);
}

// "After that the same is deleted", as the English of India has it, for "it is deleted".
void SayIt(std::vector<Token>& own) {
  for (std::size_t at = 0; at + 2 < own.size(); ++at) {
    if (own[at].word != "the" || own[at + 1].word != "same" ||
        !IsAny(own[at + 2].word,
               {"is", "are", "will", "shall", "gets", "can", "may", "was"})) {
      continue;
    }
    Replace(own[at], "it");
    own[at].end = own[at + 1].end;
    own.erase(own.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
}

}  // namespace

// What "they" will be in the next clause: logs or backups, if only one was spoken of, or
// if the clause began with it.
void Reader::SetAntecedent(const std::vector<Token>& tokens) {
  const auto first = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.stem == "log" || token.stem == "backup";
  });
  const bool asks = !tokens.empty() && tokens.back().word == "?";
  // "Atlassian keeps logs", "your backups": they are not the vendor's.
  if (!asks && first != tokens.end() && IsOfOthers(tokens)) {
    antecedent_ = nullptr;
    spoken_of_.clear();
    they_are_others_ = true;
    return;
  }
  they_are_others_ = false;
  if (!asks && first != tokens.end() &&
      first - tokens.begin() < std::ptrdiff_t{kFirstOfClause} &&
      std::none_of(tokens.begin(), first, [](const Token& token) {
        return IsAny(token.word, {"we", "you", "no"});
      })) {
    antecedent_ = first->stem == "log" ? "logs" : "backups";
    return;
  }
  const auto speaks_of = [&](std::string_view stem) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const Token& token) { return token.stem == stem; });
  };
  const bool logs = speaks_of("log") && spoken_of_.size() < 2;
  const bool backups = speaks_of("backup");
  if (logs != backups) {
    antecedent_ = logs ? "logs" : "backups";
  } else if (logs || !spoken_of_.empty() || tokens.size() > kShortClause) {
    antecedent_ = nullptr;
  }
}

// Whether the first log or backup in the clause is somebody's who is not the vendor.
bool Reader::IsOfOthers(const std::vector<Token>& tokens) const {
  const auto is_kept = [](const Token& token) {
    return token.stem == "log" || token.stem == "backup";
  };
  const auto at = static_cast<std::size_t>(
      std::find_if(tokens.begin(), tokens.end(), is_kept) - tokens.begin());
  if (at > 0 && IsAny(tokens[at - 1].word, {"your", "their", "atlassian", "jira",
                                            "confluence", "customer", "customers"})) {
    return true;
  }
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(tokens, mentions);
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.begin == 0 && mention.end <= at &&
           (mention.lexicon == signs_.subject_outsider ||
            mention.lexicon == signs_.subject_user);
  });
}

// The company that "it" may be in the next clause, if only one is named.
void Reader::SetParty(const std::vector<Token>& tokens) {
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(tokens, mentions);
  const Mention* found = nullptr;
  std::set<std::string> named;
  for (const Mention& mention : mentions) {
    if ((mention.lexicon != signs_.company && mention.lexicon != signs_.provider) ||
        mention.value.empty()) {
      continue;
    }
    const bool same = found != nullptr && mention.begin < found->end;
    if (!same) named.insert(mention.value);
    if (found == nullptr) found = &mention;
  }
  if (named.size() == 1) {
    party_.assign(tokens.begin() + static_cast<std::ptrdiff_t>(found->begin),
                  tokens.begin() + static_cast<std::ptrdiff_t>(found->end));
  } else if (!named.empty() || tokens.empty() ||
             !IsAny(tokens[0].word, {"it", "they", "this"})) {
    party_.clear();
  }
}

// "They are deleted …", "this contains …", "we keep them …": of what was spoken before.
void Reader::Resolve(std::vector<Token>& own) const {
  SayIt(own);
  if (own.size() < 2) return;
  const bool begins =
      IsAny(own[0].word, {"they", "these", "those", "this", "it"}) &&
      IsAny(own[1].word,
            {"are",   "is",  "contain", "contains", "include", "includes",  "hold",
             "holds", "do",  "does",    "remain",   "stay",    "disappear", "expire",
             "never", "may", "have",    "live",     "rotate",  "get"});
  // "We use Sentry. It receives stack traces."
  const bool receives =
      (own[0].word == "it" || own[0].word == "they") &&
      IsAny(own[1].word, {"receives", "receive", "gets", "obtains", "sees"});
  const bool named = own[0].word == "this" &&
                     IsAny(own[1].word, {"provider", "company", "tool", "processor"});
  // "A backup is made each night; it is kept for 10 days."
  const auto kept = std::find_if(own.begin(), own.end(), [](const Token& token) {
    return token.stem == "log" || token.stem == "backup";
  });
  const auto mark = std::find_if(own.begin(), own.end(),
                                 [](const Token& token) { return token.word == ";"; });
  if (kept < mark && kept - own.begin() < std::ptrdiff_t{kFirstOfClause} &&
      own.end() - mark > 2 && IsAny((mark + 1)->word, {"it", "they", "these"}) &&
      IsAny((mark + 2)->word, {"is", "are"}) && !IsOfOthers(own)) {
    ReplaceByMany(*(mark + 1), kept->stem == "log" ? "logs" : "backups");
  }
  if (!party_.empty() && (receives || named)) {
    std::vector<Token> party = party_;
    for (Token& token : party) {
      token.begin = own[0].begin;
      token.end = own[named ? 1 : 0].end;
      token.context = false;
    }
    own.erase(own.begin(), own.begin() + (named ? 2 : 1));
    own.insert(own.begin(), party.begin(), party.end());
  } else if (they_are_others_ && IsAny(own[0].word, {"they", "these", "those"})) {
    Replace(own[0], "strangers");
  } else if (own[0].word == "they" && they_are_apps_) {
    Replace(own[0], "app");
  } else if (begins && antecedent_ != nullptr) {
    ReplaceByMany(own[0], antecedent_);
  } else if (own[0].word == "retention" && own[1].word == "is" &&
             antecedent_ != nullptr) {
    // "Backups are made nightly. Retention is 14 days."
    own.insert(own.begin(), own[0]);
    ReplaceByMany(own[0], antecedent_);
  } else if (!spoken_of_.empty() &&
             (own[0].word == "they" ||
              (begins && IsAny(own[0].word, {"these", "those"})))) {
    own[0].stem = "them";
  } else if (antecedent_ != nullptr) {
    const auto object = std::find_if(
        own.begin(), own.end(), [](const Token& token) { return token.word == "them"; });
    if (object != own.end()) ReplaceByMany(*object, antecedent_);
  }
}

}  // namespace clausebook::evidence::suggest
