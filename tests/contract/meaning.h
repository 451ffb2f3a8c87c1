// Whether an answer still means what it meant. The contract (proto/README.md,
// Compatibility) says what may change: wordings, sentences, messages, etags and tokens,
// and lists of what the program ships with may grow. Everything else stays.
#ifndef CLAUSEBOOK_TESTS_CONTRACT_MEANING_H_
#define CLAUSEBOOK_TESTS_CONTRACT_MEANING_H_

#include <google/protobuf/message.h>

#include <string>

namespace clausebook::testing {

// Takes out what may change from run to run or from version to version: times, texts for
// people, etags and tokens become one mark. Of lists that may grow the first few stay if
// `shorten`.
void KeepMeaning(google::protobuf::Message& message, bool shorten);

// Empty if `now` says what `before` said, and more only where lists may grow; else the
// path of the first field that differs, and both. Both went through KeepMeaning.
std::string ChangeOfMeaning(const google::protobuf::Message& before,
                            const google::protobuf::Message& now);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_CONTRACT_MEANING_H_
