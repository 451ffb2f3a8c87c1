#include "service/reports/sources.h"

#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/reports/words.h"

namespace clausebook::reports {
namespace {

using answering::ClauseCitation;

struct Source {
  const ClauseCitation* clause = nullptr;
  std::set<std::string> questions;  // that rest on it
};

std::map<model::RevisionRef, Source> DocumentsOf(const AppReport& report) {
  std::map<model::RevisionRef, Source> documents;
  for (const auto& answer : report.answers) {
    for (const auto& citation : answer.citations) {
      const auto* clause = std::get_if<ClauseCitation>(&citation.source);
      if (clause == nullptr) continue;
      Source& source = documents[clause->revision];
      source.clause = clause;
      source.questions.insert(answer.question);
    }
  }
  return documents;
}

void AddRow(Element list, const char* label, const std::string& text) {
  list.Add("dt", "", label);
  list.Add("dd", "").Add("code", "", text);
}

void AddDocument(Element parent, const Source& source) {
  const ClauseCitation& clause = *source.clause;
  Element box = parent.Add("article", "source");
  box.Add("h3", "", clause.title);
  box.Add("p", "meta",
          absl::StrCat("in force since ", FormatDate(clause.effective), " · ",
                       Count(source.questions.size(), "answer rests", "answers rest"),
                       " on it"));
  Element list = box.Add("dl", "");
  AddRow(list, "Revision", ToName(clause.revision));
  AddRow(list, "SHA-256", clause.sha256);
  if (!clause.source_sha256.empty()) {
    AddRow(list, "Extracted from", clause.source_sha256);
  }
  if (clause.uri.empty()) return;
  list.Add("dt", "", "Published at");
  list.Add("dd", "").AddForeignLink(clause.uri, clause.uri);
}

}  // namespace

void AddSources(Element parent, const AppReport& report) {
  const auto documents = DocumentsOf(report);
  if (documents.empty()) {
    parent.Add("p", "", "No answer rests on a document.");
    return;
  }
  for (const auto& [ref, source] : documents) AddDocument(parent, source);
  Element check = parent.Add("details", "check");
  check.Add("summary", "", "Check a quote without us");
  check.Add("p", "",
            "Every quote is a range of bytes of the document with the digest that stands "
            "beside it, to the letter. With the document at hand, sha256sum gives its "
            "digest, and these bytes are the quote (tail counts from one):");
  check.Add("pre", "")
      .Set("tabindex", "0")
      .Add("code", "", "tail -c +$((FIRST + 1)) FILE | head -c $((LAST - FIRST))");
}

}  // namespace clausebook::reports
