// demo: a server in this process, on a database that is thrown away, with the example
// fact books; applies them, asks, shows.
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/demo_books.h"
#include "clients/cli/exit_codes.h"
#include "clients/cli/render/book.h"
#include "clients/cli/render/page.h"
#include "service/base/status_macros.h"
#include "service/main/log.h"
#include "service/main/server.h"

namespace clausebook::cli {
namespace {

namespace fs = std::filesystem;

// One of each: NO, VALUE, UNKNOWN, CONFLICT.
constexpr struct {
  const char* question;
  const char* app;
} kQuestions[] = {{"stores-data-off-atlassian", "tidewatch"},
                  {"storage-countries", "soundings"},
                  {"runs-on-atlassian", "soundings"},
                  {"sends-data-to-third-parties", "pocket-charts"}};

// A folder of its own that goes away with the object.
class TemporaryFolder {
 public:
  static absl::StatusOr<std::unique_ptr<TemporaryFolder>> Make() {
    std::error_code error;
    std::string path =
        (fs::temp_directory_path(error) / "clausebook-demo-XXXXXX").string();
    if (error || mkdtemp(path.data()) == nullptr) {
      return absl::FailedPreconditionError(absl::StrCat(
          "No temporary folder can be made as ", path, ". Set TMPDIR to one that can."));
    }
    return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(path));
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

// Books of platforms come first: what apps inherit is there when they are asked about.
absl::Status ApplyBooks(const Session& session) {
  for (const DemoBook& book : DemoBooks()) {
    v1::ApplyBookRequest request;
    for (const EmbeddedFile& file : book.files) {
      auto* out = request.add_files();
      out->set_path(std::string(file.path));
      out->set_content(std::string(file.content));
    }
    CB_ASSIGN_OR_RETURN(const auto applied, session.client->ApplyBook(request));
    if (session.global.json()) continue;
    Page page(session.out_style);
    page.Text(0, absl::StrCat("$ clausebook apply ", std::string(book.dir)),
              Tone::kStrong);
    *session.out << page.text() << RenderOutcome(applied, false, session.out_style)
                 << "\n";
  }
  return absl::OkStatus();
}

int AskAll(const Session& session) {
  for (const auto& ask : kQuestions) {
    Page page(session.out_style);
    page.Text(0, absl::StrCat("$ clausebook ask ", ask.question, " --app ", ask.app),
              Tone::kStrong);
    if (!session.global.json()) *session.out << page.text();
    AskOptions options;
    options.question = ask.question;
    options.app = ask.app;
    if (const int code = Run(session, options); code != kOk) return code;
    *session.out << "\n";
  }
  return kOk;
}

// Signals that end the demonstration, blocked before any thread starts so that they
// reach Wait only, and the folder is removed.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void KeepRunning(const Session& session, const sigset_t& signals) {
  Page page(session.out_style);
  page.Text(0, "The server goes on running. In another terminal:", Tone::kStrong);
  page.Raw(absl::StrCat("  export CLAUSEBOOK_SERVER=", session.global.server, "\n",
                        "  clausebook answers --app soundings\n"));
  page.Text(0, "Ctrl-C ends it and removes its database.");
  *session.out << page.text() << std::flush;
  int received = 0;
  sigwait(&signals, &received);
}

}  // namespace

int Run(const Session& session, const DemoOptions& options) {
  const sigset_t signals = BlockSignals();
  const auto folder = TemporaryFolder::Make();
  if (!folder.ok()) return Fail(session, folder.status());
  Config config;
  config.listen = "127.0.0.1:0";
  config.database = (*folder)->path() + "/demo.db";
  config.drain_seconds = 1;
  Log log("error", "text");
  const auto server = Server::Start(config, &log);
  if (!server.ok()) return Fail(session, server.status());

  const client::Client client({.address = (*server)->address()});
  Session inner = session;
  inner.client = &client;
  inner.global.server = (*server)->address();
  if (const auto applied = ApplyBooks(inner); !applied.ok()) {
    return Fail(inner, applied);
  }
  const int code = AskAll(inner);
  if (options.keep && code == kOk) {
    KeepRunning(inner, signals);
  } else if (!session.global.json()) {
    *session.out << "To try more questions on this book: clausebook demo --keep\n";
  }
  return code;
}

}  // namespace clausebook::cli
