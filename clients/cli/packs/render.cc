// A pack's report, for people and for programs.
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "clients/cli/packs/pack_report.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/verification.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

using google::protobuf::util::TimeUtil;
using nlohmann::ordered_json;
using signing::SignatureResult;

constexpr int kPackLabel = 12;

struct SignatureLook {
  const char* words;
  const char* id;
  Tone tone;
};

SignatureLook LookOfSignature(SignatureResult result) {
  switch (result) {
    case SignatureResult::kGood:
      return {"good, by the key", "GOOD", Tone::kGood};
    case SignatureResult::kBad:
      return {"BAD: not by the key", "BAD", Tone::kBad};
    case SignatureResult::kUnknownKey:
      return {"not checked; it says that it is by the key", "NOT_CHECKED",
              Tone::kUnknown};
  }
  return {"", "", Tone::kPlain};
}

std::size_t CitationsWith(const PackReport& report, CheckResult result) {
  const auto& checks = report.verification.checks;
  return static_cast<std::size_t>(
      std::count_if(checks.begin(), checks.end(),
                    [result](const auto& check) { return check.result == result; }));
}

void AddHead(const PackReport& report, Page& page) {
  const v1::AnswerPack& pack = report.pack;
  const auto add = [&](const char* label, const std::string& text) {
    page.Labelled(0, label, Tone::kFaint, kPackLabel, text);
  };
  add("app", absl::StrCat(pack.app().display_name(), " (", pack.app().name(), ")"));
  add("as of", absl::StrCat(pack.as_of(), ", as known at ", TimeText(pack.known_at())));
  add("made", absl::StrCat(TimeText(pack.create_time()), " by the signer's clock, with ",
                           pack.generator()));
  add("answers",
      absl::StrCat(
          Count(static_cast<std::size_t>(pack.answers_size()), "answer", "answers"), ", ",
          Count(report.verification.checks.size(), "citation", "citations"), ": ",
          CitationsWith(report, CheckResult::kOk), " to the byte in ",
          Count(static_cast<std::size_t>(pack.revisions_size()), "document", "documents"),
          " of the pack, ", CitationsWith(report, CheckResult::kNoText),
          " without a text"));
  if (pack.has_questionnaire()) {
    add("list", absl::StrCat(pack.questionnaire().title(), " (",
                             pack.questionnaire().name(), ")"));
  }
  if (pack.has_response()) {
    const v1::PackedResponse& packed = pack.response();
    add("response",
        absl::StrCat(
            packed.response().name(), ": ",
            Count(static_cast<std::size_t>(packed.items_size()), "item", "items"),
            packed.has_file() ? absl::StrCat("; ", packed.file().name()) : ""));
  }
}

void AddFailures(const Verification& verification, Page& page) {
  for (const CitationCheck& check : verification.checks) {
    if (check.result != CheckResult::kFailed && check.result != CheckResult::kUnchecked) {
      continue;
    }
    page.Labelled(0, "FAIL", Tone::kBad, 6,
                  absl::StrCat(check.answer, ": ", std::string(IdOf(check.fact)), ", ",
                               check.place, ": ", check.reason));
  }
  for (const std::string& failure : verification.failures) {
    page.Labelled(0, "FAIL", Tone::kBad, 6, failure);
  }
}

void AddConclusion(const PackReport& report, Page& page) {
  switch (ExitCodeOf(report)) {
    case 0:
      page.Text(0,
                "All good: what it says is what was signed, and every quote stands in "
                "its document.",
                Tone::kGood);
      return;
    case 1:
      page.Text(0, "Refused.", Tone::kBad);
      return;
    default:
      page.Text(0,
                "What it says goes together, but who signed it was not checked. Give the "
                "signer's key, which you have from the signer and not with the pack: "
                "--public-key FILE",
                Tone::kUnknown);
  }
}

ordered_json DocumentsToJson(const v1::AnswerPack& pack) {
  ordered_json documents = ordered_json::array();
  for (const auto& revision : pack.revisions()) {
    documents.push_back({{"revision", revision.name()},
                         {"effectiveDate", revision.effective_date()},
                         {"uri", revision.uri()},
                         {"sha256", revision.sha256()},
                         {"sourceSha256", revision.source_sha256()},
                         {"sizeBytes", revision.text().size()}});
  }
  return documents;
}

}  // namespace

std::string RenderPackReport(const PackReport& report, const Style& style) {
  Page page(style);
  for (const PackSignature& signature : report.signatures) {
    const SignatureLook look = LookOfSignature(signature.result);
    page.Labelled(0, "signature", Tone::kFaint, kPackLabel,
                  absl::StrCat(look.words, " ", signature.key_id), look.tone);
  }
  if (report.refusal.empty()) {
    AddHead(report, page);
    AddFailures(report.verification, page);
  } else {
    page.Labelled(0, "FAIL", Tone::kBad, 6, report.refusal);
  }
  AddConclusion(report, page);
  return page.text();
}

std::string PackReportToJson(const PackReport& report) {
  ordered_json json;
  json["ok"] = ExitCodeOf(report) == 0;
  json["signatures"] = ordered_json::array();
  for (const PackSignature& signature : report.signatures) {
    json["signatures"].push_back(
        {{"keyId", signature.key_id}, {"result", LookOfSignature(signature.result).id}});
  }
  if (report.refusal.empty()) {
    const v1::AnswerPack& pack = report.pack;
    json["app"] = pack.app().name();
    json["asOf"] = pack.as_of();
    json["knownAt"] = TimeUtil::ToString(pack.known_at());
    json["createTime"] = TimeUtil::ToString(pack.create_time());
    json["generator"] = pack.generator();
    json["answers"] = pack.answers_size();
    json["documents"] = DocumentsToJson(pack);
    json["questionnaire"] = pack.questionnaire().name();
    json["response"] = pack.response().response().name();
  }
  const ordered_json checked =
      ordered_json::parse(VerificationToJson(report.verification));
  json["citations"] = checked["citations"];
  json["failures"] = checked["failures"];
  if (!report.refusal.empty()) json["failures"].push_back(report.refusal);
  return json.dump(2, ' ', /*ensure_ascii=*/false,
                   ordered_json::error_handler_t::replace) +
         "\n";
}

}  // namespace clausebook::cli
