// The present, for commands that need it.
#ifndef CLAUSEBOOK_CLIENTS_CLI_TIMES_H_
#define CLAUSEBOOK_CLIENTS_CLI_TIMES_H_

#include <google/protobuf/util/time_util.h>

namespace clausebook::cli {

inline google::protobuf::Timestamp Now() {
  return google::protobuf::util::TimeUtil::GetCurrentTime();
}

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_TIMES_H_
