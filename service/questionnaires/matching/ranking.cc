// Ranking: Robertson's BM25, cosines of letter groups, and the frames that nearly fit.
#include "service/questionnaires/matching/ranking.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "service/questionnaires/matching/fitting.h"
#include "service/questionnaires/matching/normalise.h"

namespace clausebook::questionnaires::matching {
namespace {

constexpr double kSaturation = 1.2;  // BM25's k1
constexpr double kLengthWeight =
    0.4;  // BM25's b: a question with many wordings is no worse
constexpr double kConceptWeight = 1.5;
constexpr double kLetters = 6.0;
constexpr double kNearFit = 14.0;
constexpr double kLeast = 4.0;
constexpr std::size_t kGroup = 4;

}  // namespace

Ranking::Ranking(const catalog::Catalog& catalog, const Grammar& grammar)
    : grammar_(grammar) {
  for (const catalog::Question& question : catalog.questions()) {
    Entry entry;
    entry.question = question.id;
    AddWording(question.wording, entry);
    for (const catalog::Alias& alias : question.aliases) AddWording(alias.text, entry);
    for (const Rule& rule : grammar.rules) {
      if (rule.question != question.id) continue;
      for (const std::string& text : rule.asks) AddWording(text, entry);
      for (const std::string& text : rule.opposites) AddWording(text, entry);
    }
    for (const std::string& text :
         {question.definition, question.sentences.yes, question.sentences.unknown,
          question.sentences.value}) {
      Count(text);
    }
    entries_.push_back(std::move(entry));
  }
  for (const std::string& text : grammar.background) Count(text);
  for (const Rule& rule : grammar.rules) {
    for (const std::string& text : rule.never) Count(text);
  }
  Finish();
}

std::vector<std::string> Ranking::TermsOf(const Piece& piece,
                                          const Reading& reading) const {
  std::vector<std::string> terms;
  for (const Span& span : piece.spans) {
    const Concepts meant = span.concepts & ~grammar_.neutral;
    for (std::size_t i = 0; i < grammar_.concepts.size(); ++i) {
      if (meant[i]) terms.push_back(absl::StrCat("#", grammar_.concepts[i].id));
    }
    if (meant.none()) continue;
    for (std::size_t i = span.begin; i < span.end; ++i) {
      terms.push_back(reading.tokens[i].stem);
    }
  }
  for (const std::size_t stranger : piece.strangers) {
    terms.push_back(reading.tokens[stranger].stem);
  }
  return terms;
}

int Ranking::Number(const std::string& term) {
  const auto [at, added] = numbers_.emplace(term, static_cast<int>(numbers_.size()));
  if (added) documents_.push_back(0);
  return at->second;
}

void Ranking::Count(std::string_view text) {
  if (text.empty()) return;
  const Reading reading = Read(TidyWording(text), grammar_);
  std::set<int> seen;
  for (const std::string& term : TermsOf(reading.whole, reading))
    seen.insert(Number(term));
  for (const int number : seen) documents_[static_cast<std::size_t>(number)] += 1;
  texts_ += 1;
}

void Ranking::AddWording(std::string_view text, Entry& entry) {
  Count(text);
  const Reading reading = Read(TidyWording(text), grammar_);
  std::map<int, double> terms(entry.terms.begin(), entry.terms.end());
  for (const std::string& term : TermsOf(reading.whole, reading)) {
    terms[Number(term)] += 1;
    entry.length += 1;
  }
  entry.terms.assign(terms.begin(), terms.end());
  entry.letters.push_back(LettersOf(text));
}

void Ranking::Finish() {
  double total = 0;
  for (const Entry& entry : entries_) total += entry.length;
  average_length_ = entries_.empty() ? 1 : std::max(1.0, total / double(entries_.size()));
}

Ranking::Bag Ranking::LettersOf(std::string_view text) const {
  const std::string normal = absl::StrCat(" ", NormaliseWording(text), " ");
  std::map<int, double> counts;
  for (std::size_t i = 0; i + kGroup <= normal.size(); ++i) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < kGroup; ++k) {
      group = group << 8 | static_cast<unsigned char>(normal[i + k]);
    }
    counts[static_cast<int>(group & 0x7FFFFFFF)] += 1;
  }
  double norm = 0;
  for (const auto& [group, count] : counts) norm += count * count;
  Bag bag(counts.begin(), counts.end());
  for (auto& [group, count] : bag) count /= std::sqrt(norm);
  return bag;
}

double Ranking::LettersAlike(const Bag& letters, const Entry& entry) const {
  double best = 0;
  for (const Bag& other : entry.letters) {
    double sum = 0;
    auto a = letters.begin();
    auto b = other.begin();
    while (a != letters.end() && b != other.end()) {
      if (a->first == b->first)
        sum += a++->second * b++->second;
      else if (a->first < b->first)
        ++a;
      else
        ++b;
    }
    best = std::max(best, sum);
  }
  return best;
}

std::vector<Ranked> Ranking::Rank(const Piece& piece, const Reading& reading,
                                  std::size_t limit) const {
  std::map<int, double> weights;
  for (const std::string& term : TermsOf(piece, reading)) {
    const auto number = numbers_.find(term);
    if (number == numbers_.end()) continue;
    const double documents = documents_[static_cast<std::size_t>(number->second)];
    const double rarity = std::log(1 + (texts_ - documents + 0.5) / (documents + 0.5));
    weights[number->second] = rarity * (term[0] == '#' ? kConceptWeight : 1.0);
  }
  std::string words;
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    absl::StrAppend(&words, reading.tokens[i].word, " ");
  }
  const Bag letters = LettersOf(words);
  std::map<std::string, double> near;
  for (const auto& [rule, strangers] : NearFits(piece, grammar_)) {
    near[grammar_.rules[rule].question] = kNearFit / (1 + strangers);
  }
  std::vector<Ranked> ranked;
  for (const Entry& entry : entries_) {
    double score = 0;
    for (const auto& [term, count] : entry.terms) {
      const auto weight = weights.find(term);
      if (weight == weights.end()) continue;
      const double length =
          1 - kLengthWeight + kLengthWeight * entry.length / average_length_;
      score +=
          weight->second * count * (kSaturation + 1) / (count + kSaturation * length);
    }
    score += kLetters * LettersAlike(letters, entry);
    if (const auto at = near.find(entry.question); at != near.end()) score += at->second;
    if (score >= kLeast) ranked.push_back({entry.question, score});
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  if (ranked.size() > limit) ranked.resize(limit);
  return ranked;
}

}  // namespace clausebook::questionnaires::matching
