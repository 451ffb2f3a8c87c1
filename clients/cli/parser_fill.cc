// The command `fill`.
#include "clients/cli/parser.h"

namespace clausebook::cli {
namespace {

constexpr char kFillExamples[] =
    R"(  clausebook fill security.xlsx --app tidewatch
  clausebook fill security.xlsx --app tidewatch --show-layout
  clausebook fill security.xlsx --app tidewatch --sheet Controls --question-column D
  clausebook fill security.xlsx --app tidewatch --out filled.xlsx --include-unapproved
  clausebook fill security.xlsx --app tidewatch --record acme-2026 --by 'Mara Lind' \
      --walk --out filled.xlsx
  clausebook fill --questionnaire marketplace-privacy-security --app tidewatch \
      --form markdown --out privacy-security.md --include-unapproved
  clausebook fill security.csv --app tidewatch --book my-book
  curl -s https://example.com/list.xlsx | clausebook fill - --file-name list.xlsx \
      --app tidewatch --out filled.xlsx --include-unapproved

Reads XLSX, CSV, TSV and JSON, shows where it found questions, and lists the rows that need
a person first: conflicts, what is not known, what nobody recognised. Nothing is guessed,
and nothing is stored or written unless asked for. The filled file is the same file with
nothing changed but the answers' cells. All about it: clients/cli/FILLING.md

Exit codes:
  0    every row has an answer
  13   done, and some rows need a person
  1-5  as for all commands: 2 for a file that cannot be read or filled, also if
       --show-layout finds no question on it
  130  cancelled with Ctrl-C: nothing was written)";

constexpr char kByHelp[] = "Who does it; recorded (environment: CLAUSEBOOK_REVIEWER)";

}  // namespace

void Parser::AddLayoutOptions(CLI::App& fill) {
  LayoutOptions& layout = fill_.layout;
  fill.add_option("--layout", layout.file,
                  "Says what is where, sheet by sheet (YAML or JSON), instead of the "
                  "following")
      ->type_name("FILE");
  fill.add_option("--sheet", layout.sheets, "Only this sheet; may be repeated")
      ->type_name("NAME")
      ->expected(1)
      ->take_all();
  constexpr int kLastRow = 1'048'576;
  fill.add_option("--header-row", layout.header_row,
                  "The row with the headers, from 1 on; -1: there is none")
      ->check(CLI::Range(-1, kLastRow).description(""))
      ->type_name("ROW");
  const auto add_row = [&](const char* name, int& row, const char* help) {
    fill.add_option(name, row, help)
        ->check(CLI::Range(1, kLastRow).description(""))
        ->type_name("ROW");
  };
  add_row("--first-row", layout.first_row, "The first row that may hold a question");
  add_row("--last-row", layout.last_row, "The last row that may hold a question");
  const auto add_column = [&](const char* name, std::string& column, const char* help) {
    fill.add_option(name, column, help)->type_name("COLUMN");
  };
  add_column("--question-column", layout.question_column,
             "Where questions stand: a column's letters or header; in JSON a key");
  add_column("--answer-column", layout.answer_column, "Where answers go; -: nowhere");
  add_column("--comment-column", layout.comment_column,
             "Where answers in words and citations go; -: nowhere");
  add_column("--id-column", layout.id_column,
             "Where the questions' ids stand; -: nowhere");
  add_column("--section-column", layout.section_column,
             "Where the sections' names stand; -: nowhere");
}

void Parser::AddFillCommand() {
  CLI::App* fill =
      Add(app, "fill", "Fill out a questionnaire in its own file", kFillExamples);
  fill->add_option("file", fill_.file, "The customer's file; - is standard input")
      ->type_name("FILE");
  fill->add_option("--file-name", fill_.file_name,
                   "With -: what the file is called. Its format is known by its content")
      ->type_name("NAME");
  fill->add_option("--app", fill_.app,
                   "The app: its id, Marketplace key, or name vendors/V/apps/A")
      ->required()
      ->type_name("APP");
  fill->add_option(
          "--questionnaire", fill_.questionnaire,
          "The known questionnaire that the file is a copy of, or that is filled "
          "without a file")
      ->type_name("QUESTIONNAIRE");
  fill->add_option("--out", fill_.out, "Write the filled file; - is standard output")
      ->type_name("FILE");
  fill->add_flag("--include-unapproved", fill_.include_unapproved,
                 "Also write answers that nobody has approved; the file says so");
  fill->add_option("--ledger", fill_.ledger,
                   "Write what was written into which cell from which answer, as JSON")
      ->type_name("FILE");
  fill->add_option("--form", fill_.form,
                   "The form of a questionnaire without a file (default: by --out)")
      ->check(CLI::IsMember({"markdown", "json", "csv", "xlsx", "html", "payload"}))
      ->type_name("FORM");
  AddLayoutOptions(*fill);
  fill->add_flag("--show-layout", fill_.show_layout,
                 "Only show what would be read from where");
  fill->add_flag("--all", fill_.all, "Also list the rows that are answered");
  fill->add_flag("--overwrite", fill_.overwrite, "Write over cells that are filled");
  fill->add_flag("--unlock", fill_.unlock, "Write cells that the sheet locks");
  fill->add_flag("--allow-unlisted", fill_.allow_unlisted,
                 "Put texts into cells whose list does not have them");
  fill->add_option(
          "--formula-texts", fill_.formula_texts,
          "CSV: texts that a spreadsheet takes for formulas are left out, get an "
          "apostrophe, or are written")
      ->check(CLI::IsMember({"refuse", "quote-prefix", "as-is"}))
      ->type_name("MODE")
      ->capture_default_str();
  fill->add_option("--record", fill_.record,
                   "Keep the result as a response with this id, to be approved")
      ->type_name("ID");
  fill->add_option("--title", fill_.title, "What to call the response")
      ->type_name("TEXT");
  fill->add_option("--by", fill_.by, kByHelp)
      ->envname("CLAUSEBOOK_REVIEWER")
      ->type_name("NAME");
  fill->add_flag("--walk", fill_.walk,
                 "Go through the open rows one by one, at a terminal");
  fill->add_option("--book", fill_.book, "The vendor's fact book: no server is asked")
      ->type_name("DIR");
  fill->add_option("--platform-book", fill_.platform_books,
                   "With --book: a platform's fact book; may be repeated (default: Forge "
                   "and Connect as shipped)")
      ->type_name("DIR")
      ->expected(1)
      ->take_all();
  fill->add_option("--as-of", fill_.times.as_of,
                   "When it was true: a day, YYYY-MM-DD (default: today)")
      ->type_name("DAY");
  fill->add_option("--known-at", fill_.times.known_at,
                   "What was known then: a time, or a day, which means its end (default: "
                   "now)")
      ->type_name("TIME");
  fill->callback([this] { chosen = fill_; });
}

}  // namespace clausebook::cli
