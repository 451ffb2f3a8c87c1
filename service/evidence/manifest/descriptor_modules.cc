#include "service/evidence/manifest/descriptor_modules.h"

#include <string>
#include <string_view>

#include "absl/strings/ascii.h"

namespace clausebook::evidence {
namespace {

// Relative to the base URL, as those of an app's own pages are.
bool IsOwnAddress(const Entry& entry) {
  return entry.IsScalar() && !entry.Text().empty() &&
         entry.Text().find("://") == std::string::npos;
}

bool IsPicture(std::string_view key) {
  const std::string lower = absl::AsciiStrToLower(std::string(key));
  return lower.find("icon") != std::string::npos ||
         lower.find("thumbnail") != std::string::npos;
}

// A link into the product or out of it is no page of the app.
bool IsLink(const Entry& module) {
  const std::string context = module.At("context").Text();
  return context == "product" || context == "page";
}

class Walk {
 public:
  explicit Walk(DescriptorModules& found) : found_(found) {}

  // `picture`: below an icon.
  void Visit(const Entry& entry, bool picture) {
    for (const Entry& value : entry.Values()) {
      const std::string& key = value.key();
      if (key == "triggered") {
        if (value.At("url").IsScalar()) found_.pushes.push_back(value);
      } else if (key == "condition" && value.Text().rfind('/', 0) == 0) {
        found_.calls.push_back(value);
      } else if ((key == "url" || IsPicture(key)) && IsOwnAddress(value)) {
        found_.assets = true;
        if (key == "url" && !picture && !IsLink(entry)) found_.pages = true;
      } else {
        Visit(value, picture || IsPicture(key));
      }
    }
    for (const Entry& item : entry.Items()) Visit(item, picture);
  }

 private:
  DescriptorModules& found_;
};

// The product's server fetches what such a macro shows; its editor is a page.
void VisitStaticMacro(const Entry& macro, Walk& walk, DescriptorModules& found) {
  if (macro.At("url").IsScalar()) found.calls.push_back(macro.At("url"));
  for (const Entry& value : macro.Values()) {
    if (value.key() != "url") walk.Visit(value, IsPicture(value.key()));
  }
}

}  // namespace

DescriptorModules ReadDescriptorModules(const Entry& modules) {
  DescriptorModules found;
  Walk walk(found);
  for (const Entry& type : modules.Values()) {
    if (type.key() == "webhooks") {
      if (type.HasItems()) found.pushes.push_back(type);
    } else if (type.key() == "staticContentMacros") {
      for (const Entry& macro : type.Items()) VisitStaticMacro(macro, walk, found);
    } else {
      walk.Visit(type, /*picture=*/false);
    }
  }
  return found;
}

}  // namespace clausebook::evidence
