// The catalogue: vocabulary, platforms and questions, loaded from YAML. The
// embedded files are checked at build; an operator's files are read on top.
//
// Immutable after loading and then safe to share between threads.
#ifndef CLAUSEBOOK_SERVICE_CATALOG_CATALOG_H_
#define CLAUSEBOOK_SERVICE_CATALOG_CATALOG_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/catalog/question.h"
#include "service/catalog/vocabulary.h"
#include "storage/model/fact.h"

namespace clausebook::catalog {

// A YAML file of the catalogue. `path` is only used in messages.
struct CatalogFile {
  std::string path;
  std::string content;
};

class Catalog {
 public:
  // The catalogue that the program was built with.
  static absl::StatusOr<Catalog> Embedded();

  // The embedded catalogue with `files` on top: each may hold `dimensions`,
  // `properties`, `platforms` and `questions`. An id that exists already is
  // refused: names are stable, an operator adds names of her own.
  // INVALID_ARGUMENT (kInvalidBook) with every fault's file, line and remedy.
  static absl::StatusOr<Catalog> WithFiles(const std::vector<CatalogFile>& files);

  // From these files only; what the two functions above are made of, and tests use.
  static absl::StatusOr<Catalog> FromFiles(const std::vector<CatalogFile>& files);

  const std::vector<Property>& properties() const { return properties_; }
  const std::vector<Dimension>& dimensions() const { return dimensions_; }
  const std::vector<Platform>& platforms() const { return platforms_; }
  const std::vector<Question>& questions() const { return questions_; }

  // Null if there is none.
  const Property* FindProperty(std::string_view id) const;
  const Dimension* FindDimension(std::string_view id) const;
  const Platform* FindPlatform(std::string_view id) const;
  const Question* FindQuestion(std::string_view id) const;

  // Property ids nearest to a misspelt one, best first, at most three.
  std::vector<std::string> NearestProperties(std::string_view id) const;

  // Hex digest of all files, in order: which catalogue gave an answer.
  const std::string& digest() const { return digest_; }

  // Checks `op` and `value` against the property's type and brings the value to
  // its canonical form (set members sorted, durations as ISO 8601).
  // INVALID_ARGUMENT with field `value` or `operator`, and what would be right.
  absl::StatusOr<model::Value> CheckValue(const Property& property, model::Operator op,
                                          const model::Value& value) const;

  // Checks dimension and member names against the vocabulary and the property,
  // expands groups, sorts. INVALID_ARGUMENT with field `qualifiers`.
  absl::StatusOr<model::Qualifiers> CheckQualifiers(
      const Property& property, const model::Qualifiers& qualifiers) const;

 private:
  friend class CatalogBuilder;

  std::vector<Dimension> dimensions_;
  std::vector<Property> properties_;
  std::vector<Platform> platforms_;
  std::vector<Question> questions_;
  std::unordered_map<std::string, std::size_t> property_index_;
  std::unordered_map<std::string, std::size_t> question_index_;
  std::string digest_;
};

}  // namespace clausebook::catalog

#endif  // CLAUSEBOOK_SERVICE_CATALOG_CATALOG_H_
