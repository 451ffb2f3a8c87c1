// Checks answers without the service: the bytes that a citation points at, in the
// document with the digest that it names, are its quote.
#ifndef CLAUSEBOOK_CLIENTS_CLI_VERIFICATION_H_
#define CLAUSEBOOK_CLIENTS_CLI_VERIFICATION_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clausebook/v1/answer.pb.h"

namespace clausebook::cli {

// The answers in a JSON document: an Answer, a response of Ask, BatchAsk or ListAnswers,
// or an array of Answers. INVALID_ARGUMENT, saying what is wrong, for anything else.
absl::StatusOr<std::vector<v1::Answer>> ParseAnswers(std::string_view json);

// A policy text to check against.
struct Document {
  std::string label;  // file or resource name
  std::string bytes;
  // Given as the text of these answers, so that it is an error if none cites it. Texts
  // out of a directory of many are not.
  bool expected = false;
};

enum class CheckResult {
  kOk,
  kFailed,
  kUnchecked,  // the document is not there
  kNoText,     // rests on no document: an attestation, a withdrawn revision
};

struct CitationCheck {
  std::string answer;  // `app question`
  std::string fact;
  std::string place;
  bool considered = false;  // evidence that the answer looked at and did not need
  CheckResult result = CheckResult::kUnchecked;
  std::string reason;  // empty if OK
};

struct Verification {
  std::vector<CitationCheck> checks;
  std::vector<std::string> failures;  // of answers or documents as a whole
};

// Pure; computes every digest anew.
Verification Verify(const std::vector<v1::Answer>& answers,
                    const std::vector<Document>& documents);

// 0: all good; 1: something failed; 2: nothing failed, but something that carries an
// answer could not be checked.
int ExitCodeOf(const Verification& verification);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_VERIFICATION_H_
