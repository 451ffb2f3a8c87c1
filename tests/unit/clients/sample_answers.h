// Answers that the tests of rendering and of verification share.
#ifndef CLAUSEBOOK_TESTS_UNIT_CLIENTS_SAMPLE_ANSWERS_H_
#define CLAUSEBOOK_TESTS_UNIT_CLIENTS_SAMPLE_ANSWERS_H_

#include <google/protobuf/util/time_util.h>

#include <string>

#include "clausebook/v1/answer.pb.h"
#include "clausebook/v1/app.pb.h"
#include "clausebook/v1/question.pb.h"
#include "service/base/digest.h"
#include "service/base/text_lines.h"

namespace clausebook::cli {

// Two sentences, the second on line 3, with characters of several bytes.
inline const std::string kPolicyText =
    "# Privacy – our promise\n\nAll data stays in Atlassian’s products.\n"
    "We never sell data.\n";

inline v1::App SampleApp() {
  v1::App app;
  app.set_name("vendors/acme/apps/clock");
  app.set_display_name("Clock for Jira");
  return app;
}

inline v1::Question SampleQuestion() {
  v1::Question question;
  question.set_name("questions/stores-data-off-atlassian");
  question.set_topic("storage and location");
  question.set_wording("Does the app store data outside of Atlassian?");
  question.set_definition("Store: keep, for however long.");
  return question;
}

// Cites `quote` where it stands in kPolicyText.
inline v1::Citation CitationOf(const std::string& quote, v1::CitationRole role) {
  v1::Citation citation;
  citation.set_fact("vendors/acme/facts/custody");
  citation.set_role(role);
  citation.set_statement("storage.locations is exactly {atlassian}");
  auto* clause = citation.mutable_clause();
  clause->set_policy("vendors/acme/policies/privacy");
  clause->set_title("Acme privacy policy");
  clause->set_revision("vendors/acme/policies/privacy/revisions/2025-01-01-aaaaaaaa");
  clause->set_effective_date("2025-01-01");
  clause->set_uri("https://acme.example/privacy");
  clause->set_sha256(Sha256Hex(kPolicyText));
  clause->add_heading_path("Acme privacy policy");
  clause->add_heading_path("Storage");
  const auto begin = kPolicyText.find(quote);
  clause->set_byte_begin(static_cast<std::int64_t>(begin));
  clause->set_byte_end(static_cast<std::int64_t>(begin + quote.size()));
  clause->set_quote(quote);
  clause->set_line(LineOf(kPolicyText, begin));
  return citation;
}

inline v1::Answer SampleAnswer(v1::Verdict verdict) {
  v1::Answer answer;
  answer.set_app("vendors/acme/apps/clock");
  answer.set_question("questions/stores-data-off-atlassian");
  answer.set_as_of("2026-01-02");
  google::protobuf::util::TimeUtil::FromString("2026-01-02T03:04:05.678Z",
                                               answer.mutable_known_at());
  answer.set_verdict(verdict);
  return answer;
}

inline v1::Answer NoAnswer() {
  v1::Answer answer = SampleAnswer(v1::VERDICT_NO);
  answer.set_sentence("No. Clock for Jira keeps nothing outside of Atlassian.");
  *answer.add_citations() =
      CitationOf("All data stays in Atlassian’s products.", v1::CITATION_ROLE_REFUTES);
  answer.add_caveats("The evidence speaks only of: product content.");
  return answer;
}

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_TESTS_UNIT_CLIENTS_SAMPLE_ANSWERS_H_
