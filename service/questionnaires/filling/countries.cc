#include "service/questionnaires/filling/countries.h"

namespace clausebook::questionnaires::filling {
namespace {

struct Name {
  std::string_view name;  // lower case, words apart by one space
  std::string_view code;
};

// A country that is missing here is no country here: then nothing is said.
constexpr Name kNames[] = {
    {"united arab emirates", "ae"},
    {"uae", "ae"},
    {"albania", "al"},
    {"armenia", "am"},
    {"argentina", "ar"},
    {"austria", "at"},
    {"australia", "au"},
    {"azerbaijan", "az"},
    {"bosnia and herzegovina", "ba"},
    {"bangladesh", "bd"},
    {"belgium", "be"},
    {"bulgaria", "bg"},
    {"bahrain", "bh"},
    {"bolivia", "bo"},
    {"brazil", "br"},
    {"belarus", "by"},
    {"canada", "ca"},
    {"switzerland", "ch"},
    {"chile", "cl"},
    {"china", "cn"},
    {"people s republic of china", "cn"},
    {"colombia", "co"},
    {"costa rica", "cr"},
    {"cyprus", "cy"},
    {"czech republic", "cz"},
    {"czechia", "cz"},
    {"germany", "de"},
    {"federal republic of germany", "de"},
    {"denmark", "dk"},
    {"dominican republic", "do"},
    {"algeria", "dz"},
    {"ecuador", "ec"},
    {"estonia", "ee"},
    {"egypt", "eg"},
    {"spain", "es"},
    {"finland", "fi"},
    {"france", "fr"},
    {"united kingdom", "gb"},
    {"uk", "gb"},
    {"united kingdom of great britain and northern ireland", "gb"},
    {"georgia", "ge"},
    {"ghana", "gh"},
    {"greece", "gr"},
    {"guatemala", "gt"},
    {"hong kong", "hk"},
    {"croatia", "hr"},
    {"hungary", "hu"},
    {"indonesia", "id"},
    {"ireland", "ie"},
    {"republic of ireland", "ie"},
    {"israel", "il"},
    {"india", "in"},
    {"iraq", "iq"},
    {"iran", "ir"},
    {"iceland", "is"},
    {"italy", "it"},
    {"jamaica", "jm"},
    {"jordan", "jo"},
    {"japan", "jp"},
    {"kenya", "ke"},
    {"south korea", "kr"},
    {"republic of korea", "kr"},
    {"kuwait", "kw"},
    {"kazakhstan", "kz"},
    {"lebanon", "lb"},
    {"liechtenstein", "li"},
    {"sri lanka", "lk"},
    {"lithuania", "lt"},
    {"luxembourg", "lu"},
    {"latvia", "lv"},
    {"morocco", "ma"},
    {"monaco", "mc"},
    {"moldova", "md"},
    {"montenegro", "me"},
    {"north macedonia", "mk"},
    {"malta", "mt"},
    {"mauritius", "mu"},
    {"mexico", "mx"},
    {"malaysia", "my"},
    {"nigeria", "ng"},
    {"netherlands", "nl"},
    {"the netherlands", "nl"},
    {"norway", "no"},
    {"nepal", "np"},
    {"new zealand", "nz"},
    {"oman", "om"},
    {"panama", "pa"},
    {"peru", "pe"},
    {"philippines", "ph"},
    {"the philippines", "ph"},
    {"pakistan", "pk"},
    {"poland", "pl"},
    {"portugal", "pt"},
    {"paraguay", "py"},
    {"qatar", "qa"},
    {"romania", "ro"},
    {"serbia", "rs"},
    {"russia", "ru"},
    {"russian federation", "ru"},
    {"saudi arabia", "sa"},
    {"sweden", "se"},
    {"singapore", "sg"},
    {"slovenia", "si"},
    {"slovakia", "sk"},
    {"slovak republic", "sk"},
    {"thailand", "th"},
    {"tunisia", "tn"},
    {"turkey", "tr"},
    {"t\xc3\xbc"
     "rkiye",
     "tr"},
    {"taiwan", "tw"},
    {"tanzania", "tz"},
    {"ukraine", "ua"},
    {"uganda", "ug"},
    {"united states", "us"},
    {"united states of america", "us"},
    {"usa", "us"},
    {"the united states", "us"},
    {"the us", "us"},
    {"uruguay", "uy"},
    {"uzbekistan", "uz"},
    {"venezuela", "ve"},
    {"vietnam", "vn"},
    {"viet nam", "vn"},
    {"south africa", "za"},
};

// Lower case, and everything that is no letter as one space.
std::string PlainName(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
    if (letter) {
      plain.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
    } else if (!plain.empty() && plain.back() != ' ') {
      plain.push_back(' ');
    }
  }
  while (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

}  // namespace

std::optional<std::string_view> CountryCode(std::string_view name) {
  const std::string plain = PlainName(name);
  for (const Name& known : kNames) {
    if (known.name == plain || known.code == plain) return known.code;
  }
  return std::nullopt;
}

}  // namespace clausebook::questionnaires::filling
