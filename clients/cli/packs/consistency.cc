#include "clients/cli/packs/consistency.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/packs/derivation.h"
#include "clients/cli/render/style.h"
#include "service/base/digest.h"

namespace clausebook::cli {
namespace {

std::string Joined(const std::set<std::string_view>& names) {
  return absl::StrJoin(std::vector<std::string>(names.begin(), names.end()), ", ");
}

// Far above what a service has, so that a pack made for it cannot keep a checker busy.
constexpr int kMostRevisions = 1000;
constexpr int kMostCitations = 20'000;
constexpr std::size_t kMostText = 4 << 20;  // bytes; a revision has 1 MiB at most

using Instant = std::pair<std::int64_t, std::int32_t>;

Instant InstantOf(const google::protobuf::Timestamp& time) {
  return {time.seconds(), time.nanos()};
}

// One reading of a pack. Refers to it.
class Reading {
 public:
  explicit Reading(const v1::AnswerPack& pack) : pack_(pack) {}

  Consistency Read() {
    CountAll();
    ReadRevisions();
    ReadQuestions();
    ReadAnswers();
    if (pack_.has_questionnaire()) ReadQuestionnaire();
    if (pack_.has_response()) ReadResponse();
    return std::move(found_);
  }

 private:
  struct Known {
    const v1::Answer* answer = nullptr;
    std::set<std::string_view> facts;  // that it cites
  };

  template <typename... Pieces>
  void Fault(const Pieces&... pieces) {
    found_.faults.push_back(absl::StrCat(pieces...));
  }

  void CountAll() {
    int citations = 0;
    for (const auto& answer : pack_.answers()) {
      citations += answer.citations_size() + answer.considered_size();
    }
    if (pack_.revisions_size() > kMostRevisions || citations > kMostCitations) {
      Fault("The pack has ", pack_.revisions_size(), " texts and ", citations,
            " citations; the most are ", kMostRevisions, " and ", kMostCitations, ".");
      found_.texts_found = false;
    }
  }

  void ReadRevisions() {
    for (const auto& revision : pack_.revisions()) {
      if (!revisions_.emplace(revision.name(), &revision).second) {
        Fault("The pack holds the revision ", revision.name(), " twice.");
      }
      const std::string digest = Sha256Hex(revision.text());
      if (digest != revision.sha256()) {
        Fault("The text of ", revision.name(), " has the SHA-256 ", digest, ", not ",
              revision.sha256(), ".");
        found_.texts_found = false;
      }
      if (revision.text().size() > kMostText) {
        Fault("The text of ", revision.name(), " has more than ", kMostText, " bytes.");
        found_.texts_found = false;
      }
    }
  }

  void ReadQuestions() {
    if (pack_.app().name().empty()) Fault("The pack names no app.");
    for (const auto& question : pack_.questions()) {
      if (!questions_.insert(question.name()).second) {
        Fault("The pack asks ", question.name(), " twice.");
      }
    }
    if (pack_.questions_size() != pack_.answers_size()) {
      Fault("The pack has ", pack_.questions_size(), " questions and ",
            pack_.answers_size(), " answers.");
    }
  }

  void ReadAnswers() {
    for (const auto& answer : pack_.answers()) {
      const std::string name = absl::StrCat(answer.app(), " ", answer.question());
      Known& known = answers_[answer.question()];
      if (known.answer != nullptr) Fault(name, " is answered twice.");
      known.answer = &answer;
      for (const auto& citation : answer.citations()) known.facts.insert(citation.fact());
      if (!questions_.contains(answer.question())) {
        Fault(name, " answers what the pack does not ask.");
      }
      if (answer.app() != pack_.app().name()) {
        Fault(name, " is not about ", pack_.app().name(), ".");
      }
      if (answer.as_of() != pack_.as_of() ||
          InstantOf(answer.known_at()) != InstantOf(pack_.known_at())) {
        Fault(name, " is of another day or state of knowledge than the pack.");
      }
      for (const std::string& fault : FaultsOfVerdict(answer)) Fault(name, " ", fault);
      for (const auto& citation : answer.citations()) ReadCitation(name, citation);
      for (const auto& considered : answer.considered()) {
        ReadCitation(name, considered.citation());
      }
    }
  }

  void ReadCitation(const std::string& answer, const v1::Citation& citation) {
    const v1::ClauseCitation& clause = citation.clause();
    if (clause.sha256().empty()) return;  // Verify says whether that will do
    const auto found = revisions_.find(clause.revision());
    if (found == revisions_.end()) {
      Fault(answer, " cites ", clause.revision(), ", which is not in the pack.");
      found_.texts_found = false;
      return;
    }
    const v1::PolicyRevision& revision = *found->second;
    if (revision.sha256() != clause.sha256() ||
        revision.effective_date() != clause.effective_date() ||
        revision.source_sha256() != clause.source_sha256()) {
      Fault(answer, " cites ", clause.revision(),
            " with another digest or date than it has.");
      found_.texts_found = false;
    }
  }

  void ReadQuestionnaire() {
    for (const auto& item : pack_.questionnaire().items()) {
      for (const auto& asked : item.questions()) {
        if (!questions_.contains(asked.question())) {
          Fault("Item ", item.item_id(), " of the questionnaire asks ", asked.question(),
                ", which the pack does not answer.");
        }
      }
    }
  }

  void ReadResponse() {
    const v1::Response& response = pack_.response().response();
    if (response.app() != pack_.app().name() || response.as_of() != pack_.as_of() ||
        InstantOf(response.known_at()) != InstantOf(pack_.known_at())) {
      Fault(response.name(), " is of another app, day or state of knowledge.");
    }
    if (response.summary().item_count() != pack_.response().items_size()) {
      Fault(response.name(), " has ", response.summary().item_count(), " items, and ",
            pack_.response().items_size(), " are in the pack.");
    }
    for (int i = 0; i < pack_.response().items_size(); ++i) {
      const v1::ResponseItem& item = pack_.response().items(i);
      if (item.name() != absl::StrCat(response.name(), "/items/", i + 1)) {
        Fault(item.name(), " is not item ", i + 1, " of the response.");
      }
      for (const auto& part : item.parts()) ReadPart(item.name(), part);
    }
    const v1::PackedFile& file = pack_.response().file();
    if (pack_.response().has_file() && Sha256Hex(file.content()) != file.sha256()) {
      Fault("The file ", file.name(), " does not have the SHA-256 ", file.sha256(), ".");
    }
  }

  void ReadPart(const std::string& item, const v1::ResponsePart& part) {
    if (part.question().empty()) return;
    const auto found = answers_.find(part.question());
    if (found == answers_.end()) {
      Fault(item, " asks ", part.question(), ", which the pack does not answer.");
      return;
    }
    const v1::Answer& answer = *found->second.answer;
    std::set<std::string_view> named;
    for (const std::string& fact : part.facts()) {
      named.insert(std::string_view(fact).substr(0, fact.rfind('@')));
    }
    const auto differs = [&](std::string_view in, std::string_view item_has,
                             std::string_view answer_has) {
      Fault(item, " and the answer to ", part.question(), " differ in their ",
            std::string(in), ": ", std::string(item_has), " and ",
            std::string(answer_has), ".");
    };
    if (part.verdict() != answer.verdict()) {
      differs("verdict", VerdictName(part.verdict()), VerdictName(answer.verdict()));
    }
    // Where the opposite is asked, the words are turned round.
    if (!part.opposite() && part.sentence() != answer.sentence()) {
      differs("words", part.sentence(), answer.sentence());
    }
    if (named != found->second.facts) {
      differs("facts", Joined(named), Joined(found->second.facts));
    }
  }

  const v1::AnswerPack& pack_;
  std::map<std::string, const v1::PolicyRevision*> revisions_;
  std::set<std::string> questions_;
  std::map<std::string, Known> answers_;
  Consistency found_;
};

}  // namespace

Consistency ConsistencyOf(const v1::AnswerPack& pack) { return Reading(pack).Read(); }

}  // namespace clausebook::cli
