// fill: a questionnaire in, the same file out, and a list of the rows that need a person.
#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/fill_job.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/files.h"
#include "clients/cli/filling/layout.h"
#include "clients/cli/findings/offline.h"
#include "clients/cli/offline/local_service.h"
#include "clients/cli/render/page.h"
#include "clients/cli/render/response.h"
#include "clients/cli/render/words.h"
#include "clients/cli/resolve.h"
#include "clients/cli/times.h"
#include "service/base/status_macros.h"

namespace clausebook::cli {
namespace {

absl::Status FillUsage(const std::string& message) {
  return absl::InvalidArgumentError(message);
}

// In a service of its own a response has no better name.
constexpr char kLocalResponse[] = "filled";

absl::Status CheckSource(const FillOptions& options) {
  if (options.file.empty() && options.questionnaire.empty()) {
    return FillUsage(
        "Name the customer's file, or a known questionnaire with "
        "--questionnaire (clausebook questionnaires lists them).");
  }
  if (!options.file_name.empty() && options.file != "-") {
    return FillUsage("--file-name says what standard input is called: name - as file.");
  }
  if (options.file.empty() && options.show_layout) {
    return FillUsage("--show-layout is about a file: name one.");
  }
  if (options.file.empty() &&
      (!options.layout.file.empty() || !options.layout.sheets.empty())) {
    return FillUsage("--layout and --sheet are about a file: name one.");
  }
  if (options.file.empty() && !options.ledger.empty()) {
    return FillUsage(
        "--ledger tells which cells were written: without a file there are "
        "none.");
  }
  if (!options.file.empty() && !options.form.empty()) {
    return FillUsage(
        "--form is for questionnaires without a file: a file comes back in "
        "its own form.");
  }
  if (options.file.empty() && !options.out.empty() &&
      FormOf(options.form, options.out) == v1::EXPORT_FORM_UNSPECIFIED) {
    return FillUsage(
        "Say which form the file has: --form markdown, json, csv, xlsx, html or "
        "payload.");
  }
  if (options.book.empty()) {
    return options.platform_books.empty()
               ? absl::OkStatus()
               : FillUsage("--platform-book goes with --book; a server has its own.");
  }
  if (!options.times.known_at.empty()) {
    return FillUsage(
        "A fact book has no history: --known-at needs a server, not --book.");
  }
  return options.record.empty()
             ? absl::OkStatus()
             : FillUsage(
                   "A fact book keeps no responses: --record needs a server, not "
                   "--book.");
}

absl::Status CheckTargets(const Session& session, const FillOptions& options) {
  if (options.out.empty() && !options.ledger.empty()) {
    return FillUsage("--ledger tells what was written: it goes with --out.");
  }
  if (options.show_layout &&
      (!options.out.empty() || !options.record.empty() || options.walk)) {
    return FillUsage(
        "--show-layout fills nothing: leave --out, --record and --walk out.");
  }
  if (!options.out.empty() && !options.include_unapproved && !options.walk) {
    return FillUsage(
        "Nobody has approved these answers. Either write them all the same, marked, with "
        "--include-unapproved; or keep them with --record ID, approve them (clausebook "
        "responses approve) and export them (clausebook responses export).");
  }
  if (options.out.empty() && options.include_unapproved) {
    return FillUsage(
        "--include-unapproved is about the file to write: name it with "
        "--out.");
  }
  if (options.record.empty() && !options.title.empty()) {
    return FillUsage("--title names what --record keeps.");
  }
  if (session.global.json() && options.out == "-") {
    return FillUsage(
        "Standard output takes the file or JSON, not both: name a file "
        "with --out.");
  }
  if (!options.ledger.empty() && options.ledger == options.out) {
    return FillUsage("--out and --ledger are the same file.");
  }
  CB_RETURN_IF_ERROR(CheckNotTheSame(options.file, options.ledger));
  return CheckNotTheSame(options.file, options.out);
}

absl::Status CheckWalk(const Session& session, const FillOptions& options) {
  if (!options.walk) return absl::OkStatus();
  if (options.by.empty()) {
    return FillUsage(
        "Say who decides: --by 'Mara Lind', or the environment's "
        "CLAUSEBOOK_REVIEWER.");
  }
  if (options.record.empty() && options.book.empty()) {
    return FillUsage(
        "What is decided is kept with the response: name it with "
        "--record ID.");
  }
  if (session.global.json() || options.out == "-" || isatty(STDIN_FILENO) == 0 ||
      isatty(STDOUT_FILENO) == 0) {
    return FillUsage("--walk asks at a terminal, and standard input or output is none.");
  }
  return absl::OkStatus();
}

v1::FormulaTexts FormulaTextsOf(const std::string& mode) {
  if (mode == "quote-prefix") return v1::FORMULA_TEXTS_QUOTE_PREFIX;
  if (mode == "as-is") return v1::FORMULA_TEXTS_AS_IS;
  return v1::FORMULA_TEXTS_REFUSE;
}

// What the file is called on record. Standard input has no name of its own.
std::string FileNameFor(const FillOptions& options) {
  if (options.file != "-") {
    return std::filesystem::path(options.file).filename().string();
  }
  return options.file_name.empty() ? "standard input" : options.file_name;
}

absl::StatusOr<v1::FillOptions> RequestOf(const Session& session,
                                          const FillOptions& options) {
  v1::FillOptions request;
  CB_ASSIGN_OR_RETURN(const auto app,
                      ResolveApp(*session.client, options.app, options.times.known_at));
  request.set_app(app.name());
  if (!options.questionnaire.empty()) {
    request.set_questionnaire(
        absl::StrCat("questionnaires/", std::string(IdOf(options.questionnaire))));
  }
  if (!options.file.empty()) {
    request.set_file_name(FileNameFor(options));
  }
  request.set_as_of(options.times.as_of);
  CB_ASSIGN_OR_RETURN(const auto known_at, ParseKnownAt(options.times.known_at, Now()));
  if (known_at) *request.mutable_known_at() = *known_at;
  CB_ASSIGN_OR_RETURN(const auto layouts, LayoutsOf(options.layout));
  for (const v1::SheetLayout& layout : layouts) *request.add_layouts() = layout;
  request.set_overwrite(options.overwrite);
  request.set_unlock(options.unlock);
  request.set_allow_unlisted(options.allow_unlisted);
  request.set_formula_texts(FormulaTextsOf(options.formula_texts));
  request.set_layout_only(options.show_layout);
  request.set_response_id(options.record);
  request.set_title(options.title);
  request.set_creator(options.by);
  return request;
}

std::string JsonOf(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  return status.ok() ? json : "{}";
}

// {"head": FillHead, "items": [ResponseItem…]}: what the stream carries but the file.
void PrintFilledJson(const Session& session, const Filled& filled) {
  auto json = nlohmann::ordered_json::object();
  json["head"] = nlohmann::ordered_json::parse(JsonOf(filled.head));
  json["items"] = nlohmann::ordered_json::array();
  for (const v1::ResponseItem& item : filled.items) {
    json["items"].push_back(nlohmann::ordered_json::parse(JsonOf(item)));
  }
  *session.out << json.dump(1) << "\n" << std::flush;
}

// What was done with the result, and what can be done next.
void AddOutcome(Page& page, const FillJob& job, const Filled& filled) {
  const std::string& response = filled.head.response().name();
  if (filled.wrote_file && job.options.out != "-") {
    page.Text(0,
              absl::StrCat(
                  "Wrote ", job.options.out,
                  ". Nobody has approved its answers; cells with room for it say so."));
  }
  if (!job.in_book && !job.request.response_id().empty()) {
    const std::string id(IdOf(response));
    page.Text(0, absl::StrCat("Kept as ", response,
                              ". To go on: clausebook responses "
                              "show ",
                              id, "; approve ", id, " --all-proposed --by NAME; export ",
                              id, " --out FILE"));
  } else if (!filled.wrote_file) {
    page.Text(
        0,
        job.in_book
            ? "Nothing was written: --out FILE --include-unapproved writes the file."
            : "Nothing was kept or written. --record ID keeps it, to be approved "
              "and exported; --out FILE --include-unapproved writes the file at "
              "once.",
        Tone::kFaint);
  }
}

void PrintFilled(const Session& session, const FillJob& job, const Filled& filled) {
  if (session.global.json()) return PrintFilledJson(session, filled);
  const bool aside = job.options.out == "-";
  const Style& style = aside ? session.err_style : session.out_style;
  Page page(style);
  page.Raw(RenderLayout(filled.head, style));
  if (!job.request.layout_only()) {
    page.Blank();
    page.Raw(RenderItems(filled.items, job.options.all, style));
    page.Raw(RenderSummary(filled.head.summary(), style));
    AddOutcome(page, job, filled);
  }
  *(aside ? session.err : session.out) << page.text();
}

absl::StatusOr<int> FillAtOnce(const Session& session, FillJob job) {
  job.request.set_include_unapproved(!job.options.out.empty());
  if (job.options.file.empty() && !job.options.out.empty()) {
    job.request.set_form(FormOf(job.options.form, job.options.out));
  }
  CB_ASSIGN_OR_RETURN(const Filled filled, Fill(session, job.request, job.options.file,
                                                {job.options.out, job.options.ledger}));
  PrintFilled(session, job, filled);
  if (!job.request.layout_only()) return ExitCodeOf(filled.head.summary());
  const bool found = std::any_of(filled.head.sheets().begin(), filled.head.sheets().end(),
                                 [](const auto& sheet) { return sheet.has_questions(); });
  return found ? kOk : kUsage;  // as for a file that cannot be filled
}

int RunFill(const Session& session, const FillOptions& options, bool in_book) {
  auto request = RequestOf(session, options);
  if (!request.ok()) return Fail(session, request.status());
  FillJob job{options, *std::move(request), in_book};
  if (options.walk && in_book) job.request.set_response_id(kLocalResponse);
  const auto code = options.walk ? FillWalking(session, std::move(job))
                                 : FillAtOnce(session, std::move(job));
  return code.ok() ? *code : Fail(session, code.status());
}

// The books that the vendor's inherits from.
absl::StatusOr<std::vector<std::vector<v1::BookFile>>> InheritedBooks(
    const FillOptions& options) {
  std::vector<std::vector<v1::BookFile>> books;
  for (const std::string& dir : options.platform_books) {
    CB_ASSIGN_OR_RETURN(books.emplace_back(), ReadBook(dir));
  }
  if (!books.empty()) return books;
  for (OfflineBook& book : PlatformBooks()) books.push_back(std::move(book.files));
  return books;
}

}  // namespace

int ExitCodeOf(const v1::ResponseSummary& summary) {
  return summary.needs_review_count() > 0 ? kNeedsPerson : kOk;
}

absl::Status ExportRecorded(const Session& session, const FillJob& job,
                            const std::string& response) {
  v1::ExportResponseRequest request;
  request.set_name(response);
  if (job.options.file.empty()) {
    request.set_form(FormOf(job.options.form, job.options.out));
  }
  request.set_include_unapproved(job.options.include_unapproved);
  return Export(session, request, {job.options.out, job.options.ledger});
}

int Run(const Session& session, const FillOptions& options) {
  for (const absl::Status& status : {CheckSource(options), CheckTargets(session, options),
                                     CheckWalk(session, options)}) {
    if (!status.ok()) return Fail(session, status);
  }
  if (options.book.empty()) return RunFill(session, options, false);
  const auto inherited = InheritedBooks(options);
  if (!inherited.ok()) return Fail(session, inherited.status());
  const auto book = OpenBookToFill(options.book, *inherited);
  if (!book.ok()) return FailBook(session, options.book, book.status());
  Session local = session;
  local.client = &book->service->client();
  return RunFill(local, options, true);
}

}  // namespace clausebook::cli
