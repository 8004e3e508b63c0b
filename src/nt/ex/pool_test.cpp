#include "nt/ex/pool.hpp"

#include "nt/ex/driver_pool.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

constexpr ULONG k_tag = 0x74736554;

std::uintptr_t address(const void* pointer)
{
    return reinterpret_cast<std::uintptr_t>(pointer);
}

TEST(Pool, BlocksAreAlignedAndFilled)
{
    ex::Pool pool;
    auto* small = static_cast<unsigned char*>(pool.allocate(40, k_tag, ex::Fill::pattern, &pool));
    auto* page = static_cast<unsigned char*>(pool.allocate(4096, k_tag, ex::Fill::zero, &pool));
    EXPECT_EQ(address(small) % 16, 0U);
    EXPECT_EQ(address(page) % 4096, 0U);
    EXPECT_EQ(small[0], ex::k_fresh_byte);
    EXPECT_EQ(small[39], ex::k_fresh_byte);
    EXPECT_EQ(page[4095], 0);
    EXPECT_EQ(pool.allocate(0, k_tag, ex::Fill::zero, &pool), nullptr);
}

TEST(Pool, LiveBlocksAreListedOldestFirstWithoutTheRuntimesOwn)
{
    ex::Pool pool;
    void* first = pool.allocate(1, 1, ex::Fill::zero, &pool);
    pool.allocate(2, 2, ex::Fill::zero, nullptr);
    pool.allocate(3, 3, ex::Fill::zero, &pool);
    ASSERT_EQ(pool.live_blocks().size(), 2U);
    EXPECT_EQ(pool.live_blocks()[0].tag, 1U);
    EXPECT_EQ(pool.live_blocks()[1].size_bytes, 3U);
    EXPECT_TRUE(pool.free(first));
    EXPECT_EQ(pool.live_blocks().size(), 1U);
}

TEST(Pool, OnlyLiveBlocksCanBeFreed)
{
    ex::Pool pool;
    int local = 0;
    auto* block = static_cast<char*>(pool.allocate(64, k_tag, ex::Fill::zero, &pool));
    EXPECT_FALSE(pool.free(&local));
    EXPECT_FALSE(pool.free(block + 16));
    EXPECT_TRUE(pool.free(block));
    EXPECT_FALSE(pool.free(block));
}

class DriverPoolTest : public testing::NtTest {};

TEST_F(DriverPoolTest, AllocatePool2ZeroesUnlessToldNotTo)
{
    auto& context = machine_.main();
    auto* zeroed = static_cast<char*>(ex::allocate_pool2(context, POOL_FLAG_NON_PAGED, 100, k_tag));
    auto* raw = static_cast<unsigned char*>(
        ex::allocate_pool2(context, POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, 100, k_tag));
    EXPECT_EQ(zeroed[99], 0);
    EXPECT_EQ(raw[99], ex::k_fresh_byte);
    EXPECT_EQ(ex::allocate_pool2(context, 0, 100, k_tag), nullptr);
    EXPECT_EQ(machine_.report_rules(), std::vector<std::string>{"pool-arguments"});
}

TEST_F(DriverPoolTest, FreeingTwiceStopsTheMachine)
{
    auto& context = machine_.main();
    void* block = ex::allocate_pool_with_tag(context, NonPagedPoolNx, 0, k_tag);
    ASSERT_NE(block, nullptr);
    ex::free_pool(context, block, k_tag);
    const auto report = machine_.stopping([&] { ex::free_pool(context, block, 0); });
    EXPECT_EQ(report.bug_check.code, static_cast<std::uint32_t>(BAD_POOL_CALLER));
}

TEST_F(DriverPoolTest, AWrongTagStopsTheMachine)
{
    auto& context = machine_.main();
    void* block = ex::allocate_pool_with_tag(context, PagedPool, 10, k_tag);
    const auto report = machine_.stopping([&] { ex::free_pool(context, block, k_tag + 1); });
    EXPECT_EQ(report.bug_check.code, static_cast<std::uint32_t>(BAD_POOL_CALLER));
    EXPECT_EQ(report.bug_check.parameters[2], k_tag);
}

} // namespace
} // namespace openwdf::nt
