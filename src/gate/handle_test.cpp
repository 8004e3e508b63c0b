// Checked handles (design: handles are checked; fact 44).
#include "gate/handle.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace openwdf::gate {
namespace {

constexpr std::uint16_t k_kind = 0x1008;

TEST(HandleTableTest, FindsWhatItGaveOut)
{
    HandleTable table;
    int object = 0;
    const HandleValue handle = table.allocate(k_kind, &object);
    const auto entry = table.find(handle);
    EXPECT_EQ(entry.object, &object);
    EXPECT_EQ(entry.kind, k_kind);
    EXPECT_EQ(table.live_count(), 1U);
    table.release(handle);
}

TEST(HandleTableTest, ValuesLieInTheKernelHalfAndAreAligned)
{
    HandleTable table;
    int object = 0;
    for (int i = 0; i < 3000; ++i) {
        const HandleValue handle = table.allocate(k_kind, &object);
        EXPECT_EQ(handle >> 47, 0x1FFFFU) << std::hex << handle;
        EXPECT_EQ(handle & 0xF, 0U);
    }
}

TEST(HandleTableTest, AStaleHandleIsFoundAlsoAfterItsSlotWasReused)
{
    HandleTable table;
    int first = 0;
    int second = 0;
    const HandleValue stale = table.allocate(k_kind, &first);
    table.release(stale);
    EXPECT_EQ(table.find(stale).kind, 0);
    std::vector<HandleValue> others;
    for (int i = 0; i < 5000; ++i)
        others.push_back(table.allocate(k_kind, &second));
    EXPECT_EQ(table.find(stale).kind, 0);
    EXPECT_EQ(std::set<HandleValue>(others.begin(), others.end()).size(), others.size());
    EXPECT_FALSE(std::set<HandleValue>(others.begin(), others.end()).contains(stale));
}

TEST(HandleTableTest, InventedValuesAreNeverFollowed)
{
    HandleTable table;
    int object = 0;
    const HandleValue handle = table.allocate(k_kind, &object);
    for (const HandleValue invented :
         {HandleValue{0}, HandleValue{1}, ~HandleValue{0}, handle + 1, handle + 16, handle - 16,
          handle ^ (HandleValue{1} << 30), handle & 0x7FFFFFFFFFFFU,
          reinterpret_cast<HandleValue>(&object)}) {
        EXPECT_EQ(table.find(invented).kind, 0) << std::hex << invented;
    }
    table.release(handle);
}

TEST(HandleTableTest, RunsOutInsteadOfWrapping)
{
    HandleTable table;
    int object = 0;
    std::uint32_t given = 0;
    while (table.allocate(k_kind, &object) != 0)
        ++given;
    EXPECT_EQ(given, (1U << 20) - 1);
    EXPECT_EQ(table.allocate(k_kind, &object), 0U);
}

} // namespace
} // namespace openwdf::gate
