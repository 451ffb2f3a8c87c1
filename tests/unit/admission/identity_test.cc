// Roles, subjects, and who may be named as acting.
#include "service/admission/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "service/base/error.h"

namespace clausebook::admission {
namespace {

using ::testing::HasSubstr;

TEST(Roles, GiveWhatTheirNamesSay) {
  const auto allowed = [](const std::string& role) {
    const Roles roles = RolesNamed({role});
    std::string what;
    for (const auto& [permission, letter] :
         std::map<Permission, char>{{Permission::kRead, 'r'},
                                    {Permission::kEdit, 'e'},
                                    {Permission::kReview, 'v'},
                                    {Permission::kAdminister, 'a'}}) {
      if (roles.Allow(permission)) what += letter;
    }
    return what;
  };
  EXPECT_EQ(allowed("reader"), "r");
  EXPECT_EQ(allowed("editor"), "re");
  EXPECT_EQ(allowed("reviewer"), "rv");
  EXPECT_EQ(allowed("admin"), "reva");
  EXPECT_EQ(allowed("owner"), "") << "no role, nothing, reading neither";
}

TEST(Roles, AreNamedAndFoundByName) {
  for (const char* name : {"reader", "editor", "reviewer", "admin"}) {
    ASSERT_TRUE(RoleNamed(name).has_value()) << name;
    EXPECT_EQ(RoleName(*RoleNamed(name)), name);
  }
  EXPECT_FALSE(RoleNamed("Admin").has_value());
  EXPECT_FALSE(RoleNamed("").has_value());
}

TEST(Roles, AnAdminIsOfAllVendors) {
  EXPECT_EQ(FaultOfRoles({"editor", "reviewer"}, {"acme"}), "");
  EXPECT_EQ(FaultOfRoles({"admin"}, {}), "");
  EXPECT_THAT(FaultOfRoles({"reader", "admin"}, {"acme"}),
              HasSubstr("cannot be limited"));
  EXPECT_THAT(FaultOfRoles({}, {}), HasSubstr("Required"));
  EXPECT_THAT(FaultOfRoles({"root"}, {}), HasSubstr("'root' is no role"));
}

TEST(Subject, IsANameWithoutATitle) {
  EXPECT_EQ(FaultOfSubject("Mara Lind"), "");
  EXPECT_EQ(FaultOfSubject("spiffe://example/ci"), "");
  EXPECT_EQ(FaultOfSubject(std::string(100, 'x')), "");
  for (const std::string& bad :
       {std::string(), std::string(101, 'x'), std::string(" x"), std::string("x "),
        std::string("Lind, Mara"), std::string("a\nb"), std::string("a\0b", 3)}) {
    EXPECT_NE(FaultOfSubject(bad), "") << bad;
  }
}

TEST(ActingName, IsTheCallers) {
  const Identity caller{"Mara Lind", "tokens/1", {}, {}};
  EXPECT_EQ(*ActingName(caller, "reviewer", ""), "Mara Lind");
  EXPECT_EQ(*ActingName(caller, "reviewer", "Mara Lind"), "Mara Lind");
  EXPECT_EQ(*ActingName(caller, "reviewer", "Mara Lind, CISO"), "Mara Lind, CISO");
  for (const char* other : {"Jo Berg", "Mara", "Mara Lindt", "mara lind", "Jo, Mara Lind",
                            "Mara Lind (for Jo Berg)"}) {
    const auto name = ActingName(caller, "reviewer", other);
    ASSERT_FALSE(name.ok()) << other;
    EXPECT_EQ(GetErrorDetail(name.status())->reason, Reason::kPermissionDenied);
  }
  EXPECT_EQ(SubjectOf("Mara Lind, CISO"), "Mara Lind");
  EXPECT_EQ(SubjectOf("Mara Lind"), "Mara Lind");
}

}  // namespace
}  // namespace clausebook::admission
