#include "service/checking/sides.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/answering/wording.h"

namespace clausebook::checking {
namespace {

using model::Operator;

constexpr std::size_t kMostValues = 6;

// The first sentence of a property's description, without its full stop.
std::string Heading(const catalog::Property& property) {
  std::string text = property.description.substr(0, property.description.find(". "));
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// What a fact says, in words: each member of a set by itself, so that the entries of a
// list and the list as a whole come out as one.
std::vector<std::string> ValuesOf(const catalog::Property& property,
                                  const model::FactContent& said) {
  const auto& members = said.value.members;
  const bool named = said.op == Operator::kIncludes || said.op == Operator::kExactly;
  if (!named || members.empty()) {
    return {answering::ValueInWords(property, said.op, said.value)};
  }
  std::vector<std::string> values;
  for (const std::string& member : members) {
    values.push_back(answering::ValueInWords(property, Operator::kEquals,
                                             model::Value::Set({member})));
  }
  return values;
}

// `one, two and 3 more`.
std::string Shortened(std::vector<std::string> values) {
  if (values.size() <= kMostValues) return answering::JoinWords(values);
  const std::size_t more = values.size() - kMostValues + 1;
  values.resize(kMostValues - 1);
  values.push_back(absl::StrCat(more, " more"));
  return answering::JoinWords(values);
}

// What one source says on one property.
struct Said {
  std::string source;
  std::string property;
  std::string about;
  std::vector<std::string> values;
  bool closed = false;  // there are no others
};

// In the order in which it is first said.
std::vector<Said> WhatIsSaid(const catalog::Catalog& catalog, const Facts& side) {
  std::vector<Said> all;
  for (const Applied* fact : side) {
    const auto& content = fact->content();
    const auto* property = catalog.FindProperty(content.property);
    if (property == nullptr) continue;
    Said said{SourceOf(*fact),
              content.property,
              answering::QualifiersInWords(catalog, content.qualifiers),
              {}};
    auto known = std::find_if(all.begin(), all.end(), [&](const Said& other) {
      return other.source == said.source && other.property == said.property &&
             other.about == said.about;
    });
    if (known == all.end()) known = all.insert(all.end(), std::move(said));
    for (std::string& value : ValuesOf(*property, content)) {
      if (std::find(known->values.begin(), known->values.end(), value) ==
          known->values.end()) {
        known->values.push_back(std::move(value));
      }
    }
    known->closed = known->closed ||
                    (content.op == Operator::kExactly && !content.value.members.empty());
  }
  return all;
}

std::string Values(const Said& said) {
  std::string text = absl::StrCat(said.closed ? "only " : "", Shortened(said.values));
  if (!said.about.empty()) absl::StrAppend(&text, " (", said.about, ")");
  return text;
}

}  // namespace

std::string SidesOnProperty(const catalog::Catalog& catalog,
                            const catalog::Property& property, const Facts& left,
                            const Facts& right) {
  std::vector<std::string> parts;
  for (const Facts* side : {&left, &right}) {
    for (const Said& said : WhatIsSaid(catalog, *side)) {
      parts.push_back(absl::StrCat(said.source, " says ", Values(said)));
    }
  }
  return absl::StrCat(Heading(property), ": ", absl::StrJoin(parts, "; "), ".");
}

std::string SidesOnQuestion(const catalog::Catalog& catalog, const std::string& wording,
                            const Facts& left, const Facts& right) {
  std::string text = wording;
  for (const Facts* side : {&left, &right}) {
    for (const Said& said : WhatIsSaid(catalog, *side)) {
      absl::StrAppend(&text, " By ", said.source, ": ",
                      Heading(*catalog.FindProperty(said.property)), ": ", Values(said),
                      ".");
    }
  }
  return text;
}

}  // namespace clausebook::checking
