// What a reader collects: entries of the tree become clauses, and rows of the table
// become facts that rest on them.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FINDINGS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FINDINGS_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/evidence/manifest/manifest_reading.h"
#include "service/evidence/manifest/proofs.h"
#include "service/evidence/manifest/source_tree.h"

namespace clausebook::evidence {

// A place in the tree, which may be empty. Refers to the tree; cheap to copy.
class Entry {
 public:
  Entry() = default;
  explicit Entry(const SourceNode* root) : node_(root) {
    if (root != nullptr) range_ = root->entry;
  }

  // False: there is nothing, or a null.
  explicit operator bool() const {
    return node_ != nullptr && node_->kind != SourceNode::Kind::kNull;
  }
  // The node, null where the file has nothing at this place. A written null is one.
  const SourceNode* node() const { return node_; }
  const std::vector<std::string>& path() const { return path_; }
  // The bytes to cite: of the entry with its key, or of what is around it if it is empty
  // or not there.
  const model::ByteRange& range() const { return range_; }

  Entry At(std::string_view key) const;  // of a map
  std::vector<Entry> Items() const;      // of a list
  std::vector<Entry> Values() const;     // of a map, in the order of the file
  const std::string& key() const { return path_.back(); }

  bool IsMap() const { return Is(SourceNode::Kind::kMap); }
  bool IsList() const { return Is(SourceNode::Kind::kList); }
  bool IsScalar() const { return Is(SourceNode::Kind::kScalar); }
  // A list or map that holds something.
  bool HasItems() const { return node_ != nullptr && !node_->items.empty(); }
  // What a scalar says; empty for everything else.
  std::string Text() const { return IsScalar() ? node_->text : std::string(); }
  // Whether it is the boolean `value`.
  bool Says(bool value) const { return node_ != nullptr && node_->AsBool() == value; }

 private:
  bool Is(SourceNode::Kind kind) const { return node_ != nullptr && node_->kind == kind; }
  Entry Child(const SourceNode& node, std::string part) const;

  const SourceNode* node_ = nullptr;
  std::vector<std::string> path_;
  model::ByteRange range_;
};

// `["*.example.com"]`-style path of `parts`.
std::string PathText(const std::vector<std::string>& parts);

// A text of the file in quotes, as messages show it: cut off after 80 bytes.
std::string Shown(std::string_view text);

class Findings {
 public:
  // All outlive it.
  Findings(std::string_view text, const catalog::Catalog& catalog)
      : text_(text), catalog_(catalog) {}

  // The entry that stands for the file where something is not in it.
  void SetAnchor(Entry anchor) { anchor_ = std::move(anchor); }
  const Entry& anchor() const { return anchor_; }

  // A fault: the file does not validate. `unsound`: moreover, what its lists hold is in
  // doubt (a repeated key, an unknown one where lists are expected).
  void Fault(const Entry& entry, std::string message, bool unsound = false);
  void FaultAt(std::size_t offset, std::string path, std::string message, bool unsound);
  // Something to know that breaks no rule.
  void Note(const Entry& entry, std::string message);
  bool valid() const { return valid_; }
  bool sound() const { return sound_; }

  // Applies every row of the table for `kind`, citing `entry`. `given`: the value for
  // rows that take one. `caveat` is put before the row's own. All faults have to be
  // known by now: rows of the closed world are left out of a file that has any.
  void Prove(EntryKind kind, const Entry& entry, std::vector<std::string> given = {},
             std::string_view caveat = {});
  // The same, cited to `entry`, or, if it is not there, to the anchor, with the caveat
  // that the file has no `what`.
  void ProveAbsence(EntryKind kind, const Entry& entry, std::string_view what,
                    std::vector<std::string> given = {}, std::string_view caveat = {});
  // Makes a clause of an entry that was read but proves nothing.
  void Read(const Entry& entry) { ClauseOf(entry); }

  // Moves everything out. INVALID_ARGUMENT for a file with too many facts. INTERNAL if a
  // row does not fit the catalogue: then the catalogue is not the one that the program
  // was built with.
  absl::StatusOr<ManifestReading> Finish();

 private:
  std::size_t OffsetOf(const Entry& entry) const;
  const std::string& ClauseOf(const Entry& entry);
  void Apply(const Proof& proof, const Entry& entry,
             const std::vector<std::string>& given, std::string_view caveat);
  bool Fill(const Proof& proof, const std::vector<std::string>& given,
            model::FactContent& fact);
  void AddNotice(std::size_t offset, std::string path, bool fault, std::string message);

  std::string_view text_;
  const catalog::Catalog& catalog_;
  Entry anchor_;
  bool valid_ = true;
  bool sound_ = true;
  std::string first_fault_;
  absl::Status status_;
  std::map<std::string, model::Clause> clauses_;  // path -> clause
  std::vector<model::FactContent> facts_;
  std::set<std::string> said_;  // what facts_ says, for repetitions
  std::vector<Notice> notices_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_MANIFEST_FINDINGS_H_
