#include "service/view/text_pool.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace clausebook::view {
namespace {

TEST(TextPool, HoldsATextOnceAsLongAsSomebodyHasIt) {
  TextPool pool;
  auto a = pool.Intern("clause");
  const auto held = pool.bytes();
  auto b = pool.Intern("clause");
  EXPECT_EQ(a, b);
  EXPECT_EQ(pool.bytes(), held);
  const auto other = pool.Intern("another");
  EXPECT_GT(pool.bytes(), held);
  a.reset();
  EXPECT_EQ(*b, "clause");
  b.reset();
  EXPECT_LT(pool.bytes(), held + held);
  EXPECT_EQ(*pool.Intern("clause"), "clause");
}

TEST(TextPool, IsEmptyInTheEnd) {
  TextPool pool;
  { const auto text = pool.Intern(""); }
  EXPECT_EQ(pool.bytes(), 0u);
}

TEST(TextPool, MayGoBeforeWhatItGaveOut) {
  TextPool::Text text;
  {
    TextPool pool;
    text = pool.Intern("left");
  }
  EXPECT_EQ(*text, "left");
}

TEST(TextPool, CountsRightWhenManyTakeAndLetGo) {
  TextPool pool;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&pool] {
      for (int i = 0; i < 2000; ++i) {
        const auto text = pool.Intern(std::to_string(i % 3));
        ASSERT_EQ(*text, std::to_string(i % 3));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(pool.bytes(), 0u);
}

}  // namespace
}  // namespace clausebook::view
