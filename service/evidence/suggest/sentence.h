// A clause made ready for the patterns: its words after those of its lead-in or
// question, cut into parts, with denials, conditions and modal words found.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_SENTENCE_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_SENTENCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "service/evidence/suggest/language.h"
#include "service/evidence/suggest/pattern.h"
#include "storage/model/resources.h"

namespace clausebook::evidence::suggest {

inline constexpr std::size_t kMostTokens = 320;  // of a clause; longer ones are unread
inline constexpr std::size_t kMostContext = 60;  // of a lead-in or question

struct Part {
  enum class Kind { kMain, kCondition };
  Kind kind = Kind::kMain;
  std::size_t begin = 0;  // tokens
  std::size_t end = 0;
};

// The words that shape every sentence, as lexicons of the language.
struct Signs {
  explicit Signs(const Lexicons& lexicons);
  int negator, not_negator, modal, vague, unsettled, hedge, future, past;
  int condition, exception, no_exception, turn, opener;
  int date_future, date_past, we, partial, place_vendor;
  int subject_vendor, subject_user, subject_outsider, relative, signal;
  int happens, section, set_aside, indirect, all_apps, verb, legal_form, filler, aside,
      country, region, company, provider;
};

// Sentence with what the reading needs beside it.
struct ReadySentence {
  Sentence words;
  std::vector<Part> parts;
  // An "except …" that was taken out of the words: bytes in the text, 0,0 if none.
  model::ByteRange exception;
  // "Data sold: no": what the words say, they deny.
  bool denied = false;
};

// Apps and vendor as names in sentences: word sequences -> app id, "" for the vendor.
struct Name {
  std::vector<std::string> words;
  std::string app;
  bool begins_longer_ones = false;  // no name where a word with a capital follows
};

class SentenceMaker {
 public:
  // Both outlive the maker.
  SentenceMaker(const Language& language, const Signs& signs, std::vector<Name> names)
      : language_(language), signs_(signs), names_(std::move(names)) {}

  // `tokens`: those of context first, marked so.
  ReadySentence Make(std::vector<Token> tokens) const;

  // Mentions of names in any tokens, for headings and exceptions.
  void FindNames(const std::vector<Token>& tokens, std::vector<Mention>& out) const;

 private:
  void MarkStates(Sentence& words) const;
  void MarkTimes(Sentence& words) const;
  void ReadNamesAsNames(Sentence& words) const;
  void MarkOwnNames(Sentence& words) const;
  void FindAll(Sentence& words) const;
  bool TakeOutException(ReadySentence& sentence) const;
  bool TakeOutFillers(Sentence& words) const;
  void CloseAsides(ReadySentence& sentence) const;
  void CutParts(ReadySentence& sentence) const;
  bool GoesOnAsList(const Sentence& words, std::size_t part_begin, std::size_t at) const;
  std::size_t EndOfLabel(const Sentence& words) const;
  bool OpensStatement(const Sentence& words, std::size_t at,
                      std::size_t part_begin) const;
  bool HasVerb(const Sentence& words, std::size_t from, std::size_t to) const;

  const Language& language_;
  const Signs& signs_;
  std::vector<Name> names_;
};

// Tokens of a heading, lead-in or table header, with mentions, for `under`.
Sentence MakePlainSentence(std::vector<Token> tokens, const Language& language);

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_SENTENCE_H_
