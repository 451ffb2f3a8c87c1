// What is known about wordings from elsewhere: items of questionnaires' editions, and
// wordings that a person confirmed. Where both are kept is for whoever implements these.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_KNOWN_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_KNOWN_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::questionnaires::matching {

// A question of the catalogue that a wording asks, or asks the opposite of.
struct MappedQuestion {
  std::string question;
  bool opposite = false;
};

// An item of one edition of a questionnaire.
struct KnownItem {
  std::string wording_digest;  // WordingDigest of the edition's text
  // Neither these nor `near`: out of scope, and known to be.
  std::vector<MappedQuestion> questions;
  // Questions that it comes near without asking any of them: to suggest only.
  std::vector<std::string> near;
  // False: the edition's text is not known to the letter, and another text than the
  // digest's is no sign of another item.
  bool to_the_letter = true;
};

// An item that is known by its text alone.
struct NamedItem {
  std::string edition;
  std::string id;
  KnownItem item;
};

class KnownItems {
 public:
  virtual ~KnownItems() = default;
  // Nullopt if the edition or the item is unknown. Called from any thread.
  virtual std::optional<KnownItem> FindItem(std::string_view edition,
                                            std::string_view item) const = 0;
  // The item whose text has that WordingDigest. Nullopt if none has, or several have that
  // do not ask the same. Called from any thread.
  virtual std::optional<NamedItem> FindText(std::string_view /*wording_digest*/) const {
    return std::nullopt;
  }
};

// What a person said a wording asks; revoked ones are not given.
struct ConfirmedWording {
  std::vector<MappedQuestion> questions;  // none: out of scope, says that person
  std::string confirmed_by;
  std::string confirmed_at;  // RFC 3339
};

class ConfirmedWordings {
 public:
  virtual ~ConfirmedWordings() = default;
  // By WordingDigest. Called from any thread.
  virtual std::optional<ConfirmedWording> FindWording(
      std::string_view wording_digest) const = 0;
};

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_KNOWN_H_
