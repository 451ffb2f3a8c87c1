#include "clients/cli/findings/report.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/render/words.h"
#include "service/base/digest.h"

namespace clausebook::cli {
namespace {

using Citations = google::protobuf::RepeatedPtrField<v1::Citation>;

constexpr int kMostQuotes = 5;              // a side
constexpr std::size_t kLongestQuote = 300;  // bytes

// On one line, cut between characters where it is long.
std::string Excerpt(const std::string& quote) {
  std::string text;
  for (const char c : quote) {
    const bool space = absl::ascii_isspace(static_cast<unsigned char>(c));
    if (!space) {
      text.push_back(c);
    } else if (!text.empty() && text.back() != ' ') {
      text.push_back(' ');
    }
  }
  if (text.size() <= kLongestQuote) return text;
  std::size_t end = kLongestQuote;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "\u2026";
}

std::string CitationText(const v1::Citation& citation) {
  if (!citation.has_clause()) {
    const auto& said = citation.attestation();
    return absl::StrCat("\u201c", Excerpt(said.statement()), "\u201d (", said.attester(),
                        ", ", said.date(), ")");
  }
  const auto& clause = citation.clause();
  const std::string where = clause.entry_path().empty()
                                ? absl::StrCat("line ", clause.line())
                                : clause.entry_path();
  return absl::StrCat("\u201c", Excerpt(clause.quote()), "\u201d (", clause.title(), ", ",
                      where, ")");
}

std::string SideText(const Citations& side) {
  std::string text;
  for (int i = 0; i < side.size() && i < kMostQuotes; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : "; ", CitationText(side[i]));
  }
  if (side.size() > kMostQuotes) {
    absl::StrAppend(&text, " and ", side.size() - kMostQuotes, " more");
  }
  return text;
}

std::optional<FileLine> PlaceInFile(const CheckReport& report,
                                    const v1::Citation& citation) {
  if (!citation.has_clause()) return std::nullopt;
  const v1::ClauseCitation& clause = citation.clause();
  const auto file = report.files.find(clause.sha256());
  if (file == report.files.end()) return std::nullopt;
  return FileLine{file->second, std::max(clause.line(), 1)};
}

}  // namespace

std::optional<FileLine> PlaceOf(const CheckReport& report, const v1::Citation& citation) {
  if (const auto place = PlaceInFile(report, citation)) return place;
  // Somebody's word, or a text that was extracted: its lines are not the document's.
  const auto fact = report.facts.find(citation.fact());
  if (fact == report.facts.end()) return std::nullopt;
  return fact->second;
}

std::optional<FileLine> PlaceOf(const CheckReport& report, const v1::Finding& finding) {
  std::optional<FileLine> text;
  std::optional<FileLine> any;
  for (const Citations* side : {&finding.left(), &finding.right()}) {
    for (const v1::Citation& citation : *side) {
      const auto place = PlaceOf(report, citation);
      if (!place) continue;
      if (place->path == report.declaration_path) return place;
      if (!text) text = PlaceInFile(report, citation);
      if (!any) any = place;
    }
  }
  return text ? text : any;
}

FileLine PlaceOrFile(const CheckReport& report, const v1::Finding& finding) {
  if (const auto place = PlaceOf(report, finding)) return *place;
  if (!report.declaration_path.empty()) return {report.declaration_path, 1};
  return {"factbook.yaml", 1};
}

bool Fails(const CheckReport& report, const v1::Finding& finding) {
  return finding.gravity() >= report.fail_on;
}

int CountFailing(const CheckReport& report) {
  int count = 0;
  for (const v1::Finding& finding : report.response.findings()) {
    if (Fails(report, finding)) ++count;
  }
  return count;
}

int CountFaults(const CheckReport& report) {
  const auto& notices = report.response.notices();
  return static_cast<int>(
      std::count_if(notices.begin(), notices.end(),
                    [](const v1::DocumentNotice& notice) { return notice.fault(); }));
}

std::optional<v1::Gravity> ParseGravity(const std::string& word) {
  for (const v1::Gravity gravity :
       {v1::GRAVITY_INFO, v1::GRAVITY_LOW, v1::GRAVITY_MEDIUM, v1::GRAVITY_HIGH}) {
    if (GravityText(gravity) == word) return gravity;
  }
  return std::nullopt;
}

std::string GravityText(v1::Gravity gravity) {
  switch (gravity) {
    case v1::GRAVITY_HIGH:
      return "high";
    case v1::GRAVITY_MEDIUM:
      return "medium";
    case v1::GRAVITY_LOW:
      return "low";
    default:
      return "info";
  }
}

std::string AppsOf(const v1::Finding& finding) {
  const std::string first(IdOf(finding.app()));
  if (finding.apps_size() < 2) return first;
  return absl::StrCat(
      first, " and ",
      Count(static_cast<std::size_t>(finding.apps_size() - 1), "more app", "more apps"));
}

std::string DetailOf(const v1::Finding& finding) {
  std::string text = absl::StrCat(AppsOf(finding), ": ", finding.message());
  if (finding.left_size() > 0) absl::StrAppend(&text, " ", SideText(finding.left()));
  if (finding.right_size() > 0) {
    absl::StrAppend(&text, " against ", SideText(finding.right()));
  }
  return absl::StrCat(text, text.ends_with('.') ? " " : ". ", finding.help());
}

std::vector<std::string> FingerprintsOf(const CheckReport& report) {
  std::vector<std::string> fingerprints;
  std::map<std::string, int> seen;
  for (const v1::Finding& finding : report.response.findings()) {
    std::string key = absl::StrCat(finding.apps_size() > 1 ? "" : finding.app(), "\n",
                                   finding.pattern());
    for (const Citations* side : {&finding.left(), &finding.right()}) {
      for (const v1::Citation& citation : *side) {
        absl::StrAppend(&key, "\n", citation.statement());
      }
    }
    const int count = seen[key]++;
    if (count > 0) absl::StrAppend(&key, "\n", count);
    fingerprints.push_back(Sha256Hex(key));
  }
  return fingerprints;
}

}  // namespace clausebook::cli
