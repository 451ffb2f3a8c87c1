// Changes messages field by field, by their descriptors, so that what comes out is a
// message still, and often one that means something.
#ifndef CLAUSEBOOK_TESTS_FUZZ_RPC_MESSAGE_MUTATOR_H_
#define CLAUSEBOOK_TESTS_FUZZ_RPC_MESSAGE_MUTATOR_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <random>
#include <string>

namespace clausebook::testing {

// The same seed makes the same changes.
class MessageMutator {
 public:
  // `noise` changes bytes in place and returns their new number (as LLVMFuzzerMutate).
  using Noise = std::size_t (*)(std::uint8_t* data, std::size_t size, std::size_t most);
  MessageMutator(unsigned seed, Noise noise) : random_(seed), noise_(noise) {}

  // Sets, changes or removes one field, here or in a message within.
  void Mutate(google::protobuf::Message* message);

  std::size_t Below(std::size_t most) { return random_() % most; }

 private:
  using Field = google::protobuf::FieldDescriptor;

  void MutateRepeated(google::protobuf::Message* message, const Field* field);
  void MutateSingle(google::protobuf::Message* message, const Field* field);
  // Of a repeated field appends.
  void SetScalar(google::protobuf::Message* message, const Field* field, bool append);
  std::string NewText(const Field* field, const std::string& old);
  std::int64_t NewNumber(const Field* field);
  int NewEnum(const Field* field);
  std::string Noisy(std::string text);

  std::minstd_rand random_;
  Noise noise_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FUZZ_RPC_MESSAGE_MUTATOR_H_
