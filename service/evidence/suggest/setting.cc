// Reader: what the place of a clause narrows its facts to. Under "Our web site" nothing
// is said of the apps, under "Support" it is support data that is kept, and a label
// ("Logs:") names the kind of data of its statement.
#include <algorithm>
#include <set>

#include "absl/strings/str_split.h"
#include "service/evidence/suggest/reader.h"

namespace clausebook::evidence::suggest {
namespace {

constexpr std::size_t kLongestLabel = 7;  // tokens
constexpr std::string_view kCategory = "data_category";

bool IsFinite(const Token& token) {
  static constexpr std::string_view kFinite[] = {"is",   "are", "be",  "will", "do",
                                                 "does", "we",  "has", "have", "can",
                                                 "may",  "you", "it",  "our"};
  return std::find(std::begin(kFinite), std::end(kFinite), token.word) !=
         std::end(kFinite);
}

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

// The words before a colon, or the first cell of a row.
std::vector<Token> Reader::LabelOf(const std::vector<Token>& tokens,
                                   Rule::Shape shape) const {
  const bool row = shape == Rule::Shape::kRow;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::string& word = tokens[at].word;
    if (word == (row ? "|" : ":")) {
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

void Reader::SetSetting(const model::Clause& clause, const std::vector<Token>& label) {
  setting_ = {};
  for (std::size_t i = clause.heading_path.size(); i > first_heading_; --i) {
    const auto section =
        SectionOf(Tokenise(clause.heading_path[i - 1], 0, language_.forms, kMostContext));
    if (!section) continue;
    setting_.section = *section;
    break;
  }
  if (clause.range.begin < run_in_end_ && !run_in_.empty()) setting_.section = run_in_;
  if (label.empty()) return;
  std::vector<Mention> mentions;
  language_.lexicons.FindMentions(label, mentions);
  const int data = language_.lexicons.Find("data");
  const int kind = language_.lexicons.Find("kind");
  const int topic = language_.lexicons.Find("topic");
  const int place = language_.lexicons.Find("place_atlassian");
  maker_.FindNames(label, mentions);
  setting_.foreign = true;
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

// "**Data Center.** Our apps …": bold words that begin a paragraph are its heading.
void Reader::SetRunIn(const model::Clause& clause, const std::vector<Token>& tokens) {
  const auto begin = static_cast<std::size_t>(clause.range.begin);
  const std::size_t end_of_line = std::min(text_.find("\n\n", begin), text_.size());
  const std::string_view after = text_.substr(begin, end_of_line - begin);
  const bool first = begin == 0 || text_[begin - 1] == '\n';
  const std::size_t close = after.find("**", 2);
  if (!first || after.substr(0, 2) != "**" || close == std::string_view::npos ||
      tokens.size() > kLongestLabel ||
      std::any_of(tokens.begin(), tokens.end(), IsFinite)) {
    return;
  }
  run_in_ = SectionOf(tokens).value_or("");
  run_in_end_ = static_cast<std::int64_t>(end_of_line);
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
    if ((at < kFirst && (word == "it" || word == "they")) ||
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
