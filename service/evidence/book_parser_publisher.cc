// Reads whose book it is, and its apps.
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/catalog/nearest.h"
#include "service/evidence/book_parser.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestDisplayName = 200;

}  // namespace

void BookParser::ReadPublisher(yaml::MapReader& book) {
  const yaml::Node* vendor = book.Optional("vendor");
  const yaml::Node* platform = book.Optional("platform");
  if ((vendor == nullptr) == (platform == nullptr)) {
    faults_.Add(
        book.place(), "A fact book belongs to one publisher.",
        "Write either `vendor:` with id and name, or `platform:` with the id of a "
        "platform.");
  } else if (vendor != nullptr) {
    ReadVendor(*vendor);
  } else {
    ReadPlatform(*platform);
  }
}

void BookParser::ReadVendor(const yaml::Node& node) {
  yaml::MapReader reader(node, "vendor", faults_);
  std::set<std::string> none;
  book_.vendor.id = ReadId(reader, none, "vendor");
  book_.vendor.display_name = reader.RequiredText("name");
  book_.vendor.website_uri = ReadUri(reader, "website");
  reader.Finish();
  book_.publisher = {model::PublisherKind::kVendor, book_.vendor.id};
  has_publisher_ = !book_.vendor.id.empty();
  Remember(ToName(book_.publisher), node.place);
}

void BookParser::ReadPlatform(const yaml::Node& node) {
  if (catalog_.FindPlatform(node.text) == nullptr) {
    std::vector<std::string> known;
    for (const auto& platform : catalog_.platforms()) known.push_back(platform.id);
    faults_.Add(node.place, absl::StrCat("There is no platform '", node.text, "'."),
                yaml::DidYouMean(node.text, known));
    return;
  }
  book_.publisher = {model::PublisherKind::kPlatform, node.text};
  has_publisher_ = true;
  Remember(ToName(book_.publisher), node.place);
}

void BookParser::ReadApp(const yaml::Node& node) {
  yaml::MapReader reader(node, "app", faults_);
  model::App app;
  app.ref = {book_.vendor.id, ReadId(reader, app_ids_, "app")};
  app.display_name = reader.RequiredText("name");
  app.marketplace_key = reader.OptionalText("marketplace_key").value_or("");
  app.listing_uri = ReadUri(reader, "listing");
  reader.Finish();
  if (app.display_name.size() > kLongestDisplayName) {
    faults_.Add(reader.PlaceOf("name"), "The name is longer than 200 bytes.",
                "Shorten it.");
  }
  if (has_publisher_ && book_.publisher.kind == model::PublisherKind::kPlatform) {
    faults_.Add(node.place, "A platform's book has no apps.",
                "Apps belong into the book of their vendor.");
  }
  if (app.ref.app.empty()) return;
  Remember(ToName(app.ref), node.place);
  book_.apps.push_back(std::move(app));
}

}  // namespace clausebook::evidence
