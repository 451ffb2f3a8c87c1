// The server's log: one line an event, for people or as JSON. Never a payload, never
// a policy's text.
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

  // `level` and `format` as in Config.
  Log(const std::string& level, const std::string& format);
  ~Log();

  void Write(LogLevel level, const std::string& event, const Fields& fields);
  // One line for a finished call: debug if it went well or the client was wrong, info if
  // it was refused for who she is (of very many some, with how many were left out), error
  // if the server was wrong.
  void Write(const rpc::CallRecord& call);

 private:
  struct Sink;
  std::unique_ptr<Sink> sink_;
  bool json_ = false;
};

}  // namespace clausebook

#endif  // CLAUSEBOOK_SERVICE_MAIN_LOG_H_
