// Apps over CatalogHandlers.
#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

class AppHandlersTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddVendor("zeta");
  }
};

std::vector<std::string> NamesOf(const v1::ListAppsResponse& response) {
  std::vector<std::string> names;
  for (const auto& app : response.apps()) names.push_back(app.name());
  return names;
}

TEST_F(AppHandlersTest, CreatedAppIsReadBack) {
  const auto made =
      Must(
          Call(&CatalogHandlers::CreateApp,
               "parent: 'vendors/acme' app_id: 'charts' app { display_name: 'Charts' "
               "marketplace_key: 'com.acme.charts' listing_uri: 'https://m.example/1' }"))
          .app();
  EXPECT_EQ(made.name(), "vendors/acme/apps/charts");
  EXPECT_EQ(made.marketplace_key(), "com.acme.charts");
  EXPECT_EQ(made.listing_uri(), "https://m.example/1");
  const auto read = Must(Call(&CatalogHandlers::GetApp, "name: '" + made.name() + "'"));
  EXPECT_EQ(read.app().SerializeAsString(), made.SerializeAsString());
}

TEST_F(AppHandlersTest, CreateSaysWhatIsWrong) {
  EXPECT_THAT(
      FieldsOf(Call(&CatalogHandlers::CreateApp,
                    "parent: 'platforms/forge' app_id: '-' app { marketplace_key: '" +
                        std::string(201, 'k') +
                        "' listing_uri: 'https://' } request_id: 'r'")),
      ElementsAre("parent", "app_id", "app.display_name", "app.marketplace_key",
                  "app.listing_uri", "request_id"));
  const auto orphan =
      Call(&CatalogHandlers::CreateApp,
           "parent: 'vendors/nobody' app_id: 'a' app { display_name: 'A' }");
  EXPECT_EQ(ResourceOf(orphan), "Vendor vendors/nobody");
  AddApp("acme", "a");
  const auto again = Call(&CatalogHandlers::CreateApp,
                          "parent: 'vendors/acme' app_id: 'a' app { display_name: 'A' }");
  EXPECT_EQ(ReasonOf(again), "ALREADY_EXISTS");
  EXPECT_EQ(ResourceOf(again), "App vendors/acme/apps/a");
}

TEST_F(AppHandlersTest, NamesMayHave200CharactersOfAnyScript) {
  std::string name;
  for (int i = 0; i < 200; ++i) name += "\u7530";
  const auto create = [&](const std::string& id, const std::string& display_name) {
    v1::CreateAppRequest request;
    request.set_parent("vendors/acme");
    request.set_app_id(id);
    request.mutable_app()->set_display_name(display_name);
    return Call(&CatalogHandlers::CreateApp, request);
  };
  EXPECT_EQ(ReasonOf(create("a", name)), "OK");
  EXPECT_THAT(FieldsOf(create("b", name + "x")), ElementsAre("app.display_name"));
  EXPECT_THAT(FieldsOf(create("c", " \t ")), ElementsAre("app.display_name"));
}

TEST_F(AppHandlersTest, GetKnowsHistory) {
  AddApp("acme", "a");
  const std::string then = KnownNow();
  Must(Call(&CatalogHandlers::UpdateApp,
            "app { name: 'vendors/acme/apps/a' display_name: 'Renamed' }"));
  EXPECT_EQ(Must(Call(&CatalogHandlers::GetApp, then + "name: 'vendors/acme/apps/a'"))
                .app()
                .display_name(),
            "App a");
  EXPECT_EQ(Must(Call(&CatalogHandlers::GetApp, "name: 'vendors/acme/apps/a'"))
                .app()
                .display_name(),
            "Renamed");
  EXPECT_EQ(ResourceOf(Call(&CatalogHandlers::GetApp, "name: 'vendors/acme/apps/x'")),
            "App vendors/acme/apps/x");
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::GetApp,
                            "name: 'vendors/acme' known_at { seconds: 99999999999 }")),
              ElementsAre("name", "known_at"));
}

TEST_F(AppHandlersTest, UpdateChangesOnlyTheMask) {
  Must(Call(&CatalogHandlers::CreateApp,
            "parent: 'vendors/acme' app_id: 'a' app { display_name: 'A' "
            "marketplace_key: 'k' listing_uri: 'https://m.example' }"));
  auto app = Must(Call(&CatalogHandlers::UpdateApp,
                       "app { name: 'vendors/acme/apps/a' display_name: 'B' } "
                       "update_mask { paths: 'display_name' paths: 'listing_uri' }"))
                 .app();
  EXPECT_EQ(app.display_name() + "|" + app.marketplace_key() + "|" + app.listing_uri(),
            "B|k|");
  const auto bad = Call(&CatalogHandlers::UpdateApp,
                        "app { name: 'vendors/acme/apps/a' display_name: 'B' } "
                        "update_mask { paths: 'name' }");
  EXPECT_THAT(FieldsOf(bad), ElementsAre("update_mask"));
  EXPECT_THAT(MessageOf(bad), HasSubstr("display_name, listing_uri, marketplace_key"));
  EXPECT_THAT(FieldsOf(Call(&CatalogHandlers::UpdateApp,
                            "app { name: 'x' listing_uri: 'x' } request_id: 'x'")),
              ElementsAre("app.name", "app.listing_uri", "request_id"));
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::UpdateApp,
                          "app { name: 'vendors/acme/apps/x' display_name: 'B' }")),
            "NOT_FOUND");
  EXPECT_EQ(ReasonOf(Call(&CatalogHandlers::UpdateApp,
                          "app { name: 'vendors/acme/apps/a' display_name: 'B' "
                          "etag: 'old' }")),
            "ETAG_MISMATCH");
}

TEST_F(AppHandlersTest, ListsOneVendorOrAll) {
  AddApp("acme", "b");
  AddApp("acme", "a");
  AddApp("zeta", "a");
  EXPECT_THAT(NamesOf(Must(Call(&CatalogHandlers::ListApps, "parent: 'vendors/acme'"))),
              ElementsAre("vendors/acme/apps/a", "vendors/acme/apps/b"));
  std::vector<std::string> names;
  v1::ListAppsRequest request;
  request.set_parent("vendors/-");
  request.set_page_size(1);
  do {
    const auto page = Must(Call(&CatalogHandlers::ListApps, request));
    for (const auto& name : NamesOf(page)) names.push_back(name);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("vendors/acme/apps/a", "vendors/acme/apps/b",
                                 "vendors/zeta/apps/a"));
}

TEST_F(AppHandlersTest, FindsAnAppOfAnUnknownVendor) {
  Must(Call(&CatalogHandlers::CreateApp,
            "parent: 'vendors/zeta' app_id: 'charts' app { display_name: 'C' "
            "marketplace_key: 'com.zeta.charts' }"));
  AddApp("acme", "other");
  for (const char* wanted : {"charts", "com.zeta.charts"}) {
    EXPECT_THAT(
        NamesOf(Must(Call(&CatalogHandlers::ListApps,
                          std::string("parent: 'vendors/-' app_id: '") + wanted + "'"))),
        ElementsAre("vendors/zeta/apps/charts"))
        << wanted;
  }
  EXPECT_THAT(NamesOf(Must(Call(&CatalogHandlers::ListApps,
                                "parent: 'vendors/-' app_id: 'chart'"))),
              IsEmpty());
}

TEST_F(AppHandlersTest, ListSaysWhatIsWrong) {
  EXPECT_EQ(ResourceOf(Call(&CatalogHandlers::ListApps, "parent: 'vendors/nobody'")),
            "Vendor vendors/nobody");
  EXPECT_THAT(
      FieldsOf(Call(&CatalogHandlers::ListApps,
                    "parent: 'platforms/forge' page_size: -3 page_token: '!' "
                    "known_at { seconds: 99999999999 } app_id: '" +
                        std::string(201, 'a') + "'")),
      UnorderedElementsAre("parent", "page_size", "page_token", "known_at", "app_id"));
}

TEST_F(AppHandlersTest, AnAppThatFactsNameStays) {
  AddApp("acme", "a");
  AddApp("acme", "b");
  AddApp("acme", "c");
  Must(Call(&FactHandlers::CreateFact,
            "parent: 'vendors/acme' fact_id: 'names' fact { scope { apps: "
            "'vendors/acme/apps/a' } property: 'storage.off_platform' operator: "
            "OPERATOR_EQUALS value { bool_value: false } evidence { attestation { "
            "attester: 'Ada' date: '2025-01-01' statement: 'So.' } } }"));
  Must(Call(&FactHandlers::CreateFact,
            "parent: 'vendors/acme' fact_id: 'excepts' fact { scope { except_apps: "
            "'vendors/acme/apps/b' } property: 'storage.off_platform' operator: "
            "OPERATOR_EQUALS value { bool_value: false } evidence { attestation { "
            "attester: 'Ada' date: '2025-01-01' statement: 'So.' } } }"));
  const auto remove = [&](const std::string& app) {
    return Call(&CatalogHandlers::DeleteApp, "name: 'vendors/acme/apps/" + app + "'");
  };
  EXPECT_EQ(MetadataOf(remove("a"), "user"), "vendors/acme/facts/names");
  EXPECT_EQ(MetadataOf(remove("b"), "user"), "vendors/acme/facts/excepts");
  EXPECT_EQ(ReasonOf(remove("c")), "OK");  // covered by a fact, not named by it
  EXPECT_EQ(ReasonOf(remove("c")), "NOT_FOUND");
  Must(Call(&FactHandlers::RetractFact, "name: 'vendors/acme/facts/names'"));
  EXPECT_EQ(ReasonOf(remove("a")), "OK");
  EXPECT_THAT(
      FieldsOf(Call(&CatalogHandlers::DeleteApp, "name: 'vendors/acme' request_id: '-'")),
      ElementsAre("name", "request_id"));
}

TEST_F(AppHandlersTest, WhatWasNotKnownThenSaysSinceWhenItIs) {
  const auto made = Must(Call(&CatalogHandlers::CreateApp,
                              "parent: 'vendors/acme' app_id: 'x' app { display_name: "
                              "'X' }"))
                        .app();
  const std::string name = made.name();
  const auto get_at = [&](std::int64_t seconds) {
    return Call(&CatalogHandlers::GetApp, "name: '" + name + "' known_at { seconds: " +
                                              std::to_string(seconds) + " }");
  };
  const auto early = get_at(1'000'000'000);
  EXPECT_EQ(ReasonOf(early), "NOT_FOUND");
  EXPECT_EQ(ResourceOf(early), "App vendors/acme/apps/x");
  EXPECT_THAT(std::string(early.status().message()),
              ::testing::AllOf(HasSubstr("Nothing was known of App 'vendors/acme/apps/x' "
                                         "at 2001-09-09T01:46:40Z"),
                               HasSubstr("it is on record since 20")));
  const auto known = *GetErrorDetail(early.status());
  EXPECT_EQ(known.metadata.back().first, "known_since");
  // Nor is it now.
  Must(Call(&CatalogHandlers::DeleteApp, "name: '" + name + "'"));
  EXPECT_THAT(std::string(get_at(1'000'000'000).status().message()),
              HasSubstr("does not exist"));
}

}  // namespace
}  // namespace clausebook::rpc
