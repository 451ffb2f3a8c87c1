// The words of a text, for comparing two texts word by word.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_WORDS_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "service/evidence/text_scan.h"

namespace clausebook::evidence {

// A word or a single mark, numbered by its text: equal ids are equal words, to the
// letter.
struct Word {
  std::uint32_t id = 0;
  // The bytes of the word alone, and where the next one begins. The white space
  // behind a word belongs to it and makes no difference to what it is.
  Span span;
  std::size_t next = 0;
};

// Numbers words across the texts of one comparison. Refers to the texts, which
// outlive it. Not thread-safe.
class Vocabulary {
 public:
  // The words of `range` of `text`, valid UTF-8 and without white space in front. A
  // word is a run of letters and digits with what joins them (`third-party`, `don’t`,
  // `example.com`); everything else, and each ideograph, stands alone. Linear.
  std::vector<Word> WordsOf(std::string_view text, Span range);

 private:
  std::unordered_map<std::string_view, std::uint32_t> ids_;
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_REVISIONS_WORDS_H_
