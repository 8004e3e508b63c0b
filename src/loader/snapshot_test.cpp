#include "loader/snapshot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace openwdf::loader {
namespace {

template <class Array> Range range_of(Array& array, std::size_t first, std::size_t count)
{
    const auto begin = reinterpret_cast<std::uintptr_t>(array.data() + first);
    return {begin, begin + count};
}

TEST(Snapshot, RestoresItsRangesOnly)
{
    std::array<unsigned char, 64> memory{};
    std::iota(memory.begin(), memory.end(), static_cast<unsigned char>(1));
    const Snapshot snapshot({range_of(memory, 3, 13), range_of(memory, 40, 1)});
    memory.fill(0xee);
    snapshot.restore();
    for (std::size_t i = 0; i < memory.size(); ++i) {
        const bool saved = (i >= 3 && i < 16) || i == 40;
        EXPECT_EQ(memory[i], saved ? i + 1 : 0xee) << i;
    }
    EXPECT_EQ(snapshot.bytes(), 14u);
}

TEST(Snapshot, RefillsALongZeroTail)
{
    std::array<unsigned char, 5000> memory{};
    memory[10] = 7;
    const Snapshot snapshot({range_of(memory, 0, memory.size())});
    memory.fill(0xee);
    snapshot.restore();
    EXPECT_EQ(memory[10], 7);
    EXPECT_EQ(std::count(memory.begin(), memory.end(), 0), 4999);
}

TEST(Snapshot, AllZeroAndEmptyRanges)
{
    std::array<unsigned char, 2000> memory{};
    const Snapshot snapshot({range_of(memory, 0, 1999), range_of(memory, 5, 0)});
    memory.fill(0xee);
    snapshot.restore();
    EXPECT_EQ(std::count(memory.begin(), memory.end(), 0), 1999);
    EXPECT_EQ(memory[1999], 0xee);
    Snapshot().restore();
}

} // namespace
} // namespace openwdf::loader
