// Platforms and vendors over CatalogHandlers.
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

class VendorHandlersTest : public HandlerTest {};

std::vector<std::string> NamesOf(const v1::ListVendorsResponse& response) {
  std::vector<std::string> names;
  for (const auto& vendor : response.vendors()) names.push_back(vendor.name());
  return names;
}

TEST_F(VendorHandlersTest, ListsPlatformsOrderedByNamePageByPage) {
  std::vector<std::string> names;
  v1::ListPlatformsRequest request;
  request.set_page_size(1);
  do {
    const auto page = Must(Call(&CatalogHandlers::ListPlatforms, request));
    ASSERT_EQ(page.platforms_size(), 1);
    EXPECT_FALSE(page.platforms(0).display_name().empty());
    names.push_back(page.platforms(0).name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("platforms/connect", "platforms/data-center",
                                 "platforms/forge"));
}

TEST_F(VendorHandlersTest, GetsAPlatformAndRefusesOthers) {
  const auto found =
      Must(Call(&CatalogHandlers::GetPlatform, "name: 'platforms/forge'")).platform();
  EXPECT_EQ(found.name(), "platforms/forge");
  EXPECT_THAT(found.hosting_values(), ElementsAre("forge"));
  const auto missing = Call(&CatalogHandlers::GetPlatform, "name: 'platforms/nowhere'");
  EXPECT_EQ(ReasonOf(missing), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(missing), "Platform platforms/nowhere");
  for (const char* bad : {"", "name: 'forge'", "name: 'platforms/'", "name: 'vendors/a'",
                          "name: 'platforms/a/b'"}) {
    EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::GetPlatform, bad)), ElementsAre("name"))
        << bad;
  }
}

TEST_F(VendorHandlersTest, CreatedVendorIsReadBackWithItsVersion) {
  const auto made = Must(Call(&CatalogHandlers::CreateVendor,
                              "vendor_id: 'acme' vendor { name: 'vendors/ignored' "
                              "display_name: 'Acmé' website_uri: 'https://acme.example' "
                              "etag: 'ignored' }"))
                        .vendor();
  EXPECT_EQ(made.name(), "vendors/acme");
  EXPECT_EQ(made.display_name(), "Acmé");
  EXPECT_EQ(made.website_uri(), "https://acme.example");
  EXPECT_EQ(made.create_time().seconds(), clock_.Now().micros / 1'000'000);
  EXPECT_FALSE(made.etag().empty());
  const auto read = Must(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'"));
  EXPECT_EQ(read.vendor().SerializeAsString(), made.SerializeAsString());
}

TEST_F(VendorHandlersTest, CreateNamesEveryFieldAtFault) {
  const auto result = Call(&CatalogHandlers::CreateVendor,
                           "vendor_id: 'Acme!' vendor { website_uri: 'acme.example' } "
                           "request_id: '1'");
  EXPECT_EQ(ReasonOf(result), "INVALID_FIELD");
  EXPECT_THAT(FieldsOf(result), ElementsAre("vendor_id", "vendor.display_name",
                                            "vendor.website_uri", "request_id"));
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::CreateVendor, "")),
              ElementsAre("vendor_id", "vendor.display_name"));
  EXPECT_THAT(MessageOf(result), HasSubstr("a-z, 0-9 and '-'"));
}

TEST_F(VendorHandlersTest, CreateRefusesAnIdThatStands) {
  AddVendor("acme");
  const auto again = Call(&CatalogHandlers::CreateVendor,
                          "vendor_id: 'acme' vendor { display_name: 'Other' }");
  EXPECT_EQ(ReasonOf(again), "ALREADY_EXISTS");
  EXPECT_EQ(ResourceOf(again), "Vendor vendors/acme");
  EXPECT_EQ(Must(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'"))
                .vendor()
                .display_name(),
            "Vendor acme");
}

TEST_F(VendorHandlersTest, GetSaysWhatIsWrong) {
  const auto missing = Call(&CatalogHandlers::GetVendor, "name: 'vendors/nobody'");
  EXPECT_EQ(ReasonOf(missing), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(missing), "Vendor vendors/nobody");
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::GetVendor,
                            "name: 'platforms/forge' known_at { seconds: -1 }")),
              ElementsAre("name", "known_at"));
}

TEST_F(VendorHandlersTest, UpdateTakesTheFieldsOfTheMask) {
  Must(Call(
      &CatalogHandlers::CreateVendor,
      "vendor_id: 'acme' vendor { display_name: 'Acme' website_uri: 'https://a.b' }"));
  const auto update = [&](const std::string& request) {
    const auto vendor = Must(Call(&CatalogHandlers::UpdateVendor, request)).vendor();
    return vendor.display_name() + " " + vendor.website_uri();
  };
  // No mask: what is set.
  EXPECT_EQ(update("vendor { name: 'vendors/acme' display_name: 'B' }"), "B https://a.b");
  // A mask: only that, also to clear it.
  EXPECT_EQ(update("vendor { name: 'vendors/acme' display_name: 'C' } "
                   "update_mask { paths: 'website_uri' }"),
            "B ");
  // All.
  EXPECT_EQ(update("vendor { name: 'vendors/acme' display_name: 'D' "
                   "website_uri: 'http://d.e' } update_mask { paths: '*' }"),
            "D http://d.e");
}

TEST_F(VendorHandlersTest, UpdateRefusesWhatCannotBeChanged) {
  AddVendor("acme");
  const auto bad_path = Call(&CatalogHandlers::UpdateVendor,
                             "vendor { name: 'vendors/acme' display_name: 'B' } "
                             "update_mask { paths: 'create_time' paths: 'nonsense' }");
  EXPECT_THAT(FieldsOf(bad_path), ElementsAre("update_mask", "update_mask"));
  EXPECT_THAT(MessageOf(bad_path), HasSubstr("display_name, website_uri"));
  // A required field cannot be cleared.
  EXPECT_THAT(
      FieldsOf(Call(&CatalogHandlers::UpdateVendor,
                    "vendor { name: 'vendors/acme' } update_mask { paths: '*' }")),
      ElementsAre("vendor.display_name"));
  EXPECT_THAT(
      FieldsOf(Call(&CatalogHandlers::UpdateVendor, "vendor { name: 'vendors/acme' }")),
      ElementsAre("update_mask"));
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::UpdateVendor,
                            "vendor { website_uri: 'ftp://a' } request_id: 'x'")),
              ElementsAre("vendor.name", "vendor.website_uri", "request_id"));
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::UpdateVendor,
                          "vendor { name: 'vendors/nobody' display_name: 'B' }")),
            "NOT_FOUND");
}

TEST_F(VendorHandlersTest, EtagsKeepTwoWritersApart) {
  AddVendor("acme");
  const auto read =
      Must(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'")).vendor();
  v1::UpdateVendorRequest request;
  *request.mutable_vendor() = read;
  request.mutable_vendor()->set_display_name("First");
  const auto first = Must(Call(&CatalogHandlers::UpdateVendor, request)).vendor();
  EXPECT_NE(first.etag(), read.etag());
  EXPECT_GT(first.update_time().seconds(), read.update_time().seconds());
  EXPECT_EQ(first.create_time().seconds(), read.create_time().seconds());

  request.mutable_vendor()->set_display_name("Second");
  const auto second = Call(&CatalogHandlers::UpdateVendor, request);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(second), "ETAG_MISMATCH");
  EXPECT_EQ(MetadataOf(second, "etag"), first.etag());
  const auto removed = Call(&CatalogHandlers::DeleteVendor,
                            "name: 'vendors/acme' etag: '" + read.etag() + "'");
  EXPECT_EQ(ReasonOf(removed), "ETAG_MISMATCH");
  EXPECT_EQ(Must(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'"))
                .vendor()
                .display_name(),
            "First");
}

TEST_F(VendorHandlersTest, EarlierVersionsAreStillKnown) {
  AddVendor("acme");
  const std::string before = KnownNow();
  Must(Call(&CatalogHandlers::UpdateVendor,
            "vendor { name: 'vendors/acme' display_name: 'New' }"));
  const std::string between = KnownNow();
  Must(Call(&CatalogHandlers::DeleteVendor, "name: 'vendors/acme'"));

  const auto name_at = [&](const std::string& known_at) {
    return Must(Call(&CatalogHandlers::GetVendor, known_at + "name: 'vendors/acme'"))
        .vendor()
        .display_name();
  };
  EXPECT_EQ(name_at(before), "Vendor acme");
  EXPECT_EQ(name_at(between), "New");
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'")),
            "NOT_FOUND");
  EXPECT_THAT(NamesOf(Must(Call(&CatalogHandlers::ListVendors, before))),
              ElementsAre("vendors/acme"));
  EXPECT_THAT(NamesOf(Must(Call(&CatalogHandlers::ListVendors, ""))), IsEmpty());
}

TEST_F(VendorHandlersTest, TheFutureIsNotKnown) {
  AddVendor("acme");
  const std::string future =
      "known_at { seconds: " + std::to_string(clock_.Now().micros / 1'000'000 + 60) +
      " }";
  const auto get = Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme' " + future);
  EXPECT_THAT(FieldsOf(get), ElementsAre("known_at"));
  EXPECT_THAT(MessageOf(get), HasSubstr("future"));
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::ListVendors, future)),
              ElementsAre("known_at"));
}

TEST_F(VendorHandlersTest, PagesAreOfOneState) {
  for (const char* id : {"a", "b", "c", "d", "e"}) AddVendor(id);
  v1::ListVendorsRequest request;
  request.set_page_size(2);
  auto page = Must(Call(&CatalogHandlers::ListVendors, request));
  EXPECT_THAT(NamesOf(page), ElementsAre("vendors/a", "vendors/b"));
  // What happens meanwhile is not in the later pages.
  AddVendor("c2");
  Must(Call(&CatalogHandlers::DeleteVendor, "name: 'vendors/d'"));
  request.set_page_token(page.next_page_token());
  page = Must(Call(&CatalogHandlers::ListVendors, request));
  EXPECT_THAT(NamesOf(page), ElementsAre("vendors/c", "vendors/d"));
  request.set_page_token(page.next_page_token());
  request.set_page_size(50);  // may change from page to page
  page = Must(Call(&CatalogHandlers::ListVendors, request));
  EXPECT_THAT(NamesOf(page), ElementsAre("vendors/e"));
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(VendorHandlersTest, PageSizes) {
  for (int i = 0; i < 60; ++i) AddVendor("v" + std::to_string(i));
  EXPECT_EQ(Must(Call(&CatalogHandlers::ListVendors, "")).vendors_size(), 50);
  EXPECT_EQ(
      Must(Call(&CatalogHandlers::ListVendors, "page_size: 2000000000")).vendors_size(),
      60);
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::ListVendors, "page_size: -1")),
              ElementsAre("page_size"));
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::ListPlatforms, "page_size: -1")),
              ElementsAre("page_size"));
}

TEST_F(VendorHandlersTest, AVendorGoesLast) {
  AddVendor("acme");
  AddApp("acme", "one");
  AddPolicy("vendors/acme", "privacy");
  AddFact("vendors/acme", "fact");
  const auto remove = [&] {
    return Call(&CatalogHandlers::DeleteVendor, "name: 'vendors/acme'");
  };
  EXPECT_EQ(ReasonOf(remove()), "STILL_IN_USE");
  EXPECT_EQ(MetadataOf(remove(), "user"), "vendors/acme/facts/fact");
  Must(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/fact'"));
  EXPECT_EQ(MetadataOf(remove(), "user"), "vendors/acme/policies/privacy");
  Must(Call(&PolicyHandlers::DeletePolicy, "name: 'vendors/acme/policies/privacy'"));
  EXPECT_EQ(MetadataOf(remove(), "user"), "vendors/acme/apps/one");
  Must(Call(&CatalogHandlers::DeleteApp, "name: 'vendors/acme/apps/one'"));
  EXPECT_EQ(ReasonOf(remove()), "OK");
  EXPECT_EQ(ReasonOf(remove()), "NOT_FOUND");
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::DeleteVendor, "request_id: 'x'")),
              ElementsAre("name", "request_id"));
}

TEST_F(VendorHandlersTest, AVendorMadeAgainHasAnEtagOfItsOwn) {
  AddVendor("acme");
  const auto first = Must(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'"));
  Must(Call(&CatalogHandlers::DeleteVendor, "name: 'vendors/acme'"));
  AddVendor("acme");
  const auto second = Must(Call(&CatalogHandlers::GetVendor, "name: 'vendors/acme'"));
  EXPECT_NE(first.vendor().etag(), second.vendor().etag());
}

}  // namespace
}  // namespace clausebook::rpc
