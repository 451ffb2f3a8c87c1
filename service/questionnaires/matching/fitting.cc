// Fitting: a frame fits where everything that it needs is said and nothing else is. What
// the frame does not name makes it another question, so one foreign word is one too many.
#include "service/questionnaires/matching/fitting.h"

#include <algorithm>

namespace clausebook::questionnaires::matching {
namespace {

using evidence::suggest::Mention;

// How the question is turned by its own words.
struct Turn {
  int negations = 0;
  int inverses = 0;
};

Turn TurnOf(const Piece& piece, const Grammar& grammar, const Frame& frame) {
  Turn turn;
  for (const Span& span : piece.spans) {
    if (span.inverse) ++turn.inverses;
    // Words that the frame itself asks for are part of it: "kept from", "blocked".
    const bool negation = (span.concepts & grammar.negations).any();
    if (negation && (span.concepts & frame.allowed).none()) ++turn.negations;
  }
  return turn;
}

bool NeedsMet(const Frame& frame, const Piece& piece) {
  return std::all_of(frame.needs.begin(), frame.needs.end(), [&](const Need& need) {
    return !need.required || Has(piece, need.any);
  });
}

int StrangersOf(const Frame& frame, const Rule& rule, const Piece& piece,
                const Grammar& grammar) {
  Concepts explained = frame.allowed | grammar.neutral;
  if (rule.verdict) explained |= grammar.negations;
  int strangers = static_cast<int>(piece.strangers.size());
  for (const Span& span : piece.spans) {
    const bool quantifier = span.concepts[static_cast<std::size_t>(grammar.any)] ||
                            span.concepts[static_cast<std::size_t>(grammar.all)];
    if (!quantifier && (span.concepts & explained).none()) ++strangers;
  }
  return strangers;
}

// "Is any data encrypted?" is not "is data encrypted?", and "is all data sent out?" is
// not "is data sent out?". What is asked about all of something allows `all`, and `any`
// where it is denied; what is asked about anything, the reverse.
bool QuantifiersFit(const Rule& rule, const Frame& frame, const Piece& piece,
                    const Turn& turn, const Grammar& grammar) {
  if (!rule.verdict) return true;
  const bool universal = (rule.universal != frame.opposite) != (turn.inverses % 2 == 1);
  const bool denied = turn.negations % 2 == 1;
  for (const Span& span : piece.spans) {
    if ((span.concepts & frame.allowed).any()) continue;
    if (span.concepts[static_cast<std::size_t>(grammar.any)] && universal && !denied) {
      return false;
    }
    if (span.concepts[static_cast<std::size_t>(grammar.all)] && !universal) return false;
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

bool OrderForbids(const Rule& rule, const Piece& piece, const Reading& reading,
                  const Grammar& grammar) {
  if (rule.unless.empty()) return false;
  evidence::suggest::Sentence sentence;
  sentence.tokens.assign(
      reading.tokens.begin() + static_cast<std::ptrdiff_t>(piece.begin),
      reading.tokens.begin() + static_cast<std::ptrdiff_t>(piece.end));
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

// Whether the way it is put goes with the frame: yes or no for a verdict, who, what and
// where for a value.
bool TurnFits(const Rule& rule, const Frame& frame, const Piece& piece,
              const Reading& reading, const Turn& turn, const Grammar& grammar) {
  if (rule.verdict) {
    const bool whether = AsksWhether(piece, reading);
    // "Provide your backups": what is told is more than yes or no.
    if (!whether && (rule.spoken || Tells(piece, grammar))) return false;
    return turn.negations + turn.inverses <= 2 && turn.negations <= 1 &&
           !(turn.negations == 1 && IsNegativeQuestion(piece, reading));
  }
  return turn.negations == 0 && turn.inverses == 0 &&
         (frame.whether || !AsksWhether(piece, reading));
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
  if (!NeedsMet(frame, piece)) return std::nullopt;
  const int strangers = StrangersOf(frame, rule, piece, grammar);
  if (strangers > tolerance) return std::nullopt;
  const Turn turn = TurnOf(piece, grammar, frame);
  if (!TurnFits(rule, frame, piece, reading, turn, grammar) ||
      !QuantifiersFit(rule, frame, piece, turn, grammar) || !DurationsFit(rule, piece) ||
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
  std::optional<Fit> best;
  int rank = -1;
  bool tied = false;
  for (const Rule& rule : grammar.rules) {
    for (const Frame& frame : rule.frames) {
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
  std::map<std::size_t, int> near;
  for (std::size_t i = 0; i < grammar.rules.size(); ++i) {
    for (const Frame& frame : grammar.rules[i].frames) {
      if (!NeedsMet(frame, piece)) continue;
      const int strangers = StrangersOf(frame, grammar.rules[i], piece, grammar);
      const auto [at, added] = near.emplace(i, strangers);
      if (!added) at->second = std::min(at->second, strangers);
    }
  }
  return near;
}

}  // namespace clausebook::questionnaires::matching
