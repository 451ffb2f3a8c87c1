// Filled questionnaires as they were given, what people decided about their items, and
// the wordings that people said the meaning of. Values without behaviour; what the fields
// mean is said in proto/clausebook/v1/response.proto and questionnaire.proto.
#ifndef CLAUSEBOOK_STORAGE_MODEL_RESPONSE_H_
#define CLAUSEBOOK_STORAGE_MODEL_RESPONSE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/base/time.h"
#include "storage/model/names.h"

namespace clausebook::model {

// How the questions of an item became known. The numbers are stored.
enum class MatchStage {
  kNone = 0,
  kItem = 1,       // the edition's item, with that edition's text
  kConfirmed = 2,  // a person confirmed it
  kCatalog = 3,    // a wording of the catalogue
  kGrammar = 4,
};

// The verdict of a part, as the reasoning core gave it. The numbers are stored.
enum class PartVerdict { kUnknown = 0, kYes = 1, kNo = 2, kConflict = 3, kValue = 4 };

// What a part of an item asks, and what the evidence says to it.
struct ResponsePart {
  std::string question;   // id; empty: nobody knows what it asks
  bool opposite = false;  // asked is the opposite: YES goes out as "No"
  // What the wording names beyond the question, by concept.
  std::map<std::string, std::string> parameters;
  std::string reason;  // of the match, a sentence
  PartVerdict verdict = PartVerdict::kUnknown;
  std::string sentence;  // the answer's
  // `vendors/acme/facts/x@2`: each fact that the verdict rests on, with its generation.
  std::vector<std::string> facts;
  friend bool operator==(const ResponsePart&, const ResponsePart&) = default;
};

// Why an item cannot go out by itself. The numbers are stored.
enum class ItemNeed {
  kNothing = 0,
  kConflict = 1,     // two sources disagree
  kUnknown = 2,      // no evidence
  kNotMatched = 3,   // nobody knows what it asks
  kNoWord = 4,       // the list has no word for the answer
  kStopped = 5,      // its id is known with another text
  kNotWritable = 6,  // its cell cannot be written, or is filled already
  kOutOfScope = 7,   // it is known to ask nothing that is answered here
};

// One question of a questionnaire with what is proposed for it. Immutable.
struct ResponseItem {
  std::int32_t number = 0;  // from 1 on, in reading order
  std::string item_id;      // the list's own; may be empty
  std::string section;
  std::string question;  // as the list words it
  // Where the answer and the comment go: `Sheet!C5`, a JSON pointer. Empty where there is
  // no such place, and without a file.
  std::string location;
  std::string comment_location;
  // The only answers that its cell may hold, to the letter; none: any text.
  std::vector<std::string> allowed_answers;
  bool writable = true;  // an answer can be put there
  MatchStage stage = MatchStage::kNone;
  std::vector<ResponsePart> parts;
  std::string answer;   // what goes into the answer's cell; empty: it stays blank
  std::string comment;  // what goes beside it: the answer in words, and its citations
  ItemNeed need = ItemNeed::kNothing;
  std::string explanation;  // of `need`: what would settle it, whole sentences
  friend bool operator==(const ResponseItem&, const ResponseItem&) = default;
};

// What somebody decided about an item. The numbers are stored.
enum class ItemDecision {
  kApprove = 0,   // the proposal goes out
  kOverride = 1,  // the person's own answer goes out: an attestation
  kReopen = 2,    // takes back what was decided before
};

// Immutable; the last one of an item counts.
struct ItemReview {
  std::int32_t number = 0;  // the item's
  ItemDecision decision = ItemDecision::kApprove;
  std::string reviewer;
  Date date;
  // Of overrides only.
  std::string answer;
  std::string comment;
  std::string reason;               // why; required of overrides
  std::optional<Date> expire_date;  // required of overrides
  Instant create_time;              // filled in by the engine
  friend bool operator==(const ItemReview&, const ItemReview&) = default;
};

// An item with the last decision about it.
struct ReviewedItem {
  ResponseItem item;
  std::optional<ItemReview> review;  // nullopt: nobody has decided
  friend bool operator==(const ReviewedItem&, const ReviewedItem&) = default;
};

// What an item's status follows from, without its texts.
struct ItemStanding {
  ItemNeed need = ItemNeed::kNothing;
  bool has_answer = false;  // the proposal has one
  // Of the last decision.
  std::optional<ItemDecision> decision;
  bool has_own_answer = false;      // overrides only: it is not empty
  std::optional<Date> expire_date;  // overrides only
  friend auto operator<=>(const ItemStanding&, const ItemStanding&) = default;
};

// An item by its number, and how it stands.
struct ItemHead {
  std::int32_t number = 0;
  ItemStanding standing;
  friend bool operator==(const ItemHead&, const ItemHead&) = default;
};

// How many items stand so.
struct ItemTally {
  ItemStanding standing;
  std::int32_t count = 0;
  friend bool operator==(const ItemTally&, const ItemTally&) = default;
};

ItemStanding StandingOf(const ResponseItem& item, const std::optional<ItemReview>& last);

// A filled questionnaire. Immutable; reviews are records of their own.
struct Response {
  ResponseRef ref;
  std::string app;            // id
  std::string questionnaire;  // id of a shipped one; empty: the customer's own file
  std::string title;          // for people: the file's name, or what somebody called it
  std::string file_name;      // empty without a file
  std::string file_digest;    // SHA-256, hexadecimal; empty without a file
  // How the file was read and is filled: the request's options, serialised by whoever
  // filled it. Opaque to engines.
  std::string fill_options;
  Date as_of;
  Instant known_at;
  std::string creator;
  // Filled in by the engine.
  std::int32_t item_count = 0;
  Instant create_time;
  std::vector<ItemTally> tallies;  // ordered by standing; as known when it was asked for
  friend bool operator==(const Response&, const Response&) = default;
};

// What a wording asks, says a person. Immutable but for the revocation.
struct Mapping {
  MappingRef ref;
  std::int32_t generation = 1;  // filled in by the engine; grows after a revocation
  std::string wording;          // as it stood
  std::string wording_digest;   // of its normal form
  struct Question {
    std::string question;
    bool opposite = false;
    friend bool operator==(const Question&, const Question&) = default;
  };
  std::vector<Question> questions;  // none: it asks nothing that is answered here
  std::string confirmed_by;
  Instant create_time;  // filled in by the engine
  std::string revoked_by;
  std::string revoke_reason;
  std::optional<Instant> revoke_time;
  friend bool operator==(const Mapping&, const Mapping&) = default;
};

}  // namespace clausebook::model

#endif  // CLAUSEBOOK_STORAGE_MODEL_RESPONSE_H_
