// The server's log: one line an event, for people or as JSON. Never a payload, a policy's
// text or a credential.
#ifndef CLAUSEBOOK_SERVICE_MAIN_LOG_H_
#define CLAUSEBOOK_SERVICE_MAIN_LOG_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "service/rpc/call.h"

namespace clausebook {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// Thread-safe. Writes to standard error.
class Log {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  // `level`, `format` and `access_level` (that of calls about which nothing else is to
  // be said) as in Config.
  Log(const std::string& level, const std::string& format,
      const std::string& access_level = "debug");
  ~Log();

  // Whether there is a line for every call.
  bool LogsAllCalls() const;

  void Write(LogLevel level, const std::string& event, const Fields& fields);
  // One line for a finished call: `access_level` if it went well or the client was wrong,
  // info if it was refused for who she is (of very many some, with how many were left
  // out), warning if it was slow, error if the server was wrong.
  void Write(const rpc::CallRecord& call);

 private:
  struct Sink;
  LogLevel LevelOf(const rpc::CallRecord& call) const;
  bool Logs(LogLevel level) const;

  std::unique_ptr<Sink> sink_;
  bool json_ = false;
  LogLevel access_level_ = LogLevel::kDebug;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_LOG_H_
