// Reads a whole policy: what each clause stands in, which apps it speaks of, what the
// patterns find, and what is left.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_READER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_READER_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/evidence/suggest/fill.h"
#include "service/evidence/suggest/judge.h"
#include "service/evidence/suggest/language.h"
#include "service/evidence/suggest/sentence.h"
#include "service/evidence/suggest/suggest.h"

namespace clausebook::evidence::suggest {

// For one policy; not for sharing between threads. What it is given outlives it.
class Reader {
 public:
  Reader(std::string_view text, const SuggestContext& context,
         const catalog::Catalog& catalog, const Language& language);

  Suggestions Read(const std::vector<model::Clause>& clauses);

  // Only this pattern fires; for its examples.
  void Only(const std::string& rule) { only_ = rule; }

 private:
  // What stands around a clause.
  struct Surroundings {
    std::vector<Token> lead;    // "We do not:" above a list
    std::vector<Token> header;  // of a table
    std::vector<Token> question;
    Rule::Shape shape = Rule::Shape::kAny;
    bool header_row = false;
  };
  struct ClauseScope {
    model::Scope scope;
    std::string caveat;
    std::string doubt;
  };

  // surroundings.cc
  std::vector<Token> TokensOf(const model::Clause& clause, std::size_t limit) const;
  bool IsItem(const model::Clause& clause) const;
  bool EndsWith(const model::Clause& clause, char mark) const;
  Surroundings Around(const model::Clause& clause, const std::vector<Token>& tokens);
  void Remember(const model::Clause& clause, const std::vector<Token>& tokens,
                const Surroundings& around);
  void SetHeadings(const model::Clause& clause, const Surroundings& around);
  std::vector<ReadySentence> SentencesOf(const std::vector<Token>& tokens,
                                         const Surroundings& around) const;

  // scope.cc
  void CollectExcepted(const std::vector<model::Clause>& clauses);
  void ReadException(const ReadySentence& sentence, ClauseScope& found) const;
  ClauseScope ScopeOf(const ReadySentence& sentence) const;

  // reader.cc
  void ReadClause(const model::Clause& clause);
  void Apply(const Rule& rule, const model::Clause& clause, const ReadySentence& sentence,
             const ClauseScope& scope);
  bool Fits(const Rule& rule);
  void Emit(const Rule& rule, const Filling& filling, const Judgement& judgement,
            const ClauseScope& scope);
  void AddForExcepted(const Rule& rule, const model::FactContent& content,
                      const ClauseScope& scope);
  void Add(const Rule& rule, model::FactContent content);
  void Finish(const model::Clause& clause, const std::vector<ReadySentence>& sentences);

  std::string_view text_;
  const SuggestContext& context_;
  const catalog::Catalog& catalog_;
  const Language& language_;
  Signs signs_;
  SentenceMaker maker_;
  std::string only_;

  std::set<std::string> excepted_;  // apps that some sentence excepts
  Suggestions found_;

  // Of the clauses before.
  std::vector<Token> lead_;
  std::vector<Token> header_;
  std::vector<Token> question_;
  bool in_list_ = false;
  bool in_table_ = false;
  ClauseScope last_scope_;

  // Of the clause at hand.
  std::string heading_key_;
  Sentence headings_;
  std::vector<Mention> heading_names_;  // of headings under the title
  Rule::Shape shape_ = Rule::Shape::kAny;
  std::int64_t heading_number_ = 0;  // a new one whenever `headings_` changes
  std::vector<std::pair<std::int64_t, bool>> under_;  // by rule: heading number, result
  std::string clause_id_;
  std::string doubt_;
  std::size_t first_proposal_ = 0;
  model::ByteRange range_;
};

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_READER_H_
