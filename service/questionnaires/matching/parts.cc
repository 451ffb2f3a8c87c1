// Taking apart: sentences first; within a sentence the whole, then alternatives of one
// slot ("store or process"), then what begins with a question word behind an "and".
#include "service/questionnaires/matching/parts.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace clausebook::questionnaires::matching {
namespace {

using Words = std::set<std::string, std::less<>>;

bool IsOneOf(const Token& token, const Words& words) {
  return words.count(token.word) > 0;
}

class Parter {
 public:
  Parter(const Reading& reading, const Grammar& grammar, int tolerance)
      : reading_(reading), grammar_(grammar), tolerance_(tolerance) {}

  std::vector<ReadPart> Run() {
    static const auto& ends = *new Words{"?", ".", ";", "!"};
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= reading_.tokens.size(); ++i) {
      if (i < reading_.tokens.size() && !IsOneOf(reading_.tokens[i], ends)) continue;
      if (HasWords(begin, i)) SentenceOf(PartOf(reading_.whole, begin, i));
      begin = i + 1;
    }
    if (parts_.empty()) parts_.push_back({reading_.whole, Joint::kFirst, std::nullopt});
    return std::move(parts_);
  }

 private:
  bool HasWords(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (reading_.tokens[i].kind != Token::Kind::kPunctuation) return true;
    }
    return false;
  }

  void SentenceOf(const Piece& piece) {
    const std::size_t before = parts_.size();
    if (Ask(piece)) return;
    const std::vector<Piece> pieces = Split(piece);
    if (pieces.size() > 1) {
      for (const Piece& part : pieces) {
        if (!Ask(part)) Add(part, JointOf(part), std::nullopt);
      }
      const bool any =
          std::any_of(parts_.begin() + static_cast<std::ptrdiff_t>(before), parts_.end(),
                      [](const ReadPart& part) { return part.fit.has_value(); });
      if (any) return;
      parts_.resize(before);
    }
    Add(piece, JointOf(piece), std::nullopt);
  }

  // The piece as one question or as alternatives; false if it is neither.
  bool Ask(const Piece& piece) {
    if (IsFollowUp(piece)) {
      // "Which ones?" asks by itself when it is put together with what went before.
      auto fit = parts_.empty() ? std::nullopt : Fits(Inheriting(piece));
      if (fit && Repeats(*fit)) fit.reset();
      Add(piece, fit ? Joint::kAnd : Joint::kFollowUp, std::move(fit));
      return true;
    }
    const bool refers = !parts_.empty() && Refers(piece);
    const Piece asked = refers ? Inheriting(piece) : piece;
    if (auto fit = Fits(asked)) {
      Add(asked, JointOf(piece), std::move(fit));
      return true;
    }
    return Alternatives(asked);
  }

  std::optional<Fit> Fits(const Piece& piece) const {
    return FitOf(piece, reading_, grammar_, tolerance_);
  }

  bool Repeats(const Fit& fit) const {
    return std::any_of(parts_.begin(), parts_.end(), [&](const ReadPart& part) {
      return part.fit && part.fit->rule == fit.rule &&
             part.fit->opposite == fit.opposite && part.fit->parameters == fit.parameters;
    });
  }

  Joint JointOf(const Piece& piece) const {
    if (parts_.empty()) return Joint::kFirst;
    return piece.begin < reading_.tokens.size() &&
                   reading_.tokens[piece.begin].word == "or"
               ? Joint::kOr
               : Joint::kAnd;
  }

  void Add(const Piece& piece, Joint joint, std::optional<Fit> fit) {
    if (fit && Repeats(*fit)) return;
    parts_.push_back({piece, joint, std::move(fit)});
  }

  // Nothing but question words, conditions and politeness.
  bool IsFollowUp(const Piece& piece) const {
    const Concepts forms = grammar_.forms_of_asking;
    return piece.strangers.empty() && !HasContent(piece) && Has(piece, forms);
  }

  // What a question word may mean besides ("when" for "under what conditions") is none.
  bool HasContent(const Piece& piece) const {
    return std::any_of(piece.spans.begin(), piece.spans.end(), [&](const Span& span) {
      return (span.concepts & grammar_.content).any() &&
             (span.concepts & (grammar_.forms_of_asking | grammar_.neutral)).none();
    });
  }

  // A pronoun, or a question word without a subject of its own.
  bool Refers(const Piece& piece) const {
    static const auto& pronouns =
        *new Words{"it", "they", "them", "this", "these", "those", "its", "their"};
    if (!HasContent(piece)) return Has(piece, grammar_.forms_of_asking);
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      if (IsOneOf(reading_.tokens[i], pronouns)) return true;
    }
    return !std::any_of(piece.spans.begin(), piece.spans.end(), [&](const Span& span) {
      return IsOf(span, Slot::kObject) || IsOf(span, Slot::kParty) ||
             IsOf(span, Slot::kTopic);
    });
  }

  bool IsOf(const Span& span, Slot slot) const {
    for (std::size_t i = 0; i < grammar_.concepts.size(); ++i) {
      if (span.concepts[i] && grammar_.concepts[i].slot == slot) return true;
    }
    return false;
  }

  // With the content of the part before it, save slots that it fills itself.
  Piece Inheriting(const Piece& piece) const {
    Piece made = piece;
    for (const Span& span : parts_.back().piece.spans) {
      if ((span.concepts & grammar_.content).none()) continue;
      bool filled = false;
      for (int slot = static_cast<int>(Slot::kAction);
           slot <= static_cast<int>(Slot::kTopic); ++slot) {
        if (!IsOf(span, static_cast<Slot>(slot))) continue;
        filled = filled || std::any_of(piece.spans.begin(), piece.spans.end(),
                                       [&](const Span& own) {
                                         return IsOf(own, static_cast<Slot>(slot));
                                       });
      }
      if (filled) continue;
      made.spans.push_back(span);
      made.spans.back().inherited = true;
      made.spans.back().inverse = false;
    }
    return made;
  }

  // Where a new question begins behind "and", "or" or a comma.
  std::vector<Piece> Split(const Piece& piece) const {
    std::vector<Piece> pieces;
    std::size_t begin = piece.begin;
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
      if (!Says(begin, i) || !BeginsQuestion(piece, i)) continue;
      pieces.push_back(PartOf(piece, begin, i));
      begin = i;
    }
    pieces.push_back(PartOf(piece, begin, piece.end));
    return pieces;
  }

  // Whether more than "and", "or" and marks lies between.
  bool Says(std::size_t begin, std::size_t end) const {
    static const auto& joints = *new Words{"and", "or", "but"};
    for (std::size_t i = begin; i < end; ++i) {
      if (reading_.tokens[i].kind != Token::Kind::kPunctuation &&
          !IsOneOf(reading_.tokens[i], joints)) {
        return true;
      }
    }
    return false;
  }

  bool BeginsQuestion(const Piece& piece, std::size_t at) const {
    static const auto& joints = *new Words{"and", "or", "but", ",", "-", ":"};
    static const auto& fillers = *new Words{"and", "or", ",", "also", "please", "then"};
    static const auto& small = *new Words{"for", "to", "in", "from",  "with",  "by",
                                          "at",  "on", "of", "under", "within"};
    static const auto& verbs =
        *new Words{"do", "does", "is", "are", "can", "will", "have"};
    static const auto& subjects =
        *new Words{"you", "we", "they", "it", "the", "your", "our"};
    // "Do you use it, or do you plan to?" is one question: what is so does not answer it.
    static const auto& future = *new Words{"plan", "intend", "expect", "aim"};
    if (!IsOneOf(reading_.tokens[at], joints)) return false;
    std::size_t next = at + 1;
    while (next < piece.end && IsOneOf(reading_.tokens[next], fillers)) ++next;
    if (next >= piece.end) return false;
    if (next + 1 < piece.end && IsOneOf(reading_.tokens[next], verbs) &&
        IsOneOf(reading_.tokens[next + 1], subjects)) {
      return next + 2 >= piece.end || !IsOneOf(reading_.tokens[next + 2], future);
    }
    if (OpensAt(piece, next)) return true;
    return IsOneOf(reading_.tokens[next], small) && OpensAt(piece, next + 1);
  }

  // A question word or a condition begins at the token.
  bool OpensAt(const Piece& piece, std::size_t token) const {
    return std::any_of(piece.spans.begin(), piece.spans.end(), [&](const Span& span) {
      return span.begin == token && ((span.concepts & grammar_.forms_of_asking).any() ||
                                     IsOf(span, Slot::kCondition));
    });
  }

  // Two concepts of one slot side by side, each in turn in the others' place.
  bool Alternatives(const Piece& piece) {
    for (std::size_t first = 0; first + 1 < piece.spans.size(); ++first) {
      const std::vector<std::size_t> group = GroupFrom(piece, first);
      if (group.size() < 2) continue;
      std::vector<ReadPart> made;
      for (const std::size_t kept : group) {
        made.push_back({Keeping(piece, group, kept), JointWithin(piece, group), {}});
        made.back().fit = Fits(made.back().piece);
      }
      if (!Settle(made)) continue;
      const Joint joint = JointOf(piece);
      bool begun = false;
      for (ReadPart& part : made) {
        Add(part.piece, begun ? part.joint : joint, std::move(part.fit));
        begun = true;
      }
      return true;
    }
    return false;
  }

  // The piece without the others of the group.
  static Piece Keeping(const Piece& piece, const std::vector<std::size_t>& group,
                       std::size_t kept) {
    Piece one = piece;
    for (std::size_t i = group.size(); i > 0; --i) {
      if (group[i - 1] == kept) continue;
      const Span& left = piece.spans[group[i - 1]];
      for (std::size_t t = left.begin; t < left.end; ++t) one.left_out.push_back(t);
      one.spans.erase(one.spans.begin() + static_cast<std::ptrdiff_t>(group[i - 1]));
    }
    return one;
  }

  // What is left out counts as unsaid only if it is asked as well: "used or planned" is
  // not "used". False if nothing fits.
  bool Settle(std::vector<ReadPart>& made) const {
    const auto fits = [](const ReadPart& part) { return part.fit.has_value(); };
    if (std::all_of(made.begin(), made.end(), fits)) return true;
    return false;
  }

  std::vector<std::size_t> GroupFrom(const Piece& piece, std::size_t first) const {
    std::vector<std::size_t> group{first};
    for (std::size_t i = first + 1; i < piece.spans.size(); ++i) {
      const Span& span = piece.spans[i];
      if ((span.concepts & grammar_.content).none()) continue;
      const Span& last = piece.spans[group.back()];
      if (!SameSlot(last, span) || !Coordinated(last.end, span.begin)) break;
      group.push_back(i);
    }
    return group;
  }

  bool SameSlot(const Span& a, const Span& b) const {
    for (int slot = static_cast<int>(Slot::kAction);
         slot <= static_cast<int>(Slot::kTopic); ++slot) {
      if (IsOf(a, static_cast<Slot>(slot)) && IsOf(b, static_cast<Slot>(slot)))
        return true;
    }
    return false;
  }

  // Only "and", "or", commas and articles lie between, and one of the former.
  bool Coordinated(std::size_t begin, std::size_t end) const {
    static const auto& joints = *new Words{"and", "or", "nor", ","};
    static const auto& between =
        *new Words{"and", "or",   "nor",  ",",  "the", "our", "your",
                   "any", "both", "also", "is", "are", "it"};
    bool joined = begin == end && reading_.text[reading_.tokens[end].begin - 1] == '/';
    for (std::size_t i = begin; i < end; ++i) {
      if (!IsOneOf(reading_.tokens[i], between)) return false;
      joined = joined || IsOneOf(reading_.tokens[i], joints);
    }
    return joined;
  }

  Joint JointWithin(const Piece& piece, const std::vector<std::size_t>& group) const {
    const std::size_t begin = piece.spans[group.front()].end;
    const std::size_t end = piece.spans[group.back()].begin;
    for (std::size_t i = begin; i < end; ++i) {
      if (reading_.tokens[i].word == "or") return Joint::kOr;
    }
    return Joint::kAnd;
  }

  const Reading& reading_;
  const Grammar& grammar_;
  int tolerance_;
  std::vector<ReadPart> parts_;
};

}  // namespace

std::vector<ReadPart> PartsOf(const Reading& reading, const Grammar& grammar,
                              int tolerance) {
  return Parter(reading, grammar, tolerance).Run();
}

}  // namespace clausebook::questionnaires::matching
