// Small pieces of wording and markup that the pages share.
#ifndef CLAUSEBOOK_SERVICE_REPORTS_WORDS_H_
#define CLAUSEBOOK_SERVICE_REPORTS_WORDS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "service/answering/answer.h"
#include "service/base/time.h"
#include "service/reports/html.h"

namespace clausebook::reports {

// In the order in which pages list them: what needs a person first.
inline constexpr answering::Verdict kVerdicts[] = {
    answering::Verdict::kConflict, answering::Verdict::kUnknown, answering::Verdict::kYes,
    answering::Verdict::kNo, answering::Verdict::kValue};

// `conflict`: as classes and filters name it.
const char* VerdictId(answering::Verdict verdict);
// `Conflict`, `Not known`: for people.
const char* VerdictWord(answering::Verdict verdict);

// `1 answer`, `2 answers`.
std::string Count(std::size_t count, std::string_view singular, std::string_view plural);

// A place in the page out of free text: `t-retention-and-deletion`.
std::string AnchorOf(std::string_view prefix, std::string_view text);

// `2026-11-25 14:06:47 UTC`.
std::string TimeText(Instant time);

// The verdict as a coloured word.
void AddBadge(Element parent, answering::Verdict verdict);

// The search field, and buttons that show and hide answers by verdict. Hidden until the
// page's script shows it; `what` is what is searched, in words; `open`, if it is not
// empty, what is said instead of "Not known".
void AddToolbar(Element parent, std::string_view what,
                const std::vector<std::pair<answering::Verdict, std::size_t>>& counts,
                std::string_view open = "");

// The two times that the answers are of, in a sentence.
void AddTimes(Element parent, Date as_of, Instant known_at);

}  // namespace clausebook::reports

#endif  // CLAUSEBOOK_SERVICE_REPORTS_WORDS_H_
