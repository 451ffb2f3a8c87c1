#include "service/questionnaires/files/header_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/ascii.h"
#include "service/questionnaires/files/cell_text.h"

namespace clausebook::questionnaires {
namespace {

constexpr int kRoles = 5;

// A word, or words, and what they say for id, section, question, answer, comment.
struct HeaderWord {
  std::string_view words;
  std::array<double, kRoles> fit;
};

constexpr HeaderWord kHeaderWords[] = {
    {"id", {3, 0, -3, -3, -3}},
    {"#", {3, 0, 0, 0, 0}},
    {"no", {2.5, 0, 0, 0, 0}},
    {"nr", {3, 0, 0, 0, 0}},
    {"num", {3, 0, 0, 0, 0}},
    {"number", {2.5, 0, -2, 0, 0}},
    {"nummer", {3, 0, -2, 0, 0}},
    {"número", {3, 0, -2, 0, 0}},
    {"numéro", {3, 0, -2, 0, 0}},
    {"ref", {2.5, 0, -2, 0, 0}},
    {"reference", {2, 0, -2, 0, 0.5}},
    {"section", {0, 3, 0, 0, 0}},
    {"domain", {0, 3, 0, 0, 0}},
    {"category", {0, 3, 0, 0, 0}},
    {"topic", {0, 3, 0, 0, 0}},
    {"area", {0, 2.5, 0, 0, 0}},
    {"group", {0, 2, 0, 0, 0}},
    {"theme", {0, 2.5, 0, 0, 0}},
    {"title", {0, 1, 0, 0, 0}},
    {"bereich", {0, 3, 0, 0, 0}},
    {"kategorie", {0, 3, 0, 0, 0}},
    {"thema", {0, 3, 0, 0, 0}},
    {"abschnitt", {0, 3, 0, 0, 0}},
    {"domaine", {0, 3, 0, 0, 0}},
    {"catégorie", {0, 3, 0, 0, 0}},
    {"thème", {0, 3, 0, 0, 0}},
    {"sección", {0, 3, 0, 0, 0}},
    {"categoría", {0, 3, 0, 0, 0}},
    {"categoria", {0, 3, 0, 0, 0}},
    {"dominio", {0, 3, 0, 0, 0}},
    {"question", {0, 0, 3, 0, 0}},
    {"questionnaire", {0, 0, 0.5, 0, 0}},
    {"query", {0, 0, 2.5, 0, 0}},
    {"requirement", {0, 0, 2, 0, 0}},
    {"control", {0.5, 0.5, 1, 0, 0}},
    {"criteria", {0, 0, 1.5, 0, 0}},
    {"criterion", {0, 0, 1.5, 0, 0}},
    {"statement", {0, 0, 1, 0, 0}},
    {"item", {0.5, 0, 1, 0, 0}},
    {"body", {0, 0, 2, 0, 0}},
    {"prompt", {0, 0, 2, 0, 0}},
    {"text", {0, 0, 1, 0, 0}},
    {"frage", {0, 0, 3, 0, 0}},
    {"fragen", {0, 0, 3, 0, 0}},
    {"anforderung", {0, 0, 2, 0, 0}},
    {"pregunta", {0, 0, 3, 0, 0}},
    {"domanda", {0, 0, 3, 0, 0}},
    {"pergunta", {0, 0, 3, 0, 0}},
    {"vraag", {0, 0, 3, 0, 0}},
    {"answer", {0, 0, -1, 3, 0}},
    {"response", {0, 0, -1, 3, 0}},
    {"reply", {0, 0, -1, 3, 0}},
    {"yes/no", {0, 0, -1, 3, 0}},
    {"y/n", {0, 0, -1, 3, 0}},
    {"status", {0, 0, 0, 1, 0}},
    {"compliant", {0, 0, 0, 1.5, 0}},
    {"compliance", {0, 0, 0, 1, 0}},
    {"antwort", {0, 0, -1, 3, 0}},
    {"antworten", {0, 0, -1, 3, 0}},
    {"ja/nein", {0, 0, -1, 3, 0}},
    {"réponse", {0, 0, -1, 3, 0}},
    {"respuesta", {0, 0, -1, 3, 0}},
    {"risposta", {0, 0, -1, 3, 0}},
    {"resposta", {0, 0, -1, 3, 0}},
    {"antwoord", {0, 0, -1, 3, 0}},
    {"comment", {0, 0, 0, -2, 3}},
    {"note", {0, 0, 0, -2, 3}},
    {"remark", {0, 0, 0, -2, 3}},
    {"explanation", {0, 0, 0, -2, 3}},
    {"explain", {0, 0, 0, -2, 2.5}},
    {"additional information", {0, 0, 0, -2, 3}},
    {"additional info", {0, 0, 0, -2, 3}},
    {"detail", {0, 0, 0, -1, 2.5}},
    {"description", {0, 0, 0.5, -1, 1.5}},
    {"implementation", {0, 0, 0, -1, 2}},
    {"justification", {0, 0, 0, -2, 3}},
    {"rationale", {0, 0, 0, -2, 2.5}},
    {"evidence", {0, 0, 0, -1, 2}},
    {"supporting", {0, 0, 0, -1, 2}},
    {"kommentar", {0, 0, 0, -2, 3}},
    {"bemerkung", {0, 0, 0, -2, 3}},
    {"bemerkungen", {0, 0, 0, -2, 3}},
    {"anmerkung", {0, 0, 0, -2, 3}},
    {"anmerkungen", {0, 0, 0, -2, 3}},
    {"erläuterung", {0, 0, 0, -2, 3}},
    {"begründung", {0, 0, 0, -2, 3}},
    {"commentaire", {0, 0, 0, -2, 3}},
    {"remarque", {0, 0, 0, -2, 3}},
    {"comentario", {0, 0, 0, -2, 3}},
    {"comentário", {0, 0, 0, -2, 3}},
    {"observaciones", {0, 0, 0, -2, 3}},
    {"observações", {0, 0, 0, -2, 3}},
    {"commento", {0, 0, 0, -2, 3}},
    {"opmerking", {0, 0, 0, -2, 3}},
    {"toelichting", {0, 0, 0, -2, 3}},
    // Columns that are somebody else's.
    {"analyst", {0, 0, -1, -3, -3}},
    {"reviewer", {0, 0, -1, -3, -3}},
    {"auditor", {0, 0, -1, -3, -3}},
    {"assessor", {0, 0, -1, -3, -3}},
    {"internal", {0, 0, 0, -3, -3}},
    {"internal use", {0, 0, 0, -2, -2}},
    {"guidance", {0, 0, -2, -3, -3}},
    {"instruction", {0, 0, -2, -3, -3}},
    {"score", {0, 0, -2, -3, -3}},
    {"weight", {0, 0, -2, -3, -3}},
    {"importance", {0, 0, -2, -3, -3}},
    {"risk", {0, 0, -0.5, -1, -1}},
    {"csc", {0, 0, 0, -2, -2}},
    {"ownership", {0, 0, -1, -2, -1}},
    {"expected", {0, 0, -1, -3, -2}},
    {"compliant response", {0, 0, -1, -3, 0}},
    {"compliant answer", {0, 0, -1, -3, 0}},
    {"has", {0, 0, 0, -3, -3}},
    {"preferred", {0, 0, -1, -3, -2}},
};

// ` question id ` of `Question-ID:`: words set apart by one space, so that whole words
// can be looked for.
std::string Words(std::string_view header) {
  std::string words = " ";
  for (const char c : Folded(header)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte >= 0x80 || absl::ascii_isalnum(byte) || c == '/' || c == '#';
    if (kept) {
      words.push_back(c);
    } else if (words.back() != ' ') {
      words.push_back(' ');
    }
  }
  if (words.back() != ' ') words.push_back(' ');
  return words;
}

bool Holds(const std::string& words, std::string_view word) {
  const std::string one = " " + std::string(word);
  return words.find(one + " ") != std::string::npos ||
         words.find(one + "s ") != std::string::npos;
}

}  // namespace

bool IsSentence(std::string_view header) {
  constexpr std::size_t kMostHeader = 80;
  if (header.size() > kMostHeader) return true;
  constexpr std::ptrdiff_t kMostGaps = 3;  // "Answer (Yes, No etc.)."
  return header.ends_with('.') &&
         std::count(header.begin(), header.end(), ' ') > kMostGaps;
}

bool SaysRequired(std::string_view header) {
  const std::string words = Words(header);
  return Holds(words, "required") || Holds(words, "mandatory");
}

double HeaderFit(std::string_view header, ColumnRole role) {
  if (header.empty() || IsSentence(header)) return 0;
  const std::string words = Words(header);
  double best = 0, against = 0;
  for (const HeaderWord& word : kHeaderWords) {
    const double fit = word.fit[static_cast<std::size_t>(role)];
    if (fit == 0 || !Holds(words, word.words)) continue;
    best = std::max(best, fit);
    against = std::min(against, fit);
  }
  return best + against;
}

}  // namespace clausebook::questionnaires
