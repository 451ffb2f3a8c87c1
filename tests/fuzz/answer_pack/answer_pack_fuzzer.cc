// Any bytes as a pack's file, as the Statement inside of one that is signed, and as what
// a Statement says: refused, or read as exactly what is there; and what can be written
// can be read back.
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/util/json_util.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/packs/pack_report.h"
#include "clients/cli/packs/statement.h"
#include "service/signing/strict_json.h"
#include "tests/testing/fuzz_check.h"
#include "tests/testing/must.h"

namespace clausebook::cli {
namespace {

using testing::FuzzCheck;

// Leaves room for what a Statement puts around a predicate.
constexpr signing::JsonLimits kPredicateLimits{.depth = 60, .values = 100'000};

const signing::PrivateKey& TheKey() {
  static const auto& key = *new signing::PrivateKey(
      testing::Must(signing::PrivateKey::FromSeed(std::string(signing::kKeyBytes, 'k'))));
  return key;
}

// A report is fit for a terminal and for programs, whatever the pack says.
void CheckTold(const PackReport& report) {
  const std::string text = RenderPackReport(report, {80, false});
  testing::FuzzCheckText(text);
  FuzzCheck(text.find('\x1b') == std::string::npos, "nothing steers the terminal");
  testing::FuzzCheckText(PackReportToJson(report));
}

void CheckAsFile(const std::string& bytes) {
  const auto envelope = signing::ReadEnvelope(bytes);
  if (envelope.ok()) {
    FuzzCheck(signing::WriteEnvelope(*envelope) == bytes, "an envelope has one form");
  } else {
    testing::FuzzCheckRefusal(envelope.status());
  }
  const PackReport open = CheckPack(bytes, {}, {});
  FuzzCheck(ExitCodeOf(open) != 0, "nothing is good that no key vouches for");
  CheckTold(open);
  CheckTold(CheckPack(bytes, {TheKey().public_key()}, {}));
}

void CheckSigned(const std::string& payload, bool readable) {
  const std::string sealed =
      testing::Must(signing::Seal(TheKey(), kStatementMediaType, payload));
  const PackReport report = CheckPack(sealed, {TheKey().public_key()}, {});
  FuzzCheck(report.signatures.size() == 1 &&
                report.signatures[0].result == signing::SignatureResult::kGood,
            "what was signed is signed");
  FuzzCheck(!readable || report.refusal.empty(), "what is written can be read back");
  CheckTold(report);
}

void CheckAsStatement(const std::string& payload) {
  const auto pack = DecodeStatement(payload);
  if (pack.ok()) {
    FuzzCheck(testing::Must(EncodeStatement(*pack)) == payload,
              "a Statement has one form");
  }
  CheckSigned(payload, pack.ok());
}

void CheckAsPredicate(const std::string& predicate) {
  if (!signing::CheckJson(predicate, kPredicateLimits).ok()) return;
  v1::AnswerPack pack;
  if (!google::protobuf::util::JsonStringToMessage(predicate, &pack).ok()) return;
  const auto payload = EncodeStatement(pack);
  if (payload.ok()) CheckSigned(*payload, true);
}

}  // namespace
}  // namespace clausebook::cli

// Protobuf says on stderr what it refuses.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  google::protobuf::SetLogHandler(nullptr);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook::cli;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  CheckAsFile(bytes);
  CheckAsStatement(bytes);
  CheckAsPredicate(bytes);
  return 0;
}
