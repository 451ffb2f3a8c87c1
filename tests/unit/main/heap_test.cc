// The process's heaps: how many there are, and that large blocks are given back.
#include "service/main/heap.h"

#include <gtest/gtest.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include <atomic>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace clausebook {
namespace {

constexpr int kManyThreads = 64;

// How many heaps glibc has, by what it says of itself.
int HeapCount() {
  char* text = nullptr;
  std::size_t size = 0;
  FILE* const out = open_memstream(&text, &size);
  malloc_info(0, out);
  fclose(out);
  const std::string info(text, size);
  free(text);
  int count = 0;
  constexpr char kHeap[] = "<heap nr=";
  for (auto at = info.find(kHeap); at != std::string::npos;
       at = info.find(kHeap, at + 1)) {
    ++count;
  }
  return count;
}

// After as many threads have allocated at once.
int HeapsOfManyThreads() {
  std::atomic<int> waiting{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kManyThreads; ++i) {
    threads.emplace_back([&] {
      const std::vector<std::string> held(10, std::string(5'000, 'x'));
      ++waiting;
      while (waiting < kManyThreads) std::this_thread::yield();
    });
  }
  for (auto& thread : threads) thread.join();
  return HeapCount();
}

[[noreturn]] void EndWith(bool good, int heaps) {
  if (!good) std::cerr << heaps << " heaps\n";
  _Exit(good ? 0 : 1);
}

int MostHeaps() {
  return std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
}

// Each in a process of its own, since heaps never go.
class HeapTest : public ::testing::Test {
 protected:
  HeapTest() {
    ::testing::GTEST_FLAG(death_test_style) = "threadsafe";
    unsetenv("MALLOC_ARENA_MAX");
    unsetenv("GLIBC_TUNABLES");
  }
  void SetUp() override {
    const std::string held(1 << 20, 'x');
    if (!LookAtHeap()) GTEST_SKIP() << "a sanitizer has the heap";
    ASSERT_GE(LookAtHeap()->in_use, held.size());
  }
};

TEST_F(HeapTest, ThereAreAsManyAsProcessorsHoweverManyThreads) {
  EXPECT_EXIT(
      {
        BoundHeap();
        const int heaps = HeapsOfManyThreads();
        EndWith(heaps <= MostHeaps(), heaps);
      },
      ::testing::ExitedWithCode(0), "");
}

// A test of the test.
TEST_F(HeapTest, OtherwiseThereAreMore) {
  EXPECT_EXIT(
      {
        const int heaps = HeapsOfManyThreads();
        EndWith(heaps > MostHeaps(), heaps);
      },
      ::testing::ExitedWithCode(0), "");
}

TEST_F(HeapTest, AnOperatorsWordCounts) {
  EXPECT_EXIT(
      {
        setenv("MALLOC_ARENA_MAX", "50", 1);
        BoundHeap();
        const int heaps = HeapsOfManyThreads();
        EndWith(heaps > MostHeaps(), heaps);
      },
      ::testing::ExitedWithCode(0), "");
}

// In pages, by the system.
long Resident() {
  long all = 0;
  long resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident;
}

// Blocks come and go, and some that stay lie between them: nothing of it is at a heap's
// end.
TEST_F(HeapTest, WhatIsFreeBetweenBlocksIsGivenBack) {
  EXPECT_EXIT(
      {
        BoundHeap();
        constexpr int kPages = 10'000;
        std::vector<std::unique_ptr<std::string>> blocks;
        for (int i = 0; i < kPages; ++i) {
          blocks.push_back(std::make_unique<std::string>(4'000, 'x'));
        }
        for (int i = 0; i < kPages; ++i) {
          if (i % 20 != 0) blocks[i].reset();
        }
        const long before = Resident();
        const bool trimmed = TrimHeap();
        EndWith(trimmed && Resident() < before - kPages / 2, -1);
      },
      ::testing::ExitedWithCode(0), "");
}

// glibc alone would keep blocks of this size in its heaps once one was freed.
TEST_F(HeapTest, LargeBlocksAreGivenBackAtOnce) {
  EXPECT_EXIT(
      {
        BoundHeap();
        const std::size_t before = LookAtHeap()->free;
        for (int i = 0; i < 3; ++i) {
          std::vector<std::string> held(4, std::string(8 << 20, 'x'));
          if (LookAtHeap()->in_use < (32u << 20)) EndWith(false, -1);
        }
        EndWith(LookAtHeap()->free < before + (2 << 20), HeapCount());
      },
      ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace clausebook
