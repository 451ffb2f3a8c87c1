#include "storage/model/fact.h"

#include <algorithm>
#include <utility>

namespace clausebook::model {

Value Value::Bool(bool value) {
  Value v;
  v.kind = ValueKind::kBool;
  v.boolean = value;
  return v;
}

Value Value::String(std::string text) {
  Value v;
  v.kind = ValueKind::kString;
  v.text = std::move(text);
  return v;
}

Value Value::Set(std::vector<std::string> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  Value v;
  v.kind = ValueKind::kSet;
  v.members = std::move(members);
  return v;
}

Value Value::Duration(std::string text) {
  Value v;
  v.kind = ValueKind::kDuration;
  v.text = std::move(text);
  return v;
}

Value Value::OfDate(Date date) {
  Value v;
  v.kind = ValueKind::kDate;
  v.text = FormatDate(date);
  return v;
}

}  // namespace clausebook::model
