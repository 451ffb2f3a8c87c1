#include "service/answering/answering.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/answering/applicability.h"
#include "service/answering/citing.h"
#include "service/answering/claims.h"
#include "service/answering/evaluation.h"
#include "service/answering/wording.h"

namespace clausebook::answering {

struct AppDossier::State {
  Input input;
  Sifted sifted;
};

namespace {

using catalog::Question;

// Answers one question from one app's sifted evidence.
class Asking {
 public:
  Asking(const AppDossier::Input& input, const Sifted& sifted, const Question& question)
      : input_(input),
        sifted_(sifted),
        question_(question),
        evaluation_(*input.catalog, question, sifted.applied) {}

  Answer Run() && {
    answer_.app = input_.app;
    answer_.question = question_.id;
    answer_.as_of = input_.as_of;
    if (question_.kind == Question::Kind::kVerdict) {
      AnswerVerdict();
    } else {
      AnswerValue();
    }
    CiteWitness();
    ConsiderTheRest();
    if (answer_.verdict == Verdict::kUnknown) {
      answer_.settling_properties = evaluation_.UnknownProperties();
    }
    answer_.derivation = evaluation_.Derive();
    answer_.sentence = SentenceFor(question_, answer_, input_.app_display_name,
                                   input_.vendor_display_name);
    return std::move(answer_);
  }

 private:
  void AnswerVerdict() {
    const Mask all = evaluation_.relevant();
    const FourValued value = evaluation_.Evaluate(all);
    answer_.verdict = ToVerdict(value);
    witness_ = MinimalWitness(
        all, [&](const Mask& mask) { return evaluation_.Evaluate(mask) == value; });
  }

  void AnswerValue() {
    const Mask all = evaluation_.relevant();
    const Claims claims = evaluation_.EvaluateValue(all);
    answer_.verdict = claims.verdict;
    witness_ = MinimalWitness(all, [&](const Mask& mask) {
      return SameOutcome(evaluation_.EvaluateValue(mask), claims);
    });
    const auto* property = input_.catalog->FindProperty(question_.value.property);
    for (const Claim& claim : claims.claims) {
      ClaimedValue value{claim.value,
                         claim.op,
                         claim.region,
                         ValueInWords(*property, claim.op, claim.value),
                         {}};
      if (!claim.region.empty()) {
        absl::StrAppend(&value.text, " (",
                        QualifiersInWords(*input_.catalog, claim.region), ")");
      }
      for (const std::size_t i : claim.facts) {
        value.facts.push_back(sifted_.applied[i].fact->ref);
      }
      answer_.values.push_back(std::move(value));
    }
  }

  CitationRole RoleOf(std::size_t fact) const {
    if (!evaluation_.IsOnTopic(fact)) return CitationRole::kPremise;
    if (question_.kind == Question::Kind::kValue) return CitationRole::kStates;
    return evaluation_.PullOf(fact) == Pull::kNo ? CitationRole::kRefutes
                                                 : CitationRole::kSupports;
  }

  void AddCaveat(std::string caveat) {
    if (std::find(answer_.caveats.begin(), answer_.caveats.end(), caveat) ==
        answer_.caveats.end()) {
      answer_.caveats.push_back(std::move(caveat));
    }
  }

  // What the question asks about on the fact's property, where the fact may fall
  // short of it. A value says itself what it is narrowed to.
  model::Qualifiers AboutFor(const model::FactContent& content) const {
    if (question_.kind == Question::Kind::kValue) return content.qualifiers;
    const catalog::Atom* atom = FindAtom(question_.expression, content.property);
    return atom == nullptr ? content.qualifiers : atom->about;
  }

  static const catalog::Atom* FindAtom(const catalog::Expression& node,
                                       const std::string& property) {
    if (node.kind == catalog::Expression::Kind::kAtom) {
      return node.atom.property == property ? &node.atom : nullptr;
    }
    for (const auto& operand : node.operands) {
      if (const auto* atom = FindAtom(operand, property)) return atom;
    }
    return nullptr;
  }

  // The decisive evidence first, what it presupposes last.
  void CiteWitness() {
    for (std::size_t i = 0; i < witness_.size(); ++i) {
      if (!witness_[i]) continue;
      const AppliedFact& applied = sifted_.applied[i];
      Citation citation = Cite(*applied.fact, applied.place, applied.platform, RoleOf(i));
      for (std::string& caveat :
           CaveatsOf(*input_.catalog, citation, applied.content(),
                     AboutFor(applied.content()), applied.platform)) {
        AddCaveat(std::move(caveat));
      }
      answer_.citations.push_back(std::move(citation));
    }
    std::stable_sort(answer_.citations.begin(), answer_.citations.end(),
                     [](const Citation& a, const Citation& b) {
                       return (a.role == CitationRole::kPremise) <
                              (b.role == CitationRole::kPremise);
                     });
  }

  void ConsiderTheRest() {
    for (std::size_t i = 0; i < sifted_.applied.size(); ++i) {
      if (!evaluation_.IsOnTopic(i) || witness_[i]) continue;
      const AppliedFact& applied = sifted_.applied[i];
      auto [reason, explanation] = question_.kind == Question::Kind::kVerdict
                                       ? WhyVerdictNeedsNot(i)
                                       : WhyValueNeedsNot(i);
      answer_.considered.push_back(
          {Cite(*applied.fact, applied.place, applied.platform, RoleOf(i)), reason,
           std::move(explanation)});
    }
    ConsiderOtherPremises();
    const auto properties = catalog::PropertiesOf(question_);
    for (const DismissedFact& dismissed : sifted_.dismissed) {
      const std::string& property = dismissed.fact->content.property;
      const bool on_topic =
          std::binary_search(properties.begin(), properties.end(), property);
      const bool overridden_premise =
          dismissed.reason == ConsideredReason::kOverridden && IsCitedPremise(property);
      if (!on_topic && !overridden_premise) continue;
      answer_.considered.push_back({Cite(*dismissed.fact, dismissed.place,
                                         dismissed.platform, CitationRole::kUnspecified),
                                    dismissed.reason, dismissed.explanation});
    }
  }

  std::pair<ConsideredReason, std::string> Qualified(std::size_t fact) const {
    return {ConsideredReason::kQualified,
            absl::StrCat("It speaks only of: ",
                         QualifiersInWords(*input_.catalog,
                                           sifted_.applied[fact].content().qualifiers),
                         ".")};
  }

  std::pair<ConsideredReason, std::string> WhyVerdictNeedsNot(std::size_t fact) const {
    const Pull pull = evaluation_.PullOf(fact);
    const bool agrees = answer_.verdict == Verdict::kConflict || pull == Pull::kBoth ||
                        (answer_.verdict == Verdict::kYes && pull == Pull::kYes) ||
                        (answer_.verdict == Verdict::kNo && pull == Pull::kNo);
    if (pull != Pull::kNone && agrees) {
      return {ConsideredReason::kCorroborates, "It says the same as what is cited."};
    }
    if (pull != Pull::kNone) {
      return {ConsideredReason::kNotDecisive,
              "It bears on a part of the question that does not decide it."};
    }
    if (evaluation_.PullOf(fact, /*anywhere=*/true) != Pull::kNone)
      return Qualified(fact);
    return {ConsideredReason::kNotDecisive,
            "It is on the same property but says neither yes nor no to this question."};
  }

  // Whether the answer is the same with only those facts.
  bool SameAnswerFrom(const Mask& mask) const {
    if (question_.kind == Question::Kind::kVerdict) {
      return evaluation_.Evaluate(mask) == evaluation_.Evaluate(witness_);
    }
    return SameOutcome(evaluation_.EvaluateValue(mask),
                       evaluation_.EvaluateValue(witness_));
  }

  // Whether the facts of `mask` say what some cited fact says: with them in its place the
  // outcome is the same.
  bool CouldReplaceACited(const Mask& mask) const {
    for (std::size_t i = 0; i < witness_.size(); ++i) {
      if (!witness_[i] || !evaluation_.IsOnTopic(i)) continue;
      Mask swapped = witness_;
      swapped[i] = false;
      for (std::size_t k = 0; k < mask.size(); ++k) swapped[k] = swapped[k] || mask[k];
      if (SameOutcome(evaluation_.EvaluateValue(swapped),
                      evaluation_.EvaluateValue(witness_))) {
        return true;
      }
    }
    return false;
  }

  // Whether `fact` claims the value that the cited premise claims.
  bool CouldReplacePremise(std::size_t fact, std::size_t premise) const {
    const auto& content = sifted_.applied[fact].content();
    const auto& cited = sifted_.applied[premise].content();
    if (content.property != cited.property) return false;
    const auto* property = input_.catalog->FindProperty(content.property);
    const Claims claims = ClaimsOf(*property, {}, {&content});
    return claims.verdict == Verdict::kValue &&
           SameOutcome(claims, ClaimsOf(*property, {}, {&cited}));
  }

  bool IsCitedPremise(const std::string& property) const {
    for (std::size_t i = 0; i < witness_.size(); ++i) {
      if (witness_[i] && sifted_.applied[i].content().property == property) return true;
    }
    return false;
  }

  // What else establishes that a cited inherited fact applies.
  void ConsiderOtherPremises() {
    for (std::size_t i = 0; i < sifted_.applied.size(); ++i) {
      if (witness_[i] || evaluation_.IsOnTopic(i)) continue;
      for (std::size_t k = 0; k < witness_.size(); ++k) {
        if (!witness_[k] || evaluation_.IsOnTopic(k) || !CouldReplacePremise(i, k))
          continue;
        const AppliedFact& applied = sifted_.applied[i];
        answer_.considered.push_back(
            {Cite(*applied.fact, applied.place, applied.platform, CitationRole::kPremise),
             ConsideredReason::kCorroborates, "It says the same as what is cited."});
        break;
      }
    }
  }

  std::pair<ConsideredReason, std::string> WhyValueNeedsNot(std::size_t fact) const {
    Mask alone(sifted_.applied.size(), false);
    alone[fact] = true;
    for (const std::size_t premise : sifted_.applied[fact].premises) {
      alone[premise] = true;
    }
    const bool claims = evaluation_.EvaluateValue(alone).verdict != Verdict::kUnknown;
    const bool conflict = answer_.verdict == Verdict::kConflict;
    // In a conflict it also counts what is ruled out.
    if (conflict ? CouldReplaceACited(alone) : claims) {
      return {ConsideredReason::kCorroborates, "It says the same as what is cited."};
    }
    if (claims) {
      return {ConsideredReason::kNotDecisive,
              "It is on the same property and is not part of the disagreement."};
    }
    const auto& content = sifted_.applied[fact].content();
    if (content.op != model::Operator::kNotEquals &&
        content.op != model::Operator::kExcludes) {
      return Qualified(fact);
    }
    return {ConsideredReason::kNotDecisive, "It rules a value out and names none."};
  }

  const AppDossier::Input& input_;
  const Sifted& sifted_;
  const Question& question_;
  Evaluation evaluation_;
  Mask witness_;
  Answer answer_;
};

SiftInput ToSiftInput(const AppDossier::Input& input) {
  SiftInput sift;
  sift.catalog = input.catalog;
  sift.app = input.app;
  sift.as_of = input.as_of;
  sift.vendor = input.vendor.get();
  for (const auto& platform : input.platforms) sift.platforms.push_back(platform.get());
  return sift;
}

}  // namespace

AppDossier::AppDossier(Input input) {
  Sifted sifted = Sift(ToSiftInput(input));
  state_ = std::make_unique<const State>(State{std::move(input), std::move(sifted)});
}

AppDossier::~AppDossier() = default;
AppDossier::AppDossier(AppDossier&&) noexcept = default;
AppDossier& AppDossier::operator=(AppDossier&&) noexcept = default;

Answer AppDossier::Ask(const catalog::Question& question) const {
  return Asking(state_->input, state_->sifted, question).Run();
}

}  // namespace clausebook::answering
