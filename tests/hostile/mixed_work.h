// What the clients of mixed_load do: each kind of work one call after the other, as fast
// as the server lets them, and a count of how the calls ended.
#ifndef CLAUSEBOOK_TESTS_HOSTILE_MIXED_WORK_H_
#define CLAUSEBOOK_TESTS_HOSTILE_MIXED_WORK_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace clausebook::testing {

// How calls ended, by kind of work. Thread-safe.
class Tally {
 public:
  void Add(const std::string& work, const grpc::Status& status);

  struct Count {
    long good = 0;
    std::map<std::string, long> refused;  // by code and reason
  };
  std::map<std::string, Count> Counts() const;
  long Good() const { return good_; }
  // Those that were refused for another reason than a limit.
  std::vector<std::string> Wrong() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Count> counts_;
  std::vector<std::string> wrong_;
  std::atomic<long> good_{0};
};

struct Estate {
  int vendors = 0;
  int apps_each = 0;
};

// Vendors with apps, a policy and facts; false if the server refuses.
bool FillEstate(const std::shared_ptr<grpc::Channel>& channel, const Estate& estate);

// One client's work: `run` does one call and tells the tally.
struct Work {
  std::string name;
  int clients = 1;
  std::function<void(const std::shared_ptr<grpc::Channel>&, const Estate&,
                     unsigned random, Tally&)>
      run;
};
std::vector<Work> AllWork();

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_HOSTILE_MIXED_WORK_H_
