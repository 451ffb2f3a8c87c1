#include "service/rpc/convert/change_convert.h"

#include <algorithm>

#include "service/rpc/convert/resource_convert.h"

namespace clausebook::rpc {
namespace {

using evidence::ChangeKind;

v1::ClauseChangeKind EnumOf(ChangeKind kind) {
  return static_cast<v1::ClauseChangeKind>(static_cast<int>(kind) + 1);
}
static_assert(static_cast<int>(ChangeKind::kUnchanged) + 1 ==
              v1::CLAUSE_CHANGE_KIND_UNCHANGED);
static_assert(static_cast<int>(ChangeKind::kDropped) + 1 ==
              v1::CLAUSE_CHANGE_KIND_DROPPED);

v1::WordRunKind EnumOf(evidence::WordRun::Kind kind) {
  return static_cast<v1::WordRunKind>(static_cast<int>(kind) + 1);
}
static_assert(static_cast<int>(evidence::WordRun::Kind::kKept) + 1 ==
              v1::WORD_RUN_KIND_KEPT);
static_assert(static_cast<int>(evidence::WordRun::Kind::kAdded) + 1 ==
              v1::WORD_RUN_KIND_ADDED);

std::string_view TextOf(const model::RevisionEvidence* revision) {
  return revision == nullptr ? std::string_view() : *revision->revision.text;
}

}  // namespace

LineNumbers::LineNumbers(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !crlf)) {
      starts_.push_back(static_cast<std::int64_t>(i + 1));
    }
  }
}

int LineNumbers::Of(std::int64_t offset) const {
  return 1 + static_cast<int>(std::upper_bound(starts_.begin(), starts_.end(), offset) -
                              starts_.begin());
}

ChangeView::ChangeView(const model::RevisionEvidence* before,
                       const model::RevisionEvidence* after)
    : before_(before),
      after_(after),
      old_lines_(TextOf(before)),
      new_lines_(TextOf(after)) {}

v1::ClauseChange ChangeView::Show(const evidence::ClauseChange& change) const {
  v1::ClauseChange proto;
  proto.set_kind(EnumOf(change.kind));
  proto.set_moved(change.moved);
  if (change.old_clause) {
    const model::Clause& clause = before_->clauses[*change.old_clause];
    *proto.mutable_old_clause() =
        rpc::ToProto(before_->revision.ref, clause, TextOf(before_));
    proto.set_old_line(old_lines_.Of(clause.range.begin));
  }
  if (change.new_clause) {
    const model::Clause& clause = after_->clauses[*change.new_clause];
    *proto.mutable_new_clause() =
        rpc::ToProto(after_->revision.ref, clause, TextOf(after_));
    proto.set_new_line(new_lines_.Of(clause.range.begin));
  }
  if (change.kind == ChangeKind::kEdited) {
    proto.set_similarity_percent(change.similarity / 10);
  }
  for (const evidence::WordRun& run : change.words) {
    auto* out = proto.add_words();
    out->set_kind(EnumOf(run.kind));
    out->set_old_byte_begin(run.old_range.begin);
    out->set_old_byte_end(run.old_range.end);
    out->set_new_byte_begin(run.new_range.begin);
    out->set_new_byte_end(run.new_range.end);
  }
  return proto;
}

v1::ClauseChangeCounts CountChanges(const std::vector<evidence::ClauseChange>& changes) {
  const auto count = [&](ChangeKind kind) {
    return static_cast<std::int32_t>(
        std::count_if(changes.begin(), changes.end(),
                      [kind](const auto& change) { return change.kind == kind; }));
  };
  v1::ClauseChangeCounts counts;
  counts.set_unchanged(count(ChangeKind::kUnchanged));
  counts.set_moved(count(ChangeKind::kMoved));
  counts.set_edited(count(ChangeKind::kEdited));
  counts.set_added(count(ChangeKind::kAdded));
  counts.set_dropped(count(ChangeKind::kDropped));
  return counts;
}

}  // namespace clausebook::rpc
