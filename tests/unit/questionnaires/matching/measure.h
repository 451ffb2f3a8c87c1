// Labelled wordings, and how well the matching reads them.
//
// A part is a folder of YAML files, one a style of questionnaire. Each maps what is asked
// to wordings that ask it:
//
//   data-sold: [Do you sell our data?]
//   not data-sold: [Do you promise never to sell data?]       the opposite
//   storage-countries + retention-period: […]                 both
//   none: [Are there fire doors?]                             nothing of the catalogue
#ifndef CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_MATCHING_MEASURE_H_
#define CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_MATCHING_MEASURE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/questionnaires/matching/matcher.h"

namespace clausebook::questionnaires::matching {

struct LabelledWording {
  std::string style;
  std::string text;
  std::vector<MappedQuestion> asks;  // none: out of scope
};

// What became of wordings. A wording is matched if any question is given for it, and
// rightly so if those are exactly what it asks, or some of it and nothing else.
struct Tally {
  int in_scope = 0;
  int matched = 0;  // of those in scope
  int right = 0;
  int whole = 0;           // rightly, and nothing that it asks is missing
  int wrong_polarity = 0;  // the right question turned the wrong way
  int out_of_scope = 0;
  int accepted = 0;  // of those out of scope
  int in_top_3 = 0;  // of what is in scope: matched, or all among 3 suggestions

  void Add(const Tally& other);
  double Precision() const;  // of all that were matched, in scope or not
  double Coverage() const;   // rightly matched of those in scope
  double Top3() const;
  double Accepted() const;
};

struct Measured {
  Tally all;
  std::map<std::string, Tally> by_style;
  std::vector<std::string> wrong;     // with what was given and why
  std::vector<std::string> missed;    // in scope and not matched
  std::vector<std::string> unlisted;  // in scope and not among the first three
};

// The wordings of a folder. INVALID_ARGUMENT with the file and what is wrong.
absl::StatusOr<std::vector<LabelledWording>> ReadWordings(
    const std::string& folder, const catalog::Catalog& catalog);

// The catalogue's own wordings and aliases, as labelled wordings.
std::vector<LabelledWording> WordingsOf(const catalog::Catalog& catalog);

// By the grammar alone, so that no wording is known before; see FitOf for `tolerance`.
Measured Measure(const std::vector<LabelledWording>& wordings, const Matcher& matcher,
                 int tolerance);

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_TESTS_UNIT_QUESTIONNAIRES_MATCHING_MEASURE_H_
