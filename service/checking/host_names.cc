#include "service/checking/host_names.h"

#include <libpsl.h>

#include <algorithm>
#include <span>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "service/base/embedded_file.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::checking {

// Made by clausebook_embed.
std::span<const EmbeddedFile> CheckingData();

namespace {

constexpr std::size_t kShortestLabel = 3;  // shorter ones are in too many words

std::string Lower(std::string_view text) {
  return absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
}

HostKind KindNamed(const std::string& name) {
  if (name == "analytics") return HostKind::kAnalytics;
  if (name == "logs") return HostKind::kLogs;
  if (name == "ai") return HostKind::kAi;
  if (name == "cloud") return HostKind::kCloud;
  return HostKind::kOther;
}

HostOwner ReadOwner(const yaml::Node& node, yaml::Faults& faults) {
  yaml::MapReader entry(node, "owner", faults);
  HostOwner owner;
  owner.name = entry.RequiredText("name");
  const std::string kind = entry.OptionalText("kind").value_or("");
  owner.kind = KindNamed(kind);
  if (!kind.empty() && owner.kind == HostKind::kOther) {
    faults.Add(entry.PlaceOf("kind"), "There is no such kind.");
  }
  owner.domains = entry.TextList("domains").value_or(std::vector<std::string>{});
  owner.known_as.push_back(Folded(owner.name));
  for (const std::string& name :
       entry.TextList("known_as").value_or(std::vector<std::string>{})) {
    owner.known_as.push_back(Folded(name));
  }
  entry.Finish();
  return owner;
}

bool IsWithinAny(std::string_view host, const std::vector<std::string>& domains) {
  return std::any_of(domains.begin(), domains.end(),
                     [&](const std::string& domain) { return IsWithin(host, domain); });
}

// The numbers of an IPv4 address; empty for names.
std::vector<int> AddressOf(std::string_view host) {
  std::vector<int> numbers;
  for (const absl::string_view part :
       absl::StrSplit(absl::string_view(host.data(), host.size()), '.')) {
    const bool digits = !part.empty() && part.size() <= 3 &&
                        std::all_of(part.begin(), part.end(), absl::ascii_isdigit);
    if (!digits) return {};
    numbers.push_back(std::stoi(std::string(part)));
  }
  return numbers.size() == 4 ? numbers : std::vector<int>{};
}

// Of a network that no function of an app reaches.
bool IsPrivateAddress(std::string_view host) {
  const auto n = AddressOf(host);
  if (n.empty()) return false;
  return n[0] == 0 || n[0] == 10 || n[0] == 127 || (n[0] == 192 && n[1] == 168) ||
         (n[0] == 172 && n[1] >= 16 && n[1] < 32) || (n[0] == 169 && n[1] == 254);
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words(1);
  for (const unsigned char c : text) {
    if (absl::ascii_isalnum(c)) {
      words.back().push_back(static_cast<char>(absl::ascii_tolower(c)));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

// Whether some words in a row, written as one, are `name`.
bool HasRun(const std::vector<std::string>& words, std::string_view name) {
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::string run;
    for (std::size_t i = first; i < words.size() && run.size() < name.size(); ++i) {
      run += words[i];
      if (run == name) return true;
    }
  }
  return false;
}

// The names of known owners in `words`; of `google` and `googleanalytics` the latter.
std::vector<std::string> KnownNamesIn(const std::vector<std::string>& words) {
  std::vector<std::string> found;
  for (const HostOwner& owner : TheHostNames().owners) {
    for (const std::string& name : owner.known_as) {
      if (HasRun(words, name)) found.push_back(name);
    }
  }
  std::vector<std::string> longest;
  for (const std::string& name : found) {
    const bool part = std::any_of(found.begin(), found.end(), [&](const auto& other) {
      return other.size() > name.size() && other.find(name) != std::string::npos;
    });
    if (!part) longest.push_back(name);
  }
  return longest;
}

// A recipient that is named by a host.
bool IsHostOf(std::string_view text, std::string_view host) {
  if (text.find('.') == std::string_view::npos ||
      text.find(' ') != std::string_view::npos) {
    return false;
  }
  const std::string named = HostOf(text);
  return IsWithin(host, named) || IsWithin(named, RegisteredDomain(host));
}

std::string LabelOf(std::string_view host) {
  const std::string domain = RegisteredDomain(host);
  return Folded(domain.substr(0, domain.find('.')));
}

}  // namespace

absl::StatusOr<HostNames> LoadHostNames() {
  HostNames names;
  yaml::Faults faults;
  for (const EmbeddedFile& file : CheckingData()) {
    const auto root = yaml::Parse(std::string(file.path), file.content, faults);
    if (!root) break;
    yaml::MapReader map(*root, "list of hosts", faults);
    names.atlassian = map.TextList("atlassian").value_or(std::vector<std::string>{});
    names.development = map.TextList("development").value_or(std::vector<std::string>{});
    for (const yaml::Node* node : map.List("owners")) {
      names.owners.push_back(ReadOwner(*node, faults));
    }
    map.Finish();
  }
  const absl::Status status = faults.ToStatus("the list of hosts");
  if (!status.ok()) return status;
  return names;
}

const HostNames& TheHostNames() {
  static const auto* const names = new HostNames(LoadHostNames().value_or(HostNames{}));
  return *names;
}

std::string HostOf(std::string_view pattern) {
  if (const auto scheme = pattern.find("://"); scheme != std::string_view::npos) {
    pattern.remove_prefix(scheme + 3);
  }
  pattern = pattern.substr(0, pattern.find_first_of("/:?#"));
  if (pattern.starts_with("*.")) pattern.remove_prefix(2);
  return Lower(pattern);
}

bool IsWithin(std::string_view host, std::string_view domain) {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool IsAtlassian(std::string_view host) {
  return IsWithinAny(host, TheHostNames().atlassian);
}

bool IsForDevelopment(std::string_view host) {
  return IsWithinAny(host, TheHostNames().development) || IsPrivateAddress(host);
}

const HostOwner* OwnerOf(std::string_view host) {
  const HostOwner* best = nullptr;
  std::size_t longest = 0;
  for (const HostOwner& owner : TheHostNames().owners) {
    for (const std::string& domain : owner.domains) {
      if (domain.size() > longest && IsWithin(host, domain)) {
        best = &owner;
        longest = domain.size();
      }
    }
  }
  return best;
}

std::string RegisteredDomain(std::string_view host) {
  const std::string name(host);
  if (!AddressOf(host).empty()) return name;
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? name : domain;
}

bool MayBeOwner(std::string_view words, std::string_view host) {
  if (IsHostOf(words, host)) return true;
  const HostOwner* owner = OwnerOf(host);
  if (owner == nullptr) return BearsNameOf(host, words);
  for (const std::string& name : KnownNamesIn(WordsOf(words))) {
    if (std::find(owner->known_as.begin(), owner->known_as.end(), name) !=
        owner->known_as.end()) {
      return true;
    }
  }
  return false;
}

bool BearsNameOf(std::string_view host, std::string_view words) {
  const std::string label = LabelOf(host);
  return label.size() >= kShortestLabel && HasRun(WordsOf(words), label);
}

std::string Folded(std::string_view text) {
  std::string folded;
  for (const unsigned char c : text) {
    if (absl::ascii_isalnum(c)) {
      folded.push_back(static_cast<char>(absl::ascii_tolower(c)));
    }
  }
  return folded;
}

}  // namespace clausebook::checking
