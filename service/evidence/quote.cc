#include "service/evidence/quote.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/base/error.h"
#include "service/base/text_lines.h"
#include "service/evidence/nearest_passage.h"
#include "service/evidence/segmenter.h"
#include "service/evidence/text_scan.h"

namespace clausebook::evidence {
namespace {

// The text with runs of white space as one space, and where each byte came from.
struct Folded {
  std::string bytes;
  std::vector<std::size_t> origin;  // of each byte, and the end
};

Folded Fold(std::string_view text) {
  Folded folded;
  for (std::size_t at = 0; at < text.size();) {
    if (std::size_t space = SpaceAt(text, at)) {
      folded.bytes.push_back(' ');
      folded.origin.push_back(at);
      while (at < text.size() && (space = SpaceAt(text, at)) != 0) at += space;
      continue;
    }
    // Whole characters: a byte inside of one may look like white space.
    for (const std::size_t end = at + CodePointAt(text, at).size; at < end; ++at) {
      folded.bytes.push_back(text[at]);
      folded.origin.push_back(at);
    }
  }
  folded.origin.push_back(text.size());
  return folded;
}

// Where `wanted` starts in `bytes`, overlapping places too. By Knuth, Morris and Pratt:
// linear whatever texts and quotes are made of, which std::string::find is not.
std::vector<std::size_t> FindAll(const std::string& bytes, const std::string& wanted) {
  std::vector<std::size_t> starts;
  if (wanted.empty() || wanted.size() > bytes.size()) return starts;
  // border[i]: length of the longest part that wanted[0, i] both begins and ends with.
  std::vector<std::size_t> border(wanted.size(), 0);
  const auto extend = [&](std::size_t length, char next) {
    while (length > 0 && wanted[length] != next) length = border[length - 1];
    return wanted[length] == next ? length + 1 : 0;
  };
  for (std::size_t i = 1; i < wanted.size(); ++i) {
    border[i] = extend(border[i - 1], wanted[i]);
  }
  std::size_t matched = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    matched = extend(matched, bytes[i]);
    if (matched < wanted.size()) continue;
    starts.push_back(i + 1 - matched);
    matched = border[matched - 1];
  }
  return starts;
}

int Line(std::string_view text, std::int64_t offset) {
  return LineOf(text, static_cast<std::size_t>(offset));
}

absl::Status NotInText(std::string_view text, const std::vector<model::Clause>& clauses,
                       std::string_view quote) {
  const auto nearest = FindNearest(text, clauses, quote);
  if (!nearest) {
    return InvalidField("quote",
                        "The quote is not in the text, nor anything like it. Copy it from "
                        "the document to the letter.");
  }
  return InvalidField(
      "quote", absl::StrCat("The quote is not in the text. Nearest is line ", nearest->line,
                            ": \u201c", nearest->passage, "\u201d; ", nearest->difference,
                            ". Copy it from the document to the letter."));
}

}  // namespace

std::vector<model::ByteRange> FindQuote(std::string_view text, std::string_view quote) {
  const std::string wanted = NormaliseText(quote);
  std::vector<model::ByteRange> places;
  if (wanted.empty()) return places;
  const Folded folded = Fold(text);
  for (const std::size_t at : FindAll(folded.bytes, wanted)) {
    const std::size_t last = folded.origin[at + wanted.size() - 1];
    places.push_back({static_cast<std::int64_t>(folded.origin[at]),
                      static_cast<std::int64_t>(last + 1)});
  }
  return places;
}

absl::StatusOr<QuotePlace> LocateQuote(std::string_view text,
                                       const std::vector<model::Clause>& clauses,
                                       std::string_view quote, int occurrence) {
  const auto places = FindQuote(text, quote);
  if (places.empty()) return NotInText(text, clauses, quote);
  if (occurrence == 0 && places.size() > 1) {
    constexpr std::size_t kShown = 10;
    std::vector<int> lines;
    for (std::size_t i = 0; i < std::min(places.size(), kShown); ++i) {
      lines.push_back(Line(text, places[i].begin));
    }
    return InvalidField(
        "quote", absl::StrCat("The quote stands in the text ", places.size(),
                              " times, on lines ", absl::StrJoin(lines, ", "),
                              places.size() > kShown ? ", …" : "", ". Say which one with `occurrence: 1` to `occurrence: ",
                              places.size(), "`."));
  }
  const auto index = static_cast<std::size_t>(std::max(occurrence, 1)) - 1;
  if (index >= places.size()) {
    return InvalidField("occurrence",
                        absl::StrCat("The quote stands in the text ", places.size(),
                                     places.size() == 1 ? " time" : " times",
                                     "; there is no occurrence ", occurrence, "."));
  }
  return CheckRange(text, clauses, places[index]);
}

absl::StatusOr<QuotePlace> CheckRange(std::string_view text,
                                      const std::vector<model::Clause>& clauses,
                                      const model::ByteRange& range) {
  const auto size = static_cast<std::int64_t>(text.size());
  if (range.begin < 0 || range.begin >= range.end || range.end > size) {
    return InvalidField("byte_begin",
                        absl::StrCat("The range ", range.begin, " to ", range.end,
                                     " is empty or not inside of the text's ", size,
                                     " bytes."));
  }
  const auto inside_of_character = [&](std::int64_t at) {
    return at < size &&
           (static_cast<unsigned char>(text[static_cast<std::size_t>(at)]) & 0xc0) == 0x80;
  };
  if (inside_of_character(range.begin) || inside_of_character(range.end)) {
    return InvalidField("byte_begin",
                        "The range starts or ends inside of a UTF-8 character. Offsets "
                        "are bytes and have to lie between characters.");
  }
  const Span span{static_cast<std::size_t>(range.begin),
                  static_cast<std::size_t>(range.end)};
  const Span trimmed = Trim(text, span);
  if (trimmed.begin != span.begin || trimmed.end != span.end) {
    return InvalidField("byte_begin",
                        "The range starts or ends with white space. Let it begin and end "
                        "with the words quoted.");
  }
  // The last clause that does not start behind the range.
  auto it = std::upper_bound(
      clauses.begin(), clauses.end(), range.begin,
      [](std::int64_t at, const model::Clause& clause) { return at < clause.range.begin; });
  if (it == clauses.begin() || std::prev(it)->range.end <= range.begin) {
    return InvalidField("quote", absl::StrCat("Line ", Line(text, range.begin),
                                              ": the quote lies between clauses, in white "
                                              "space or markup."));
  }
  const model::Clause& clause = *std::prev(it);
  if (range.end > clause.range.end) {
    return InvalidField(
        "quote",
        absl::StrCat("The quote crosses from one clause (line ",
                     Line(text, clause.range.begin), ") into another (line ",
                     it == clauses.end() ? Line(text, range.end - 1)
                                         : Line(text, it->range.begin),
                     "). Quote from one sentence or list item; make a second fact for "
                     "the other."));
  }
  if (clause.heading) {
    return InvalidField("quote", absl::StrCat("Line ", Line(text, range.begin),
                                              ": the quote is in a heading, and a heading "
                                              "states nothing. Quote the text below it."));
  }
  return QuotePlace{range, clause.id};
}

}  // namespace clausebook::evidence
