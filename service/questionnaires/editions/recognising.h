// Which edition a customer's list is, where nobody said so.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_RECOGNISING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_RECOGNISING_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "service/questionnaires/editions/editions.h"

namespace clausebook::questionnaires::editions {

// An item of the list: its own id, and what it asks. UTF-8.
struct ListedItem {
  std::string_view id;
  std::string_view text;
};

struct Recognised {
  const Edition* edition = nullptr;  // null: none
  std::size_t items = 0;             // of the list that are the edition's, id and text
};

// The edition that most items come from, if half of the list does and at least five:
// ids alone say nothing, since others use the same.
Recognised Recognise(const Editions& editions, const std::vector<ListedItem>& list);

}  // namespace clausebook::questionnaires::editions

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_EDITIONS_RECOGNISING_H_
