// Reads a whole policy: what each clause stands in, which apps it speaks of, what the
// patterns find, and what is left.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_READER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_READER_H_

#include <cstdint>
#include <optional>
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
    std::vector<Token> lead;      // "We do not:" above a list
    std::vector<Token> header;    // of a table
    std::vector<Token> question;  // right before
    std::vector<Token> topic;     // the last question under this heading
    std::vector<Token> label;  // "Retention:" before a statement, the first cell of a row
    Rule::Shape shape = Rule::Shape::kAny;
    bool header_row = false;
  };
  struct ClauseScope {
    model::Scope scope;
    std::string caveat;
    std::string doubt;
  };

  // What the place of a clause narrows its facts to.
  struct Setting {
    std::string section;             // a value of the lexicon `section`, "" for none
    std::vector<std::string> kinds;  // kinds of data in the label
    bool foreign = false;            // a label that is neither topic nor kind of data
  };

  // setting.cc
  void FindTitle(const std::vector<model::Clause>& clauses);
  std::vector<Token> LabelOf(const std::vector<Token>& tokens, Rule::Shape shape) const;
  std::optional<std::string> SectionOf(const std::vector<Token>& tokens) const;
  void SetSetting(const model::Clause& clause, std::vector<Token> label);
  std::string SectionOf(const ReadySentence& sentence) const;
  void SetSubject(const std::vector<Token>& tokens);
  void SetNamedSection(const std::vector<Token>& tokens);
  bool IsFragment(const model::Clause& clause, const Surroundings& around,
                  const std::vector<Token>& tokens) const;
  bool HoldsPronounsOnly(const Filling& filling) const;
  bool Narrow(model::FactContent& content, const std::string& section, bool of_pronoun);

  // run_in.cc
  bool InRunIn(const model::Clause& clause) const;
  bool BeginsLine(const model::Clause& clause) const;
  std::size_t EndOfBlock(std::size_t from) const;
  bool IsRunInLabel(const model::Clause& clause, const std::vector<Token>& tokens,
                    bool more) const;
  void SetRunIn(const model::Clause& clause, const std::vector<Token>& tokens,
                const Surroundings& around);

  // reference.cc
  void SetAntecedent(const std::vector<Token>& tokens);
  bool IsOfOthers(const std::vector<Token>& tokens) const;
  void SetParty(const std::vector<Token>& tokens);
  void Resolve(std::vector<Token>& own) const;

  // surroundings.cc
  std::vector<Token> TokensOf(const model::Clause& clause, std::size_t limit) const;
  bool IsItem(const model::Clause& clause) const;
  bool EndsWith(const model::Clause& clause, char mark) const;
  bool Continues(const model::Clause& clause) const;
  bool BreaksOff(const model::Clause& clause, const Surroundings& around) const;
  Surroundings Around(const model::Clause& clause, const std::vector<Token>& tokens);
  void Remember(const model::Clause& clause, const std::vector<Token>& tokens,
                const Surroundings& around);
  void SetHeadings(const model::Clause& clause, const Surroundings& around);

  // statements.cc
  std::vector<ReadySentence> SentencesOf(const std::vector<Token>& tokens,
                                         const Surroundings& around) const;
  bool Denies(const std::vector<Token>& tokens) const;
  void AddContinued(const std::vector<Token>& own,
                    std::vector<ReadySentence>& sentences) const;
  std::vector<Token> QuestionOf(const Surroundings& around,
                                std::vector<Token>& own) const;
  bool AddAnswer(const std::vector<Token>& question, const std::vector<Token>& own,
                 std::vector<ReadySentence>& sentences) const;
  void AddYesOrNo(std::vector<Token> question, bool yes, std::vector<Token> rest,
                  std::vector<ReadySentence>& sentences) const;
  std::vector<std::vector<Token>> Enumerated(const std::vector<Token>& own) const;

  // labelled.cc
  void AddLabelled(const std::vector<Token>& own, const Surroundings& around,
                   std::vector<ReadySentence>& sentences) const;
  void AddStatement(std::vector<Token> label, std::vector<Token> rest,
                    std::vector<ReadySentence>& sentences) const;
  const std::vector<Token>& TitleOver() const;
  bool IsTitled(const Surroundings& around, const std::vector<Token>& own) const;
  bool IsPlainValue(const std::vector<Token>& own) const;

  // cells.cc
  bool IsVerbal(const std::vector<Token>& title) const;
  bool IsOfAPart(const std::vector<Token>& title, const std::vector<Token>& first,
                 bool denies) const;
  bool AddCells(const std::vector<Token>& own, const std::vector<Token>& header,
                std::vector<ReadySentence>& sentences) const;

  // scope.cc
  void CollectExcepted(const std::vector<model::Clause>& clauses);
  void ReadException(const ReadySentence& sentence, ClauseScope& found) const;
  ClauseScope ScopeOf(const ReadySentence& sentence) const;

  // reader.cc
  void ReadClause(const model::Clause& clause);
  void ReadSentences(const model::Clause& clause,
                     const std::vector<ReadySentence>& sentences, bool names);
  void Apply(const Rule& rule, const model::Clause& clause, const ReadySentence& sentence,
             const ClauseScope& scope);
  bool Fits(const Rule& rule);
  void Finish(const model::Clause& clause, const std::vector<ReadySentence>& sentences);

  // proposals.cc
  void Emit(const Rule& rule, const Filling& filling, const Judgement& judgement,
            const ClauseScope& scope);
  void AddForExcepted(const Rule& rule, const model::FactContent& content,
                      const ClauseScope& scope);
  void Add(const Rule& rule, model::FactContent content);
  void DropImplied();
  static bool BeginsWithAny(const std::string& property,
                            const std::vector<std::string>& beginnings);

  std::string_view text_;
  const SuggestContext& context_;
  const catalog::Catalog& catalog_;
  const Language& language_;
  Signs signs_;
  SentenceMaker maker_;
  std::string only_;

  std::set<const Rule*> said_;      // of those that are read once
  std::set<std::string> excepted_;  // apps that some sentence excepts
  std::size_t first_heading_ = 0;   // 1 if everything stands under one title
  Suggestions found_;

  // Of the clauses before.
  std::vector<Token> lead_;
  std::vector<Token> header_;
  std::vector<Token> question_;
  std::vector<Token> topic_;
  std::vector<Token> title_;  // the heading or subject on a line right before
  bool in_list_ = false;
  bool in_table_ = false;
  ClauseScope last_scope_;
  std::vector<std::string> spoken_of_;   // kinds of data that "it" may refer to
  std::vector<std::string> last_kinds_;  // the last that were named
  bool spoken_of_all_ = false;           // data was named last, not kinds of it alone
  const char* antecedent_ = nullptr;     // "logs" or "backups", if "they" are these
  std::vector<Token> party_;             // the only company in the sentence before
  bool they_are_apps_ = false;           // "they" are the apps spoken of
  bool they_are_others_ = false;         // "they" are logs or backups of somebody else
  std::string named_section_;            // the one that the sentence before names

  // Of the clause at hand.
  std::string heading_key_;
  Sentence headings_;
  std::vector<Mention> heading_names_;  // of headings under the title
  Setting setting_;
  std::vector<Token> run_in_label_;  // words at a paragraph's beginning that name it
  std::string run_in_;               // the section that they name
  std::int64_t run_in_end_ = 0;      // where that paragraph ends
  bool is_run_in_ = false;           // the clause is nothing but these words
  bool refers_ = false;  // its data is that of the clause before: "it", "this data"
  Rule::Shape shape_ = Rule::Shape::kAny;
  std::int64_t heading_number_ = 0;  // a new one whenever `headings_` changes
  std::vector<std::pair<std::int64_t, bool>> under_;  // by rule: heading number, result
  std::string clause_id_;
  std::string doubt_;
  std::size_t first_proposal_ = 0;
  std::size_t answered_ = 0;  // where those of what follows a "yes" begin
  model::ByteRange range_;
};

}  // namespace clausebook::evidence::suggest

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_SUGGEST_READER_H_
