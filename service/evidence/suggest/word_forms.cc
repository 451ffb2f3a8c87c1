#include "service/evidence/suggest/word_forms.h"

#include <string>

namespace clausebook::evidence::suggest {

void ReadWordForms(const yaml::Node& tree, yaml::Faults& faults, WordForms& forms) {
  if (const yaml::Node* node = tree.Find("forms")) {
    for (std::size_t i = 0; i < node->keys.size(); ++i) {
      for (const std::string& form : yaml::TextsOf(node->items[i], "forms", faults)) {
        forms.base_of[form] = node->keys[i].text;
      }
    }
  }
  if (const yaml::Node* node = tree.Find("contractions")) {
    for (std::size_t i = 0; i < node->keys.size(); ++i) {
      forms.parts_of[node->keys[i].text] =
          yaml::TextsOf(node->items[i], "contractions", faults);
    }
  }
}

}  // namespace clausebook::evidence::suggest
