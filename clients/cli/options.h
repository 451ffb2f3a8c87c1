// What the command line can ask for, as plain values.
#ifndef CLAUSEBOOK_CLIENTS_CLI_OPTIONS_H_
#define CLAUSEBOOK_CLIENTS_CLI_OPTIONS_H_

#include <string>
#include <variant>
#include <vector>

#include "clients/cpp/channel.h"

namespace clausebook::cli {

struct GlobalOptions {
  std::string server = client::kDefaultAddress;
  bool server_named = false;  // by --server, not by the environment or default
  double timeout_seconds = 30;
  bool timeout_named = false;
  std::string output = "text";  // text, json; for suggest also yaml
  std::string color = "auto";   // auto, always, never
  // Files; empty: none.
  std::string token_file;
  std::string ca;
  std::string cert;
  std::string key;
  bool tls = false;  // also without `ca` and `cert`
  bool json() const { return output == "json"; }
};

// The two times that questions can be asked for; empty: today, now.
struct TimeOptions {
  std::string as_of;
  std::string known_at;
};

struct ApplyOptions {
  std::string dir;
  bool dry_run = false;
  bool undo_reviews = false;
};
struct ExportOptions {
  std::string publisher;
  std::string dir;
  std::string known_at;
  bool force = false;
};
struct AskOptions {
  std::string question;
  std::string app;
  TimeOptions times;
  bool exit_code = false;
};
struct AnswersOptions {
  std::string app;
  TimeOptions times;
  std::vector<std::string> verdicts;
  std::string topic;
};
struct AppsOptions {
  std::string vendor;
  std::string known_at;
  bool ids = false;
};
struct PoliciesOptions {
  enum class What { kList, kShow, kClauses, kText };
  What what = What::kList;
  std::string name;      // publisher or policy; or a whole revision's name
  std::string revision;  // date, id or name; empty: the last
};
struct DiffOptions {
  std::string policy;
  std::string old_revision;  // empty: the one before
  std::string new_revision;  // empty: the last one
  std::string html;          // file to write a page to; empty: none
};
struct PreviewOptions {
  std::string policy;
  std::string file;
  std::string effective;
  std::string as_of;
  std::string format;  // text, markdown, html, docx, pdf; empty: by the file
  std::vector<std::string> apps;
};
struct FactsOptions {
  enum class What { kList, kShow };
  What what = What::kList;
  std::string name;
  std::string publisher;
  std::string app;
  std::string property;
  std::vector<std::string> states;
  TimeOptions times;
};
struct QuestionsOptions {
  enum class What { kList, kSearch, kShow };
  What what = What::kList;
  std::string name;
  std::string topic;
  std::vector<std::string> words;
  bool ids = false;
  bool shipped = false;  // ask no server
};
struct PropertiesOptions {
  enum class What { kList, kSearch, kShow };
  What what = What::kList;
  std::string name;
  std::string topic;
  std::string evidence;
  std::vector<std::string> words;
  bool ids = false;
  bool shipped = false;  // ask no server
};
struct HistoryOptions {
  std::string of;
};
struct VerifyOptions {
  std::vector<std::string> files;
  std::vector<std::string> texts;  // files
  std::vector<std::string> dirs;
  std::vector<std::string> public_keys;  // files; with one the file is a pack
  bool fetch = false;
};
struct PackOptions {
  std::string app;
  std::string questionnaire;  // a response or questionnaire, id or name; empty: all
  TimeOptions times;
  std::string form;  // of a response without a file of its own
  bool include_unapproved = false;
  std::string signing_key;  // file
  std::string out;          // file; `-`: standard output
};
struct KeysOptions {
  enum class What { kCreate, kShow };
  What what = What::kCreate;
  std::string file;
  std::string public_file;  // empty: named after `file`
};
struct CheckOptions {
  std::vector<std::string> apps;
  std::string vendor;
  std::string manifest;  // files
  std::string descriptor;
  std::string book;  // directory; empty: ask the server
  std::vector<std::string> platform_books;
  std::string fail_on = "high";
  bool fail_on_faults = false;
  std::vector<std::string> ignored;  // patterns
  std::string format = "text";
  TimeOptions times;
};
struct ManifestOptions {
  std::vector<std::string> files;
  std::string kind = "auto";  // auto, forge, connect
};
struct SuggestOptions {
  std::string what;      // policy, or a file; empty: all policies of the book
  std::string book;      // directory; empty: ask the server
  std::string revision;  // date, id or name; empty: the last
  std::string vendor;    // whose apps a file speaks of
  std::string format;    // of a file; empty: by its name
  std::string title;     // of a file
  std::vector<std::string> states;
};
struct ReportOptions {
  std::string app;
  std::string vendor;             // instead of an app
  std::vector<std::string> apps;  // with a vendor: those to show; empty: all
  bool matrix = false;            // with a vendor: the table alone
  std::string out;                // file; a folder for a vendor without `matrix`
  TimeOptions times;
};
struct ReviewOptions {
  std::string what;  // policy, vendor or platform; empty: all of the book
  std::string book;  // directory; empty: the server
  std::string reviewer;
  std::vector<std::string> accept;  // ids or names
  std::vector<std::string> reject;
  std::string reason;
  bool dry_run = false;
};
// What is where in a questionnaire's file, where the guess is wrong.
struct LayoutOptions {
  std::string file;                 // the rest is empty then
  std::vector<std::string> sheets;  // only these; empty: all
  int header_row = 0;               // 0: guessed; -1: there is none
  int first_row = 0;                // 0: guessed
  int last_row = 0;
  std::string id_column;  // letters or header; `-`: there is none
  std::string section_column;
  std::string question_column;
  std::string answer_column;
  std::string comment_column;
};
struct FillOptions {
  std::string file;           // empty: a shipped questionnaire without one; `-`
  std::string file_name;      // of standard input
  std::string questionnaire;  // id or name
  std::string app;
  std::string book;  // directory; empty: ask the server
  std::vector<std::string> platform_books;
  TimeOptions times;
  LayoutOptions layout;
  bool overwrite = false;
  bool unlock = false;
  bool allow_unlisted = false;
  std::string formula_texts = "refuse";  // refuse, quote-prefix, as-is
  bool show_layout = false;
  bool all = false;    // also show the answered rows
  std::string out;     // file; `-`: standard output; empty: none
  std::string ledger;  // file
  std::string form;    // of a shipped questionnaire
  std::string record;  // id of the response
  std::string title;
  std::string by;
  bool include_unapproved = false;
  bool walk = false;
};
struct ResponsesOptions {
  enum class What { kList, kShow, kApprove, kOverride, kReopen, kExport, kDiff };
  What what = What::kList;
  std::string response;  // id or name
  std::string vendor;
  std::string app;
  std::vector<std::string> items;  // numbers
  bool open_only = false;
  bool all_proposed = false;
  bool dry_run = false;
  std::string by;
  std::string answer;
  std::string comment;
  std::string reason;
  std::string expires;  // day
  std::string out;
  std::string ledger;
  std::string form;
  bool include_unapproved = false;
  TimeOptions times;
  bool exit_code = false;
};
struct MatchOptions {
  std::vector<std::string> wordings;
  std::string vendor;
  std::string questionnaire;
  std::string item;
};
struct QuestionnairesOptions {
  std::string name;  // to show; empty: list
  bool ids = false;
};
struct MappingsOptions {
  enum class What { kList, kConfirm, kRevoke };
  What what = What::kList;
  std::string vendor;
  bool revoked = false;
  std::string wording;
  std::vector<std::string> questions;
  std::vector<std::string> opposites;
  bool nothing = false;
  std::string name;
  std::string by;
  std::string reason;
};
struct PayloadOptions {
  bool make = false;  // only the payload that the evidence supports
  std::string file;
  std::string app;
  std::string questionnaire;
  std::string out = "-";
  TimeOptions times;
  bool all = false;
  bool exit_code = false;
};
struct AdminTokenOptions {
  enum class What { kCreate, kList, kRevoke };
  What what = What::kList;
  std::string subject;
  std::vector<std::string> roles;
  std::vector<std::string> vendors;  // ids or names
  std::string note;
  int days = 90;
  bool all = false;  // also those that do not stand
  std::string name;  // id or name
  std::string reason;
};
// On files of the machine; no server is asked but for a backup where one is named.
struct AdminOptions {
  enum class What { kCheck, kBackup, kRestore };
  What what = What::kCheck;
  std::string database;  // of a server's backup: its id, or empty
  std::string backup;
  std::string known_at;
};
struct AuditOptions {
  enum class What { kList, kExport, kVerify };
  What what = What::kList;
  std::string since;
  std::string until;
  std::string subject;
  std::string kind;
  int limit = 50;
  std::string file;
  std::vector<std::string> public_keys;
  std::vector<std::string> checkpoints;
};
struct DemoOptions {
  bool keep = false;
};
struct CompletionOptions {
  std::string shell;
};
struct VersionOptions {};
struct PingOptions {};

using Command =
    std::variant<std::monostate, ApplyOptions, ExportOptions, AskOptions, AnswersOptions,
                 AppsOptions, PoliciesOptions, DiffOptions, PreviewOptions, FactsOptions,
                 QuestionsOptions, PropertiesOptions, HistoryOptions, VerifyOptions,
                 CheckOptions, ManifestOptions, SuggestOptions, ReportOptions,
                 ReviewOptions, FillOptions, ResponsesOptions, MatchOptions,
                 QuestionnairesOptions, MappingsOptions, PayloadOptions, PackOptions,
                 KeysOptions, AdminTokenOptions, AdminOptions, AuditOptions, DemoOptions,
                 CompletionOptions, VersionOptions, PingOptions>;

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_OPTIONS_H_
