#include "tests/faults/power_loss_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "tests/faults/inspection.h"

namespace clausebook::testing {
namespace {

// Memory and locks are no part of what is on a disk.
bool IsOnDisk(const std::string& name) {
  return !name.ends_with("-shm") && !name.ends_with(".lock");
}

}  // namespace

PowerLossFolder::PowerLossFolder(std::string folder)
    : folder_(std::filesystem::canonical(folder).string()) {
  Read();
  durable_names_ = names_;
  durable_contents_ = contents_;
}

void PowerLossFolder::Read() {
  names_.clear();
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    const std::string name = entry.path().filename();
    struct stat found {};
    if (!IsOnDisk(name) || stat(entry.path().c_str(), &found) != 0) continue;
    names_[name] = found.st_ino;
    contents_[found.st_ino] = ReadBytes(entry.path());
    // It is there already if it was seen before.
    (void)!link(entry.path().c_str(), held_.File(std::to_string(found.st_ino)).c_str());
  }
}

void PowerLossFolder::Look(const std::string& synced) {
  Read();
  if (synced.empty()) return;
  if (synced == folder_) {
    durable_names_ = names_;
    return;
  }
  const auto name = names_.find(std::filesystem::path(synced).filename());
  if (name != names_.end()) durable_contents_[name->second] = contents_[name->second];
}

template <typename KeepName, typename KeepContent>
DiskImages PowerLossFolder::Disk(const KeepName& keep_name,
                                 const KeepContent& keep_content) const {
  Names all = durable_names_;
  all.insert(names_.begin(), names_.end());
  DiskImages disk;
  for (const auto& [name, unused] : all) {
    const Names& names = keep_name() ? names_ : durable_names_;
    const auto file = names.find(name);
    if (file == names.end()) continue;
    const Contents& contents = keep_content() ? contents_ : durable_contents_;
    const auto content = contents.find(file->second);
    disk[name] = content == contents.end() ? std::string() : content->second;
  }
  return disk;
}

std::vector<DiskImages> PowerLossFolder::Disks(int mixtures, std::mt19937& random) const {
  const auto yes = [] { return true; };
  const auto no = [] { return false; };
  const auto perhaps = [&random] { return random() % 2 == 0; };
  std::vector<DiskImages> disks{Disk(no, no), Disk(yes, no), Disk(no, yes),
                                Disk(yes, yes)};
  for (int i = 0; i < mixtures; ++i) disks.push_back(Disk(perhaps, perhaps));
  return disks;
}

}  // namespace clausebook::testing
