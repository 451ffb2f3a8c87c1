// The command line's grammar in CLI11's terms; for command_line.cc and parser*.cc only.
#ifndef CLAUSEBOOK_CLIENTS_CLI_PARSER_H_
#define CLAUSEBOOK_CLIENTS_CLI_PARSER_H_

#include <CLI/CLI.hpp>
#include <string>

#include "clients/cli/options.h"

namespace clausebook::cli {

// One use: define, parse, read. The options are bound by address, so it stays in place.
class Parser {
 public:
  // `help_width`: columns that help may take.
  explicit Parser(int help_width);
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  CLI::App app;
  GlobalOptions global;
  Command chosen;
  const CLI::Option* server = nullptr;
  const CLI::Option* timeout = nullptr;

 private:
  CLI::App* Add(CLI::App& parent, const std::string& name, const std::string& description,
                const std::string& examples);
  void AddGlobals();
  void AddBookCommands();
  void AddQuestionCommands();
  void AddListCommands();
  void AddCatalogCommands();
  void AddPropertiesCommand();
  void AddRevisionCommands();
  void AddCheckCommand();
  void AddManifestCommand();
  void AddSuggestCommand();
  void AddReportCommand();
  void AddReviewCommand();
  void AddFillCommand();
  void AddLayoutOptions(CLI::App& fill);
  void AddResponsesCommand();
  void AddResponseDecisions(CLI::App& responses);
  void AddMatchCommand();
  void AddMappingsCommand();
  void AddPayloadCommand();
  void AddPackCommand();
  void AddKeysCommand();
  void AddVerifyCommand();
  void AddAdminCommand();
  void AddDatabaseCommands(CLI::App& admin);
  void AddAuditCommand();
  void AddOtherCommands();

  ApplyOptions apply_;
  ExportOptions export_;
  AskOptions ask_;
  AnswersOptions answers_;
  AppsOptions apps_;
  PoliciesOptions policies_;
  DiffOptions diff_;
  PreviewOptions preview_;
  CheckOptions check_;
  ManifestOptions manifest_;
  SuggestOptions suggest_;
  ReportOptions report_;
  ReviewOptions review_;
  FillOptions fill_;
  ResponsesOptions responses_;
  MatchOptions match_;
  QuestionnairesOptions questionnaires_;
  MappingsOptions mappings_;
  PayloadOptions payload_;
  PackOptions pack_;
  KeysOptions keys_;
  FactsOptions facts_;
  QuestionsOptions questions_;
  PropertiesOptions properties_;
  HistoryOptions history_;
  VerifyOptions verify_;
  AdminTokenOptions admin_token_;
  AdminOptions admin_;
  AuditOptions audit_;
  DemoOptions demo_;
  CompletionOptions completion_;
};

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_PARSER_H_
