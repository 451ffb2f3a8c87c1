// Reading: the longest phrases win, whatever concept they stand for.
#include "service/questionnaires/matching/reading.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/evidence/suggest/amounts.h"

namespace clausebook::questionnaires::matching {
namespace {

using evidence::suggest::Mention;

bool IsWord(const Token& token) { return token.kind != Token::Kind::kPunctuation; }

// Adds the phrases of `mentions` that do not overlap what is taken: the longest first,
// of equally long ones the leftmost. `owner`: token to number of its span, or -1.
void Take(std::vector<Mention> mentions, std::vector<int>& owner,
          std::vector<Span>& spans) {
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    const std::size_t longer = a.end - a.begin, other = b.end - b.begin;
    if (longer != other) return longer > other;
    if (a.begin != b.begin) return a.begin < b.begin;
    return a.lexicon < b.lexicon;
  });
  for (const Mention& mention : mentions) {
    const auto begin = owner.begin() + static_cast<std::ptrdiff_t>(mention.begin);
    const auto end = owner.begin() + static_cast<std::ptrdiff_t>(mention.end);
    const int first = *begin;
    const bool same = first >= 0 && spans[first].begin == mention.begin &&
                      spans[first].end == mention.end;
    if (!same && std::any_of(begin, end, [](int number) { return number >= 0; })) {
      continue;
    }
    if (!same) {
      std::fill(begin, end, static_cast<int>(spans.size()));
      spans.push_back({mention.begin, mention.end, {}, false, "", false});
    }
    Span& span = same ? spans[first] : spans.back();
    span.concepts.set(static_cast<std::size_t>(mention.lexicon));
    if (mention.value == "inverse") {
      span.inverse = true;
    } else if (!mention.value.empty()) {
      span.value = mention.value;
    }
  }
}

// A lexicon gives only its longest phrases; where another lexicon's phrase took part of
// one, what is left of it is looked at again.
void TakeRest(const std::vector<Token>& tokens, const Grammar& grammar,
              std::vector<int>& owner, std::vector<Span>& spans) {
  std::size_t begin = 0;
  while (begin < tokens.size()) {
    std::size_t end = begin;
    while (end < tokens.size() && owner[end] < 0) ++end;
    if (end > begin) {
      const std::vector<Token> rest(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                    tokens.begin() + static_cast<std::ptrdiff_t>(end));
      std::vector<Mention> mentions;
      grammar.lexicons.FindMentions(rest, mentions);
      for (Mention& mention : mentions) {
        mention.begin += begin;
        mention.end += begin;
      }
      Take(std::move(mentions), owner, spans);
    }
    begin = end + 1;
  }
}

std::vector<Span> Spans(const std::vector<Token>& tokens, const Grammar& grammar) {
  std::vector<Mention> mentions;
  grammar.lexicons.FindMentions(tokens, mentions);
  evidence::suggest::FindAmounts(tokens, mentions);
  std::vector<int> owner(tokens.size(), -1);
  std::vector<Span> spans;
  Take(std::move(mentions), owner, spans);
  TakeRest(tokens, grammar, owner, spans);
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  return spans;
}

}  // namespace

Reading Read(std::string_view tidy, const Grammar& grammar) {
  Reading reading;
  reading.text = std::string(tidy);
  reading.tokens = evidence::suggest::Tokenise(tidy, 0, grammar.forms, kMostTokens + 1);
  reading.whole.end = reading.tokens.size();
  reading.whole.spans = Spans(reading.tokens, grammar);
  std::vector<bool> covered(reading.tokens.size(), false);
  for (const Span& span : reading.whole.spans) {
    std::fill(covered.begin() + static_cast<std::ptrdiff_t>(span.begin),
              covered.begin() + static_cast<std::ptrdiff_t>(span.end), true);
  }
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    if (!covered[i] && IsWord(reading.tokens[i])) reading.whole.strangers.push_back(i);
  }
  return reading;
}

Piece PartOf(const Piece& piece, std::size_t begin, std::size_t end) {
  Piece part{begin, end, {}, {}, piece.left_out};
  for (const Span& span : piece.spans) {
    if (span.begin >= begin && span.end <= end) part.spans.push_back(span);
  }
  for (const std::size_t stranger : piece.strangers) {
    if (stranger >= begin && stranger < end) part.strangers.push_back(stranger);
  }
  return part;
}

bool Has(const Piece& piece, const Concepts& concepts) {
  return std::any_of(piece.spans.begin(), piece.spans.end(),
                     [&](const Span& span) { return (span.concepts & concepts).any(); });
}

std::string WordsOf(const Span& span, const Reading& reading) {
  std::string words;
  for (std::size_t i = span.begin; i < span.end; ++i) {
    absl::StrAppend(&words, words.empty() ? "" : " ", reading.tokens[i].word);
  }
  return words;
}

}  // namespace clausebook::questionnaires::matching
