#include "service/signing/strict_json.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/base/error.h"
#include "service/base/printable.h"

namespace clausebook::signing {
namespace {

using nlohmann::json;

constexpr std::size_t kMostShown = 80;  // bytes of a key in a message

// Counts what the parser finds; false ends the parse.
class Inspector final : public nlohmann::json_sax<json> {
 public:
  explicit Inspector(const JsonLimits& limits) : limits_(limits) {}

  bool null() override { return Value(); }
  bool boolean(bool) override { return Value(); }
  bool number_integer(number_integer_t) override { return Value(); }
  bool number_unsigned(number_unsigned_t) override { return Value(); }
  bool number_float(number_float_t, const string_t&) override { return Value(); }
  bool string(string_t&) override { return Value(); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return Open(); }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t) override { return Open(); }
  bool end_array() override { return Close(); }
  bool key(string_t& key) override {
    if (!open_.back().insert(key).second) {
      return Refuse(absl::StrCat("an object has the key '",
                                 Printable(key.substr(0, kMostShown)), "' twice"));
    }
    return Value();
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    return Refuse(absl::StrCat("it is not JSON from byte ", position, " on"));
  }

  const std::string& fault() const { return fault_; }

 private:
  bool Refuse(std::string fault) {
    if (fault_.empty()) fault_ = std::move(fault);
    return false;
  }
  bool Value() {
    if (++values_ > limits_.values) {
      return Refuse(absl::StrCat("it holds more than ", limits_.values, " values"));
    }
    return true;
  }
  bool Open() {
    if (open_.size() >= limits_.depth) {
      return Refuse(absl::StrCat("it is nested more than ", limits_.depth, " deep"));
    }
    open_.emplace_back();
    return Value();
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  JsonLimits limits_;
  std::size_t values_ = 0;
  std::vector<std::set<std::string>> open_;  // the keys so far; none for arrays
  std::string fault_;
};

}  // namespace

absl::Status CheckJson(std::string_view text, const JsonLimits& limits) {
  // The parser takes it for the end, and what stands behind it for nothing.
  if (text.find('\0') != std::string_view::npos) {
    return InvalidField("json", "it holds a NUL byte");
  }
  Inspector inspector(limits);
  if (json::sax_parse(text.begin(), text.end(), &inspector)) return absl::OkStatus();
  return InvalidField("json",
                      inspector.fault().empty() ? "it is not JSON" : inspector.fault());
}

}  // namespace clausebook::signing
