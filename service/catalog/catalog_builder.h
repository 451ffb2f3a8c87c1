// Makes a catalogue out of files: reads them in the order in which they depend on one
// another, and checks what only all of them together can show.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_CATALOG_BUILDER_H_
#define CLAUSEBOOK_SERVICE_CATALOG_CATALOG_BUILDER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/catalog/catalog.h"
#include "service/catalog/yaml_reader.h"

namespace clausebook::catalog {

// Used once, by one thread.
class CatalogBuilder {
 public:
  // INVALID_ARGUMENT (kInvalidBook) with the faults.
  static absl::StatusOr<Catalog> Build(const std::vector<CatalogFile>& files);

 private:
  // The entries of all files, by kind.
  struct Entries {
    std::vector<const yaml::Node*> dimensions;
    std::vector<const yaml::Node*> properties;
    std::vector<const yaml::Node*> platforms;
    std::vector<const yaml::Node*> questions;
  };

  Entries Collect(const std::vector<yaml::Node>& roots);
  void AddVocabulary(const Entries& entries);
  void AddQuestions(const Entries& entries);
  void CheckUse();
  void CheckWordings();
  void CheckHosting(const Platform& platform, const yaml::Node& node);
  // False and a fault if `id` is one of that kind already, or empty.
  bool Claim(const std::string& kind, const std::string& id, const yaml::Node& node);
  void CheckWording(const std::string& text, const Question& question,
                    std::map<std::string, std::string>& owners);

  Catalog catalog_;
  yaml::Faults faults_;
  std::map<std::string, yaml::Place> claimed_;     // "kind id" -> where
  std::map<std::string, std::string> unasked_;     // property -> why
  std::map<std::string, std::string> hosting_of_;  // hosting value -> platform
};

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_CATALOG_BUILDER_H_
