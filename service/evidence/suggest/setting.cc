// Reader: what the place of a clause narrows its facts to. Under "Our web site" nothing
// is said of the apps, under "Support" it is support data that is kept, and a label
// ("Logs:") names the kind of data of its statement.
#include <algorithm>
#include <set>

#include "absl/strings/str_split.h"
#include "service/evidence/suggest/reader.h"
#include "service/evidence/suggest/wording.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kLongestDashed = 5;  // tokens before a dash
constexpr std::string_view kCategory = "data_category";

bool IsPronoun(const Token& token) { return IsAny(token.word, {"it", "them"}); }

}  // namespace

// A first heading over all clauses is a title: the text's subject, not a section's.
void Reader::FindTitle(const std::vector<model::Clause>& clauses) {
  const std::string* title = nullptr;
  first_heading_ = 1;
  for (const model::Clause& clause : clauses) {
    if (clause.heading) continue;
    if (clause.heading_path.empty()) continue;
    if (title == nullptr) title = &clause.heading_path[0];
    if (clause.heading_path[0] != *title) first_heading_ = 0;
  }
}

// The words before a colon or a dash, or the first cell of a row.
std::vector<Token> Reader::LabelOf(const std::vector<Token>& tokens,
                                   Rule::Shape shape) const {
  const bool row = shape == Rule::Shape::kRow;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::string& word = tokens[at].word;
    const bool dash = !row && word == "-" && at <= kLongestDashed;
    if (word == (row ? "|" : ":") || dash) {
      if (at == 0 || at + 1 == tokens.size()) return {};
      return {tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at)};
    }
    if (!row &&
        (at >= kLongestLabel || word == "." || word == "," || IsFinite(tokens[at]))) {
      return {};
    }
  }
  return {};
}

// Nothing if none is named, "" if several are.
std::optional<std::string> Reader::SectionOf(const std::vector<Token>& tokens) const {
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(tokens, mentions);
  std::size_t words = 0;
  for (const Token& token : tokens) words += token.kind == Token::Kind::kWord ? 1 : 0;
  std::set<std::string> named;
  for (const Mention& mention : mentions) {
    if (mention.lexicon != signs_.section) continue;
    // "Data Center" alone is a deployment; in "our data center" it is a building.
    if (mention.value != "alone") {
      named.insert(mention.value);
    } else if (mention.end - mention.begin == words) {
      named.insert("deployment");
    }
  }
  if (named.empty()) return std::nullopt;
  return named.size() == 1 ? *named.begin() : "";
}

void Reader::SetSetting(const model::Clause& clause, std::vector<Token> label) {
  setting_ = {};
  for (std::size_t i = clause.heading_path.size(); i > first_heading_; --i) {
    const auto section =
        SectionOf(Tokenise(clause.heading_path[i - 1], 0, language_.forms, kMostContext));
    if (!section) continue;
    setting_.section = *section;
    break;
  }
  if (InRunIn(clause) && !run_in_.empty()) setting_.section = run_in_;
  const bool own = !label.empty();
  if (!own && InRunIn(clause)) label = run_in_label_;
  if (label.empty()) return;
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(label, mentions);
  const int data = language_.lexicons.Find("data");
  const int kind = language_.lexicons.Find("kind");
  const int topic = language_.lexicons.Find("topic");
  const int place = language_.lexicons.Find("place_atlassian");
  maker_.FindNames(label, mentions);
  setting_.foreign = own;
  for (const Mention& mention : mentions) {
    if (mention.lexicon == topic || mention.lexicon == place ||
        mention.lexicon == Lexicons::kApp || mention.lexicon == data) {
      setting_.foreign = false;
    }
    if ((mention.lexicon != data && mention.lexicon != kind) || mention.value.empty()) {
      continue;
    }
    for (const auto kind_of_data : absl::StrSplit(mention.value, ',')) {
      setting_.kinds.emplace_back(kind_of_data);
    }
    setting_.foreign = false;
  }
}

// "End-User Data stored in logs" on a line of its own names a subject, as a heading does.
bool Reader::IsFragment(const model::Clause& clause, const Surroundings& around,
                        const std::vector<Token>& tokens) const {
  if (clause.heading || around.shape != Rule::Shape::kAny || !around.label.empty() ||
      !BreaksOff(clause, around)) {
    return false;
  }
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(tokens, mentions);
  maker_.FindNames(tokens, mentions);
  return std::none_of(tokens.begin(), tokens.end(),
                      [](const Token& token) {
                        return IsFinite(token) || token.kind == Token::Kind::kEmail ||
                               token.kind == Token::Kind::kUrl;
                      }) &&
         std::none_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
           return mention.lexicon == signs_.subject_vendor ||
                  mention.lexicon == signs_.negator;
         });
}

// "It is deleted …", "this data …": what was spoken of before, in the clause or the one
// in front of it.
void Reader::SetSubject(const std::vector<Token>& tokens) {
  constexpr std::size_t kFirst = 3;
  std::size_t reference = tokens.size();
  for (std::size_t at = 0; at < tokens.size() && reference == tokens.size(); ++at) {
    const std::string& word = tokens[at].word;
    const std::string& next = at + 1 < tokens.size() ? tokens[at + 1].word : word;
    const bool plural =
        at == 0 && (word == "these" || word == "those") &&
        (next == "are" || next == "have" || next == "will" || next == "may");
    if ((at < kFirst && (word == "it" || word == "they" || word == "them")) || plural ||
        ((word == "this" || word == "these" || word == "such") &&
         (next == "data" || next == "information" || next == "details"))) {
      reference = at;
    }
  }
  refers_ = reference < tokens.size();
  std::vector<Mention> mentions;
  std::vector<Mention> names;
  language_.lexicons.FindMentions(tokens, mentions);
  maker_.FindNames(tokens, names);
  const int data = language_.lexicons.Find("data");
  const int kind = language_.lexicons.Find("kind");
  std::set<std::string> kinds;
  for (const Mention& mention : mentions) {
    // "Ticket Weaver" speaks of no tickets.
    const bool named = std::any_of(names.begin(), names.end(), [&](const Mention& name) {
      return name.begin <= mention.begin && mention.begin < name.end;
    });
    if ((mention.lexicon != data && mention.lexicon != kind) || mention.value.empty() ||
        mention.begin >= reference || named) {
      continue;
    }
    for (const auto one : absl::StrSplit(mention.value, ',')) kinds.emplace(one);
  }
  if (!refers_ || !kinds.empty()) spoken_of_.assign(kinds.begin(), kinds.end());
  const bool general =
      std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
        return mention.lexicon == data && mention.value.empty() &&
               !IsPronoun(tokens[mention.begin]);
      });
  if (!general && kinds.empty()) return;
  spoken_of_all_ = general;
  last_kinds_.assign(kinds.begin(), kinds.end());
}

// Whether all the data that a match holds is "it" or "them".
bool Reader::HoldsPronounsOnly(const Filling& filling) const {
  const int data = language_.lexicons.Find("data");
  const int kind = language_.lexicons.Find("kind");
  bool any = false;
  for (const int number : filling.match.captured) {
    const Mention& mention =
        filling.sentence.words.mentions[static_cast<std::size_t>(number)];
    if (mention.lexicon != data && mention.lexicon != kind) continue;
    if (!IsPronoun(filling.sentence.words.tokens[mention.begin])) return false;
    any = true;
  }
  return any;
}

// A sentence that names web site, apps or a deployment itself is not of its section.
std::string Reader::SectionOf(const ReadySentence& sentence) const {
  std::set<std::string> named;
  for (const Mention& mention : sentence.words.mentions) {
    if (mention.lexicon == signs_.section &&
        (mention.value == "website" || mention.value == "app" ||
         mention.value == "deployment")) {
      named.insert(mention.value);
    }
  }
  if (named.size() == 1) return *named.begin();
  const auto& tokens = sentence.words.tokens;
  const std::size_t own = sentence.words.own;
  // "Our web site uses Matomo. It sets no cookies."
  if (named.empty() && named_section_ == "website" && own < tokens.size() &&
      IsAny(tokens[own].word, {"it", "this"})) {
    return named_section_;
  }
  return named.empty() ? setting_.section : "";
}

// What web site, apps or deployment the sentence names, for the one after it.
void Reader::SetNamedSection(const std::vector<Token>& tokens) {
  if (!tokens.empty() && IsAny(tokens[0].word, {"it", "this"})) return;
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(tokens, mentions);
  std::set<std::string> named;
  for (const Mention& mention : mentions) {
    if (mention.lexicon == signs_.section && !mention.value.empty()) {
      named.insert(mention.value);
    }
  }
  named_section_ = named.size() == 1 ? *named.begin() : "";
}

// False, with a doubt, if the place shows that the fact is not one of the apps.
bool Reader::Narrow(model::FactContent& content, const std::string& section,
                    bool of_pronoun) {
  if (BeginsWithAny(content.property, language_.of_document)) return true;
  if (section == "deployment" && content.value.text != "data_center") {
    doubt_ = "It speaks of apps on the customer's own servers only.";
    return false;
  }
  const catalog::Property& property = *catalog_.FindProperty(content.property);
  const auto narrow_to = [&](std::string_view dimension,
                             std::vector<std::string> members) {
    if (content.qualifiers.count(std::string(dimension)) > 0) return true;
    auto about = content.qualifiers;
    about[std::string(dimension)] = std::move(members);
    auto checked = catalog_.CheckQualifiers(property, about);
    if (!checked.ok()) return false;
    content.qualifiers = *std::move(checked);
    return true;
  };
  const bool of_all = SpeaksOfAll(content);
  if (section == "website") {
    if (narrow_to("surface", {"website"})) return true;
    if (!of_all && !BeginsWithAny(content.property, language_.of_apps)) return true;
    doubt_ = "It speaks of the vendor's web site, not of the apps.";
    return false;
  }
  if (!of_all) {
    // "Settings | Forge storage": it is where these are.
    if (shape_ == Rule::Shape::kRow && !setting_.kinds.empty()) {
      narrow_to(kCategory, setting_.kinds);
    }
    return true;
  }
  const bool narrows =
      catalog_.CheckQualifiers(property, {{std::string(kCategory), {"support"}}}).ok();
  if (of_pronoun && narrows && !spoken_of_all_ && content.qualifiers.empty()) {
    // "Prompts go to the model. We do not keep them."
    if (last_kinds_.empty() && !headings_.Has(language_.lexicons.Find("data"))) {
      doubt_ = "It speaks of “it” or “them”, and what that is could not be read.";
      return false;
    }
    if (!last_kinds_.empty()) narrow_to(kCategory, last_kinds_);
    return true;
  }
  if (!setting_.kinds.empty()) {
    narrow_to(kCategory, setting_.kinds);
  } else if (refers_ && !spoken_of_.empty()) {
    narrow_to(kCategory, spoken_of_);
  } else if (!section.empty() && section != "app") {
    narrow_to(kCategory, {section});
  } else if (setting_.foreign && narrows) {
    doubt_ = "Its label is none of the kinds of data that the vocabulary has.";
    return false;
  }
  return true;
}

}  // namespace clausebook::evidence::suggest
