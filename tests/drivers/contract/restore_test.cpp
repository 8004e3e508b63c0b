// Instances of one driver, and the way back to the state after constructors.
#include "fixture.hpp"

#include <cstring>
#include <filesystem>
#include <thread>

namespace contract {
namespace {

using openwdf::loader::find_module;
using openwdf::loader::Module;
using openwdf::loader::Range;

constexpr int k_change = 1;
constexpr int k_overrun = 2;

void expect_initial(const contract_probe& probe)
{
    EXPECT_EQ(probe.values[0], 17);
    EXPECT_EQ(probe.values[1], 0);
    EXPECT_EQ(probe.values[2], 0);
    EXPECT_EQ(probe.values[3], 17);
    EXPECT_EQ(probe.values[4], 1);
}

TEST(Restore, BringsVariablesBack)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_STATE);
    expect_initial(run(lease.module(), k_change));
    const contract_probe changed = run(lease.module());
    EXPECT_EQ(changed.values[0], 18);
    EXPECT_EQ(changed.values[2], 1);
    EXPECT_EQ(changed.values[3], 1);
    EXPECT_EQ(changed.values[4], 2);
    lease->restore();
    expect_initial(run(lease.module()));
    EXPECT_GE(lease->segment_bytes(), 20000u);
}

TEST(Restore, HappensWhenALeaseReturns)
{
    const void* first = nullptr;
    for (int i = 0; i < 3; ++i) {
        const auto lease = load(OPENWDF_DRIVER_CONTRACT_STATE);
        const contract_probe probe = run(lease.module(), k_change);
        expect_initial(probe);
        if (i == 0)
            first = probe.addresses[0];
        EXPECT_EQ(probe.addresses[0], first);
    }
}

TEST(Restore, BringsCxxStaticsBack)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_CXX_ONE);
    for (int i = 0; i < 3; ++i) {
        const contract_probe probe = run(lease.module());
        EXPECT_EQ(probe.values[0], 11);   // constructed before the snapshot
        EXPECT_EQ(probe.values[1], 1011); // constructed again at first use
        EXPECT_EQ(probe.values[3], 10);
        lease->restore();
    }
}

TEST(Restore, UnbindsTheFramework)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_KMDF);
    static const void* table[1] = {};
    *lease->image().functions = table;
    *lease->image().globals = table;
    lease->restore();
    EXPECT_EQ(*lease->image().functions, nullptr);
    EXPECT_EQ(*lease->image().globals, nullptr);
}

TEST(Restore, DestructorsOfStaticsNeverRun)
{
    EXPECT_EXIT(
        {
            const auto lease = load(OPENWDF_DRIVER_CONTRACT_EXIT_CALLS);
            run(lease.module());
            lease->restore();
            run(lease.module());
            std::exit(0);
        },
        testing::ExitedWithCode(0), "");
}

#if defined(__SANITIZE_ADDRESS__)
#define CONTRACT_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONTRACT_ADDRESS_SANITIZER 1
#endif
#endif

#ifdef CONTRACT_ADDRESS_SANITIZER
TEST(Restore, LeavesRedzonesPoisoned)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_STATE);
    run(lease.module(), k_change);
    lease->restore();
    EXPECT_DEATH(run(lease.module(), k_overrun), "global-buffer-overflow");
    const auto copy = load(OPENWDF_DRIVER_CONTRACT_STATE);
    copy->restore();
    EXPECT_DEATH(run(copy.module(), k_overrun), "global-buffer-overflow");
}
#else
constexpr int k_unused = k_overrun;
static_assert(k_unused == 2);
#endif

// Counters lie between redzones, which belong to the ranges.
__attribute__((no_sanitize("address", "undefined"))) std::string kept_bytes(const Module& module)
{
    std::string bytes;
    for (const Range& range : module.file().kept()) {
        const auto* byte = reinterpret_cast<const volatile char*>(module.base() + range.begin);
        for (std::size_t i = 0; i < range.size(); ++i)
            bytes.push_back(byte[i]);
    }
    return bytes;
}

TEST(Restore, KeepsCoverageCounters)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_COVERAGE);
    const std::string before = kept_bytes(lease.module());
    EXPECT_EQ(run(lease.module()).values[0], 1);
    const std::string counted = kept_bytes(lease.module());
    EXPECT_NE(counted, before);
    lease->restore();
    EXPECT_EQ(kept_bytes(lease.module()), counted);
    EXPECT_EQ(run(lease.module()).values[0], 1);
}

TEST(PrivateCopy, SharesNothing)
{
    const auto first = load(OPENWDF_DRIVER_CONTRACT_STATE);
    const auto second = load(OPENWDF_DRIVER_CONTRACT_STATE);
    const contract_probe changed = run(first.module(), k_change);
    const contract_probe other = run(second.module());
    expect_initial(other);
    EXPECT_NE(changed.addresses[0], other.addresses[0]);
    EXPECT_EQ(first->path(), second->path());
    EXPECT_EQ(find_module(changed.addresses[0]), &first.module());
    EXPECT_EQ(find_module(other.addresses[1]), &second.module());
}

TEST(PrivateCopy, IsReused)
{
    const void* address = nullptr;
    const auto first = load(OPENWDF_DRIVER_CONTRACT_STATE);
    {
        const auto second = load(OPENWDF_DRIVER_CONTRACT_STATE);
        address = run(second.module(), k_change).addresses[0];
    }
    const auto third = load(OPENWDF_DRIVER_CONTRACT_STATE);
    EXPECT_EQ(run(third.module()).addresses[0], address);
}

TEST(PrivateCopy, OtherNamesOfAFileShareItsInstances)
{
    const std::string link = testing::TempDir() + "linked_" + std::to_string(getpid()) + ".so";
    std::filesystem::create_symlink(OPENWDF_DRIVER_CONTRACT_STATE, link);
    const Module* instance = &load(OPENWDF_DRIVER_CONTRACT_STATE).module();
    const auto linked = load(link);
    EXPECT_EQ(&linked.module(), instance);
    std::filesystem::remove(link);
}

TEST(PrivateCopy, AbandonedInstancesAreNotHandedOut)
{
    const void* address = nullptr;
    {
        auto lease = load(OPENWDF_DRIVER_CONTRACT_SMALL_TWO);
        address = run(lease.module()).addresses[0];
        lease.abandon();
    }
    const auto next = load(OPENWDF_DRIVER_CONTRACT_SMALL_TWO);
    EXPECT_NE(run(next.module()).addresses[0], address);
    EXPECT_NE(find_module(address), nullptr);
}

TEST(PrivateCopy, ManyThreadsGetOneEach)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([] {
            for (int round = 0; round < 50; ++round) {
                const auto lease = load(OPENWDF_DRIVER_CONTRACT_SMALL_ONE);
                const contract_probe probe = run(lease.module());
                EXPECT_EQ(probe.values[0], 1);
                EXPECT_EQ(find_module(probe.addresses[0]), &lease.module());
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
}

TEST(PrivateCopy, OtherAddressesBelongToNoModule)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_SMALL_ONE);
    int local = 0;
    EXPECT_EQ(find_module(&local), nullptr);
    EXPECT_EQ(find_module(nullptr), nullptr);
    EXPECT_EQ(find_module(reinterpret_cast<const void*>(&std::memcpy)), nullptr);
}

// A rebuilt driver: linkers write a new file under the old name.
TEST(ChangedFile, IsLoadedAnew)
{
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(testing::TempDir()) / ("changed_" + std::to_string(getpid()));
    fs::create_directories(folder);
    const fs::path path = folder / "driver.so";
    fs::copy_file(OPENWDF_DRIVER_CONTRACT_SMALL_ONE, path);
    {
        const auto old = load(path);
        EXPECT_EQ(run(old.module()).values[0], 1);
    }
    fs::remove(path);
    fs::copy_file(OPENWDF_DRIVER_CONTRACT_SMALL_TWO, path);
    {
        const auto changed = load(path);
        EXPECT_EQ(run(changed.module()).values[0], 2);
        EXPECT_EQ(changed->path(), path.string());
    }
    fs::remove_all(folder);
}

} // namespace
} // namespace contract
