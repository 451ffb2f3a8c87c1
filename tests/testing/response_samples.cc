// Filled questionnaires and mappings to put into a store, and as text.
#include <memory>
#include <sstream>

#include "service/base/digest.h"
#include "tests/testing/evidence_builder.h"
#include "tests/testing/store_samples.h"

namespace clausebook::testing {
namespace {

std::string DayOrNone(const std::optional<Date>& date) {
  return date ? FormatDate(*date) : "none";
}

}  // namespace

model::Response SampleResponse(const model::ResponseRef& ref, const std::string& app,
                               const std::string& file_text) {
  model::Response response;
  response.ref = ref;
  response.app = app;
  response.questionnaire = file_text.empty() ? "mvsp" : "";
  response.title = "Globex, \"autumn\"";
  response.file_name = file_text.empty() ? "" : "globex.xlsx";
  response.file_digest = file_text.empty() ? "" : Sha256Hex(file_text);
  response.fill_options = std::string("\x00\xFF options", 10);
  response.as_of = Day("2025-06-01");
  response.known_at = Instant{1'750'000'000'000'001};
  response.creator = "Ada Example";
  return response;
}

model::ResponseItem SampleItem(const std::string& question, const std::string& answer,
                               model::ItemNeed need) {
  model::ResponseItem item;
  item.item_id = "DSP-19";
  item.section = "Data \"at rest\"";
  item.question = "Is it so? ✓";
  item.location = "Sheet 1!C5";
  item.comment_location = "Sheet 1!D5";
  item.allowed_answers = {"Yes", "No", "N/A, \"really\""};
  item.writable = need != model::ItemNeed::kNotWritable;
  item.stage = model::MatchStage::kGrammar;
  model::ResponsePart part;
  part.question = question;
  part.opposite = answer == "No";
  part.parameters = {{"country", "germany"}, {"period", "P30D"}};
  part.reason = "It asks where.";
  part.verdict = model::PartVerdict::kYes;
  part.sentence = "It is so.";
  part.facts = {"vendors/acme/facts/x@2", "platforms/forge/facts/y@1"};
  model::ResponsePart unmatched;
  unmatched.reason = "Nobody knows.";
  item.parts = {part, unmatched};
  item.answer = answer;
  item.comment = "It is so. (Privacy policy)";
  item.need = need;
  item.explanation = need == model::ItemNeed::kNothing ? "" : "Two sources disagree.";
  return item;
}

model::ItemReview SampleReview(std::int32_t number, model::ItemDecision decision,
                               const std::string& answer) {
  model::ItemReview review;
  review.number = number;
  review.decision = decision;
  review.reviewer = "Mara Lind";
  review.date = Day("2025-07-01");
  if (decision == model::ItemDecision::kReopen) review.reason = "Not sure.";
  if (decision != model::ItemDecision::kOverride) return review;
  review.answer = answer;
  review.comment = "Since spring.";
  review.reason = "I run the servers.";
  review.expire_date = Day("2026-01-01");
  return review;
}

model::Mapping SampleMapping(const std::string& vendor, char digit) {
  model::Mapping mapping;
  mapping.wording = "Do you keep " + std::string(1, digit) + "?";
  mapping.wording_digest = std::string(64, digit);
  mapping.ref = {vendor, std::string(32, digit)};
  if (digit != '0') {
    mapping.questions = {{"stores-data-off-atlassian", true}, {"retention", false}};
  }
  mapping.confirmed_by = "Mara Lind";
  return mapping;
}

std::string Describe(const model::ItemStanding& standing) {
  return "need " + std::to_string(static_cast<int>(standing.need)) +
         (standing.has_answer ? " answered" : " blank") + " decision " +
         (standing.decision ? std::to_string(static_cast<int>(*standing.decision))
                            : "none") +
         (standing.has_own_answer ? " own" : "") + " until " +
         DayOrNone(standing.expire_date);
}

std::string Describe(const model::ItemHead& head) {
  return "item " + std::to_string(head.number) + " " + Describe(head.standing);
}

std::string Describe(const model::Response& response) {
  std::ostringstream out;
  out << ToName(response.ref) << " of " << response.app << " by '"
      << response.questionnaire << "' '" << response.title << "' file '"
      << response.file_name << "' " << response.file_digest << " options '"
      << response.fill_options << "' as of " << FormatDate(response.as_of) << " known at "
      << response.known_at.micros << " by '" << response.creator << "' "
      << response.item_count << " items created " << response.create_time.micros;
  for (const auto& tally : response.tallies) {
    out << "; " << tally.count << " " << Describe(tally.standing);
  }
  return out.str();
}

std::string Describe(const model::ItemReview& review) {
  return "review of " + std::to_string(review.number) + " " +
         std::to_string(static_cast<int>(review.decision)) + " by '" + review.reviewer +
         "' on " + FormatDate(review.date) + " '" + review.answer + "' '" +
         review.comment + "' because '" + review.reason + "' until " +
         DayOrNone(review.expire_date) + " recorded " +
         std::to_string(review.create_time.micros);
}

std::string Describe(const model::ReviewedItem& reviewed) {
  const model::ResponseItem& item = reviewed.item;
  std::ostringstream out;
  out << "item " << item.number << " '" << item.item_id << "' '" << item.section << "' '"
      << item.question << "' at '" << item.location << "' '" << item.comment_location
      << "' allows";
  for (const std::string& word : item.allowed_answers) out << " '" << word << "'";
  out << (item.writable ? " writable" : " locked") << " stage "
      << static_cast<int>(item.stage) << " answer '" << item.answer << "' '"
      << item.comment << "' need " << static_cast<int>(item.need) << " '"
      << item.explanation << "'";
  for (const model::ResponsePart& part : item.parts) {
    out << " part '" << part.question << (part.opposite ? "' opposite" : "'");
    for (const auto& [key, value] : part.parameters) out << " " << key << "=" << value;
    out << " '" << part.reason << "' verdict " << static_cast<int>(part.verdict) << " '"
        << part.sentence << "'";
    for (const std::string& fact : part.facts) out << " " << fact;
  }
  out << (reviewed.review ? " " + Describe(*reviewed.review) : "");
  return out.str();
}

std::string Describe(const storage::DecidedItem& item) {
  return ToName(item.response) + " " + Describe(item.item);
}

std::string Describe(const model::Mapping& mapping) {
  std::string text = ToName(mapping.ref) + " generation " +
                     std::to_string(mapping.generation) + " '" + mapping.wording + "' " +
                     mapping.wording_digest;
  for (const auto& asked : mapping.questions) {
    text += " " + asked.question + (asked.opposite ? " opposite" : "");
  }
  return text + " by '" + mapping.confirmed_by + "' created " +
         std::to_string(mapping.create_time.micros) + " revoked " +
         (mapping.revoke_time ? std::to_string(mapping.revoke_time->micros) : "never") +
         " by '" + mapping.revoked_by + "' because '" + mapping.revoke_reason + "'";
}

}  // namespace clausebook::testing
