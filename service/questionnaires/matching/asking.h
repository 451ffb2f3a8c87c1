// How a wording asks: for yes or no, of whom, of what is or of what was.
#ifndef CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_ASKING_H_
#define CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_ASKING_H_

#include "service/questionnaires/matching/reading.h"

namespace clausebook::questionnaires::matching {

// Whether it is put so that yes or no answers it: "Do you …", "Please confirm that …".
bool AsksWhether(const Piece& piece, const Reading& reading);

// Whether it is put as a statement, which is to be confirmed: "Data is sold to others."
// Headings state nothing: "Data sold to others".
bool States(const Piece& piece, const Reading& reading, const Grammar& grammar);

// "Don't you …?", "Is it not so that …?": yes and no mean the same or not, depending on
// who reads it.
bool IsNegativeQuestion(const Piece& piece, const Reading& reading);

// Whether a question is about what the customer or its users do: "Can we …?", "Do users
// …?", but not "Will we be told …?".
bool CustomerActs(const Piece& piece, const Reading& reading, const Grammar& grammar);

// Whether it is about what was: "Was …?", "Did …?", "Has … been …?".
bool AsksOfThePast(const Piece& piece, const Reading& reading);

}  // namespace clausebook::questionnaires::matching

#endif  // CLAUSEBOOK_SERVICE_QUESTIONNAIRES_MATCHING_ASKING_H_
