// Numbers of list items as letters and Roman numerals.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_ORDINAL_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_ORDINAL_H_

#include <string>

namespace clausebook::evidence {

enum class OrdinalStyle {
  kDecimal,
  kLowerLetter,
  kUpperLetter,
  kLowerRoman,
  kUpperRoman
};

// `3`, `c`, `C`, `iii`, `III`; digits where the style cannot say the number (letters
// below 1, Roman numerals beyond 3999).
std::string Ordinal(int number, OrdinalStyle style);

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_ORDINAL_H_
