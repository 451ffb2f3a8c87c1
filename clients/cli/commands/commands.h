// The commands. Each writes its result to the session's `out`, what went wrong to `err`,
// and returns the exit code.
#ifndef CLAUSEBOOK_CLIENTS_CLI_COMMANDS_COMMANDS_H_
#define CLAUSEBOOK_CLIENTS_CLI_COMMANDS_COMMANDS_H_

#include "clients/cli/options.h"
#include "clients/cli/session.h"

namespace clausebook::cli {

int Run(const Session& session, const ApplyOptions& options);
int Run(const Session& session, const ExportOptions& options);
int Run(const Session& session, const AskOptions& options);
int Run(const Session& session, const AnswersOptions& options);
int Run(const Session& session, const AppsOptions& options);
int Run(const Session& session, const PoliciesOptions& options);
int Run(const Session& session, const DiffOptions& options);
int Run(const Session& session, const PreviewOptions& options);
int Run(const Session& session, const FactsOptions& options);
// These two need no server for what the program ships.
int Run(const Session& session, const QuestionsOptions& options);
int Run(const Session& session, const PropertiesOptions& options);
int Run(const Session& session, const HistoryOptions& options);
int Run(const Session& session, const VerifyOptions& options);
// With a book it needs no server: the session's client is not used.
int Run(const Session& session, const CheckOptions& options);
// Needs no server either.
int Run(const Session& session, const ManifestOptions& options);
// With a book, and for a file without a vendor, these need no server either.
int Run(const Session& session, const SuggestOptions& options);
int Run(const Session& session, const ReviewOptions& options);
int Run(const Session& session, const ReportOptions& options);
// With a book it needs no server.
int Run(const Session& session, const FillOptions& options);
int Run(const Session& session, const ResponsesOptions& options);
int Run(const Session& session, const MatchOptions& options);
int Run(const Session& session, const QuestionnairesOptions& options);
int Run(const Session& session, const MappingsOptions& options);
int Run(const Session& session, const PayloadOptions& options);
int Run(const Session& session, const PackOptions& options);
// Needs no server.
int Run(const Session& session, const KeysOptions& options);
int Run(const Session& session, const AdminTokenOptions& options);
// Works on files and needs no server; a running one may have the database open, except
// for putting a backup back.
int Run(const Session& session, const AdminOptions& options);
// Verifying needs no server.
int Run(const Session& session, const AuditOptions& options);
// Uses a server of its own instead of the session's client.
int Run(const Session& session, const DemoOptions& options);
int Run(const Session& session, const VersionOptions& options);
int Run(const Session& session, const PingOptions& options);

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_COMMANDS_COMMANDS_H_
