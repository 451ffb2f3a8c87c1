// Names of countries: which of them are the same, and which are certainly another.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_COUNTRIES_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_COUNTRIES_H_

#include <optional>
#include <string>
#include <string_view>

namespace clausebook::questionnaires::filling {

// The ISO 3166 code (`de`) of a country by its English name, code or id ("Germany",
// "united-states", "UK"). nullopt for what is no country that is known here: a region
// ("EU"), a city, a cloud provider's name for a place.
std::optional<std::string_view> CountryCode(std::string_view name);

}  // namespace clausebook::questionnaires::filling

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_FILLING_COUNTRIES_H_
