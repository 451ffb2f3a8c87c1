#include "tests/testing/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

extern char** environ;

namespace clausebook::testing {

std::unique_ptr<ServerProcess> ServerProcess::Start(
    const std::string& database, const std::vector<std::string>& arguments,
    std::string* error) {
  const std::string error_file = database + ".stderr";
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) return nullptr;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error_file.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  std::vector<std::string> words = {CLAUSEBOOKD_PATH, "--listen", "127.0.0.1:0",
                                    "--database", database};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  std::unique_ptr<ServerProcess> process(new ServerProcess);
  const int failed =
      posix_spawn(&process->pid_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  process->output_ = pipe_ends[0];
  if (failed != 0) return nullptr;

  std::string line;
  char c = 0;
  while (read(process->output_, &c, 1) == 1 && c != '\n') line += c;
  constexpr char kListening[] = "listening on ";
  if (line.rfind(kListening, 0) == 0) {
    process->address_ = line.substr(sizeof(kListening) - 1);
    return process;
  }
  process->Wait();
  if (error != nullptr) {
    std::ostringstream text;
    text << std::ifstream(error_file).rdbuf();
    *error = text.str();
  }
  return nullptr;
}

ServerProcess::~ServerProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    Wait();
  }
  if (output_ >= 0) close(output_);
}

bool ServerProcess::IsRunning() { return pid_ > 0 && kill(pid_, 0) == 0; }

void ServerProcess::Signal(int signal) {
  if (pid_ > 0) kill(pid_, signal);
}

int ServerProcess::Wait() {
  int status = 0;
  if (pid_ <= 0 || waitpid(pid_, &status, 0) != pid_) return -1;
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace clausebook::testing
