// Any bytes as the payload of the Marketplace's form, and as a person's answer to each of
// its fields: compared with a form that is filled throughout, or refused; what a field
// takes it takes again as the form words it.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/catalog/catalog.h"
#include "service/questionnaires/editions/editions.h"
#include "service/questionnaires/payload/compare.h"
#include "tests/testing/fuzz_check.h"

namespace clausebook::questionnaires::payload {
namespace {

using clausebook::testing::FuzzCheck;
using clausebook::testing::FuzzCheckRefusal;
using clausebook::testing::FuzzCheckText;

const editions::Edition& TheForm() {
  static const auto* const kCatalog = new catalog::Catalog(*catalog::Catalog::Embedded());
  static const auto* const kEditions =
      new editions::Editions(*editions::Editions::Embedded(*kCatalog));
  return *kEditions->Find("marketplace-privacy-security");
}

// The form with that word in one field, or the refusal.
absl::StatusOr<std::vector<FieldAnswer>> WithWord(const std::string& item,
                                                  const std::string& word) {
  return FieldsOfForm(TheForm(), [&](std::string_view id) {
    return id == item ? std::optional(word) : std::nullopt;
  });
}

// A word for each field that takes one of these.
const std::vector<FieldAnswer>& FilledForm() {
  static const auto* const kFields = [] {
    return new std::vector<FieldAnswer>(
        *FieldsOfForm(TheForm(), [](std::string_view id) -> std::optional<std::string> {
          const editions::EditionItem& item = *TheForm().FindItem(id);
          if (!item.field->choices.empty()) return item.field->choices[0].word;
          for (const char* word : {"Yes", "30", "a; b"}) {
            if (WithWord(item.id, word).ok()) return word;
          }
          return std::nullopt;
        }));
  }();
  return *kFields;
}

void CheckPayload(std::string_view bytes) {
  const auto compared = ComparePayload(bytes, FilledForm());
  if (!compared.ok()) {
    if (!absl::IsResourceExhausted(compared.status())) {
      FuzzCheckRefusal(compared.status());
    }
    return;
  }
  const std::size_t counted = compared->differences.size() + compared->open.size() +
                              static_cast<std::size_t>(compared->agreed);
  FuzzCheck(counted <= FilledForm().size(), "a field stands in one place");
  for (const auto* list : {&compared->differences, &compared->open}) {
    for (const ComparedField& field : *list) {
      FuzzCheckText(field.told);
      FuzzCheckText(field.explanation);
    }
  }
  for (const std::string& path : compared->unknown_paths) FuzzCheckText(path);
}

void CheckWord(const std::string& word) {
  for (const editions::EditionItem& item : TheForm().items) {
    if (!item.field) continue;
    const auto taken = WithWord(item.id, word);
    if (!taken.ok()) {
      FuzzCheckRefusal(taken.status());
      continue;
    }
    for (const FieldAnswer& field : *taken) {
      if (!field.content) continue;
      const auto again = WithWord(item.id, FormWord(item, *field.content));
      FuzzCheck(again.ok(), "what a field takes it takes again");
      FuzzCheck(PayloadJson(*again) == PayloadJson(*taken), "and makes the same of it");
    }
  }
}

void CheckOwn() {
  static const bool kOnce = [] {
    const auto own = ComparePayload(PayloadJson(FilledForm()), FilledForm());
    FuzzCheck(own.ok() && own->differences.empty(), "a form agrees with its own payload");
    return true;
  }();
  (void)kOnce;
}

}  // namespace
}  // namespace clausebook::questionnaires::payload

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace payload = clausebook::questionnaires::payload;
  payload::CheckOwn();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  payload::CheckPayload(bytes);
  // The wire takes UTF-8 only, without NUL.
  if (size < 1000 && !clausebook::FindInvalidUtf8(bytes) &&
      bytes.find('\0') == std::string_view::npos) {
    payload::CheckWord(std::string(bytes));
  }
  return 0;
}
