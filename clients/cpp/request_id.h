// Request ids, under which a write can be sent again without a second effect.
#ifndef CLAUSEBOOK_CLIENTS_CPP_REQUEST_ID_H_
#define CLAUSEBOOK_CLIENTS_CPP_REQUEST_ID_H_

#include <string>

namespace clausebook::client {

// A random UUID (version 4), 36 characters. Thread-safe.
std::string NewRequestId();

}  // namespace clausebook::client

#endif  // CLAUSEBOOK_CLIENTS_CPP_REQUEST_ID_H_
