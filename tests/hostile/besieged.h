// A server under attack, and a client that means well meanwhile.
#ifndef CLAUSEBOOK_TESTS_HOSTILE_BESIEGED_H_
#define CLAUSEBOOK_TESTS_HOSTILE_BESIEGED_H_

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace clausebook::testing {

// A call that costs the server little.
inline constexpr char kListVendors[] = "/clausebook.v1.CatalogService/ListVendors";

// How much of everything: 1, or what CLAUSEBOOK_HOSTILE says (for a longer siege).
int Severity();

// What a process has now.
std::size_t ResidentMib(pid_t pid);
std::size_t MostResidentMib(pid_t pid);  // since it was started
std::size_t Descriptors(pid_t pid);
std::size_t Threads(pid_t pid);

// A client that reads and writes, one call after the other, and tries again where the
// server has refused or a connection was lost, as clients do.
class GoodClient {
 public:
  // Calls under way when the object goes are waited for.
  GoodClient(const std::string& address, const std::string& name);
  ~GoodClient();

  // Ends it; the calls that went well.
  int Stop();

  // `count` writes, each read back; empty, or what went wrong for good.
  static std::string Serve(const std::string& address, const std::string& name,
                           int count);

  int tries() const { return tries_; }

 private:
  std::string failure_;
  std::atomic<bool> stop_{false};
  std::atomic<int> good_{0};
  std::atomic<int> tries_{0};
  std::thread thread_;
};

// Each test has a server of its own. After an attack the server is alive, has not grown
// beyond `most_mib`, gets rid of what the attack held, and serves.
class Besieged : public ::testing::Test {
 protected:
  void Start(const std::vector<std::string>& arguments = {});
  // Runs the attack beside the good client, and looks at the server when it is over.
  void Attack(const std::function<void()>& attack);

  const std::string& address() const { return server_->address(); }
  pid_t pid() const { return server_->pid(); }

  std::size_t most_mib_ = 700;
  // What may be open besides what was before the attack, once it is over.
  static constexpr std::size_t kDescriptorsLeft = 16;

  TempDir folder_;
  std::unique_ptr<ServerProcess> server_;
};

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_HOSTILE_BESIEGED_H_
