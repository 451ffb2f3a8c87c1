// Any bytes as a web page: a document whose blocks can be cut into clauses, or an error.
#include <cstdint>
#include <string_view>

#include "service/evidence/documents/extract.h"
#include "tests/testing/documents/fuzz_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace evidence = clausebook::evidence;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  clausebook::testing::FuzzCheckDocument(
      evidence::ExtractDocument(bytes, evidence::DocumentFormat::kHtml));
  return 0;
}
