// The stages of matching.
#include "service/questionnaires/matching/matcher.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/base/status_macros.h"
#include "service/base/utf8.h"
#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires::matching {
namespace {

constexpr std::size_t kSuggestions = 3;

absl::Status CheckField(std::string_view name, std::string_view value) {
  if (const auto at = FindInvalidUtf8(value)) {
    return InvalidField(name, absl::StrCat("Byte ", *at, " is not UTF-8."));
  }
  return absl::OkStatus();
}

MatchResult Known(Stage stage, std::string_view text,
                  const std::vector<MappedQuestion>& questions, std::string reason) {
  MatchResult result;
  result.stage = stage;
  result.out_of_scope = questions.empty();
  for (const MappedQuestion& question : questions) {
    MatchedPart part;
    part.text = std::string(text);
    part.joint = result.parts.empty() ? Joint::kFirst : Joint::kAnd;
    part.question = question.question;
    part.opposite = question.opposite;
    part.reason = reason;
    result.parts.push_back(std::move(part));
  }
  return result;
}

// An item with the text of its edition.
MatchResult KnownItemOf(const Wording& wording, const KnownItem& item) {
  const std::string which = absl::StrCat("Item ", wording.item, " of ", wording.edition);
  if (item.near.empty()) {
    return Known(Stage::kItem, wording.text, item.questions,
                 absl::StrCat(which, ", with that edition's text."));
  }
  MatchResult result;
  MatchedPart& part = result.parts.emplace_back();
  part.text = wording.text;
  part.reason = absl::StrCat(which, " comes near these questions and asks none of them.");
  for (const std::string& question : item.near) {
    if (part.suggestions.size() < kSuggestions) part.suggestions.push_back({question, 1});
  }
  return result;
}

// The words of a piece as they stand in the text.
std::string TextOf(const Piece& piece, const Reading& reading) {
  if (piece.begin >= piece.end) return reading.text;
  const std::size_t begin = reading.tokens[piece.begin].begin;
  return reading.text.substr(begin, reading.tokens[piece.end - 1].end - begin);
}

std::string ReasonOf(const Fit& fit) {
  // The words first: those are for everybody; the frame is for who looks after the rules.
  const std::string words =
      absl::StrJoin(fit.words, ", ", [](std::string* out, const std::string& text) {
        absl::StrAppend(out, "'", text, "'");
      });
  return absl::StrCat("By the words ", words,
                      fit.opposite ? "; it asks the opposite" : "", " (frame '",
                      fit.frame->text, "' of ", fit.rule->question, ").");
}

}  // namespace

Matcher::Matcher(Grammar grammar, const catalog::Catalog& catalog,
                 const KnownItems* items)
    : grammar_(std::move(grammar)),
      catalog_(catalog),
      items_(items),
      ranking_(catalog, grammar_) {
  IndexCatalog();
}

absl::StatusOr<std::unique_ptr<Matcher>> Matcher::Create(const catalog::Catalog& catalog,
                                                         const KnownItems* items) {
  CB_ASSIGN_OR_RETURN(Grammar grammar, EmbeddedGrammar(catalog));
  return FromGrammar(std::move(grammar), catalog, items);
}

std::unique_ptr<Matcher> Matcher::FromGrammar(Grammar grammar,
                                              const catalog::Catalog& catalog,
                                              const KnownItems* items) {
  return std::unique_ptr<Matcher>(new Matcher(std::move(grammar), catalog, items));
}

void Matcher::IndexCatalog() {
  std::unordered_map<std::string, int> uses;
  const auto add = [&](const std::string& text, MappedQuestion question) {
    const std::string digest = WordingDigest(text);
    ++uses[digest];
    by_digest_[digest] = std::move(question);
  };
  for (const catalog::Question& question : catalog_.questions()) {
    add(question.wording, {question.id, false});
    for (const catalog::Alias& alias : question.aliases) {
      add(alias.text, {question.id, alias.opposite});
    }
  }
  // A wording that two questions claim belongs to neither.
  for (const auto& [digest, count] : uses) {
    if (count > 1) by_digest_.erase(digest);
  }
}

absl::StatusOr<MatchResult> Matcher::Match(const Wording& wording,
                                           const ConfirmedWordings* confirmed) const {
  CB_RETURN_IF_ERROR(CheckField("text", wording.text));
  CB_RETURN_IF_ERROR(CheckField("edition", wording.edition));
  CB_RETURN_IF_ERROR(CheckField("item", wording.item));
  if (auto known = MatchKnown(wording, confirmed)) return *std::move(known);
  return MatchByGrammar(wording.text, 0);
}

std::optional<MatchResult> Matcher::MatchKnown(const Wording& wording,
                                               const ConfirmedWordings* confirmed) const {
  const std::string digest = WordingDigest(wording.text);
  std::optional<KnownItem> item;
  if (items_ != nullptr && !wording.edition.empty() && !wording.item.empty()) {
    item = items_->FindItem(wording.edition, wording.item);
  }
  if (item && item->wording_digest != digest) {
    if (item->to_the_letter) return Stopped(wording);
    item.reset();
  }
  if (item && !item->questions.empty()) return KnownItemOf(wording, *item);
  // What an edition has no question for, a person may have one for.
  if (confirmed != nullptr) {
    if (const auto found = confirmed->FindWording(digest)) {
      return Known(Stage::kConfirmed, wording.text, found->questions,
                   absl::StrCat("Confirmed by ", found->confirmed_by, " on ",
                                found->confirmed_at, "."));
    }
  }
  if (item) return KnownItemOf(wording, *item);
  if (const auto own = by_digest_.find(digest); own != by_digest_.end()) {
    return Known(Stage::kCatalog, wording.text, {own->second},
                 "The catalogue has this wording.");
  }
  return MatchText(wording.text, digest);
}

// A row out of a known edition that nobody said is one. Of what asks nothing there, short
// texts ("Please explain.") are everybody's.
std::optional<MatchResult> Matcher::MatchText(const std::string& text,
                                              const std::string& digest) const {
  constexpr std::ptrdiff_t kFewSpaces = 5;
  if (items_ == nullptr) return std::nullopt;
  const auto named = items_->FindText(digest);
  if (!named) return std::nullopt;
  const bool asks_nothing = named->item.questions.empty() && named->item.near.empty();
  if (asks_nothing && std::count(text.begin(), text.end(), ' ') < kFewSpaces) {
    return std::nullopt;
  }
  return KnownItemOf({text, named->edition, named->id}, named->item);
}

MatchResult Matcher::Stopped(const Wording& wording) const {
  MatchResult result;
  result.stopped = absl::StrCat(
      "Item ", wording.item, " of ", wording.edition,
      " has another text in that edition. Either the edition is not the one that was "
      "named or the id was given to another question; name the right edition, or "
      "none to have the text read.");
  result.parts.emplace_back().text = std::string(wording.text);
  result.parts.back().suggestions = Suggest(wording.text, kSuggestions);
  return result;
}

MatchResult Matcher::MatchByGrammar(std::string_view text, int tolerance) const {
  const Reading reading = Read(TidyWording(text), grammar_);
  MatchResult result;
  if (reading.tokens.size() > kMostTokens) {
    result.parts.emplace_back().text = std::string(text);
    result.parts.back().suggestions = ranking_.Rank(reading.whole, reading, kSuggestions);
    return result;
  }
  for (const ReadPart& read : PartsOf(reading, grammar_, tolerance)) {
    MatchedPart part;
    part.text = TextOf(read.piece, reading);
    part.joint = read.joint;
    if (read.fit) {
      result.stage = Stage::kGrammar;
      part.question = read.fit->rule->question;
      part.opposite = read.fit->opposite;
      part.parameters = read.fit->parameters;
      part.reason = ReasonOf(*read.fit);
    } else if (read.joint != Joint::kFollowUp) {
      part.suggestions = ranking_.Rank(read.piece, reading, kSuggestions);
    }
    result.parts.push_back(std::move(part));
  }
  return result;
}

std::vector<Ranked> Matcher::Suggest(std::string_view text, std::size_t limit) const {
  const Reading reading = Read(TidyWording(text), grammar_);
  return ranking_.Rank(reading.whole, reading, limit);
}

}  // namespace clausebook::questionnaires::matching
