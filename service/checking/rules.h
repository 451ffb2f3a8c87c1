// The parts of the check: what is known of an app, arranged by who says it, and the rules
// that look at it.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_RULES_H_
#define CLAUSEBOOK_SERVICE_CHECKING_RULES_H_

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "service/answering/applicability.h"
#include "service/checking/checking.h"

namespace clausebook::checking {

// The pattern with that id, which has to exist.
const Pattern& PatternNamed(std::string_view id);

// Who says it: a published document, a manifest or descriptor, a person, the platform.
enum class Voice { kDeclaration, kPolicy, kPlatform, kAttestation };

using Applied = answering::AppliedFact;
using Facts = std::vector<const Applied*>;

// The facts that apply to the app.
class AppFacts {
 public:
  explicit AppFacts(const CheckInput& input);
  AppFacts(const AppFacts&) = delete;
  AppFacts& operator=(const AppFacts&) = delete;

  const CheckInput& input() const { return input_; }
  const std::vector<Applied>& all() const { return sifted_.applied; }
  const std::vector<answering::DismissedFact>& dismissed() const {
    return sifted_.dismissed;
  }

  // Those on one of the properties that somebody of `voices` states.
  Facts On(std::initializer_list<std::string_view> properties,
           std::initializer_list<Voice> voices) const;

  // Null if it does not apply.
  const Applied* Find(const model::FactRef& ref) const;

  // A finding of `pattern`, with its gravity. `left` is what the finding is shown at:
  // what is declared, where a declaration is a party to it.
  Finding Make(std::string_view pattern, std::string message, const Facts& left,
               const Facts& right) const;

 private:
  const CheckInput& input_;
  answering::Sifted sifted_;
};

Voice VoiceOf(const Applied& fact);

bool IsTrue(const Applied& fact);   // EQUALS true
bool IsFalse(const Applied& fact);  // EQUALS false, or NOT_EQUALS true
bool IsNone(const Applied& fact);   // EXACTLY nothing
// Whether the fact's set has the member and says that it is there.
bool Has(const Applied& fact, std::string_view member);
// Whether the fact names members: it includes them, or is exactly these.
bool NamesSome(const Applied& fact);

Facts Where(const Facts& facts, const std::function<bool(const Applied&)>& test);
void Append(const Facts& more, Facts& facts);  // those that are not there yet

// Who says it, in words: `"Privacy Policy"`, `the manifest`, `Ada Example`.
std::string SourceOf(const Applied& fact);
// The sources of all, each once.
std::string SourcesOf(const Facts& facts);

// `permissions.external.images[0]`; empty for what no declaration says.
std::string EntryPathOf(const Applied& fact);

// Whether the fact speaks of app data in general: neither of one purpose only, nor of the
// vendor's pages only, nor only of data that the app does not handle.
bool IsGeneral(const Applied& fact);

// Whether it may speak of the app itself: not of web site, documentation or support
// alone.
bool MayMeanTheApp(const Applied& fact);

// Whether both are quoted from one revision.
bool SameRevision(const Applied& a, const Applied& b);

// Whether some finding shows a place that one of `left` rests on against one of `right`
// already, be it for another fact that was read out of the same words.
bool IsReported(const std::vector<Finding>& findings, const Facts& left,
                const Facts& right);

// Whether the finding's left side rests on a place that one of the facts rests on.
bool IsShownAt(const Finding& finding, const Facts& facts);

// Each adds what it finds; those later in the list may look at what was found before.
using Findings = std::vector<Finding>;
void FindConflicts(const AppFacts& facts, Findings& findings);   // conflicts.cc
void CheckHosts(const AppFacts& facts, Findings& findings);      // host_rules.cc
void CheckAnalytics(const AppFacts& facts, Findings& findings);  // analytics_rules.cc
void CheckDenials(const AppFacts& facts, Findings& findings);    // denial_rules.cc
void CheckDocuments(const AppFacts& facts, Findings& findings);  // document_rules.cc
void FindOddAnswers(const AppFacts& facts, Findings& findings);  // odd_answers.cc

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_RULES_H_
