#include "service/questionnaires/filling/proposing.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "service/base/status_macros.h"
#include "service/questionnaires/filling/agreement.h"
#include "service/questionnaires/filling/form_fields.h"
#include "service/questionnaires/filling/item_builder.h"
#include "service/questionnaires/filling/not_asked.h"
#include "service/questionnaires/filling/understood.h"

namespace clausebook::questionnaires::filling {
namespace {

using matching::Joint;
using matching::MatchedPart;
using model::ItemNeed;
using model::ResponseItem;

constexpr std::size_t kItemsBetweenLooks = 16;

// What a follow-up refers to.
struct Before {
  std::int32_t number = 0;
  std::string section;
  ItemNeed need = ItemNeed::kNothing;
  std::vector<AnsweredPart> parts;
};

// "… and how often?": a sentence on what went before says nothing of that. "Please
// describe how" asks for all that there is to say, which is what goes out.
bool AsksForOneThing(std::string_view text) {
  static const auto& asking = *new std::set<std::string, std::less<>>{
      "how", "why", "when", "who", "whom", "where", "which", "what"};
  static const auto& telling = *new std::set<std::string, std::less<>>{
      "describe", "explain", "elaborate", "detail", "details", "comment", "specify"};
  bool asks = false;
  for (const auto& word :
       absl::StrSplit(absl::AsciiStrToLower(absl::string_view(text.data(), text.size())),
                      absl::ByAnyChar(" ,;:.?!()/-\n\t"))) {
    if (telling.count(std::string(word)) > 0) return false;
    asks = asks || asking.count(std::string(word)) > 0;
  }
  return asks;
}

class Proposer {
 public:
  Proposer(const AskedList& asked, const Language& language, AppAnswers& answers)
      : wordings_(language, asked.edition),
        edition_(asked.edition),
        answers_(answers),
        fields_(asked.form, answers) {}

  absl::StatusOr<ResponseItem> Propose(const AskedItem& item, std::int32_t number) {
    CB_ASSIGN_OR_RETURN(const Understood* understood, wordings_.Find(item));
    ItemBuilder builder(item, number, answers_.catalog());
    builder.SetStage(understood->match.stage);
    const bool by_field = AddField(*understood, builder);
    const bool follows =
        !by_field && !understood->match.parts.empty() && AddParts(*understood, builder);
    if (by_field) {
      // said there
    } else if (!understood->match.stopped.empty()) {
      builder.Stop(understood->match);
    } else if (understood->match.out_of_scope) {
      builder.RuleOut();
    }
    std::vector<AnsweredPart> parts = builder.parts();
    ResponseItem made = std::move(builder).Build();
    // A chain of follow-ups refers to the item that it began with.
    if (!follows) before_ = Before{number, item.section, made.need, std::move(parts)};
    return made;
  }

 private:
  // What a known form's field says to the item. False: the item is worded by its parts.
  bool AddField(const Understood& understood, ItemBuilder& builder) {
    // A person's word on what it asks comes first.
    if (understood.match.stage == matching::Stage::kConfirmed) return false;
    const payload::FieldAnswer* field = fields_.Find(builder.asked());
    if (field == nullptr) return false;
    if (field->state == payload::FieldState::kNotApplicable) {
      builder.LeaveOut(field->explanation);
      return fields_.Decides(*field);
    }
    if (!fields_.Decides(*field) || field->state == payload::FieldState::kPerson) {
      return false;
    }
    const auto supported = fields_.Supported(*field);
    if (supported) builder.AddField(*supported, edition_);
    return supported.has_value();
  }

  // True if all of the item asks for more about the one before it.
  bool AddParts(const Understood& understood, ItemBuilder& builder) {
    const auto& parts = understood.match.parts;
    bool all = understood.match.stopped.empty();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].joint == Joint::kFollowUp && parts[i].question.empty()) {
        if (AsksForOneThing(parts[i].text)) {
          builder.AddUnmatched(parts[i]);
        } else if (i == 0) {
          AddBefore(builder);
        }
        continue;  // what goes with the item's own part is in its sentence
      }
      all = false;
      AddPart(parts[i], understood.whether[i], builder);
    }
    return all;
  }

  void AddBefore(ItemBuilder& builder) {
    if (!before_ || before_->section != builder.asked().section) {
      builder.FollowNothing();
      return;
    }
    builder.Follow(before_->number, before_->need, before_->parts);
  }

  void AddPart(const MatchedPart& part, bool whether, ItemBuilder& builder) {
    const KnownAnswer* known =
        part.question.empty() ? nullptr : answers_.Find(part.question);
    if (known == nullptr) {
      builder.AddUnmatched(part);
      return;
    }
    builder.AddAnswered({known, part.opposite, part.parameters, part.text, whether},
                        part.reason);
  }

  Wordings wordings_;
  const std::string edition_;
  AppAnswers& answers_;
  const FormFields fields_;
  std::optional<Before> before_;
};

}  // namespace

absl::StatusOr<std::vector<ResponseItem>> ProposeItems(const AskedList& asked,
                                                       const Language& language,
                                                       AppAnswers& answers,
                                                       const Watch& watch) {
  Proposer proposer(asked, language, answers);
  std::vector<ResponseItem> items;
  items.reserve(asked.items.size());
  for (std::size_t i = 0; i < asked.items.size(); ++i) {
    if (i % kItemsBetweenLooks == 0) {
      if (watch.cancellation != nullptr) CB_RETURN_IF_ERROR(watch.cancellation->Check());
      if (watch.progress) watch.progress(i);
    }
    CB_ASSIGN_OR_RETURN(
        ResponseItem item,
        proposer.Propose(asked.items[i], static_cast<std::int32_t>(i + 1)));
    items.push_back(std::move(item));
  }
  TakeOutDisagreements(&items);
  TakeOutUnasked(asked, &items);
  return items;
}

}  // namespace clausebook::questionnaires::filling
