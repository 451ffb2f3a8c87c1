#include "service/evidence/manifest/address.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace clausebook::evidence {
namespace {

constexpr std::size_t kLongestAddress = 1000;

// Tunnels to a developer's machine and placeholders, seen in published manifests.
constexpr std::array<std::string_view, 14> kLocalHosts = {
    "localhost",      "127.0.0.1",      "0.0.0.0",           "ngrok.io",
    "ngrok.app",      "ngrok.dev",      "ngrok-free.app",    "ngrok-free.dev",
    "loca.lt",        "localtunnel.me", "trycloudflare.com", "serveo.net",
    "yourdomain.tld", "yourdomain.com"};

// Schemes that the platform refuses in an address.
constexpr std::array<std::string_view, 13> kRefusedSchemes = {
    "http",   "javascript", "data",  "vbscript", "view-source", "resource", "about",
    "chrome", "livescript", "mocha", "file",     "mhtml",       "smb"};

bool IsNameStart(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_';
}
bool IsNamePart(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// The end of the `${NAME}` that begins at `at`; npos if there is none.
std::size_t VariableEnd(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "${" || at + 2 >= text.size() || !IsNameStart(text[at + 2])) {
    return std::string_view::npos;
  }
  std::size_t end = at + 3;
  while (end < text.size() && IsNamePart(text[end])) ++end;
  return end < text.size() && text[end] == '}' ? end + 1 : std::string_view::npos;
}

std::string Resolve(std::string_view text, const Variables& variables, Address& address) {
  std::string resolved;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = VariableEnd(text, i);
    if (end == std::string_view::npos) {
      resolved += text[i++];
      continue;
    }
    const auto found = variables.find(std::string(text.substr(i + 2, end - i - 3)));
    if (found != variables.end() && found->second && !HasVariable(*found->second)) {
      resolved += *found->second;
      address.by_default = true;
    } else {
      resolved += text.substr(i, end - i);
      address.unresolved = true;
      address.undeclared = address.undeclared || found == variables.end();
    }
    i = end;
  }
  return resolved;
}

std::string SchemeOf(std::string_view text) {
  std::size_t end = 0;
  while (
      end < text.size() &&
      (absl::ascii_isalpha(static_cast<unsigned char>(text[end])) || text[end] == '-')) {
    ++end;
  }
  if (end == 0 || end == text.size() || text[end] != ':') return "";
  // `localhost:3000` and `example.com:8443` are a host and a port.
  const bool port = end + 1 < text.size() &&
                    absl::ascii_isdigit(static_cast<unsigned char>(text[end + 1]));
  return port ? "" : absl::AsciiStrToLower(std::string(text.substr(0, end)));
}

// Lower case but for names of variables.
std::string LowerHost(std::string_view host) {
  std::string lower;
  for (std::size_t i = 0; i < host.size();) {
    const std::size_t end = VariableEnd(host, i);
    if (end != std::string_view::npos) {
      lower += host.substr(i, end - i);
      i = end;
    } else {
      lower += absl::ascii_tolower(static_cast<unsigned char>(host[i++]));
    }
  }
  return lower;
}

bool IsLocal(std::string_view host) {
  const std::string_view name = host.substr(0, host.rfind(':'));
  return std::any_of(kLocalHosts.begin(), kLocalHosts.end(), [&](std::string_view local) {
    return name == local || (name.size() > local.size() && name.ends_with(local) &&
                             name[name.size() - local.size() - 1] == '.');
  });
}

// What no host may hold, besides blanks and what is invisible on a screen. Variables are
// filled in before the platform looks.
bool HasForeignCharacter(std::string_view host) {
  constexpr std::string_view kForeign = "!\"$%'()+,;<>[\\]^`{|}";
  // No-break, ideographic and zero-width spaces, marks of direction.
  constexpr std::string_view kInvisible[] = {
      "\u00a0", "\u00ad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f",
      "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u3000", "\ufeff"};
  for (std::size_t i = 0; i < host.size(); ++i) {
    const std::size_t end = VariableEnd(host, i);
    if (end != std::string_view::npos) {
      i = end - 1;
    } else if (kForeign.find(host[i]) != std::string_view::npos) {
      return true;
    }
  }
  return std::any_of(std::begin(kInvisible), std::end(kInvisible),
                     [&](std::string_view hidden) {
                       return host.find(hidden) != std::string_view::npos;
                     });
}

std::string FaultOf(const Address& address, std::string_view scheme,
                    std::string_view text) {
  if (text.size() > kLongestAddress) {
    return absl::StrCat("An address has at most ", kLongestAddress, " characters.");
  }
  if (std::find(kRefusedSchemes.begin(), kRefusedSchemes.end(), scheme) !=
      kRefusedSchemes.end()) {
    return absl::StrCat("The platform refuses '", std::string(scheme),
                        ":' in an address; it takes https, wss or a bare domain.");
  }
  if (!scheme.empty() && scheme != "https" && scheme != "wss") return "";
  const bool odd = std::any_of(text.begin(), text.end(), [](unsigned char c) {
    return absl::ascii_isspace(c) || absl::ascii_iscntrl(c);
  });
  if (address.host.empty() || odd || HasForeignCharacter(address.host)) {
    return "This is not an address.";
  }
  if (address.undeclared) {
    return "environment.variables does not declare the variable: the platform takes the "
           "address as it is written, and refuses it.";
  }
  if (address.unresolved) return "";
  const std::size_t star = address.host.rfind('*');
  if (star != std::string::npos && (star != 0 || address.host.substr(0, 2) != "*.")) {
    return "A wildcard stands only at the start of a domain, as in '*.example.com'.";
  }
  if (address.host.find('.') == std::string::npos) {
    return "This is not a domain name.";
  }
  return "";
}

}  // namespace

bool LiesWithin(std::string_view host, std::string_view domain) {
  if (host == domain) return true;
  if (domain.substr(0, 2) != "*.") return false;
  const std::string_view suffix = domain.substr(1);
  return host.size() > suffix.size() && host.ends_with(suffix);
}

bool HasVariable(std::string_view text) {
  for (std::size_t at = text.find("${"); at != std::string_view::npos;
       at = text.find("${", at + 1)) {
    if (VariableEnd(text, at) != std::string_view::npos) return true;
  }
  return false;
}

Address ReadAddress(std::string_view text, const Variables& variables) {
  Address address;
  // A block scalar ends with a line break.
  if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  const std::string resolved = Resolve(text, variables, address);
  std::string_view rest = resolved;
  if (rest == "*") {
    address.host = "*";
    address.everything = true;
    return address;
  }
  const std::string scheme = SchemeOf(rest);
  const std::size_t slashes = rest.find("://");
  const bool web = scheme.empty() || scheme == "https" || scheme == "wss" ||
                   scheme == "http" || scheme == "ws";
  if (!web) {
    address.host = resolved;
    address.fault = FaultOf(address, scheme, resolved);
    return address;
  }
  if (slashes != std::string_view::npos) {
    rest.remove_prefix(slashes + 3);
  } else if (!scheme.empty()) {
    address.host = resolved;
    address.fault = absl::StrCat("'//' is missing behind '", scheme, ":'.");
    return address;
  } else if (rest.substr(0, 2) == "//") {
    rest.remove_prefix(2);
  }
  const std::size_t path = rest.find_first_of("/?#");
  address.has_path = path != std::string_view::npos && path + 1 < rest.size();
  rest = rest.substr(0, path);
  const std::size_t user = rest.rfind('@');
  if (user != std::string_view::npos) rest.remove_prefix(user + 1);
  address.host = LowerHost(rest);
  address.everything = address.host == "*";
  address.local = IsLocal(address.host);
  address.fault = FaultOf(address, scheme, resolved);
  return address;
}

}  // namespace clausebook::evidence
