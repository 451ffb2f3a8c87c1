// Fitting: a frame fits where everything that it needs is said and nothing else is. What
// the frame does not name makes it another question, so one foreign word is one too many.
#include "service/questionnaires/matching/fitting.h"

#include <algorithm>

#include "service/questionnaires/matching/asking.h"

namespace clausebook::questionnaires::matching {
namespace {

using evidence::suggest::Mention;

// How the question is turned by its own words.
struct Turn {
  int negations = 0;
  int inverses = 0;
  const Span* negation = nullptr;  // the last that was counted
};

// Takes the place of the frame that `span` fills, if one is left: "kept from", "blocked".
bool FillsPlace(const Span& span, const Frame& frame, std::vector<bool>& filled) {
  for (std::size_t i = 0; i < frame.needs.size(); ++i) {
    if (filled[i] || (frame.needs[i].any & span.concepts).none()) continue;
    filled[i] = true;
    return true;
  }
  return false;
}

// Negations that the frame itself asks for are part of it, each place takes one. "Nor"
// goes on with the negation before it: "neither … nor", "not … nor"; without one, nobody
// knows.
Turn TurnOf(const Piece& piece, const Reading& reading, const Grammar& grammar,
            const Frame& frame) {
  constexpr int kTooMany = 2;
  Turn turn;
  std::vector<bool> filled(frame.needs.size(), false);
  bool begun = false;
  for (const Span& span : piece.spans) {
    if (span.inverse) ++turn.inverses;
    if ((span.concepts & grammar.negations).none()) continue;
    const bool nor = reading.tokens[span.begin].word == "nor";
    if (nor && !begun) turn.negations += kTooMany;
    if (!nor && !FillsPlace(span, frame, filled)) {
      ++turn.negations;
      turn.negation = &span;
    }
    begun = true;
  }
  return turn;
}

Concepts Said(const Piece& piece) {
  Concepts said;
  for (const Span& span : piece.spans) said |= span.concepts;
  return said;
}

bool NeedsMet(const Frame& frame, const Concepts& said) {
  return std::all_of(frame.needs.begin(), frame.needs.end(), [&](const Need& need) {
    return !need.required || (said & need.any).any();
  });
}

bool IsOf(const Span& span, int number) {
  return span.concepts[static_cast<std::size_t>(number)];
}

int StrangersOf(const Frame& frame, const Rule& rule, const Piece& piece,
                const Grammar& grammar) {
  Concepts explained = frame.allowed | grammar.neutral;
  if (rule.verdict) explained |= grammar.negations;
  // "Which strong ciphers?" is answered by those in use; a Yes to "Is it strongly
  // encrypted?" would say more than is known.
  if (!rule.verdict) explained |= grammar.degrees;
  int strangers = static_cast<int>(piece.strangers.size());
  for (const Span& span : piece.spans) {
    const bool quantifier = IsOf(span, grammar.any) || IsOf(span, grammar.all);
    if (!quantifier && (span.concepts & explained).none()) ++strangers;
  }
  return strangers;
}

// "No data", "never", "nobody": denied of each, not only of all. "No encryption" is no
// more than "not encrypted".
bool DeniesEach(const Piece& piece, const Span& negation, const Reading& reading,
                const Grammar& grammar) {
  if (!IsOf(negation, grammar.none)) return false;
  if (reading.tokens[negation.begin].word != "no") return true;
  for (const Span& span : piece.spans) {
    if (span.begin < negation.end || (span.concepts & grammar.content).none()) continue;
    return (span.concepts & grammar.actions).none();
  }
  return true;
}

// "Is any data encrypted?" is not "is data encrypted?", and "is all data sent out?" is
// not "is data sent out?". What is asked about all of something allows `all`, and about
// anything, `any`. Denied, "not all" and "any … not" say that it is not so of all; "all …
// not", "not … any" and "none" say more.
bool QuantifiersFit(const Rule& rule, const Frame& frame, const Piece& piece,
                    const Reading& reading, const Turn& turn, const Grammar& grammar) {
  if (!rule.verdict) return true;
  const bool universal = (rule.universal != frame.opposite) != (turn.inverses % 2 == 1);
  const Span* denied = turn.negations % 2 == 1 ? turn.negation : nullptr;
  if (universal && denied != nullptr && DeniesEach(piece, *denied, reading, grammar)) {
    return false;
  }
  for (const Span& span : piece.spans) {
    if ((span.concepts & frame.allowed).any()) continue;
    const bool before = denied != nullptr && span.end <= denied->begin;
    if (IsOf(span, grammar.any) && universal && !before) return false;
    if (!IsOf(span, grammar.all)) continue;
    if (!universal) return false;
    if (denied != nullptr && denied->end != span.begin) return false;
  }
  return true;
}

bool DurationsFit(const Rule& rule, const Piece& piece) {
  if (rule.durations.empty()) return true;
  for (const Span& span : piece.spans) {
    if (!span.concepts[Lexicons::kDuration]) continue;
    if (std::find(rule.durations.begin(), rule.durations.end(), span.value) ==
        rule.durations.end()) {
      return false;
    }
  }
  return true;
}

// "In Russia or China?": two questions in one, and which half an answer is of would not
// be seen.
bool NamesTwo(const Frame& frame, const Piece& piece, const Grammar& grammar) {
  std::vector<std::string_view> named(grammar.concepts.size());
  for (const Span& span : piece.spans) {
    if (span.value.empty() || span.inverse) continue;
    const Concepts meant = span.concepts & frame.allowed;
    for (std::size_t i = 0; i < named.size(); ++i) {
      if (!meant[i]) continue;
      if (!named[i].empty() && named[i] != span.value) return true;
      named[i] = span.value;
    }
  }
  return false;
}

bool OrderForbids(const Rule& rule, const Piece& piece, const Reading& reading,
                  const Grammar& grammar) {
  if (rule.unless.empty()) return false;
  evidence::suggest::Sentence sentence;
  sentence.tokens.assign(
      reading.tokens.begin() + static_cast<std::ptrdiff_t>(piece.begin),
      reading.tokens.begin() + static_cast<std::ptrdiff_t>(piece.end));
  for (const std::size_t token : piece.left_out) {
    if (token < piece.begin || token >= piece.end) continue;
    Token& left = sentence.tokens[token - piece.begin];
    left.kind = Token::Kind::kPunctuation;
    left.word = left.stem = ",";
  }
  sentence.part.assign(sentence.tokens.size(), 0);
  for (const Span& span : piece.spans) {
    if (span.inherited || span.begin < piece.begin || span.end > piece.end) continue;
    for (std::size_t concept_number = 0; concept_number < kMostConcepts;
         ++concept_number) {
      if (!span.concepts[concept_number]) continue;
      sentence.mentions.push_back({static_cast<int>(concept_number),
                                   span.begin - piece.begin, span.end - piece.begin,
                                   span.value});
    }
  }
  sentence.Index(grammar.lexicons);
  return std::any_of(rule.unless.begin(), rule.unless.end(), [&](const Pattern& pattern) {
    return pattern.Find(sentence, 0).has_value();
  });
}

bool Tells(const Piece& piece, const Grammar& grammar) {
  Concepts tell;
  tell.set(static_cast<std::size_t>(grammar.tell));
  return Has(piece, tell);
}

// "Outside Atlassian, not on it", "… and not there": denies what follows, not what was
// said before.
bool Contrasts(const Piece& piece, const Span& negation, const Reading& reading,
               const Grammar& grammar) {
  if (negation.begin <= piece.begin) return false;
  const std::string& word = reading.tokens[negation.begin - 1].word;
  if (word != "," && word != "and" && word != "but" && word != "or" && word != "-" &&
      word != "(") {
    return false;
  }
  return std::any_of(piece.spans.begin(), piece.spans.end(), [&](const Span& span) {
    return !span.inherited && span.end <= negation.begin &&
           (span.concepts & grammar.content).any();
  });
}

// "… if not": what it denies is not said.
bool DeniesACondition(const Piece& piece, const Reading& reading,
                      const Grammar& grammar) {
  return std::any_of(piece.spans.begin(), piece.spans.end(), [&](const Span& span) {
    if ((span.concepts & grammar.conditions).none()) return false;
    const std::string& last = reading.tokens[span.end - 1].word;
    return (last == "not" || last == "no") &&
           Has(PartOf(piece, piece.begin, span.begin), grammar.content);
  });
}

// Whether the way it is put goes with the frame: yes or no for a verdict, who, what and
// where for a value.
bool TurnFits(const Rule& rule, const Frame& frame, const Piece& piece,
              const Reading& reading, const Turn& turn, const Grammar& grammar) {
  const bool whether = AsksWhether(piece, reading) || States(piece, reading, grammar);
  if (!rule.verdict) {
    if (whether && Has(piece, grammar.degrees)) return false;
    return turn.negations == 0 && turn.inverses == 0 && (frame.whether || !whether);
  }
  if (!rule.customer && CustomerActs(piece, reading, grammar)) return false;
  if (!rule.done && AsksOfThePast(piece, reading)) return false;
  // "Provide your backups": what is told is more than yes or no.
  if (!whether && (rule.spoken || Tells(piece, grammar))) return false;
  if (turn.negations > 1 || turn.negations + turn.inverses > 2) return false;
  if (DeniesACondition(piece, reading, grammar)) return false;
  return turn.negations == 0 || (!IsNegativeQuestion(piece, reading) &&
                                 !Contrasts(piece, *turn.negation, reading, grammar));
}

void Fill(const Piece& piece, const Reading& reading, const Grammar& grammar, Fit& fit) {
  for (const Span& span : piece.spans) {
    const Concepts meant = span.concepts & fit.frame->allowed;
    if (meant.none()) continue;
    fit.words.push_back(WordsOf(span, reading));
    if (span.value.empty() || span.inverse) continue;
    for (std::size_t i = 0; i < grammar.concepts.size(); ++i) {
      if (meant[i]) fit.parameters.emplace(grammar.concepts[i].id, span.value);
    }
  }
}

int RequiredOf(const Frame& frame) {
  return static_cast<int>(std::count_if(frame.needs.begin(), frame.needs.end(),
                                        [](const Need& need) { return need.required; }));
}

std::optional<Fit> FitOfFrame(const Rule& rule, const Frame& frame, const Piece& piece,
                              const Reading& reading, const Grammar& grammar,
                              int tolerance) {
  const int strangers = StrangersOf(frame, rule, piece, grammar);
  if (strangers > tolerance) return std::nullopt;
  const Turn turn = TurnOf(piece, reading, grammar, frame);
  if (!TurnFits(rule, frame, piece, reading, turn, grammar) ||
      !QuantifiersFit(rule, frame, piece, reading, turn, grammar) ||
      !DurationsFit(rule, piece) || NamesTwo(frame, piece, grammar) ||
      OrderForbids(rule, piece, reading, grammar)) {
    return std::nullopt;
  }
  Fit fit;
  fit.rule = &rule;
  fit.frame = &frame;
  fit.opposite = frame.opposite != ((turn.negations + turn.inverses) % 2 == 1);
  fit.strangers = strangers;
  return fit;
}

}  // namespace

std::optional<Fit> FitOf(const Piece& piece, const Reading& reading,
                         const Grammar& grammar, int tolerance) {
  if (static_cast<int>(piece.strangers.size()) > tolerance) return std::nullopt;
  const Concepts said = Said(piece);
  std::optional<Fit> best;
  int rank = -1;
  bool tied = false;
  for (const Rule& rule : grammar.rules) {
    for (const Frame& frame : rule.frames) {
      if (!NeedsMet(frame, said)) continue;
      auto fit = FitOfFrame(rule, frame, piece, reading, grammar, tolerance);
      if (!fit) continue;
      // Fewer strangers first, then the frame that needs more.
      const int own = 100 * (50 - fit->strangers) + RequiredOf(frame);
      if (own < rank) continue;
      const bool differs =
          best && (best->rule != fit->rule || best->opposite != fit->opposite);
      tied = own == rank ? tied || differs : false;
      if (own > rank || !best) best = std::move(fit);
      rank = own;
    }
  }
  if (!best || tied) return std::nullopt;
  Fill(piece, reading, grammar, *best);
  return best;
}

std::map<std::size_t, int> NearFits(const Piece& piece, const Grammar& grammar) {
  const Concepts said = Said(piece);
  std::map<std::size_t, int> near;
  for (std::size_t i = 0; i < grammar.rules.size(); ++i) {
    for (const Frame& frame : grammar.rules[i].frames) {
      if (!NeedsMet(frame, said)) continue;
      const int strangers = StrangersOf(frame, grammar.rules[i], piece, grammar);
      const auto [at, added] = near.emplace(i, strangers);
      if (!added) at->second = std::min(at->second, strangers);
    }
  }
  return near;
}

}  // namespace clausebook::questionnaires::matching
