// Times in the names of files that are put beside a database.
#ifndef CLAUSEBOOK_STORAGE_SQLITE_FILE_NAME_TIME_H_
#define CLAUSEBOOK_STORAGE_SQLITE_FILE_NAME_TIME_H_

#include <algorithm>
#include <string>

#include "service/base/time.h"

namespace clausebook::storage {

// `20260101T120000.000000Z`: sorts as times do, and no file system minds it.
inline std::string FileNameTime(Instant time) {
  std::string text = FormatInstant(time);
  text.erase(std::remove_if(text.begin(), text.end(),
                            [](char c) { return c == '-' || c == ':'; }),
             text.end());
  return text;
}

}  // namespace clausebook::storage

#endif  // CLAUSEBOOK_STORAGE_SQLITE_FILE_NAME_TIME_H_
