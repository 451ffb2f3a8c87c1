// From a customer's wording to questions of the catalogue: what it asks for certain, and
// what it may ask.
//
// In stages, the first that knows the wording decides: an item of a known edition with
// the text of that edition; a wording that a person confirmed; the catalogue's own
// wordings; a text of a known edition; the grammar. What none of them knows is asked by
// nobody but gets suggestions: a wrong match is worse than no match.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_MATCHER_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_MATCHER_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/questionnaires/matching/grammar.h"
#include "service/questionnaires/matching/known.h"
#include "service/questionnaires/matching/parts.h"
#include "service/questionnaires/matching/ranking.h"

namespace clausebook::questionnaires::matching {

// A wording and, if it is an item of a known edition, which. All UTF-8.
struct Wording {
  std::string text;
  std::string edition;  // "caiq-4.0.3"; empty: none
  std::string item;     // "DSP-19.1"; empty: none
};

enum class Stage {
  kNone,       // nobody knows what it asks
  kItem,       // the edition's item, with that edition's text
  kConfirmed,  // a person confirmed it
  kCatalog,    // a wording of the catalogue
  kGrammar,
};

// What a part of a wording asks.
struct MatchedPart {
  std::string text;  // the part's words; of the whole wording if it is one part
  Joint joint = Joint::kFirst;
  std::string question;   // id; empty: none, or a follow-up
  bool opposite = false;  // asks the opposite: YES is to be given where the verdict is NO
  // What the wording names beyond the question, by concept ("country": "germany"): asked
  // is whether the question's value is or holds it.
  std::map<std::string, std::string> parameters;
  // A sentence: which rule, which words. Without a question: what it comes near, if a
  // known edition's item says so.
  std::string reason;
  std::vector<Ranked> suggestions;  // up to 3; only where `question` is empty
};

struct MatchResult {
  Stage stage = Stage::kNone;
  std::vector<MatchedPart> parts;  // at least one, unless it is known to ask nothing
  // Set where the item's id is known with another text: nothing is matched then, since
  // either the id or the text is not what it seems. A sentence that says so.
  std::string stopped;
  bool out_of_scope = false;  // a known item or a person says that no question is asked
};

// Immutable once made; may be used from several threads at once.
class Matcher {
 public:
  // From the embedded grammar. `catalog` outlives the matcher, as does `items`, which may
  // be null.
  static absl::StatusOr<std::unique_ptr<Matcher>> Create(const catalog::Catalog& catalog,
                                                         const KnownItems* items);
  // The same from this grammar; for tests.
  static std::unique_ptr<Matcher> FromGrammar(Grammar grammar,
                                              const catalog::Catalog& catalog,
                                              const KnownItems* items);

  // `confirmed` is whose confirmations count: one vendor's; null: nobody's. Only used
  // during the call. INVALID_ARGUMENT where a field is no UTF-8.
  absl::StatusOr<MatchResult> Match(const Wording& wording,
                                    const ConfirmedWordings* confirmed = nullptr) const;

  // The grammar's reading alone, with `tolerance` words left unexplained (see FitOf);
  // what Match does last, and what measuring asks for.
  MatchResult MatchByGrammar(std::string_view text, int tolerance) const;

  // The `limit` questions that the whole text is most like.
  std::vector<Ranked> Suggest(std::string_view text, std::size_t limit) const;

  const Grammar& grammar() const { return grammar_; }

 private:
  Matcher(Grammar grammar, const catalog::Catalog& catalog, const KnownItems* items);

  void IndexCatalog();
  std::optional<MatchResult> MatchKnown(const Wording& wording,
                                        const ConfirmedWordings* confirmed) const;
  std::optional<MatchResult> MatchText(const std::string& text,
                                       const std::string& digest) const;
  MatchResult Stopped(const Wording& wording) const;

  Grammar grammar_;
  const catalog::Catalog& catalog_;
  const KnownItems* items_;
  Ranking ranking_;
  std::unordered_map<std::string, MappedQuestion> by_digest_;  // the catalogue's wordings
};

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_MATCHER_H_
