// Wordings brought to a form in which only what is said counts: for comparing them by
// digest, and for reading them.
//
// All functions take valid UTF-8, are pure and linear.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_NORMALISE_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_NORMALISE_H_

#include <string>
#include <string_view>

namespace clausebook::questionnaires::matching {

// NFKC, case folded, without numbering in front ("3.1.2 a)") and without punctuation;
// words apart by one space. Two wordings with one normal form ask the same.
std::string NormaliseWording(std::string_view wording);

// Hex SHA-256 of the normal form: what tells one edition's item from another text.
std::string WordingDigest(std::string_view wording);

// The wording as it is read: NFKC, without numbering in front, initials without their
// full stops ("e.g." is "eg", "U.S." is "US"), plurals without the mark of the possessive
// ("users' data" is "users data"), white space as single spaces.
std::string TidyWording(std::string_view wording);

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_NORMALISE_H_
