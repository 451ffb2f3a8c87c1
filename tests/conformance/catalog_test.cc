// Vendors and apps: versions, tombstones, lists.
#include "tests/conformance/store_test.h"

namespace clausebook::testing {
namespace {

using storage::Commit;
using storage::Page;
using storage::WriteTransaction;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CatalogConformance : public StoreTest {
 protected:
  Commit PutVendor(const model::Vendor& vendor) {
    return Write([&](WriteTransaction& t) { return t.PutVendor(vendor).status(); });
  }
  Commit PutApp(const model::App& app) {
    return Write([&](WriteTransaction& t) { return t.PutApp(app).status(); });
  }
  Commit DeleteApp(const model::AppRef& ref) {
    return Write([&](WriteTransaction& t) { return t.DeleteApp(ref); });
  }
  std::vector<std::string> Vendors(const Page& page, Instant known_at = kEndOfTime) {
    std::vector<std::string> ids;
    for (const auto& v : Must(Read()->ListVendors(page, known_at))) ids.push_back(v.id);
    return ids;
  }
  std::vector<std::string> Apps(const std::optional<std::string>& vendor,
                                const std::string& id_or_key, const Page& page,
                                Instant known_at = kEndOfTime) {
    std::vector<std::string> keys;
    for (const auto& app : Must(Read()->ListApps(vendor, id_or_key, page, known_at))) {
      keys.push_back(app.ref.vendor + "/" + app.ref.app);
    }
    return keys;
  }
};

TEST_P(CatalogConformance, WhatIsPutIsReadBackWhole) {
  model::Vendor vendor{
      "acme", "Ácme \"& Søns\"\n", "https://acme.example/?a=b&c='d'", {}};
  model::App app{{"acme", "app-1"}, "Größe 🚀", "com.acme.app", "https://l.example", {}};
  Write([&](WriteTransaction& t) -> absl::Status {
    vendor = Must(t.PutVendor(vendor));
    app = Must(t.PutApp(app));
    return absl::OkStatus();
  });
  EXPECT_EQ(vendor.display_name, "Ácme \"& Søns\"\n");
  EXPECT_EQ(Describe(Must(Read()->GetVendor("acme", kEndOfTime))), Describe(vendor));
  EXPECT_EQ(Describe(Must(Read()->GetApp(app.ref, kEndOfTime))), Describe(app));
}

TEST_P(CatalogConformance, APutAppendsAVersionAndKeepsTheEarlierOnes) {
  const Instant first = PutVendor(SampleVendor("acme", "One")).time;
  const Instant second = PutVendor(SampleVendor("acme", "Two")).time;
  const auto now = Must(Read()->GetVendor("acme", kEndOfTime));
  EXPECT_EQ(now.display_name, "Two");
  EXPECT_EQ(now.info.version, 2);
  EXPECT_EQ(now.info.create_time, first);
  EXPECT_EQ(now.info.update_time, second);
  EXPECT_EQ(Describe(Must(Read()->GetVendor("acme", second))), Describe(now));
  const auto then = Must(Read()->GetVendor("acme", Instant{second.micros - 1}));
  EXPECT_EQ(then.display_name, "One");
  EXPECT_EQ(then.info.version, 1);
  EXPECT_EQ(then.info.update_time, first);
}

TEST_P(CatalogConformance, VersionsAndTimesPassedInAreIgnored) {
  model::Vendor vendor = SampleVendor("acme");
  vendor.info = {77, Instant{1}, Instant{2}};
  const Instant time = PutVendor(vendor).time;
  const auto stored = Must(Read()->GetVendor("acme", kEndOfTime));
  EXPECT_EQ(stored.info.version, 1);
  EXPECT_EQ(stored.info.create_time, time);
  EXPECT_EQ(stored.info.update_time, time);
}

TEST_P(CatalogConformance, NothingIsKnownBeforeItWasRecorded) {
  const Instant time = PutVendor(SampleVendor("acme")).time;
  const Instant before{time.micros - 1};
  EXPECT_THAT(Read()->GetVendor("acme", before).status(),
              IsNotFound("Vendor", "vendors/acme"));
  EXPECT_THAT(Vendors(all_, before), IsEmpty());
  EXPECT_THAT(Vendors(all_, time), ElementsAre("acme"));
}

TEST_P(CatalogConformance, WhatIsDeletedIsStillKnownAsItWas) {
  const Instant put = PutApp(SampleApp("acme", "x")).time;
  const Instant gone = DeleteApp({"acme", "x"}).time;
  EXPECT_THAT(Read()->GetApp({"acme", "x"}, kEndOfTime).status(),
              IsNotFound("App", "vendors/acme/apps/x"));
  EXPECT_THAT(Read()->GetApp({"acme", "x"}, gone).status(),
              IsNotFound("App", "vendors/acme/apps/x"));
  EXPECT_THAT(Apps("acme", "", all_), IsEmpty());
  EXPECT_EQ(Must(Read()->GetApp({"acme", "x"}, put)).display_name, "The App x");
  EXPECT_THAT(Apps("acme", "", all_, put), ElementsAre("acme/x"));
}

TEST_P(CatalogConformance, ThePutAfterADeletionGoesOnWithTheNumbering) {
  PutApp(SampleApp("acme", "x"));
  DeleteApp({"acme", "x"});
  const Instant again = PutApp(SampleApp("acme", "x")).time;
  const auto app = Must(Read()->GetApp({"acme", "x"}, kEndOfTime));
  EXPECT_GT(app.info.version, 2) << "an etag of the deleted app must not fit";
  EXPECT_EQ(app.info.create_time, again);
}

TEST_P(CatalogConformance, DeletingWhatDoesNotStandIsNotFound) {
  PutApp(SampleApp("acme", "x"));
  DeleteApp({"acme", "x"});
  Write([&](WriteTransaction& t) {
    EXPECT_THAT(t.DeleteApp({"acme", "x"}), IsNotFound("App", "vendors/acme/apps/x"));
    EXPECT_THAT(t.DeleteApp({"acme", "y"}), IsNotFound("App", "vendors/acme/apps/y"));
    EXPECT_THAT(t.DeleteVendor("nobody"), IsNotFound("Vendor", "vendors/nobody"));
    EXPECT_THAT(t.DeletePolicy({VendorNamed("nobody"), "p"}),
                IsNotFound("Policy", "vendors/nobody/policies/p"));
    return absl::OkStatus();
  });
}

TEST_P(CatalogConformance, ADeletedVendorCanBePutAgain) {
  PutVendor(SampleVendor("acme"));
  Write([&](WriteTransaction& t) { return t.DeleteVendor("acme"); });
  EXPECT_THAT(Vendors(all_), IsEmpty());
  PutVendor(SampleVendor("acme", "Back"));
  EXPECT_EQ(Must(Read()->GetVendor("acme", kEndOfTime)).display_name, "Back");
}

TEST_P(CatalogConformance, ListsAreInByteOrderAndCutIntoPages) {
  // A dash sorts before a slash and before digits: `a-b` comes after `a` as an id, yet
  // before it where whole names are compared.
  for (const auto* id : {"b", "a-b", "ab", "a", "a0"}) PutVendor(SampleVendor(id));
  EXPECT_THAT(Vendors(all_), ElementsAre("a", "a-b", "a0", "ab", "b"));
  EXPECT_THAT(Vendors({"", 2}), ElementsAre("a", "a-b"));
  EXPECT_THAT(Vendors({"a-b", 2}), ElementsAre("a0", "ab"));
  EXPECT_THAT(Vendors({"ab", 2}), ElementsAre("b"));
  EXPECT_THAT(Vendors({"b", 2}), IsEmpty());
  EXPECT_THAT(Vendors({"aa", 9}), ElementsAre("ab", "b")) << "a key that is not there";
}

TEST_P(CatalogConformance, PagesAreFullEvenAcrossTombstones) {
  for (const auto* id : {"a", "b", "c", "d"}) PutApp(SampleApp("acme", id));
  DeleteApp({"acme", "b"});
  EXPECT_THAT(Apps("acme", "", {"", 2}), ElementsAre("acme/a", "acme/c"));
  EXPECT_THAT(Apps("acme", "", {"acme/b", 2}), ElementsAre("acme/c", "acme/d"));
}

TEST_P(CatalogConformance, AppsOfOneVendorOrOfAllByPages) {
  for (const auto* vendor : {"a", "a-b", "b"}) {
    for (const auto* app : {"x", "x-y"}) PutApp(SampleApp(vendor, app));
  }
  EXPECT_THAT(Apps(std::nullopt, "", all_),
              ElementsAre("a/x", "a/x-y", "a-b/x", "a-b/x-y", "b/x", "b/x-y"));
  EXPECT_THAT(Apps(std::nullopt, "", {"a/x-y", 2}), ElementsAre("a-b/x", "a-b/x-y"));
  EXPECT_THAT(Apps("a-b", "", all_), ElementsAre("a-b/x", "a-b/x-y"));
  EXPECT_THAT(Apps("a-b", "", {"a-b/x", 9}), ElementsAre("a-b/x-y"));
  EXPECT_THAT(Apps("a-b", "", {"a/x-y", 9}), ElementsAre("a-b/x", "a-b/x-y"))
      << "a key of an earlier vendor";
  EXPECT_THAT(Apps("a-b", "", {"b/x", 9}), IsEmpty()) << "a key of a later vendor";
  EXPECT_THAT(Apps("nobody", "", all_), IsEmpty());
}

TEST_P(CatalogConformance, AppsAreFoundByIdOrMarketplaceKey) {
  PutApp(SampleApp("a", "x", "com.example.one"));
  PutApp(SampleApp("b", "x", "com.example.two"));
  PutApp(SampleApp("b", "y", "com.example.one"));
  PutApp(SampleApp("c", "z", "x"));
  EXPECT_THAT(Apps(std::nullopt, "x", all_), ElementsAre("a/x", "b/x", "c/z"));
  EXPECT_THAT(Apps(std::nullopt, "x", {"a/x", 1}), ElementsAre("b/x"));
  EXPECT_THAT(Apps(std::nullopt, "com.example.one", all_), ElementsAre("a/x", "b/y"));
  EXPECT_THAT(Apps("b", "com.example.one", all_), ElementsAre("b/y"));
  EXPECT_THAT(Apps("b", "x", all_), ElementsAre("b/x"));
  EXPECT_THAT(Apps(std::nullopt, "com.example", all_), IsEmpty()) << "no prefixes";
}

TEST_P(CatalogConformance, AnAppIsNotFoundByAKeyThatItHadEarlier) {
  const Instant before = PutApp(SampleApp("a", "x", "com.example.old")).time;
  PutApp(SampleApp("a", "x", "com.example.new"));
  EXPECT_THAT(Apps(std::nullopt, "com.example.old", all_), IsEmpty());
  EXPECT_THAT(Apps("a", "com.example.old", all_), IsEmpty());
  EXPECT_THAT(Apps(std::nullopt, "com.example.new", all_), ElementsAre("a/x"));
  EXPECT_THAT(Apps(std::nullopt, "com.example.old", all_, before), ElementsAre("a/x"));
}

CB_ON_EVERY_ENGINE(CatalogConformance);

}  // namespace
}  // namespace clausebook::testing
