// The example fact books, compiled in.
#ifndef CLAUSEBOOK_CLIENTS_CLI_COMMANDS_DEMO_BOOKS_H_
#define CLAUSEBOOK_CLIENTS_CLI_COMMANDS_DEMO_BOOKS_H_

#include <span>
#include <string_view>
#include <vector>

#include "service/base/embedded_file.h"

namespace clausebook::cli {

// deploy/demo-platform and deploy/demo.
std::span<const EmbeddedFile> DemoPlatformFiles();
std::span<const EmbeddedFile> DemoVendorFiles();

struct DemoBook {
  std::string_view dir;  // where it stands in the project
  std::span<const EmbeddedFile> files;
};

// In the order in which they are to be applied.
inline std::vector<DemoBook> DemoBooks() {
  return {{"deploy/demo-platform", DemoPlatformFiles()},
          {"deploy/demo", DemoVendorFiles()}};
}

}  // namespace clausebook::cli

#endif  // CLAUSEBOOK_CLIENTS_CLI_COMMANDS_DEMO_BOOKS_H_
