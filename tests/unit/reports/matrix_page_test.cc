// The table of all questions by apps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/reports/sample_report.h"

namespace clausebook::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

AppMatrix Sample() {
  AppMatrix matrix;
  matrix.catalog = &TestCatalog();
  matrix.vendor.display_name = "Acme & <Sons>";
  for (const char* id : {"one", "two"}) {
    model::App app;
    app.ref = {"acme", id};
    app.display_name = std::string("App ") + id;
    matrix.columns.push_back({app, AnswersOf(SampleInput(id))});
  }
  return matrix;
}

std::string RowOf(const std::string& html, const std::string& question) {
  const std::size_t begin = html.find("id=\"" + question + "\"");
  return html.substr(begin, html.find("</tr>", begin) - begin);
}

TEST(MatrixPageTest, ACellHasItsVerdictInAWordAndAColour) {
  const std::string html = RenderAppMatrix(Sample());
  EXPECT_THAT(RowOf(html, "data-sold"),
              HasSubstr("<td class=\"conflict\" data-app=\"App one\">"));
  EXPECT_THAT(RowOf(html, "data-sold"), HasSubstr(">Conflict</span>"));
  EXPECT_THAT(RowOf(html, "stores-data-off-atlassian"), HasSubstr(">No</span>"));
  EXPECT_THAT(html, HasSubstr("Acme &amp; &lt;Sons&gt;"));
  EXPECT_THAT(html, Not(HasSubstr("<Sons>")));
}

TEST(MatrixPageTest, CellsLeadToTheAppsReport) {
  AppMatrix matrix = Sample();
  matrix.report_path = "{app}.html";
  const std::string html = RenderAppMatrix(matrix);
  EXPECT_THAT(RowOf(html, "data-sold"), HasSubstr("href=\"one.html#data-sold\""));
  EXPECT_THAT(RowOf(html, "data-sold"), HasSubstr("href=\"two.html#data-sold\""));
}

TEST(MatrixPageTest, TellsWhereAppsDiffer) {
  AppMatrix matrix = Sample();
  EXPECT_THAT(RenderAppMatrix(matrix), Not(HasSubstr("data-differs=")));
  matrix.columns[1].answers[0].verdict = answering::Verdict::kYes;
  const std::string& question = TestCatalog().questions()[0].id;
  EXPECT_THAT(RowOf(RenderAppMatrix(matrix), question),
              HasSubstr("data-differs=\"yes\""));
}

TEST(MatrixPageTest, AVendorWithoutApps) {
  AppMatrix matrix = Sample();
  matrix.columns.clear();
  EXPECT_THAT(RenderAppMatrix(matrix), HasSubstr("has no apps on record"));
}

}  // namespace
}  // namespace clausebook::reports
