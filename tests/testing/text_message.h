// Messages written in protobuf's text format: how tests say what is sent and expected.
#ifndef CLAUSEBOOK_TESTS_TESTING_TEXT_MESSAGE_H_
#define CLAUSEBOOK_TESTS_TESTING_TEXT_MESSAGE_H_

#include <google/protobuf/text_format.h>

#include <stdexcept>
#include <string>

namespace clausebook {

// Throws std::invalid_argument for what is no such message: an error of the test itself.
template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) {
    throw std::invalid_argument("not a " + message.GetTypeName() + ": " + text);
  }
  return message;
}

}  // namespace clausebook

#endif  // CLAUSEBOOK_TESTS_TESTING_TEXT_MESSAGE_H_
