// Resource names: told and parsed the same way, and nothing else taken for one.
#include "storage/model/names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace clausebook::model {
namespace {

const Publisher kVendor{PublisherKind::kVendor, "acme"};
const Publisher kPlatform{PublisherKind::kPlatform, "forge"};

TEST(Names, AreThoseOfTheContract) {
  EXPECT_EQ(ToName(kVendor), "vendors/acme");
  EXPECT_EQ(ToName(kPlatform), "platforms/forge");
  EXPECT_EQ(ToName(AppRef{"acme", "app-1"}), "vendors/acme/apps/app-1");
  const PolicyRef policy{kPlatform, "security"};
  EXPECT_EQ(ToName(policy), "platforms/forge/policies/security");
  const RevisionRef revision{policy, "2025-01-31-0a1b2c3d"};
  EXPECT_EQ(ToName(revision),
            "platforms/forge/policies/security/revisions/2025-01-31-0a1b2c3d");
  EXPECT_EQ(ClauseName(revision, "c1"), ToName(revision) + "/clauses/c1");
  EXPECT_EQ(ToName(FactRef{kVendor, "no-egress"}), "vendors/acme/facts/no-egress");
  EXPECT_EQ(ToName(SuggestionRef{revision, "use-sold-1"}),
            ToName(revision) + "/suggestions/use-sold-1");
  EXPECT_EQ(RejectionName(policy, "use-sold-1"),
            "platforms/forge/policies/security/rejections/use-sold-1");
}

TEST(Names, AreParsedBack) {
  EXPECT_EQ(ParsePublisher("vendors/acme"), kVendor);
  EXPECT_EQ(ParsePublisher("platforms/forge"), kPlatform);
  EXPECT_EQ(ParseApp("vendors/acme/apps/app-1"), (AppRef{"acme", "app-1"}));
  const PolicyRef policy{kVendor, "privacy"};
  const RevisionRef revision{policy, "2025-01-31-0a1b2c3d"};
  EXPECT_EQ(ParsePolicy(ToName(policy)), policy);
  EXPECT_EQ(ParseRevision(ToName(revision)), revision);
  const FactRef fact{kPlatform, "encrypted"};
  EXPECT_EQ(ParseFact(ToName(fact)), fact);
  const SuggestionRef suggestion{revision, "use-sold-1"};
  EXPECT_EQ(ParseSuggestion(ToName(suggestion)), suggestion);
  const ResponseRef response{"acme", "globex-2026"};
  EXPECT_EQ(ToName(response), "vendors/acme/responses/globex-2026");
  EXPECT_EQ(ParseResponse(ToName(response)), response);
  const ResponseItemRef item{response, 40};
  EXPECT_EQ(ToName(item), "vendors/acme/responses/globex-2026/items/40");
  EXPECT_EQ(ParseResponseItem(ToName(item)), item);
  const MappingRef mapping{"acme", "0123456789abcdef0123456789abcdef"};
  EXPECT_EQ(ParseMapping(ToName(mapping)), mapping);
}

TEST(Names, AnItemsNumberIsWrittenInOneWay) {
  const std::string items = "vendors/acme/responses/r/items/";
  EXPECT_TRUE(ParseResponseItem(items + "1"));
  for (const auto* number : {"", "0", "-1", "+1", "01", "1 ", "x", "1x", "99999999999"}) {
    EXPECT_EQ(ParseResponseItem(items + number), std::nullopt) << number;
  }
}

TEST(Names, AMappingsIdIsTheBeginningOfADigest) {
  const std::string digits(31, 'a');
  EXPECT_TRUE(ParseMapping("vendors/acme/mappings/0" + digits));
  for (const std::string& id : {digits, digits + "00", digits + "A", digits + "g"}) {
    EXPECT_EQ(ParseMapping("vendors/acme/mappings/" + id), std::nullopt) << id;
  }
}

class NotANameOfAnything : public ::testing::TestWithParam<std::string> {};

TEST_P(NotANameOfAnything, IsRefused) {
  const std::string& name = GetParam();
  EXPECT_EQ(ParsePublisher(name), std::nullopt) << name;
  EXPECT_EQ(ParseApp(name), std::nullopt) << name;
  EXPECT_EQ(ParsePolicy(name), std::nullopt) << name;
  EXPECT_EQ(ParseRevision(name), std::nullopt) << name;
  EXPECT_EQ(ParseFact(name), std::nullopt) << name;
  EXPECT_EQ(ParseSuggestion(name), std::nullopt) << name;
  EXPECT_EQ(ParseResponse(name), std::nullopt) << name;
  EXPECT_EQ(ParseResponseItem(name), std::nullopt) << name;
  EXPECT_EQ(ParseMapping(name), std::nullopt) << name;
}

INSTANTIATE_TEST_SUITE_P(
    Names, NotANameOfAnything,
    ::testing::Values("", "/", "acme", "vendors", "vendors/", "vendors/-", "Vendors/acme",
                      "vendors/Acme", "/vendors/acme", "vendors/acme/", "vendors//acme",
                      "vendors/acme/apps", "vendors/acme/apps/", "vendors/acme/apps/a/b",
                      "platforms/forge/apps/a", "vendors/acme/policy/p",
                      "vendors/ä/apps/a", "vendors/acme/policies/p/revisions/",
                      "vendors/acme/policies/p/revisions/R",
                      "vendors/acme/policies/p/revisions/r/clauses/c",
                      "vendors/../facts/f", "vendors/acme/facts/f ", " vendors/acme",
                      "vendors/acme\n", std::string("vendors/acme\0", 13),
                      "vendors/-/apps/a", "users/acme/facts/f"));

TEST(Names, OfOneKindAreNotTakenForAnother) {
  EXPECT_EQ(ParsePolicy("vendors/acme/facts/f"), std::nullopt);
  EXPECT_EQ(ParseFact("vendors/acme/policies/p"), std::nullopt);
  EXPECT_EQ(ParseApp("vendors/acme/facts/f"), std::nullopt);
  EXPECT_EQ(ParsePolicy("vendors/acme/policies/p/revisions/r"), std::nullopt);
  EXPECT_EQ(ParseSuggestion("vendors/acme/policies/p/revisions/r/clauses/c"),
            std::nullopt);
  EXPECT_EQ(ParseRevision("vendors/acme/policies/p/revisions/r/suggestions/s"),
            std::nullopt);
}

TEST(Ids, FollowTheRule) {
  for (const auto* id : {"a", "a1", "a-b", "a--b", "advanced-user-manager"}) {
    EXPECT_TRUE(IsValidId(id)) << id;
  }
  for (const auto* id :
       {"", "-", "-a", "a-", "1a", "A", "aB", "a_b", "a.b", "a b", "ä"}) {
    EXPECT_FALSE(IsValidId(id)) << id;
  }
  EXPECT_TRUE(IsValidId(std::string(63, 'a')));
  EXPECT_FALSE(IsValidId(std::string(64, 'a')));
}

}  // namespace
}  // namespace clausebook::model
