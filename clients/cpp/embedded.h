// The client's data file, compiled in.
#ifndef CLAUSEBOOK_CLIENTS_CPP_EMBEDDED_H_
#define CLAUSEBOOK_CLIENTS_CPP_EMBEDDED_H_

#include <span>

#include "service/base/embedded_file.h"

namespace clausebook::client {

// service_config.json.
std::span<const EmbeddedFile> EmbeddedFiles();

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_EMBEDDED_H_
