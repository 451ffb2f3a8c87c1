// The parts of the fact-book parser, one subject a file.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_PARSER_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_PARSER_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "service/catalog/catalog.h"
#include "service/catalog/yaml_reader.h"
#include "service/evidence/fact_book.h"

namespace clausebook::evidence {

// One book being read. Every function adds what it reads to the book, and a fault
// for everything that is wrong.
class BookParser {
 public:
  BookParser(const BookFiles& files, const catalog::Catalog& catalog,
             const DocumentExtractor& extract)
      : files_(files), catalog_(catalog), extract_(extract) {}

  absl::StatusOr<FactBook> Run();

 private:
  void CheckFormat(yaml::MapReader& file);
  void ReadPolicy(const yaml::Node& node);
  void ReadKind(yaml::MapReader& reader, model::Policy& policy);
  void ReadRevision(const yaml::Node& node, const model::Policy& policy);
  std::optional<model::MediaType> ReadFormat(yaml::MapReader& reader,
                                             const std::string& file,
                                             model::PolicyKind kind);
  void AddReading(RevisionReading reading, const std::string& file,
                  const yaml::Node& node);
  void ReportUnusedFiles();

  // book_parser_publisher.cc
  void ReadPublisher(yaml::MapReader& book);
  void ReadVendor(const yaml::Node& node);
  void ReadPlatform(const yaml::Node& node);
  void ReadApp(const yaml::Node& node);

  // book_parser_facts.cc
  void ReadFact(const yaml::Node& node);
  void ReadScope(yaml::MapReader& fact, model::Scope& scope);
  std::vector<std::string> ReadApps(const yaml::Node& node, const std::string& what);
  bool ReadClaim(yaml::MapReader& fact, model::FactContent& content);
  void ReadQualifiers(yaml::MapReader& fact, const catalog::Property& property,
                      model::Qualifiers& qualifiers);
  bool ReadEvidence(yaml::MapReader& fact, model::FactContent& content);
  std::optional<model::Approval> ReadApproval(const yaml::Node& node);
  bool ReadQuote(yaml::MapReader& fact, const yaml::Node& quote,
                 model::FactContent& content);
  const BookRevision* ChooseRevision(yaml::MapReader& fact, const yaml::Node& quote);
  std::optional<model::Attestation> ReadAttestation(const yaml::Node& node);

  // book_parser_reviews.cc
  void ReadReviewed();
  void ReadStatements(yaml::MapReader& file);
  void ReadRejection(const yaml::Node& node);
  void ReadEnding(const yaml::Node& node);
  std::optional<model::PolicyRef> ChoosePolicy(yaml::MapReader& reader);

  // A valid id that is not yet in `seen`; empty and a fault otherwise.
  std::string ReadId(yaml::MapReader& reader, std::set<std::string>& seen,
                     const std::string& what);
  std::string ReadUri(yaml::MapReader& reader, const char* key);
  std::optional<Date> ReadDate(yaml::MapReader& reader, const char* key, bool required);
  void Remember(const std::string& resource, const yaml::Place& place);
  // A status with one InvalidField, as a fault.
  void AddFault(const yaml::Place& place, const absl::Status& status);

  const BookFiles& files_;
  const catalog::Catalog& catalog_;
  const DocumentExtractor& extract_;
  yaml::Faults faults_;
  FactBook book_;
  bool has_publisher_ = false;
  std::set<std::string> used_files_;
  std::set<std::string> app_ids_;
  std::set<std::string> policy_ids_;
  // Policies with a revision that could not be read: that is the fault, and not the
  // quotes for which no revision is found because of it.
  std::set<std::string> unread_policies_;
  std::set<std::string> fact_ids_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_BOOK_PARSER_H_
