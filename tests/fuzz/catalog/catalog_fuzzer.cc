// Loads any text as an operator's file on top of a sound little catalogue.
#include <cstddef>
#include <cstdint>
#include <string>

#include "service/catalog/catalog.h"
#include "tests/testing/fuzz_check.h"
#include "tests/unit/catalog/loader_faults.h"

namespace clausebook::catalog {
namespace {

using testing::FuzzCheck;
using testing::FuzzCheckText;

void CheckRefused(const absl::Status& status) {
  testing::FuzzCheckRefusal(status);
  const auto detail = GetErrorDetail(status);
  FuzzCheck(detail->reason == Reason::kInvalidBook && !detail->faults.empty(),
            "a refused catalogue names its faults");
  FuzzCheck(detail->faults.size() <= 100, "of very many faults the first are named");
  for (const BookFault& fault : detail->faults) {
    FuzzCheck(fault.line >= 1 && fault.column >= 1, "a fault says where it is");
  }
}

// What was accepted can be found, and put on the wire.
void CheckAccepted(const Catalog& catalog) {
  for (const Property& property : catalog.properties()) {
    FuzzCheck(catalog.FindProperty(property.id) == &property, "a property is found");
    FuzzCheckText(property.description);
    for (const Member& member : property.members) FuzzCheckText(member.label);
  }
  for (const Dimension& dimension : catalog.dimensions()) {
    FuzzCheck(catalog.FindDimension(dimension.id) == &dimension, "a dimension is found");
    FuzzCheckText(dimension.description);
  }
  for (const Platform& platform : catalog.platforms()) {
    FuzzCheck(catalog.FindPlatform(platform.id) == &platform, "a platform is found");
    FuzzCheckText(platform.display_name);
  }
  for (const Question& question : catalog.questions()) {
    FuzzCheck(catalog.FindQuestion(question.id) == &question, "a question is found");
    FuzzCheckText(question.wording);
  }
}

}  // namespace
}  // namespace clausebook::catalog

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace clausebook::catalog;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto catalog = Catalog::FromFiles({{"base.yaml", kBase}, {"more.yaml", text}});
  if (catalog.ok()) {
    CheckAccepted(*catalog);
  } else {
    CheckRefused(catalog.status());
  }
  return 0;
}
