// Reads any text as a Forge manifest.
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/manifest/reading_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook::evidence;  // NOLINT: nothing else is here
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto reading = ReadForgeManifest(text, FuzzCatalog());
  if (reading.ok()) {
    CheckReading(text, *reading);
  } else {
    clausebook::testing::FuzzCheckRefusal(reading.status());
  }
  return 0;
}
