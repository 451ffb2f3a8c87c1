// Which questions a wording is most like. For suggestions to a person only: being alike
// is not asking the same.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_RANKING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_RANKING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/catalog/catalog.h"
#include "service/questionnaires/matching/grammar.h"
#include "service/questionnaires/matching/reading.h"

namespace clausebook::questionnaires::matching {

struct Ranked {
  std::string question;
  double score = 0;  // comparable within one ranking only
};

// BM25 over words and concepts, with rarities from all wordings, answer sentences and
// the grammar's background, and likeness in letters; questions whose frames nearly fit
// come first. Immutable once made; safe to share.
class Ranking {
 public:
  // `grammar` outlives the ranking.
  Ranking(const catalog::Catalog& catalog, const Grammar& grammar);

  // The best `limit` questions for a piece of a reading, best first; those that share
  // nothing rare with it are left out.
  std::vector<Ranked> Rank(const Piece& piece, const Reading& reading,
                           std::size_t limit) const;

 private:
  // Terms and letter groups by number, with how often they occur.
  using Bag = std::vector<std::pair<int, double>>;
  struct Entry {
    std::string question;
    Bag terms;  // of all its wordings
    double length = 0;
    std::vector<Bag> letters;  // of each wording, scaled to length 1
  };

  std::vector<std::string> TermsOf(const Piece& piece, const Reading& reading) const;
  int Number(const std::string& term);
  void Count(std::string_view text);
  void AddWording(std::string_view text, Entry& entry);
  void Finish();
  Bag LettersOf(std::string_view text) const;
  double LettersAlike(const Bag& letters, const Entry& entry) const;

  const Grammar& grammar_;
  std::unordered_map<std::string, int> numbers_;
  std::vector<double> documents_;  // by term: in how many texts
  double texts_ = 0;
  double average_length_ = 1;
  std::vector<Entry> entries_;
};

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_RANKING_H_
