// Reads what reviews decided: who approved facts, refusals, ends. They may stand in a
// file of their own, which `clausebook review` writes.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/catalog/nearest.h"
#include "service/evidence/book_parser.h"

namespace clausebook::evidence {

void BookParser::ReadReviewed() {
  const auto file = files_.find(kReviewedFile);
  if (file == files_.end()) return;
  used_files_.insert(kReviewedFile);
  const auto root = yaml::Parse(kReviewedFile, file->second, faults_);
  if (!root) return;
  yaml::MapReader reviewed(*root, "file of reviews", faults_);
  CheckFormat(reviewed);
  ReadStatements(reviewed);
  reviewed.Finish();
}

void BookParser::ReadStatements(yaml::MapReader& file) {
  for (const yaml::Node* node : file.List("facts")) ReadFact(*node);
  for (const yaml::Node* node : file.List("rejected")) ReadRejection(*node);
  for (const yaml::Node* node : file.List("endings")) ReadEnding(*node);
}

std::optional<model::Approval> BookParser::ReadApproval(const yaml::Node& node) {
  yaml::MapReader reader(node, "who stands for a fact", faults_);
  model::Approval approval;
  approval.reviewer = reader.RequiredText("by");
  const auto date = ReadDate(reader, "on", /*required=*/true);
  approval.suggestion = reader.OptionalText("suggestion").value_or("");
  approval.pattern = reader.OptionalText("pattern").value_or("");
  reader.Finish();
  if (!date || approval.reviewer.empty()) return std::nullopt;
  approval.date = *date;
  return approval;
}

// The policy that is named, or the only one that is published.
std::optional<model::PolicyRef> BookParser::ChoosePolicy(yaml::MapReader& reader) {
  const auto named = reader.OptionalText("policy");
  std::vector<std::string> fitting;
  for (const model::Policy& policy : book_.policies) {
    const bool fits = named ? *named == policy.ref.policy
                            : policy.kind == model::PolicyKind::kPublished;
    if (fits) fitting.push_back(policy.ref.policy);
  }
  if (fitting.size() == 1) return model::PolicyRef{book_.publisher, fitting.front()};
  if (named) {
    faults_.Add(reader.PlaceOf("policy"),
                absl::StrCat("The book has no policy '", *named, "'."),
                yaml::DidYouMean(*named, {policy_ids_.begin(), policy_ids_.end()}));
  } else {
    faults_.Add(reader.place(), "It does not say which policy it is about.",
                "Add `policy:` with the policy's id.");
  }
  return std::nullopt;
}

void BookParser::ReadRejection(const yaml::Node& node) {
  yaml::MapReader reader(node, "refusal", faults_);
  model::Rejection rejection;
  rejection.suggestion = reader.RequiredText("suggestion");
  const auto policy = ChoosePolicy(reader);
  rejection.clause = reader.OptionalText("clause").value_or("");
  rejection.pattern = reader.OptionalText("pattern").value_or("");
  rejection.statement = reader.OptionalText("says").value_or("");
  rejection.reviewer = reader.RequiredText("by");
  const auto date = ReadDate(reader, "on", /*required=*/true);
  rejection.reason = reader.OptionalText("reason").value_or("");
  reader.Finish();
  if (!policy || !date || rejection.suggestion.empty()) return;
  rejection.policy = *policy;
  rejection.date = *date;
  const std::string name = RejectionName(rejection.policy, rejection.suggestion);
  if (!model::IsValidId(rejection.suggestion)) {
    faults_.Add(
        reader.PlaceOf("suggestion"),
        absl::StrCat("'", rejection.suggestion, "' is not the id of a suggestion."),
        "`clausebook suggest` shows the ids.");
  } else if (book_.places.contains(name)) {
    faults_.Add(node.place,
                absl::StrCat("'", rejection.suggestion, "' is refused twice."),
                "Remove one of the two.");
  } else {
    Remember(name, node.place);
    book_.rejections.push_back(std::move(rejection));
  }
}

// Ends a fact that stands before it in the book.
void BookParser::ReadEnding(const yaml::Node& node) {
  yaml::MapReader reader(node, "ending", faults_);
  BookEnding ending;
  ending.fact = reader.RequiredText("fact");
  const auto until = ReadDate(reader, "valid_until", /*required=*/true);
  ending.reviewer = reader.RequiredText("by");
  const auto date = ReadDate(reader, "on", /*required=*/true);
  ending.reason = reader.OptionalText("reason").value_or("");
  reader.Finish();
  if (!until || !date || ending.fact.empty()) return;
  ending.valid_until = *until;
  ending.date = *date;
  const auto fact =
      std::find_if(book_.facts.begin(), book_.facts.end(),
                   [&](const BookFact& known) { return known.ref.fact == ending.fact; });
  if (fact == book_.facts.end()) {
    // A fact that is at fault is in the book too.
    if (fact_ids_.contains(ending.fact)) return;
    faults_.Add(reader.PlaceOf("fact"),
                absl::StrCat("The book has no fact '", ending.fact, "'."),
                yaml::DidYouMean(ending.fact, {fact_ids_.begin(), fact_ids_.end()}));
    return;
  }
  model::FactContent& content = fact->content;
  content.valid_until = ending.valid_until;
  if (content.valid_from && *content.valid_from >= ending.valid_until) {
    content.valid_from.reset();  // it never held
  }
  const auto before = content.approval.value_or(model::Approval{});
  content.approval =
      model::Approval{ending.reviewer, ending.date, before.suggestion, before.pattern};
  book_.endings.push_back(std::move(ending));
}

}  // namespace clausebook::evidence
