// Answers that a revision would change: by the preview, and by asking everything.
#ifndef CLAUSEBOOK_TESTS_GOLDEN_ANSWER_CHANGES_H_
#define CLAUSEBOOK_TESTS_GOLDEN_ANSWER_CHANGES_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/base/digest.h"
#include "service/evidence/revisions/preview.h"
#include "service/evidence/segmenter.h"
#include "tests/golden/example_books.h"
#include "tests/testing/must.h"

namespace clausebook::testing {

// A revision of `policy` that is not recorded.
inline model::RevisionEvidence Candidate(const model::PolicyRef& policy,
                                         const std::string& effective,
                                         const std::string& text, model::MediaType type) {
  model::Revision revision;
  revision.sha256 = Sha256Hex(text);
  revision.ref = {policy, effective + "-" + revision.sha256.substr(0, 8)};
  revision.effective = *ParseDate(effective);
  revision.media_type = type;
  revision.text = std::make_shared<const std::string>(text);
  return {revision, Must(evidence::SegmentText(text, type))};
}

// A fact book that can be asked, and what it is made of.
struct Asked {
  evidence::FactBook book;
  std::shared_ptr<const model::EvidenceBase> base;
  std::vector<std::shared_ptr<const model::EvidenceBase>> platforms;

  answering::AppDossier::Input Input(const std::string& app) const {
    return {.catalog = &EmbeddedCatalog(),
            .app = {book.vendor.id, app},
            .app_display_name = app,
            .vendor_display_name = book.vendor.display_name,
            .vendor = base,
            .platforms = platforms};
  }
};

inline std::optional<Asked> Read(const evidence::BookFiles& files) {
  auto book = ParseOrFail(files);
  if (!book) return std::nullopt;
  auto base = EvidenceOf(*book);
  return Asked{*std::move(book), std::move(base), {}};
}

inline char Letter(answering::Verdict verdict) {
  return "YNUCV"[static_cast<int>(verdict)];
}

// `question N>U` for each change.
inline std::vector<std::string> ChangesOf(const evidence::RevisionPreview& preview,
                                          const Asked& asked, const std::string& app) {
  std::vector<std::string> lines;
  for (const auto& change : preview.ChangedAnswers(asked.Input(app))) {
    lines.push_back(change.before.question + " " + Letter(change.before.verdict) + ">" +
                    Letter(change.after.verdict));
  }
  return lines;
}

// The same, found by asking everything.
inline std::vector<std::string> ChangesByAskingAll(
    const evidence::RevisionPreview& preview, const Asked& asked,
    const std::string& app) {
  auto input = asked.Input(app);
  input.as_of = preview.as_of();
  auto with = input;
  with.vendor = evidence::WithRevision(*input.vendor, preview.candidate());
  const answering::AppDossier before(std::move(input));
  const answering::AppDossier after(std::move(with));
  std::vector<std::string> lines;
  for (const auto& question : EmbeddedCatalog().questions()) {
    const auto a = before.Ask(question);
    const auto b = after.Ask(question);
    if (a.verdict == b.verdict && a.sentence == b.sentence && a.caveats == b.caveats) {
      continue;
    }
    lines.push_back(question.id + " " + Letter(a.verdict) + ">" + Letter(b.verdict));
  }
  return lines;
}

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_GOLDEN_ANSWER_CHANGES_H_
