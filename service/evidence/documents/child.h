// A child process that is given bytes and gives bytes back.
#ifndef CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_CHILD_H_
#define CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_CHILD_H_

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clausebook::evidence {

// A file descriptor that is closed in time.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.Release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { Close(); }

  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  int Release();
  void Close();

 private:
  int number_;
};

// Not thread-safe; several may be used by several threads. Leaves neither a process
// nor descriptors behind.
class Child {
 public:
  using Clock = std::chrono::steady_clock;

  // Starts `arguments[0]` with an empty environment, no descriptors but the three
  // standard ones (errors go nowhere), and signals as after boot. nullopt if it cannot.
  static std::optional<Child> Start(const std::vector<std::string>& arguments);

  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();  // kills what still runs

  // Writes `input` and reads until the child closes its output, the deadline has
  // passed, or it has written more than `most` bytes. False if the deadline passed.
  bool Converse(std::string_view input, Clock::time_point deadline, std::size_t most,
                std::string* output);

  // The signal that the child died of by itself before the deadline; 0 if none.
  int WaitForSignal(Clock::time_point deadline);

 private:
  Child(pid_t pid, Descriptor input, Descriptor output);
  void Send(std::string_view* input);
  bool Receive(std::string* output);

  pid_t pid_;
  Descriptor input_;   // we write, the child reads
  Descriptor output_;  // the child writes, we read
};

}  // namespace clausebook::evidence

#endif  // CLAUSEBOOK_SERVICE_EVIDENCE_DOCUMENTS_CHILD_H_
