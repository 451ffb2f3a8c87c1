// ReportService: which requests it takes, and that pages are of the asked day.
#include "service/rpc/report_handlers.h"

#include "tests/unit/rpc/handler_test.h"

namespace clausebook::rpc {
namespace {

using ::testing::Not;

class ReportHandlersTest : public HandlerTest {
 protected:
  void SetUp() override {
    AddVendor("acme");
    AddApp("acme", "one");
    AddApp("acme", "two");
  }
  absl::StatusOr<v1::RenderAppMatrixResponse> Matrix(const std::string& request) {
    return Call(&ReportHandlers::RenderAppMatrix, "parent: 'vendors/acme' " + request);
  }
};

TEST_F(ReportHandlersTest, AReportIsOfTheAskedDayAndKnowledge) {
  const std::string before = KnownNow();
  AddFact("vendors/acme", "word");  // attested on 2025-06-01
  const std::string app = "app: 'vendors/acme/apps/one' ";
  const auto now =
      Must(Call(&ReportHandlers::RenderAppReport, app + "as_of: '2025-07-01'"));
  EXPECT_THAT(now.html(), HasSubstr("“We store nothing.”"));
  EXPECT_EQ(now.as_of(), "2025-07-01");
  const auto earlier =
      Must(Call(&ReportHandlers::RenderAppReport, app + "as_of: '2025-05-01'"));
  EXPECT_THAT(earlier.html(), HasSubstr("From 2025-06-01: "));
  const auto unknown =
      Must(Call(&ReportHandlers::RenderAppReport, app + "as_of: '2025-07-01' " + before));
  EXPECT_THAT(unknown.html(), Not(HasSubstr("We store nothing.")));
}

TEST_F(ReportHandlersTest, TheSameTimesGiveTheSamePage) {
  AddFact("vendors/acme", "word");
  v1::RenderAppReportRequest request;
  request.set_app("vendors/acme/apps/one");
  const auto first = Must(Call(&ReportHandlers::RenderAppReport, request));
  AddFact("vendors/acme", "later", "caveat: 'Mostly.'");
  request.set_as_of(first.as_of());
  *request.mutable_known_at() = first.known_at();
  EXPECT_EQ(Must(Call(&ReportHandlers::RenderAppReport, request)).html(), first.html());
}

TEST_F(ReportHandlersTest, AMatrixHasAllAppsOrThoseNamed) {
  const auto all = Must(Matrix(""));
  EXPECT_EQ(all.app_count(), 2);
  EXPECT_THAT(all.html(), HasSubstr("App two"));
  const auto one = Must(Matrix("apps: 'vendors/acme/apps/one'"));
  EXPECT_EQ(one.app_count(), 1);
  EXPECT_THAT(one.html(), Not(HasSubstr("App two")));
}

TEST_F(ReportHandlersTest, RefusesWhatItCannotMean) {
  EXPECT_THAT(FieldsOf(Matrix("apps: 'vendors/other/apps/one'")), ElementsAre("apps[0]"));
  EXPECT_THAT(
      FieldsOf(Matrix("apps: 'vendors/acme/apps/one' apps: 'vendors/acme/apps/one'")),
      ElementsAre("apps[1]"));
  for (const char* path : {"javascript:{app}", "//x/{app}", "plain.html", "{app}?\"x"}) {
    EXPECT_THAT(FieldsOf(Matrix(std::string("report_path: '") + path + "'")),
                ElementsAre("report_path"))
        << path;
  }
  EXPECT_EQ(ReasonOf(Matrix("report_path: 'apps/{app}.html'")), "OK");
  EXPECT_EQ(ResourceOf(
                Call(&ReportHandlers::RenderAppReport, "app: 'vendors/acme/apps/three'")),
            "App vendors/acme/apps/three");
  EXPECT_EQ(
      ResourceOf(Call(&ReportHandlers::RenderAppMatrix, "parent: 'vendors/nobody'")),
      "Vendor vendors/nobody");
}

TEST_F(ReportHandlersTest, MoreAppsThanATableTakes) {
  for (int i = 0; i < 199; ++i) AddApp("acme", "more-" + std::to_string(i));
  EXPECT_EQ(ReasonOf(Matrix("")), "TOO_LARGE");
}

}  // namespace
}  // namespace clausebook::rpc
