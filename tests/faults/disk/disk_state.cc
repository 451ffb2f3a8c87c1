#include "tests/faults/disk/disk_state.h"

#include <algorithm>
#include <stdexcept>

namespace clausebook::testing {
namespace {

constexpr std::size_t kSector = 512;

using Kind = DiskEvent::Kind;

bool Coin(std::mt19937& random) { return (random() & 1) != 0; }

void WriteAt(std::string& file, std::size_t offset, std::string_view bytes) {
  if (file.size() < offset + bytes.size()) file.resize(offset + bytes.size());
  file.replace(offset, bytes.size(), bytes);
}

void Apply(const DiskEvent& event, std::string& file) {
  const auto offset = static_cast<std::size_t>(event.offset);
  if (event.kind == Kind::kWrite) WriteAt(file, offset, event.bytes);
  if (event.kind == Kind::kTruncate) file.resize(offset);
}

// Writes some of the sectors that the bytes lie in. Of those that are lost, what lies
// behind the end of the file is filled up by what comes later, or by garbage.
void ApplySectors(const DiskEvent& event, bool garbage, std::mt19937& random,
                  std::string& file) {
  std::size_t at = static_cast<std::size_t>(event.offset);
  std::string_view bytes = event.bytes;
  while (!bytes.empty()) {
    const std::size_t size = std::min(bytes.size(), kSector - at % kSector);
    if (Coin(random)) {
      WriteAt(file, at, bytes.substr(0, size));
    } else if (garbage && at >= file.size()) {
      std::string anything(size, '\0');
      for (char& c : anything) c = static_cast<char>(random());
      WriteAt(file, at, anything);
    }
    at += size;
    bytes.remove_prefix(size);
  }
}

}  // namespace

const char* NameOf(Loss loss) {
  constexpr const char* kNames[] = {"all lost",  "nothing lost", "tail lost",
                                    "some lost", "sectors lost", "garbage"};
  return kNames[static_cast<std::size_t>(loss)];
}

DiskState::DiskState(const DiskImages& files) {
  for (const auto& [name, bytes] : files) {
    now_[name] = durable_[name] = std::make_shared<Inode>(Inode{bytes});
  }
}

void DiskState::ApplyName(const Change& change, Folder& folder) {
  const DiskEvent& event = change.event;
  if (event.kind == Kind::kCreate) folder[event.file] = change.inode;
  if (event.kind == Kind::kLink || event.kind == Kind::kRename) {
    folder[event.other] = change.inode;
  }
  if (event.kind == Kind::kDelete || event.kind == Kind::kRename) {
    folder.erase(event.file);
  }
}

void DiskState::SyncFile(const std::shared_ptr<Inode>& inode) {
  for (const Change& change : pending_) {
    if (change.inode == inode && !change.of_folder()) {
      Apply(change.event, inode->durable);
    }
  }
  std::erase_if(pending_, [&](const Change& change) {
    return change.inode == inode && !change.of_folder();
  });
}

void DiskState::SyncFolder() {
  durable_ = now_;
  std::erase_if(pending_, [](const Change& change) { return change.of_folder(); });
}

void DiskState::Happen(const DiskEvent& event) {
  if (event.kind == Kind::kNote) return;
  if (event.kind == Kind::kSyncNames) {
    SyncFolder();
    return;
  }
  if (event.kind == Kind::kCreate) now_[event.file] = std::make_shared<Inode>();
  const auto it = now_.find(event.file);
  if (it == now_.end()) throw std::runtime_error("a change of no file: " + event.file);
  const std::shared_ptr<Inode> inode = it->second;
  if (event.kind == Kind::kSync) {
    SyncFile(inode);
    if (event.durable) SyncFolder();
    return;
  }
  pending_.push_back({event, inode});
  if (!pending_.back().of_folder()) return;
  ApplyName(pending_.back(), now_);
  if (event.durable) SyncFolder();
}

DiskImages DiskState::Fail(Loss loss, std::mt19937& random) const {
  const std::size_t kept = loss == Loss::kTail ? random() % (pending_.size() + 1) : 0;
  Folder folder = durable_;
  std::map<const Inode*, std::string> files;
  const auto file_of = [&files](const std::shared_ptr<Inode>& inode) -> std::string& {
    return files.try_emplace(inode.get(), inode->durable).first->second;
  };
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const Change& change = pending_[i];
    const bool by_sector = (loss == Loss::kSectors || loss == Loss::kGarbage) &&
                           change.event.kind == Kind::kWrite;
    if (by_sector) {
      ApplySectors(change.event, loss == Loss::kGarbage, random, file_of(change.inode));
      continue;
    }
    const bool survives =
        loss == Loss::kNothing ||
        (loss == Loss::kTail ? i < kept : loss != Loss::kAll && Coin(random));
    if (!survives) continue;
    if (change.of_folder()) {
      ApplyName(change, folder);
    } else {
      Apply(change.event, file_of(change.inode));
    }
  }
  DiskImages images;
  for (const auto& [name, inode] : folder) images[name] = file_of(inode);
  return images;
}

}  // namespace clausebook::testing
