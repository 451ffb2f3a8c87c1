// The documents and attestations that a report's answers rest on.
#ifndef CLAUSEBOOK_SERVICE_REPORTS_SOURCES_H_
#define CLAUSEBOOK_SERVICE_REPORTS_SOURCES_H_

#include "service/reports/html.h"
#include "service/reports/pages.h"

namespace clausebook::reports {

// Adds them with their digests, and how to check a quote without this service.
void AddSources(Element parent, const AppReport& report);

}  // namespace clausebook::reports

#endif  // CLAUSEBOOK_SERVICE_REPORTS_SOURCES_H_
