// A small answer pack in which everything holds.
#ifndef CLAUSEBOOK_TESTS_UNIT_CLIENTS_PACKS_SAMPLE_PACK_H_
#define CLAUSEBOOK_TESTS_UNIT_CLIENTS_PACKS_SAMPLE_PACK_H_

#include <string>

#include "clausebook/v1/answer_pack.pb.h"
#include "clients/cli/packs/statement.h"
#include "service/signing/dsse.h"
#include "tests/unit/clients/sample_answers.h"

namespace clausebook::cli {

inline signing::PrivateKey SampleKey(char seed = 's') {
  return signing::PrivateKey::FromSeed(std::string(signing::kKeyBytes, seed)).value();
}

inline v1::Answer DerivedNo() {
  v1::Answer answer = NoAnswer();
  v1::Derivation& derivation = *answer.mutable_derivation();
  derivation.set_expression("not");
  derivation.set_verdict(v1::VERDICT_NO);
  v1::Derivation& part = *derivation.add_operands();
  part.set_expression("storage.locations is exactly {atlassian}");
  part.set_verdict(v1::VERDICT_YES);
  part.add_facts_for("vendors/acme/facts/custody");
  return answer;
}

inline v1::ResponsePart SamplePart() {
  v1::ResponsePart part;
  part.set_question("questions/stores-data-off-atlassian");
  part.set_verdict(v1::VERDICT_NO);
  part.set_sentence(DerivedNo().sentence());
  part.add_facts("vendors/acme/facts/custody@3");
  for (const char* key : {"country", "region", "time"}) {
    (*part.mutable_parameters())[key] = "somewhere";
  }
  return part;
}

inline v1::AnswerPack SamplePack() {
  v1::AnswerPack pack;
  *pack.mutable_app() = SampleApp();
  *pack.add_answers() = DerivedNo();
  *pack.add_questions() = SampleQuestion();
  pack.set_as_of(pack.answers(0).as_of());
  *pack.mutable_known_at() = pack.answers(0).known_at();
  pack.mutable_create_time()->set_seconds(1'800'000'000);
  pack.set_generator("clausebook test");
  v1::PolicyRevision& revision = *pack.add_revisions();
  revision.set_name(pack.answers(0).citations(0).clause().revision());
  revision.set_effective_date("2025-01-01");
  revision.set_media_type("text/markdown");
  revision.set_text(kPolicyText);
  revision.set_sha256(Sha256Hex(kPolicyText));
  return pack;
}

// The same with a filled questionnaire and its file.
inline v1::AnswerPack SamplePackWithResponse() {
  v1::AnswerPack pack = SamplePack();
  v1::Response& response = *pack.mutable_response()->mutable_response();
  response.set_name("vendors/acme/responses/globex");
  response.set_app(pack.app().name());
  response.set_as_of(pack.as_of());
  *response.mutable_known_at() = pack.known_at();
  response.mutable_summary()->set_item_count(1);
  v1::ResponseItem& item = *pack.mutable_response()->add_items();
  item.set_name("vendors/acme/responses/globex/items/1");
  item.set_question_text("Do you store data elsewhere?");
  *item.add_parts() = SamplePart();
  v1::PackedFile& file = *pack.mutable_response()->mutable_file();
  file.set_name("globex.md");
  file.set_content(std::string("No.\0", 4));
  file.set_sha256(Sha256Hex(file.content()));
  return pack;
}

// The pack as it is, whether it holds or not, signed.
inline std::string Signed(const v1::AnswerPack& pack) {
  return signing::Seal(SampleKey(), kStatementMediaType, EncodeStatement(pack).value())
      .value();
}

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_TESTS_UNIT_CLIENTS_PACKS_SAMPLE_PACK_H_
