#include "service/catalog/catalog_builder.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/base/digest.h"
#include "service/catalog/question_reader.h"
#include "service/catalog/vocabulary_reader.h"

namespace clausebook::catalog {
namespace {

using yaml::MapReader;
using yaml::Node;

// Two wordings that only differ in case, spacing or final punctuation are one.
std::string Normalised(const std::string& wording) {
  std::string text = absl::AsciiStrToLower(wording);
  absl::RemoveExtraAsciiWhitespace(&text);
  while (!text.empty() && absl::ascii_ispunct(static_cast<unsigned char>(text.back()))) {
    text.pop_back();
  }
  return text;
}

// Lengths are hashed with the contents, so that moving text from one file to the next
// gives another digest.
std::string DigestOf(const std::vector<CatalogFile>& files) {
  std::string all;
  for (const CatalogFile& file : files) {
    absl::StrAppend(&all, file.content.size(), ":", file.content);
  }
  return Sha256Hex(all);
}

}  // namespace

absl::StatusOr<Catalog> CatalogBuilder::Build(const std::vector<CatalogFile>& files) {
  CatalogBuilder builder;
  std::vector<Node> roots;
  for (const CatalogFile& file : files) {
    auto root = yaml::Parse(file.path, file.content, builder.faults_);
    if (root) roots.push_back(*std::move(root));
  }
  const Entries entries = builder.Collect(roots);
  builder.AddVocabulary(entries);
  builder.AddQuestions(entries);
  // Names that are missing only because a file could not be read would drown the
  // fault that matters.
  if (roots.size() == files.size()) {
    builder.CheckUse();
    builder.CheckWordings();
  }
  if (auto status = builder.faults_.ToStatus("the catalogue"); !status.ok()) {
    return status;
  }
  builder.catalog_.digest_ = DigestOf(files);
  return std::move(builder.catalog_);
}

CatalogBuilder::Entries CatalogBuilder::Collect(const std::vector<Node>& roots) {
  Entries entries;
  const auto take = [](MapReader& reader, std::string_view key,
                       std::vector<const Node*>& into) {
    const auto items = reader.List(key);
    into.insert(into.end(), items.begin(), items.end());
  };
  for (const Node& root : roots) {
    if (root.kind == Node::Kind::kNull) {
      faults_.Add(root.place, "The file is empty.",
                  "Write dimensions, properties, platforms or questions, or remove it.");
      continue;
    }
    MapReader reader(root, "file", faults_);
    take(reader, "dimensions", entries.dimensions);
    take(reader, "properties", entries.properties);
    take(reader, "platforms", entries.platforms);
    take(reader, "questions", entries.questions);
    reader.Finish();
  }
  return entries;
}

bool CatalogBuilder::Claim(const std::string& kind, const std::string& id,
                           const Node& node) {
  if (id.empty()) return false;
  const Node* place = node.Find("id");
  const auto [it, is_new] =
      claimed_.emplace(absl::StrCat(kind, " ", id), (place ? *place : node).place);
  if (is_new) return true;
  faults_.Add((place ? *place : node).place,
              absl::StrCat("The ", kind, " '", id, "' exists already: ", *it->second.path,
                           ":", it->second.line, "."),
              "Names are stable and cannot be redefined; choose another id.");
  return false;
}

void CatalogBuilder::AddVocabulary(const Entries& entries) {
  for (const Node* node : entries.dimensions) {
    Dimension dimension = ReadDimension(*node, faults_);
    if (!Claim("dimension", dimension.id, *node)) continue;
    catalog_.dimensions_.push_back(std::move(dimension));
  }
  for (const Node* node : entries.properties) {
    auto read = ReadProperty(*node, catalog_, faults_);
    if (!Claim("property", read.property.id, *node)) continue;
    if (!read.unasked.empty()) unasked_[read.property.id] = read.unasked;
    catalog_.property_index_[read.property.id] = catalog_.properties_.size();
    catalog_.properties_.push_back(std::move(read.property));
  }
  for (const Node* node : entries.platforms) {
    Platform platform = ReadPlatform(*node, catalog_, faults_);
    if (!Claim("platform", platform.id, *node)) continue;
    CheckHosting(platform, *node);
    catalog_.platforms_.push_back(std::move(platform));
  }
}

void CatalogBuilder::CheckHosting(const Platform& platform, const Node& node) {
  for (const std::string& value : platform.hosting_values) {
    const auto [it, is_new] = hosting_of_.emplace(value, platform.id);
    if (is_new) continue;
    faults_.Add(node.Find("hosting_values")->place,
                absl::StrCat("The hosting value '", value, "' belongs to the platform '",
                             it->second, "' already."),
                "An app inherits from one platform; name each value once.");
  }
}

void CatalogBuilder::AddQuestions(const Entries& entries) {
  for (const Node* node : entries.questions) {
    Question question = ReadQuestion(*node, catalog_, faults_);
    if (!Claim("question", question.id, *node)) continue;
    catalog_.question_index_[question.id] = catalog_.questions_.size();
    catalog_.questions_.push_back(std::move(question));
  }
}

void CatalogBuilder::CheckUse() {
  std::set<std::string> read;
  for (const Question& question : catalog_.questions_) {
    for (std::string& id : PropertiesOf(question)) read.insert(std::move(id));
  }
  for (const Property& property : catalog_.properties_) {
    const bool marked = unasked_.contains(property.id);
    const yaml::Place& place = claimed_.at(absl::StrCat("property ", property.id));
    if (!read.contains(property.id) && !marked) {
      faults_.Add(place,
                  absl::StrCat("No question reads the property '", property.id, "'."),
                  "Add a question, or say why there is none with 'unasked: reason'.");
    } else if (read.contains(property.id) && marked) {
      faults_.Add(place,
                  absl::StrCat("The property '", property.id,
                               "' is marked 'unasked', but a question reads it."),
                  "Remove 'unasked'.");
    }
  }
}

void CatalogBuilder::CheckWording(const std::string& text, const Question& question,
                                  std::map<std::string, std::string>& owners) {
  const auto [it, is_new] = owners.emplace(Normalised(text), question.id);
  if (is_new) return;
  const bool own = it->second == question.id;
  faults_.Add(claimed_.at(absl::StrCat("question ", question.id)),
              absl::StrCat("The wording '", text, "' of the question '", question.id,
                           own ? "' stands there twice."
                               : absl::StrCat("' is that of the question '", it->second,
                                              "' too.")),
              "A wording has to lead to one question; change one of them.");
}

void CatalogBuilder::CheckWordings() {
  std::map<std::string, std::string> owners;
  for (const Question& question : catalog_.questions_) {
    CheckWording(question.wording, question, owners);
    for (const Alias& alias : question.aliases) {
      CheckWording(alias.text, question, owners);
    }
  }
}

absl::StatusOr<Catalog> Catalog::FromFiles(const std::vector<CatalogFile>& files) {
  return CatalogBuilder::Build(files);
}

}  // namespace clausebook::catalog
