// Words that requests are made of: names, ids, dates and texts that mean something to the
// service, and some that look as if they did.
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_WORDS_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_WORDS_H_

#include <string_view>
#include <vector>

namespace clausebook::testing {

// Those that go into fields of this name; empty: no particular ones.
const std::vector<std::string_view>& WordsFor(std::string_view field);
// All of them.
const std::vector<std::string_view>& AnyWords();

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_WORDS_H_
