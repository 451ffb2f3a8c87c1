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
  language_.lexicons.FindMentions(tokens, mentions);
  const int data = language_.lexicons.Find("data");
  const int kind = language_.lexicons.Find("kind");
  std::set<std::string> kinds;
  for (const Mention& mention : mentions) {
    if ((mention.lexicon != data && mention.lexicon != kind) || mention.value.empty() ||
        mention.begin >= reference) {
      continue;
    }
    for (const auto one : absl::StrSplit(mention.value, ',')) kinds.emplace(one);
  }
  if (!refers_ || !kinds.empty()) spoken_of_.assign(kinds.begin(), kinds.end());
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
  return named.empty() ? setting_.section : "";
}

// False, with a doubt, if the place shows that the fact is not one of the apps.
bool Reader::Narrow(model::FactContent& content, const std::string& section) {
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
  if (!of_all) return true;
  if (!setting_.kinds.empty()) {
    narrow_to(kCategory, setting_.kinds);
  } else if (refers_ && !spoken_of_.empty()) {
    narrow_to(kCategory, spoken_of_);
  } else if (!section.empty() && section != "app") {
    narrow_to(kCategory, {section});
  } else if (setting_.foreign &&
             catalog_.CheckQualifiers(property, {{std::string(kCategory), {"support"}}})
                 .ok()) {
    doubt_ = "Its label is none of the kinds of data that the vocabulary has.";
    return false;
  }
  return true;
}

}  // namespace clausebook::evidence::suggest
