#include "clients/cli/render/verification.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/words.h"

namespace clausebook::cli {
namespace {

struct ResultLook {
  const char* label;
  const char* id;
  Tone tone;
};

ResultLook LookOf(CheckResult result) {
  switch (result) {
    case CheckResult::kOk:
      return {"ok", "OK", Tone::kGood};
    case CheckResult::kFailed:
      return {"FAIL", "FAIL", Tone::kBad};
    case CheckResult::kUnchecked:
      return {"not checked", "NOT_CHECKED", Tone::kUnknown};
    case CheckResult::kNoText:
      return {"no text", "NO_TEXT", Tone::kFaint};
  }
  return {"", "", Tone::kPlain};
}

std::size_t CountOf(const Verification& verification, CheckResult result) {
  return static_cast<std::size_t>(
      std::count_if(verification.checks.begin(), verification.checks.end(),
                    [&](const auto& check) { return check.result == result; }));
}

}  // namespace

std::string RenderVerification(const Verification& verification, const Style& style) {
  Page page(style);
  std::string answer;
  for (const CitationCheck& check : verification.checks) {
    if (check.answer != answer) page.Text(0, check.answer, Tone::kStrong);
    answer = check.answer;
    const ResultLook look = LookOf(check.result);
    std::string text = absl::StrCat(std::string(IdOf(check.fact)), ", ", check.place,
                                    check.considered ? " (only looked at)" : "");
    if (!check.reason.empty()) absl::StrAppend(&text, ": ", check.reason);
    page.Labelled(2, look.label, look.tone, 13, text);
  }
  for (const std::string& failure : verification.failures) {
    page.Labelled(0, "FAIL", Tone::kBad, 6, failure);
  }
  const std::size_t failed = CountOf(verification, CheckResult::kFailed);
  const std::size_t unchecked = CountOf(verification, CheckResult::kUnchecked);
  std::string counts = absl::StrCat(
      Count(verification.checks.size(), "citation", "citations"), ": ",
      CountOf(verification, CheckResult::kOk), " ok, ", failed, " failed, ", unchecked,
      " not checked, ", CountOf(verification, CheckResult::kNoText), " without a text.");
  const int code = ExitCodeOf(verification);
  page.Text(0, counts, code == 0 ? Tone::kGood : code == 1 ? Tone::kBad : Tone::kUnknown);
  if (unchecked > 0) {
    page.Text(0,
              "Name the missing texts with --text FILE or --texts DIR, or take them from "
              "the service with --fetch (their digests are computed here).");
  }
  return page.text();
}

std::string VerificationToJson(const Verification& verification) {
  using nlohmann::ordered_json;
  ordered_json json;
  json["ok"] = ExitCodeOf(verification) == 0;
  json["citations"] = ordered_json::array();
  for (const CitationCheck& check : verification.checks) {
    json["citations"].push_back({{"answer", check.answer},
                                 {"fact", check.fact},
                                 {"place", check.place},
                                 {"considered", check.considered},
                                 {"result", LookOf(check.result).id},
                                 {"reason", check.reason}});
  }
  json["failures"] = verification.failures;
  return json.dump(2, ' ', /*ensure_ascii=*/false,
                   ordered_json::error_handler_t::replace) +
         "\n";
}

}  // namespace clausebook::cli
