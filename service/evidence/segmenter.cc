#include "service/evidence/segmenter.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/utf8.h"
#include "service/evidence/blocks.h"
#include "service/evidence/sentences.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kIdDigits = 12;
// Every clause carries its headings; they are there for people.
constexpr std::size_t kLongestTitle = 300;

absl::Status CheckText(std::string_view text) {
  if (text.empty()) return InvalidField("text", "The text is empty.");
  if (text.size() > kMaxTextBytes) {
    return InvalidField("text", absl::StrCat("The text has ", text.size(),
                                             " bytes; at most ", kMaxTextBytes,
                                             " are allowed. Split the document."));
  }
  if (const auto at = FindInvalidUtf8(text)) {
    return InvalidField("text", absl::StrCat("The text is not UTF-8: see byte ", *at,
                                             ". Convert it to UTF-8 first."));
  }
  if (const auto at = text.find('\0'); at != std::string_view::npos) {
    return InvalidField("text", absl::StrCat("The text holds a NUL at byte ", at,
                                             ". Is it a text file?"));
  }
  return absl::OkStatus();
}

std::string TitleOf(std::string_view heading) {
  std::string title = NormaliseText(heading);
  if (title.size() <= kLongestTitle) return title;
  std::size_t end = kLongestTitle;
  while ((static_cast<unsigned char>(title[end]) & 0xc0) == 0x80) --end;
  return absl::StrCat(title.substr(0, end), "…");
}

// Turns blocks into clauses, keeping the headings that are open.
class ClauseMaker {
 public:
  explicit ClauseMaker(std::string_view text) : text_(text) {}

  void Add(const Block& block) {
    switch (block.kind) {
      case Block::Kind::kHeading:
        while (!open_.empty() && open_.back().first >= block.level) open_.pop_back();
        AddClause(block.span, true);
        open_.emplace_back(block.level, TitleOf(View(block.span)));
        return;
      case Block::Kind::kWhole:
        AddClause(block.span, false);
        return;
      case Block::Kind::kText:
        for (const Span sentence : SplitSentences(text_, block.span)) {
          AddClause(sentence, false);
        }
    }
  }

  std::vector<model::Clause> Take() { return std::move(clauses_); }

 private:
  std::string_view View(Span span) const { return text_.substr(span.begin, span.size()); }

  void AddClause(Span span, bool heading) {
    model::Clause clause;
    clause.id = "c" + Sha256Hex(NormaliseText(View(span))).substr(0, kIdDigits);
    const int count = ++seen_[clause.id];
    if (count > 1) absl::StrAppend(&clause.id, "-", count);
    clause.ordinal = static_cast<std::int32_t>(clauses_.size());
    clause.heading = heading;
    for (const auto& [level, title] : open_) clause.heading_path.push_back(title);
    clause.range = {static_cast<std::int64_t>(span.begin),
                    static_cast<std::int64_t>(span.end)};
    clauses_.push_back(std::move(clause));
  }

  std::string_view text_;
  std::vector<std::pair<int, std::string>> open_;  // level and title
  std::map<std::string, int> seen_;
  std::vector<model::Clause> clauses_;
};

std::vector<model::Clause> MakeClauses(std::string_view text,
                                       const std::vector<Block>& blocks) {
  ClauseMaker maker(text);
  for (const Block& block : blocks) maker.Add(block);
  return maker.Take();
}

bool CutsCharacter(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

}  // namespace

absl::StatusOr<std::vector<model::Clause>> SegmentText(std::string_view text,
                                                       model::MediaType media_type) {
  if (absl::Status status = CheckText(text); !status.ok()) return status;
  return MakeClauses(text, media_type == model::MediaType::kMarkdown
                               ? MarkdownBlocks(text)
                               : PlainTextBlocks(text));
}

absl::StatusOr<std::vector<model::Clause>> SegmentBlocks(
    std::string_view text, const std::vector<Block>& blocks) {
  if (absl::Status status = CheckBlocks(text, blocks); !status.ok()) return status;
  return MakeClauses(text, blocks);
}

absl::Status CheckBlocks(std::string_view text, const std::vector<Block>& blocks) {
  if (absl::Status status = CheckText(text); !status.ok()) return status;
  std::size_t at = 0;
  for (const Block& block : blocks) {
    const Span span = block.span;
    if (span.begin < at || span.begin >= span.end || span.end > text.size() ||
        CutsCharacter(text, span.begin) || CutsCharacter(text, span.end)) {
      return InvalidField("blocks", absl::StrCat("No block of the text: bytes ", span.begin,
                                                 " to ", span.end, "."));
    }
    at = span.end;
  }
  return absl::OkStatus();
}

std::string NormaliseText(std::string_view text) {
  std::string out;
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t space = SpaceAt(text, at)) {
      pending = !out.empty();
      at += space;
      continue;
    }
    if (pending) out.push_back(' ');
    pending = false;
    const std::size_t size = CodePointAt(text, at).size;
    out.append(text.substr(at, size));
    at += size;
  }
  return out;
}

}  // namespace clausebook::evidence
