#include "service/evidence/manifest/findings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/digest.h"
#include "service/base/error.h"
#include "service/base/text_lines.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kMostNotices = 200;

std::string TooManyFacts() {
  return absl::StrCat("Up to here the file gives ", kMaxManifestFacts,
                      " facts, and more are not read.");
}

std::string JoinSentences(std::string_view first, std::string_view second) {
  std::string joined(first);
  if (!first.empty() && !second.empty()) joined += ' ';
  return joined.append(second);
}

model::Qualifiers AboutOf(const Proof& proof) {
  const std::string_view about(proof.about);
  const std::size_t colon = about.find(':');
  if (colon == std::string_view::npos) return {};
  return {{std::string(about.substr(0, colon)), {std::string(about.substr(colon + 1))}}};
}

}  // namespace

std::string PathText(const std::vector<std::string>& parts) {
  return model::EntryPath(parts);
}

std::string PathOf(const model::Clause& clause) { return PathText(clause.heading_path); }

Entry Entry::Child(const SourceNode& node, std::string part) const {
  Entry child(&node);
  child.path_ = path_;
  child.path_.push_back(std::move(part));
  if (child.range_.begin == child.range_.end) child.range_ = range_;
  return child;
}

Entry Entry::At(std::string_view key) const {
  const SourceNode* found = node_ == nullptr ? nullptr : node_->Find(key);
  if (found != nullptr) return Child(*found, std::string(key));
  Entry nothing;
  nothing.path_ = path_;
  nothing.path_.emplace_back(key);
  nothing.range_ = range_;
  return nothing;
}

std::vector<Entry> Entry::Items() const {
  std::vector<Entry> items;
  if (!IsList()) return items;
  for (std::size_t i = 0; i < node_->items.size(); ++i) {
    items.push_back(Child(node_->items[i], absl::StrCat("[", i, "]")));
  }
  return items;
}

std::vector<Entry> Entry::Values() const {
  std::vector<Entry> values;
  if (!IsMap()) return values;
  for (std::size_t i = 0; i < node_->items.size(); ++i) {
    values.push_back(Child(node_->items[i], node_->keys[i]));
  }
  return values;
}

void Findings::AddNotice(std::size_t offset, std::string path, bool fault,
                         std::string message) {
  if (notices_.size() >= kMostNotices) return;
  notices_.push_back({LineOf(text_, offset), std::move(path), fault, std::move(message)});
}

std::string Shown(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 80);
  while (end < text.size() && end > 0 &&
         (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return absl::StrCat("'", std::string(text.substr(0, end)),
                      end < text.size() ? "…'" : "'");
}

// Of what is not there: where it would stand, or, if nothing is around it, the anchor.
std::size_t Findings::OffsetOf(const Entry& entry) const {
  const model::ByteRange& range = entry.range();
  return static_cast<std::size_t>(range.begin == range.end ? anchor_.range().begin
                                                           : range.begin);
}

void Findings::Fault(const Entry& entry, std::string message, bool unsound) {
  const auto offset = OffsetOf(entry);
  FaultAt(offset, PathText(entry.path()), std::move(message), unsound);
}

void Findings::FaultAt(std::size_t offset, std::string path, std::string message,
                       bool unsound) {
  valid_ = false;
  if (unsound) sound_ = false;
  if (first_fault_.empty()) {
    first_fault_ = absl::StrCat(path, path.empty() ? "" : ": ", message);
  }
  AddNotice(offset, std::move(path), true, std::move(message));
}

void Findings::Note(const Entry& entry, std::string message) {
  const auto offset = OffsetOf(entry);
  AddNotice(offset, PathText(entry.path()), false, std::move(message));
}

const std::string& Findings::ClauseOf(const Entry& entry) {
  const std::string path = PathText(entry.path());
  const auto [place, is_new] = clauses_.try_emplace(path);
  model::Clause& clause = place->second;
  if (is_new) {
    clause.id = "m" + Sha256Hex(path).substr(0, 16);
    clause.heading_path = entry.path();
    clause.range = entry.range();
  }
  return clause.id;
}

void Findings::Prove(EntryKind kind, const Entry& entry, std::vector<std::string> given,
                     std::string_view caveat) {
  if (!status_.ok()) return;
  const Entry& cited = entry.node() == nullptr ? anchor_ : entry;
  if (cited.range().begin == cited.range().end) return;  // an empty file
  for (const Proof& proof : Proofs()) {
    if (proof.entry == kind) Apply(proof, cited, given, caveat);
  }
}

void Findings::ProveAbsence(EntryKind kind, const Entry& entry, std::string_view what,
                            std::vector<std::string> given, std::string_view caveat) {
  if (entry.node() != nullptr) return Prove(kind, entry, std::move(given), caveat);
  const std::string absent = absl::StrCat("The file has no ", std::string(what),
                                          "; the citation names the file.");
  Prove(kind, anchor_, std::move(given), JoinSentences(absent, caveat));
}

bool Findings::Fill(const Proof& proof, const std::vector<std::string>& given,
                    model::FactContent& fact) {
  const catalog::Property* property = catalog_.FindProperty(proof.property);
  if (property == nullptr) {
    status_ =
        MakeError(absl::StrCat("The catalogue has no property ", proof.property, "."),
                  {.reason = Reason::kInternal});
    return false;
  }
  model::Value value;
  if (proof.says == Says::kTrue || proof.says == Says::kFalse) {
    value = model::Value::Bool(proof.says == Says::kTrue);
  } else if (property->type == catalog::PropertyType::kSet) {
    value = model::Value::Set(
        proof.says == Says::kFixed ? std::vector<std::string>{proof.fixed} : given);
  } else {
    value = model::Value::String(proof.fixed);
  }
  auto checked = catalog_.CheckValue(*property, proof.op, value);
  auto about = catalog_.CheckQualifiers(*property, AboutOf(proof));
  if (!checked.ok() || !about.ok()) {
    // What a file says may be no value at all (a host of 3 KB): not read, and said so.
    // Anything else is a row that does not fit the catalogue.
    if (proof.says != Says::kGiven || !about.ok()) {
      status_ =
          MakeError(absl::StrCat("The rules for manifests do not fit the catalogue at ",
                                 proof.property, "."),
                    {.reason = Reason::kInternal});
    }
    return false;
  }
  fact.property = proof.property;
  fact.op = proof.op;
  fact.value = *std::move(checked);
  fact.qualifiers = *std::move(about);
  return true;
}

void Findings::Apply(const Proof& proof, const Entry& entry,
                     const std::vector<std::string>& given, std::string_view caveat) {
  if (!valid_ && proof.world == World::kClosed) return;
  if (!sound_ && proof.world == World::kFile) return;
  if (proof.says == Says::kGiven && given.empty() &&
      proof.op != model::Operator::kExactly) {
    return;
  }
  model::FactContent fact;
  if (!Fill(proof, given, fact)) {
    if (status_.ok()) {
      Note(entry,
           absl::StrCat("This is no value of ", proof.property, " and gives no fact."));
    }
    return;
  }
  fact.caveat = JoinSentences(caveat, proof.caveat);
  if (!valid_) {
    fact.caveat = JoinSentences(
        fact.caveat, absl::StrCat(std::string(kInvalidFileCaveat), first_fault_));
  }
  const std::string said = absl::StrCat(fact.property, "\n", static_cast<int>(fact.op),
                                        "\n", fact.value.boolean, "\n", fact.value.text,
                                        "\n", absl::StrJoin(fact.value.members, "\t"),
                                        "\n", proof.about, "\n", ClauseOf(entry));
  if (!said_.insert(said).second) return;
  if (facts_.size() >= kMaxManifestFacts) {
    status_ =
        SourceError(text_, static_cast<std::size_t>(entry.range().begin), TooManyFacts(),
                    "A list of hosts or scopes that long is not what an app needs.");
    return;
  }
  model::ClauseEvidence evidence;
  evidence.clause = ClauseOf(entry);
  evidence.range = entry.range();
  fact.evidence = std::move(evidence);
  facts_.push_back(std::move(fact));
}

absl::StatusOr<ManifestReading> Findings::Finish() {
  if (!status_.ok()) return status_;
  ManifestReading reading;
  for (auto& [path, clause] : clauses_) reading.clauses.push_back(std::move(clause));
  std::sort(reading.clauses.begin(), reading.clauses.end(),
            [](const model::Clause& a, const model::Clause& b) {
              return std::tuple(a.range.begin, -a.range.end, a.heading_path) <
                     std::tuple(b.range.begin, -b.range.end, b.heading_path);
            });
  for (std::size_t i = 0; i < reading.clauses.size(); ++i) {
    reading.clauses[i].ordinal = static_cast<std::int32_t>(i);
  }
  std::stable_sort(notices_.begin(), notices_.end(),
                   [](const Notice& a, const Notice& b) { return a.line < b.line; });
  reading.facts = std::move(facts_);
  reading.notices = std::move(notices_);
  reading.valid = valid_;
  return reading;
}

}  // namespace clausebook::evidence
