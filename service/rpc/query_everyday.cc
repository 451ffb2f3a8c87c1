// What is asked every day, about today as known now, answered from memory without
// building a message.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "service/rpc/call_stats.h"
#include "service/rpc/convert/answer_bytes.h"
#include "service/rpc/query_handlers.h"
#include "service/rpc/validate.h"

namespace clausebook::rpc {
namespace {

// More answers than this are put together on an executor, not on gRPC's own threads.
constexpr int kMostInlineAnswers = 200;

// The question's place in the catalogue; nullopt if there is none of that name.
std::optional<int> NumberOf(const catalog::Catalog& catalog, std::string_view name) {
  constexpr std::string_view kPrefix = "questions/";
  if (name.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  const auto* question = catalog.FindQuestion(name.substr(kPrefix.size()));
  if (question == nullptr) return std::nullopt;
  return static_cast<int>(question - catalog.questions().data());
}

// Answers that are brought near while those before them are copied.
constexpr std::size_t kAhead = 3;
constexpr std::size_t kCacheLine = 64;

void Prefetch(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += kCacheLine) {
    __builtin_prefetch(text.data() + i);
  }
}

template <typename Item>
bool HasRepetition(std::vector<Item> items) {
  std::sort(items.begin(), items.end());
  return std::adjacent_find(items.begin(), items.end()) != items.end();
}

}  // namespace

// Of many answers each kind is counted once.
void QueryHandlers::CountKept(const std::vector<view::EncodedAnswer>& answers) const {
  if (deps_.verdicts == nullptr) return;
  if (answers.size() == 1) return deps_.verdicts->Add(answers[0].verdict);
  std::array<std::uint64_t, VerdictCounts::kVerdicts> counts{};
  for (const view::EncodedAnswer& answer : answers) {
    const auto verdict = static_cast<std::size_t>(answer.verdict);
    if (verdict < counts.size()) ++counts[verdict];
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) deps_.verdicts->Add(static_cast<int>(i), counts[i]);
  }
}

// The answers as fields of either response; room is left for what is said of all of them.
std::optional<std::string> QueryHandlers::FindBytes(
    std::span<const std::string_view> apps, std::span<const int> questions, Date day,
    Instant* at) const {
  const auto found = view_->FindEncoded(apps, questions, day);
  if (!found) return std::nullopt;
  *at = found->at;
  const std::string known_at = KnownAtBytes(found->at);
  std::size_t size = 64;
  for (const auto& answer : found->answers) {
    size += answer.own.size() + answer.common.size() + known_at.size() + 8;
  }
  std::string bytes;
  bytes.reserve(size);
  const auto& answers = found->answers;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (i + kAhead < answers.size()) {
      Prefetch(answers[i + kAhead].own);
      Prefetch(answers[i + kAhead].common);
    }
    AppendAnswer(answers[i], known_at, bytes);
  }
  CountKept(answers);
  return bytes;
}

std::optional<std::string> QueryHandlers::FindAskResponse(const v1::AskRequest& request,
                                                          Instant now) const {
  if (!IsEveryday(request)) return std::nullopt;
  const auto question = NumberOf(*deps_.catalog, request.question());
  if (!question) return std::nullopt;
  const std::string_view app = request.app();
  Instant at;
  return FindBytes({&app, 1}, {&*question, 1}, DateOf(now), &at);
}

std::optional<std::string> QueryHandlers::FindBatchAskResponse(
    const v1::BatchAskRequest& request, Instant now) const {
  const int count = request.apps_size() * request.questions_size();
  if (!IsEveryday(request) || count == 0 || count > kMostInlineAnswers) {
    return std::nullopt;
  }
  std::vector<int> questions;
  questions.reserve(static_cast<std::size_t>(request.questions_size()));
  for (const std::string& name : request.questions()) {
    const auto question = NumberOf(*deps_.catalog, name);
    if (!question) return std::nullopt;
    questions.push_back(*question);
  }
  const std::vector<std::string_view> apps(request.apps().begin(), request.apps().end());
  // A repetition is refused, and for that the handler has the words.
  if (HasRepetition(apps) || HasRepetition(questions)) return std::nullopt;
  const Date day = DateOf(now);
  Instant at;
  auto bytes = FindBytes(apps, questions, day, &at);
  if (!bytes) return std::nullopt;
  v1::BatchAskResponse rest;
  rest.set_as_of(FormatDate(day));
  *rest.mutable_known_at() = ToProto(at);
  rest.AppendToString(&*bytes);
  return bytes;
}

// Apps of a vendor that are told the same have the same citations: what differs from app
// to app is kept apart.
void QueryHandlers::Keep(const model::AppRef& app,
                         const std::vector<const v1::Answer*>& answers, Date day,
                         Instant at) const {
  std::vector<view::AnswerCache::New> kept;
  for (const v1::Answer* answer : answers) {
    const auto question = NumberOf(*deps_.catalog, answer->question());
    if (!question) continue;
    v1::Answer own;
    own.set_app(answer->app());
    own.set_sentence(answer->sentence());
    v1::Answer common = *answer;
    common.clear_app();
    common.clear_sentence();
    common.clear_known_at();
    kept.push_back({*question, own.SerializeAsString(), common.SerializeAsString(),
                    answer->verdict()});
  }
  view_->KeepEncoded(ToName(app), day, at, std::move(kept));
}

}  // namespace clausebook::rpc
