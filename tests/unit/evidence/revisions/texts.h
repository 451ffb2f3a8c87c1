// Texts to compare, cut into clauses.
#ifndef CLAUSEBOOK_TESTS_UNIT_EVIDENCE_REVISIONS_TEXTS_H_
#define CLAUSEBOOK_TESTS_UNIT_EVIDENCE_REVISIONS_TEXTS_H_

#include <string>
#include <vector>

#include "service/evidence/revisions/comparison.h"
#include "service/evidence/segmenter.h"
#include "tests/testing/must.h"

namespace clausebook::evidence {

// A Markdown text with its clauses.
struct Cut {
  explicit Cut(std::string text_in)
      : text(std::move(text_in)),
        clauses(testing::Must(SegmentText(text, model::MediaType::kMarkdown))) {}

  operator RevisionText() const {
    return {text, &clauses};
  }  // NOLINT: to be passed as one

  std::string At(model::ByteRange range) const {
    return text.substr(static_cast<std::size_t>(range.begin),
                       static_cast<std::size_t>(range.end - range.begin));
  }
  std::string Clause(std::size_t i) const { return At(clauses[i].range); }

  std::string text;
  std::vector<model::Clause> clauses;
};

// `=Kept.`, `>Moved.`, `~Was.|Is.`, `+Added.`, `-Dropped.`; an edit that also moved `>~`.
inline std::vector<std::string> Compared(const Cut& before, const Cut& after) {
  std::vector<std::string> lines;
  for (const ClauseChange& change : CompareRevisions(before, after)) {
    switch (change.kind) {
      case ChangeKind::kUnchanged:
        lines.push_back("=" + after.Clause(*change.new_clause));
        break;
      case ChangeKind::kMoved:
        lines.push_back(">" + after.Clause(*change.new_clause));
        break;
      case ChangeKind::kEdited:
        lines.push_back((change.moved ? ">~" : "~") + before.Clause(*change.old_clause) +
                        "|" + after.Clause(*change.new_clause));
        break;
      case ChangeKind::kAdded:
        lines.push_back("+" + after.Clause(*change.new_clause));
        break;
      case ChangeKind::kDropped:
        lines.push_back("-" + before.Clause(*change.old_clause));
    }
  }
  return lines;
}

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_TESTS_UNIT_EVIDENCE_REVISIONS_TEXTS_H_
