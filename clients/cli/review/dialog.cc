#include "clients/cli/review/dialog.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/offline/fact_edit.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/review_item.h"
#include "clients/cli/render/text.h"
#include "clients/cli/render/words.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

// What one person proposed, a fact or that one is retracted; null for other items.
const v1::Fact* ProposalOf(const v1::ReviewItem& item) {
  if (item.has_proposed()) return &item.proposed();
  return item.has_retraction() ? &item.retraction() : nullptr;
}

// Revision that an item's fact is quoted from.
const std::string& RevisionOf(const v1::ReviewItem& item) {
  if (const auto* fact = ProposalOf(item)) return fact->evidence().clause().revision();
  return item.has_suggestion() ? item.suggestion().fact().evidence().clause().revision()
                               : item.fact().new_revision();
}

}  // namespace

std::string NameOf(const v1::ReviewItem& item) {
  if (const auto* fact = ProposalOf(item)) return fact->name();
  return item.has_suggestion() ? item.suggestion().name() : item.fact().fact().name();
}

v1::Fact FactOf(const v1::ReviewItem& item) {
  if (item.has_suggestion()) return item.suggestion().fact();
  if (const auto* fact = ProposalOf(item)) return *fact;
  if (item.fact().has_confirmed()) return item.fact().confirmed();
  v1::Fact fact = item.fact().fact();
  fact.clear_evidence();
  return fact;
}

absl::StatusOr<std::optional<v1::RecordDecisionsRequest>> ReviewDialog::Run() {
  CB_ASSIGN_OR_RETURN(const bool record, Walk(items_.size()));
  if (!record) return std::nullopt;
  return Request();
}

absl::StatusOr<const std::vector<v1::Clause>*> ReviewDialog::ClausesOf(
    const std::string& revision) {
  const auto known = clauses_.find(revision);
  if (known != clauses_.end()) return &known->second;
  if (revision.empty()) return &clauses_[revision];  // what somebody says has none
  v1::ListClausesRequest request;
  request.set_parent(revision);
  CB_ASSIGN_OR_RETURN(auto clauses, session_.client->ListClauses(request).All());
  return &clauses_.emplace(revision, std::move(clauses)).first->second;
}

absl::Status ReviewDialog::Show(std::size_t at) {
  CB_ASSIGN_OR_RETURN(const auto* clauses, ClausesOf(RevisionOf(items_[at])));
  *session_.out << "\n"
                << RenderReviewItem(items_[at], *clauses,
                                    absl::StrCat(at + 1, " of ", items_.size()),
                                    session_.out_style)
                << "\n";
  ShowState(at);
  return absl::OkStatus();
}

void ReviewDialog::ShowState(std::size_t at) {
  const auto decision = decisions_.find(at);
  if (decision == decisions_.end()) return;
  Page page(session_.out_style);
  page.Text(2,
            decision->second.has_accept()
                ? absl::StrCat("You accept it",
                               decision->second.accept().has_fact() ? ", edited: " : ".",
                               decision->second.accept().has_fact()
                                   ? FactText(decision->second.accept().fact())
                                   : "")
                : "You reject it.",
            Tone::kValue);
  *session_.out << page.text();
}

std::string_view ReviewDialog::Keys() const {
  return "[a]ccept [r]eject [e]dit [s]kip [b]ack [q]uit [?] ";
}

std::vector<ReviewDialog::KeyHelp> ReviewDialog::Help() const {
  return {{"a", "accept: it is so, and becomes a fact; or it is retracted, as proposed"},
          {"r",
           "reject: it does not say so; it is not suggested again. A fact whose clause "
           "was changed: it is no longer so, and ends. What somebody wants retracted "
           "stays"},
          {"R", "reject, and say why"},
          {"e", "edit before accepting: value, what it is about, apps, caveat, quote"},
          {"s", "skip: leave it undecided"}};
}

absl::StatusOr<std::optional<ReviewDialog::Next>> ReviewDialog::Press(char key,
                                                                      std::size_t at) {
  if (key == 'a') return Accept(at);
  if (key == 'r' || key == 'R') return Reject(at, key == 'R');
  if (key == 'e') return Edit(at);
  return std::nullopt;
}

ReviewDialog::Next ReviewDialog::Accept(std::size_t at) {
  if (items_[at].has_fact() && !items_[at].fact().has_confirmed()) {
    *session_.out << "Its clause is gone, so there is nothing to quote. Press e to bring "
                     "another quote, r to end the fact.\n";
    return Next::kStay;
  }
  v1::ReviewDecision decision;
  decision.set_item(NameOf(items_[at]));
  decision.mutable_accept();
  decisions_[at] = std::move(decision);
  return Next::kForward;
}

ReviewDialog::Next ReviewDialog::Reject(std::size_t at, bool ask_reason) {
  v1::ReviewDecision decision;
  decision.set_item(NameOf(items_[at]));
  decision.mutable_reject();
  if (ask_reason) {
    const auto reason = console_.ReadLine("Why: ");
    if (!reason) return Next::kStay;
    decision.mutable_reject()->set_reason(*reason);
    if (!Check(decision)) return Next::kStay;
  }
  decisions_[at] = std::move(decision);
  return Next::kForward;
}

ReviewDialog::Next ReviewDialog::Edit(std::size_t at) {
  if (ProposalOf(items_[at]) != nullptr) {
    *session_.out << "It is accepted as it was proposed, or rejected. To have it "
                     "otherwise, record another fact.\n";
    return Next::kStay;
  }
  const auto before = decisions_.find(at);
  const bool edited = before != decisions_.end() && before->second.accept().has_fact();
  const auto fact = AskFact(edited ? before->second.accept().fact() : FactOf(items_[at]));
  if (!fact) {
    *session_.out << "Left as it was.\n";
    return Next::kStay;
  }
  v1::ReviewDecision decision;
  decision.set_item(NameOf(items_[at]));
  *decision.mutable_accept()->mutable_fact() = *fact;
  if (!Check(decision)) return Next::kStay;
  decisions_[at] = std::move(decision);
  return Next::kForward;
}

std::optional<v1::Fact> ReviewDialog::AskFact(v1::Fact fact) {
  *session_.out << "Enter keeps what is in brackets; Ctrl-D gives up.\n";
  // Asks until the line can be read.
  const auto ask = [&](const char* label, const std::string& now, const auto& set) {
    while (true) {
      const auto line =
          console_.ReadLine(absl::StrCat("  ", label, " [", Printable(now), "]: "));
      if (!line) return false;
      if (line->empty()) return true;
      const absl::Status status = set(*line);
      if (status.ok()) return true;
      *session_.out << "  " << Printable(std::string(status.message())) << "\n";
    }
  };
  const std::string& publisher = base_.parent();
  auto* clause = fact.mutable_evidence()->mutable_clause();
  const bool good =
      ask(fact.property().c_str(), ClaimLine(fact),
          [&](const std::string& line) { return SetClaim(line, fact); }) &&
      ask("about", AboutLine(fact),
          [&](const std::string& line) { return SetAbout(line, fact); }) &&
      (publisher.rfind("platforms/", 0) == 0 ||
       ask("apps", AppsLine(fact),
           [&](const std::string& line) { return SetApps(line, publisher, fact); })) &&
      ask("but (- for nothing)", fact.caveat(),
          [&](const std::string& line) {
            fact.set_caveat(line == "-" ? "" : line);
            return absl::OkStatus();
          }) &&
      ask("quote", clause->quote(), [&](const std::string& line) {
        clause->set_quote(line);
        clause->clear_byte_begin();
        clause->clear_byte_end();
        return absl::OkStatus();
      });
  if (!good) return std::nullopt;
  return fact;
}

bool ReviewDialog::Check(const v1::ReviewDecision& decision) {
  v1::RecordDecisionsRequest request = base_;
  *request.add_decisions() = decision;
  request.set_validate_only(true);
  const auto checked = session_.client->RecordDecisions(std::move(request));
  if (checked.ok()) return true;
  Fail(session_, checked.status());
  return false;
}

v1::RecordDecisionsRequest ReviewDialog::Request() const {
  v1::RecordDecisionsRequest request = base_;
  for (const auto& [at, decision] : decisions_) *request.add_decisions() = decision;
  return request;
}

std::optional<std::string> ReviewDialog::EndingPrompt() const {
  if (decisions_.empty()) return std::nullopt;
  std::size_t accepted = 0;
  for (const auto& [at, decision] : decisions_) accepted += decision.has_accept() ? 1 : 0;
  return absl::StrCat("\n", accepted, " accepted, ", decisions_.size() - accepted,
                      " rejected, ", items_.size() - decisions_.size(),
                      " left. Record it as ", Printable(base_.reviewer()),
                      "? [y]es [n]o [b]ack ");
}

}  // namespace clausebook::cli
