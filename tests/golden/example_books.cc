// Reading, answering and writing down; see the header for what each part promises.
#include "tests/golden/example_books.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"

namespace clausebook::testing {
namespace {

namespace fs = std::filesystem;
using answering::Answer;
using answering::Citation;
using answering::CitationRole;
using answering::ConsideredReason;
using answering::Verdict;
using model::Operator;

std::string NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kYes:
      return "YES";
    case Verdict::kNo:
      return "NO";
    case Verdict::kUnknown:
      return "UNKNOWN";
    case Verdict::kConflict:
      return "CONFLICT";
    case Verdict::kValue:
      return "VALUE";
  }
  return "?";
}

std::string NameOf(CitationRole role) {
  switch (role) {
    case CitationRole::kSupports:
      return "supports";
    case CitationRole::kRefutes:
      return "refutes";
    case CitationRole::kStates:
      return "states";
    case CitationRole::kPremise:
      return "premise";
    case CitationRole::kUnspecified:
      break;
  }
  return "?";
}

std::string NameOf(ConsideredReason reason) {
  switch (reason) {
    case ConsideredReason::kCorroborates:
      return "corroborates";
    case ConsideredReason::kQualified:
      return "qualified";
    case ConsideredReason::kNotDecisive:
      return "not decisive";
    case ConsideredReason::kOverridden:
      return "overridden";
    case ConsideredReason::kAwaitingReview:
      return "awaiting review";
    case ConsideredReason::kExpired:
      return "expired";
    case ConsideredReason::kNotYetValid:
      return "not yet valid";
    case ConsideredReason::kExcepted:
      return "excepted";
    case ConsideredReason::kHostingUnsettled:
      return "hosting unsettled";
  }
  return "?";
}

std::string NameOf(Operator op) {
  switch (op) {
    case Operator::kEquals:
      return "";
    case Operator::kNotEquals:
      return "not ";
    case Operator::kIncludes:
      return "includes ";
    case Operator::kExcludes:
      return "excludes ";
    case Operator::kExactly:
      return "exactly ";
    case Operator::kAtMost:
      return "at most ";
    case Operator::kAtLeast:
      return "at least ";
  }
  return "?";
}

std::string Claimed(const answering::ClaimedValue& claimed) {
  const model::Value& value = claimed.value;
  std::string text = NameOf(claimed.op);
  if (value.kind == model::ValueKind::kSet) {
    absl::StrAppend(&text, "[", absl::StrJoin(value.members, ", "), "]");
  } else if (value.kind == model::ValueKind::kBool) {
    absl::StrAppend(&text, value.boolean ? "true" : "false");
  } else {
    absl::StrAppend(&text, value.text);
  }
  for (const auto& [dimension, members] : claimed.qualifiers) {
    absl::StrAppend(&text, "; ", dimension, " ", absl::StrJoin(members, ", "));
  }
  return text;
}

std::string Paragraph(const Answer& answer) {
  std::string text = absl::StrCat(answer.question, ": ", NameOf(answer.verdict), "\n");
  for (const auto& value : answer.values) {
    absl::StrAppend(&text, "  = ", Claimed(value), "\n");
  }
  for (const Citation& citation : answer.citations) {
    absl::StrAppend(&text, "  ", NameOf(citation.role), " ", ToName(citation.fact),
                    citation.caveat.empty() ? "" : " (caveat)", "\n");
  }
  for (const auto& considered : answer.considered) {
    absl::StrAppend(&text, "  ", NameOf(considered.reason), ": ",
                    ToName(considered.citation.fact), "\n");
  }
  return text;
}

Date DayOf(const std::string& text) { return ParseDate(text).value_or(Date{}); }

}  // namespace

const catalog::Catalog& EmbeddedCatalog() {
  static const auto& catalog = *new catalog::Catalog([] {
    auto embedded = catalog::Catalog::Embedded();
    if (!embedded.ok()) {
      std::cerr << "The embedded catalogue does not load: " << embedded.status() << "\n";
      std::abort();
    }
    return *std::move(embedded);
  }());
  return catalog;
}

std::optional<std::string> WerareText() {
  const char* corpus = std::getenv("CLAUSEBOOK_CORPUS");
  const fs::path directory = corpus != nullptr
                                 ? fs::path(corpus)
                                 : fs::path(CLAUSEBOOK_SOURCE_DIR) / "../shared/corpus";
  std::ifstream in(directory / "werare/privacy-policy.txt", std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void ExpectGolden(const std::string& name, const std::string& sheet) {
  const fs::path path =
      fs::path(CLAUSEBOOK_SOURCE_DIR) / "tests/golden/sheets" / (name + ".txt");
  if (std::getenv("CLAUSEBOOK_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << sheet;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  const std::string golden(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(sheet, golden) << path
                           << " says otherwise. If the new one is right, run this test "
                           << "with CLAUSEBOOK_UPDATE_GOLDEN=1.";
}

evidence::BookFiles ReadBookFiles(const std::string& directory) {
  const fs::path root = fs::path(CLAUSEBOOK_SOURCE_DIR) / directory;
  evidence::BookFiles files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().lexically_relative(root).generic_string()] =
        std::string(std::istreambuf_iterator<char>(in), {});
  }
  return files;
}

std::optional<evidence::FactBook> ParseOrFail(const evidence::BookFiles& files) {
  auto book = evidence::ParseBook(files, EmbeddedCatalog(), {});
  if (book.ok()) return *std::move(book);
  ADD_FAILURE() << book.status();
  const auto detail = GetErrorDetail(book.status());
  for (const BookFault& fault : detail ? detail->faults : std::vector<BookFault>()) {
    ADD_FAILURE() << fault.path << ":" << fault.line << ":" << fault.column << ": "
                  << fault.message << " " << fault.hint;
  }
  return std::nullopt;
}

std::shared_ptr<const model::EvidenceBase> EvidenceOf(const evidence::FactBook& book) {
  auto base = std::make_shared<model::EvidenceBase>();
  base->publisher = book.publisher;
  for (const model::Policy& policy : book.policies) {
    model::PolicyEvidence evidence{policy, {}};
    for (const evidence::BookRevision& revision : book.revisions) {
      if (revision.revision.ref.policy == policy.ref) {
        evidence.revisions.push_back({revision.revision, revision.clauses});
      }
    }
    std::stable_sort(evidence.revisions.begin(), evidence.revisions.end(),
                     [](const auto& a, const auto& b) {
                       return a.revision.effective < b.revision.effective;
                     });
    base->policies.push_back(std::move(evidence));
  }
  for (const evidence::BookFact& fact : book.facts) {
    model::Fact recorded;
    recorded.ref = fact.ref;
    recorded.content = fact.content;
    base->facts.push_back(std::move(recorded));
  }
  std::sort(base->policies.begin(), base->policies.end(),
            [](const auto& a, const auto& b) { return a.policy.ref < b.policy.ref; });
  std::sort(base->facts.begin(), base->facts.end(),
            [](const auto& a, const auto& b) { return a.ref < b.ref; });
  return base;
}

ExampleVendor::ExampleVendor(const evidence::FactBook& book, Bases platforms)
    : vendor_(book.vendor),
      apps_(book.apps),
      base_(EvidenceOf(book)),
      platforms_(std::move(platforms)) {}

answering::AppDossier ExampleVendor::Dossier(const std::string& app,
                                             const std::string& day) const {
  const auto known = std::find_if(apps_.begin(), apps_.end(),
                                  [&](const model::App& a) { return a.ref.app == app; });
  EXPECT_NE(known, apps_.end()) << "The book has no app " << app;
  return answering::AppDossier(
      {.catalog = &EmbeddedCatalog(),
       .app = {vendor_.id, app},
       .app_display_name = known == apps_.end() ? app : known->display_name,
       .vendor_display_name = vendor_.display_name,
       .as_of = DayOf(day),
       .vendor = base_,
       .platforms = platforms_});
}

answering::Answer ExampleVendor::Ask(const std::string& app, const std::string& question,
                                     const std::string& day) const {
  const auto* known = EmbeddedCatalog().FindQuestion(question);
  EXPECT_NE(known, nullptr) << "The catalogue has no question " << question;
  return known == nullptr ? Answer{} : Dossier(app, day).Ask(*known);
}

std::string ExampleVendor::AnswerSheet(const std::string& app,
                                       const std::string& day) const {
  const answering::AppDossier dossier = Dossier(app, day);
  std::string sheet = absl::StrCat("# ", app, " of ", vendor_.id, " as of ", day, "\n");
  for (const auto& question : EmbeddedCatalog().questions()) {
    absl::StrAppend(&sheet, "\n", Paragraph(dossier.Ask(question)));
  }
  return sheet;
}

}  // namespace clausebook::testing
