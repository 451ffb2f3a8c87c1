// Ids that Windows takes for devices.
#include "service/base/file_name.h"

#include <gtest/gtest.h>

namespace clausebook {
namespace {

TEST(FileName, OfADeviceGetsAMark) {
  for (const char* id : {"con", "prn", "aux", "nul", "com1", "lpt9"}) {
    EXPECT_EQ(FileNameOf(id), std::string(id) + "_");
  }
  for (const char* id : {"tidewatch", "con-1", "console", "com10", "comx", "co"}) {
    EXPECT_EQ(FileNameOf(id), id);
  }
}

}  // namespace
}  // namespace clausebook
