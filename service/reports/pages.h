// The pages: answers in, HTML out. Pure and deterministic: the same input gives the same
// bytes. Thread-safe.
#ifndef CLAUSEBOOK_SERVICE_REPORTS_PAGES_H_
#define CLAUSEBOOK_SERVICE_REPORTS_PAGES_H_

#include <string>
#include <vector>

#include "service/answering/answer.h"
#include "service/base/time.h"
#include "service/catalog/catalog.h"
#include "service/reports/history.h"
#include "storage/model/resources.h"

namespace clausebook::reports {

// Everything that a report on one app shows.
struct AppReport {
  const catalog::Catalog* catalog = nullptr;  // outlives the call
  model::App app;
  model::Vendor vendor;
  Date as_of;
  Instant known_at;
  std::vector<answering::Answer> answers;  // in the order of the catalogue
  History history;
};

std::string RenderAppReport(const AppReport& report);

// All questions by apps. Of the answers only verdict, values and sentence are looked at.
struct AppMatrix {
  struct Column {
    model::App app;
    std::vector<answering::Answer> answers;  // one for each question of the catalogue
  };
  const catalog::Catalog* catalog = nullptr;  // outlives the call
  model::Vendor vendor;
  Date as_of;
  Instant known_at;
  std::vector<Column> columns;
  // Where an app's report is, `{app}` standing for its id (FileNameOf);
  // empty: nowhere.
  std::string report_path;
};

std::string RenderAppMatrix(const AppMatrix& matrix);

}  // namespace clausebook::reports

#endif  // CLAUSEBOOK_SERVICE_REPORTS_PAGES_H_
