// What two sides of a disagreement say, in a sentence.
#ifndef CLAUSEBOOK_SERVICE_CHECKING_SIDES_H_
#define CLAUSEBOOK_SERVICE_CHECKING_SIDES_H_

#include <string>

#include "service/checking/rules.h"

namespace clausebook::checking {

// `Data is stored by somebody other than Atlassian: the manifest says yes (end user
// data); "Privacy Policy" says no (app data).`
std::string SidesOnProperty(const catalog::Catalog& catalog,
                            const catalog::Property& property, const Facts& left,
                            const Facts& right);

// The same for facts on several properties that answer `wording` differently.
std::string SidesOnQuestion(const catalog::Catalog& catalog, const std::string& wording,
                            const Facts& left, const Facts& right);

}  // namespace clausebook::checking

#endif  // CLAUSEBOOK_SERVICE_CHECKING_SIDES_H_
