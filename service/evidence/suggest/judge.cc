// Denial, force, time and condition of a match.
#include "service/evidence/suggest/judge.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

class Reading {
 public:
  Reading(const Rule& rule, const Match& match, const ReadySentence& sentence,
          const Signs& signs, std::string_view text)
      : rule_(rule),
        match_(match),
        sentence_(sentence),
        signs_(signs),
        text_(text),
        part_(sentence.parts[sentence.words.part[match.anchor]]) {}

  Judgement Run() const {
    if (!SubjectFits() || (!rule_.indirect && IsIndirect())) return {};
    if (sentence_.denied && rule_.polarity == Rule::Polarity::kPositive) return {};
    const int denials = Denials();
    if (denials > 1 && rule_.polarity != Rule::Polarity::kAny) {
      return Doubt("It denies twice; what remains is for a person.");
    }
    if (rule_.polarity == Rule::Polarity::kPositive && denials == 1) return {};
    if (rule_.polarity == Rule::Polarity::kNegative && denials == 0) return {};
    if (rule_.polarity == Rule::Polarity::kNegative && DeniesTheRestOnly()) {
      return Doubt("It denies only what is not named elsewhere (“any other”, “beyond”).");
    }
    if (!rule_.any_time) {
      if (Anywhere(signs_.future)) return Doubt("It speaks of a time to come.");
      if (Anywhere(signs_.past)) return Doubt("It speaks of the past.");
    }
    if (!rule_.any_force && InPart(signs_.vague)) {
      return Doubt("It states an endeavour, not a fact.");
    }
    if (InPart(signs_.unsettled)) return Doubt("It says that it is not known.");
    if (InPart(signs_.partial)) return Doubt("It speaks of a part only, not said which.");
    if (denials > 0 && (InPart(signs_.hedge) || IsHedgedBefore())) {
      return Doubt("It denies with a reservation (“generally”, “by default”).");
    }
    return Said(denials);
  }

 private:
  static Judgement Doubt(std::string why) { return {false, std::move(why), ""}; }

  Judgement Said(int denials) const {
    std::vector<std::string> caveats;
    if (denials == 0 && rule_.modal != Rule::Modal::kPlain) {
      if (const Mention* modal = InPart(signs_.modal)) {
        if (rule_.modal == Rule::Modal::kDrop) {
          return Doubt("It says what may be, not what is.");
        }
        caveats.push_back(absl::StrCat("The text says “", WordsOf(*modal), "”."));
      }
    }
    if (const Mention* hedge = InPart(signs_.hedge)) {
      caveats.push_back(absl::StrCat("The text says “", WordsOf(*hedge), "”."));
    }
    if (rule_.conditions) AddConditions(caveats);
    Judgement said{true, "", ""};
    for (const std::string& caveat : caveats) {
      absl::StrAppend(&said.caveat, said.caveat.empty() ? "" : " ", caveat);
    }
    return said;
  }

  std::string WordsOf(std::size_t begin, std::size_t end) const {
    const std::size_t from = sentence_.words.tokens[begin].begin;
    const std::size_t to = sentence_.words.tokens[end - 1].end;
    // A lead-in stands elsewhere, and an exception may have stood between.
    if (to < from || to > text_.size()) return "";
    std::string words(text_.substr(from, to - from));
    std::replace_if(
        words.begin(), words.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    return words;
  }
  std::string WordsOf(const Mention& mention) const {
    return WordsOf(mention.begin, mention.end);
  }

  // Conditions right beside the part, unless the match itself reads them.
  void AddConditions(std::vector<std::string>& caveats) const {
    const int here = sentence_.words.part[match_.anchor];
    for (int i = std::max(0, here - 1);
         i <= here + 1 && i < static_cast<int>(sentence_.parts.size()); ++i) {
      const Part& part = sentence_.parts[i];
      if (part.kind != Part::Kind::kCondition || part.begin >= part.end) continue;
      if (match_.begin < part.end && part.begin < match_.end) continue;
      const std::string words = WordsOf(part.begin, part.end);
      if (words.empty() || words.size() > 400) continue;
      caveats.push_back(absl::StrCat("Under a condition: “", words, "”."));
    }
  }

  const Mention* InPart(int lexicon) const {
    for (const Mention& mention : sentence_.words.mentions) {
      if (mention.lexicon == lexicon && mention.begin >= part_.begin &&
          mention.begin < part_.end) {
        return &mention;
      }
    }
    return nullptr;
  }

  // "By default, no data leaves Jira": the words in front are of it.
  bool IsHedgedBefore() const {
    constexpr std::size_t kLongest = 8;
    const int here = sentence_.words.part[match_.anchor];
    if (here == 0) return false;
    const Part& before = sentence_.parts[here - 1];
    if (before.end - before.begin > kLongest) return false;
    return std::any_of(sentence_.words.mentions.begin(), sentence_.words.mentions.end(),
                       [&](const Mention& mention) {
                         return mention.lexicon == signs_.hedge &&
                                mention.begin >= before.begin &&
                                mention.end <= before.end &&
                                mention.end + 1 >= before.end;
                       });
  }

  bool Anywhere(int lexicon) const { return sentence_.words.Has(lexicon); }

  bool Masked(const Mention& mention, int by) const {
    return std::any_of(sentence_.words.mentions.begin(), sentence_.words.mentions.end(),
                       [&](const Mention& other) {
                         return other.lexicon == by && other.begin <= mention.begin &&
                                mention.end <= other.end;
                       });
  }

  // Denials that reach the anchor: before it in its part, or inside of the match.
  // "neither … nor" and "not … nor" count once.
  int Denials() const {
    int count = 0;
    for (const Mention& mention : sentence_.words.mentions) {
      if (mention.lexicon != signs_.negator || mention.begin < part_.begin ||
          mention.begin >= std::max(match_.end, match_.anchor + 1) ||
          mention.begin >= part_.end || Masked(mention, signs_.not_negator) ||
          EndsBefore(mention.begin) ||
          sentence_.words.SetOff(mention.begin, match_.anchor)) {
        continue;
      }
      // "neither … nor", "no … and no", "not … and never" deny the same way again.
      if (count > 0 && (mention.value == "again" || IsJoined(mention.begin))) continue;
      ++count;
    }
    return count == 0 && DoesNotHappen() ? 1 : count;
  }

  // "A transfer … does not take place": the denial stands behind the anchor.
  bool DoesNotHappen() const {
    for (const Mention& mention : sentence_.words.mentions) {
      if (mention.lexicon != signs_.happens || mention.begin < match_.end ||
          mention.end > part_.end) {
        continue;
      }
      const auto& tokens = sentence_.words.tokens;
      for (std::size_t at = mention.begin; at > match_.anchor && at + 3 > mention.begin;
           --at) {
        if (tokens[at - 1].word == "not" || tokens[at - 1].word == "never") return true;
      }
    }
    return false;
  }

  bool DeniesTheRestOnly() const {
    const auto& tokens = sentence_.words.tokens;
    for (std::size_t at = part_.begin; at < part_.end; ++at) {
      const std::string& word = tokens[at].word;
      const std::string& before = at > part_.begin ? tokens[at - 1].word : word;
      if (word == "beyond" && (at < match_.begin || at >= match_.end)) return true;
      // "Anyone else" is anyone but the vendor itself.
      if (word == "else" && before != "anyone" && before != "anybody" &&
          before != "nobody" && before != "one") {
        return true;
      }
      if (word == "outside" && at >= match_.end) return true;
      if (word == "other" && at > 0 &&
          (tokens[at - 1].word == "any" || tokens[at - 1].word == "no")) {
        return true;
      }
    }
    return false;
  }

  bool IsJoined(std::size_t at) const {
    if (at == 0) return false;
    const std::string& before = sentence_.words.tokens[at - 1].word;
    return before == "and" || before == "or" || before == "," || before == "nor" ||
           before == ":";
  }

  // "do not contain X and are kept", "has no X and makes no Y": the denial ends at "and".
  bool EndsBefore(std::size_t negator) const {
    const auto& tokens = sentence_.words.tokens;
    for (std::size_t at = negator + 1; at + 1 <= match_.anchor && at + 1 < tokens.size();
         ++at) {
      if (tokens[at].word != "and") continue;
      const std::string& next = tokens[at + 1].word;
      if (IsAny(next, {"are", "is", "will", "has", "only", "have", "makes", "uses",
                       "sends", "stores", "keeps", "runs", "contains", "collects",
                       "shares", "needs", "requires"})) {
        return true;
      }
    }
    return false;
  }

  // "Read there what data is stored": it is said elsewhere.
  bool IsIndirect() const {
    return std::any_of(sentence_.words.mentions.begin(), sentence_.words.mentions.end(),
                       [&](const Mention& mention) {
                         return mention.lexicon == signs_.indirect &&
                                mention.begin >= part_.begin &&
                                mention.begin < match_.anchor;
                       });
  }

  // "PostHog records clicks; it does not receive names": "it" is not the app.
  bool IsOfCompany() const {
    const auto& words = sentence_.words;
    if (part_.begin <= words.own || part_.begin >= part_.end) return false;
    std::size_t at = part_.begin;
    while (at < part_.end && IsAny(words.tokens[at].word, {";", ",", "but", "and"})) ++at;
    if (at >= part_.end || !IsAny(words.tokens[at].word, {"it", "they"})) return false;
    return std::any_of(
        words.mentions.begin(), words.mentions.end(), [&](const Mention& mention) {
          return mention.lexicon == signs_.company && mention.begin == words.own &&
                 mention.value != "atlassian";
        });
  }

  // The subject is the last one named before the anchor in its part.
  bool SubjectFits() const {
    if (rule_.subject == Rule::Subject::kAny) return true;
    auto found = Rule::Subject::kVendor;
    std::size_t last = 0;
    for (const Mention& mention : sentence_.words.mentions) {
      if (mention.begin < part_.begin || mention.begin >= match_.anchor) continue;
      if (mention.begin + 1 <= last || Masked(mention, signs_.relative)) continue;
      if (sentence_.words.SetOff(mention.begin, match_.anchor)) continue;
      // "They" that are data of the sentence before do nothing themselves.
      if (sentence_.words.tokens[mention.begin].stem == "them") continue;
      if (mention.lexicon == signs_.subject_vendor) {
        found = Rule::Subject::kVendor;
      } else if (mention.lexicon == signs_.subject_user) {
        found = Rule::Subject::kUser;
      } else if (mention.lexicon == signs_.subject_outsider) {
        found = Rule::Subject::kOutsider;
      } else {
        continue;
      }
      last = mention.begin + 1;
    }
    if (found == Rule::Subject::kVendor && IsOfCompany()) {
      found = Rule::Subject::kOutsider;
    }
    return found == rule_.subject;
  }

  const Rule& rule_;
  const Match& match_;
  const ReadySentence& sentence_;
  const Signs& signs_;
  std::string_view text_;
  const Part& part_;
};

}  // namespace

Judgement Judge(const Rule& rule, const Match& match, const ReadySentence& sentence,
                const Signs& signs, std::string_view text) {
  return Reading(rule, match, sentence, signs, text).Run();
}

}  // namespace clausebook::evidence::suggest
