#include "service/catalog/catalog.h"

#include "service/catalog/nearest.h"

namespace clausebook::catalog {
namespace {

template <typename T>
const T* FindById(const std::vector<T>& all, std::string_view id) {
  for (const T& one : all) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

template <typename T>
const T* FindByIndex(const std::vector<T>& all,
                     const std::unordered_map<std::string, std::size_t>& index,
                     std::string_view id) {
  const auto it = index.find(std::string(id));
  return it == index.end() ? nullptr : &all[it->second];
}

}  // namespace

const Property* Catalog::FindProperty(std::string_view id) const {
  return FindByIndex(properties_, property_index_, id);
}

const Dimension* Catalog::FindDimension(std::string_view id) const {
  return FindById(dimensions_, id);
}

const Platform* Catalog::FindPlatform(std::string_view id) const {
  return FindById(platforms_, id);
}

const Question* Catalog::FindQuestion(std::string_view id) const {
  return FindByIndex(questions_, question_index_, id);
}

std::vector<std::string> Catalog::NearestProperties(std::string_view id) const {
  std::vector<std::string> ids;
  for (const Property& property : properties_) ids.push_back(property.id);
  return yaml::Nearest(id, ids, 3);
}

}  // namespace clausebook::catalog
