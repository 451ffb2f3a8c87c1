// The table's meaning: roles, vendors, and what a caller with limits may name.
#include "service/admission/authorisation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "service/base/error.h"

namespace clausebook::admission {
namespace {

using Texts = std::map<std::string, std::vector<std::string>, std::less<>>;

RequestNames NamesOf(const Texts& texts) {
  RequestNames names;
  names.at = [texts](std::string_view path) {
    const auto found = texts.find(path);
    return found == texts.end() ? std::vector<std::string>() : found->second;
  };
  names.any = [texts](const std::function<bool(std::string_view)>& visit) {
    return std::any_of(texts.begin(), texts.end(), [&](const auto& entry) {
      return std::any_of(entry.second.begin(), entry.second.end(), visit);
    });
  };
  return names;
}

bool Refused(const absl::Status& status) {
  if (status.ok()) return false;
  EXPECT_EQ(GetErrorDetail(status)->reason, Reason::kPermissionDenied);
  return true;
}

bool Admitted(const std::vector<std::string>& vendors, const std::string& method,
              const Texts& texts) {
  const Rule* rule = FindRule("clausebook.v1." + method);
  EXPECT_NE(rule, nullptr) << method;
  const Identity caller{"x", "tokens/1", RolesNamed({"editor", "reviewer"}), vendors};
  return !Refused(CheckNames(caller, *rule, NamesOf(texts)));
}

TEST(Authorisation, WhatIsNotInTheTableIsRefusedToAdminsToo) {
  const Identity admin{"x", "tokens/1", RolesNamed({"admin"}), {}};
  EXPECT_EQ(FindRule("clausebook.v1.FactService/DropFacts"), nullptr);
  EXPECT_EQ(FindRule(""), nullptr);
  EXPECT_TRUE(Refused(CheckRole(admin, nullptr)));
  EXPECT_FALSE(
      Refused(CheckRole(admin, FindRule("clausebook.v1.AdminService/ListTokens"))));
}

TEST(Authorisation, ARoleThatDoesNotDoIsToldWhichWould) {
  const Identity reader{"x", "tokens/1", RolesNamed({"reader"}), {}};
  const auto status = CheckRole(reader, FindRule("clausebook.v1.FactService/CreateFact"));
  ASSERT_TRUE(Refused(status));
  const auto metadata = GetErrorDetail(status)->metadata;
  ASSERT_EQ(metadata.size(), 1u);
  EXPECT_EQ(metadata[0], (std::pair<std::string, std::string>("needs", "editor")));
}

TEST(Authorisation, ACallerWithLimitsIsToldHerVendors) {
  const auto refusal = [](const std::vector<std::string>& vendors) {
    const Identity caller{"x", "tokens/1", RolesNamed({"reader"}), vendors};
    const auto* rule = FindRule("clausebook.v1.CatalogService/ListApps");
    const auto status = CheckNames(caller, *rule, NamesOf({{"parent", {"vendors/-"}}}));
    EXPECT_TRUE(Refused(status));
    return *GetErrorDetail(status);
  };
  const auto told = refusal({"acme", "lind"}).metadata;
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[1], (std::pair<std::string, std::string>("vendors",
                                                          "vendors/acme,vendors/lind")));
  // All of them or none: half of a list would be taken for all that she may see.
  EXPECT_EQ(refusal(std::vector<std::string>(100, std::string(60, 'v'))).metadata.size(),
            1u);
}

TEST(Authorisation, ACallerWithLimitsNamesHerVendors) {
  const std::vector<std::string> acme = {"acme"};
  EXPECT_TRUE(Admitted(acme, "QueryService/Ask", {{"app", {"vendors/acme/apps/x"}}}));
  EXPECT_TRUE(Admitted(acme, "CatalogService/GetVendor", {{"name", {"vendors/acme"}}}));
  EXPECT_TRUE(Admitted(acme, "CatalogService/CreateVendor", {{"vendor_id", {"acme"}}}));
  EXPECT_TRUE(Admitted({"a", "b"}, "QueryService/BatchAsk",
                       {{"apps", {"vendors/a/apps/x", "vendors/b/apps/y"}}}));
  for (const char* other :
       {"vendors/other/apps/x", "vendors/-", "vendors/acme2", "vendors/", "vendors",
        "acme", "vendors/ACME/apps/x", "/vendors/acme", "platforms"}) {
    EXPECT_FALSE(Admitted(acme, "QueryService/Ask", {{"app", {other}}})) << other;
  }
  EXPECT_FALSE(Admitted(acme, "QueryService/Ask", {})) << "nothing is named";
  EXPECT_FALSE(Admitted(acme, "CatalogService/CreateVendor", {{"vendor_id", {"other"}}}));
  EXPECT_FALSE(Admitted({"a"}, "QueryService/BatchAsk",
                        {{"apps", {"vendors/a/apps/x", "vendors/b/apps/y"}}}));
  EXPECT_TRUE(Admitted({}, "QueryService/Ask", {{"app", {"vendors/other/apps/x"}}}));
  EXPECT_TRUE(Admitted({}, "QueryService/Ask", {})) << "that is the handler's to say";
}

TEST(Authorisation, OthersMayNotBeNamedAnywhereElse) {
  EXPECT_FALSE(
      Admitted({"acme"}, "FactService/CreateFact",
               {{"parent", {"vendors/acme"}},
                {"fact.evidence.clause.revision", {"vendors/other/policies/p"}}}));
  EXPECT_TRUE(
      Admitted({"acme"}, "FactService/CreateFact",
               {{"parent", {"vendors/acme"}},
                {"fact.note", {"We store nothing, other vendors/partners do."}}}));
}

TEST(Authorisation, PlatformsAreReadByAllAndChangedWithoutLimitsOnly) {
  const std::vector<std::string> acme = {"acme"};
  const Texts forge = {{"parent", {"platforms/forge"}}};
  EXPECT_TRUE(Admitted(acme, "FactService/ListFacts", forge));
  EXPECT_FALSE(Admitted(acme, "FactService/CreateFact", forge));
  EXPECT_TRUE(Admitted({}, "FactService/CreateFact", forge));
  EXPECT_FALSE(Admitted(acme, "PolicyService/PreviewPolicyRevision",
                        {{"parent", {"platforms/forge/policies/p"}}}))
      << "what a platform's policy would change is told of all vendors' apps";
}

TEST(Authorisation, WhatIsOptionalMayBeMissing) {
  EXPECT_TRUE(Admitted({"acme"}, "ReviewService/SuggestFacts", {}));
  EXPECT_FALSE(
      Admitted({"acme"}, "ReviewService/SuggestFacts", {{"parent", {"vendors/other"}}}));
}

TEST(Authorisation, TheCatalogueIsEverybodysAndAllVendorsAreNot) {
  EXPECT_TRUE(
      Admitted({"acme"}, "QuestionService/GetQuestion", {{"name", {"questions/q"}}}));
  EXPECT_FALSE(Admitted({"acme"}, "CatalogService/ListVendors", {}));
}

}  // namespace
}  // namespace clausebook::admission
