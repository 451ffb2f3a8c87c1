// One item of a response, put together from what its parts ask and what the evidence says
// to them. Decides what the cell gets, or why it stays blank.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_ITEM_BUILDER_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_ITEM_BUILDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/questionnaires/filling/asked.h"
#include "service/questionnaires/filling/cell_words.h"
#include "service/questionnaires/filling/form_fields.h"
#include "service/questionnaires/matching/matcher.h"
#include "storage/model/response.h"

namespace clausebook::questionnaires::filling {

// Keeps pointing to `item` and `catalog`.
class ItemBuilder {
 public:
  ItemBuilder(const AskedItem& item, std::int32_t number,
              const catalog::Catalog& catalog);

  void SetStage(matching::Stage stage);
  void AddAnswered(AnsweredPart part, const std::string& reason);
  void AddUnmatched(const matching::MatchedPart& part);
  // It asks for more about the item with that number, which has these parts.
  void Follow(std::int32_t number, model::ItemNeed need,
              const std::vector<AnsweredPart>& parts);
  // It asks for more about an item that is not there.
  void FollowNothing();
  // Its id is known with another text.
  void Stop(const matching::MatchResult& match);
  // Somebody says that it asks nothing that is answered here.
  void RuleOut();
  // A known form's item of which only its field says what it gets: known, in conflict or
  // unknown.
  void AddField(const FormField& field, const std::string& edition);
  // The form does not ask it, by the answers that are given in it.
  void LeaveOut(const std::string& why);

  const AskedItem& asked() const { return asked_; }
  const std::vector<AnsweredPart>& parts() const { return parts_; }

  model::ResponseItem Build() &&;

 private:
  void Need(model::ItemNeed need, const std::string& explanation);
  void Word();
  void WordList(const std::vector<PartOutcome>& outcomes,
                const std::vector<std::string>& sentences,
                const std::vector<std::string>& evidence);
  void WordFreely(const std::vector<std::string>& sentences,
                  const std::vector<std::string>& evidence);
  void WordField();
  void CheckCell();
  // A word alone that the evidence gives with a reservation says more than the evidence.
  void NoteReservations();

  const AskedItem& asked_;
  const catalog::Catalog& catalog_;
  model::ResponseItem item_;
  std::vector<AnsweredPart> parts_;
  bool only_follows_ = false;
  std::string left_out_;
  std::optional<FormField> field_;
};

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_ITEM_BUILDER_H_
