// SQLite's allocator with a fault, for programs that use one thread while it is armed. In
// a program of its own: SQLite takes its allocator before its first use.
#ifndef CLAUSEBOOK_TESTS_FAULTS_FAILING_ALLOCATOR_H_
#define CLAUSEBOOK_TESTS_FAULTS_FAILING_ALLOCATOR_H_

#include <gtest/gtest.h>

namespace clausebook::testing {

// Gives SQLite the allocator; to be added with AddGlobalTestEnvironment.
class FailingAllocator : public ::testing::Environment {
 public:
  void SetUp() override;
};

// From now on the n-th allocation fails, once or from then on; 0: none does. How many
// have failed since the last call.
int FailNth(long long nth, bool for_good);

}  // namespace clausebook::testing

#endif  // CLAUSEBOOK_TESTS_FAULTS_FAILING_ALLOCATOR_H_
