#include "goals/allocations.hpp"

#include "goals/cases.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <cstddef>

namespace openwdf::bench {

namespace {

std::atomic<std::uint64_t> g_allocations{0};

// Threads may overwrite each other's count: what matters is whether it moves, and a locked
// instruction in each malloc would show in the times.
[[maybe_unused]] void count_allocation()
{
    g_allocations.store(g_allocations.load(std::memory_order_relaxed) + 1,
                        std::memory_order_relaxed);
}

} // namespace

std::uint64_t allocations()
{
    return g_allocations.load(std::memory_order_relaxed);
}

} // namespace openwdf::bench

// ---- before the C library's ---------------------------------------------------------------------

// A sanitizer has put its own there.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OPENWDF_BENCH_COUNTS_MALLOC 0
#else
#define OPENWDF_BENCH_COUNTS_MALLOC 1

extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size)
{
    openwdf::bench::count_allocation();
    return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size)
{
    openwdf::bench::count_allocation();
    return __libc_calloc(count, size);
}

void* realloc(void* memory, std::size_t size)
{
    openwdf::bench::count_allocation();
    return __libc_realloc(memory, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size)
{
    openwdf::bench::count_allocation();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size)
{
    openwdf::bench::count_allocation();
    *memory = __libc_memalign(alignment, size);
    return *memory == nullptr ? ENOMEM : 0;
}
}
#endif

// ---- the check ----------------------------------------------------------------------------------

namespace openwdf::bench {

namespace {

// A run takes something for its own ioctl; more operations must not take more.
constexpr std::uint64_t k_few = 100;
constexpr std::uint64_t k_many = 1100;

std::uint64_t allocations_of(const Run& run, std::uint64_t operations)
{
    const std::uint64_t before = allocations();
    run(operations);
    return allocations() - before;
}

// Of the operations between few and many.
std::int64_t allocations_of(const Case& one, const Settings& settings)
{
    const Run run = one.make(settings);
    run(k_many); // whatever is kept for reuse is there from now on
    const auto few = static_cast<std::int64_t>(allocations_of(run, k_few));
    const auto many = static_cast<std::int64_t>(allocations_of(run, k_many));
    return many - few;
}

bool check_case(const Case& one, const Settings& settings)
{
    const std::int64_t taken = allocations_of(one, settings);
    const bool keeps_promise = !one.allocates_nothing || taken <= 0;
    fmt::print("{:<24} {:>8.3f}{}\n", one.name, static_cast<double>(taken) / (k_many - k_few),
               keeps_promise ? "" : "   it promises none");
    return keeps_promise;
}

} // namespace

bool check_allocations(const Settings& settings)
{
    if (!OPENWDF_BENCH_COUNTS_MALLOC) {
        fmt::print(stderr, "bench_goals: a sanitizer has the heap; count in another build\n");
        return false;
    }
    bool all_keep = true;
    fmt::print("allocations per operation\n");
    for (const Case& one : cases())
        all_keep = check_case(one, settings) && all_keep;
    // Who makes a request takes memory: a count of nothing there would be no count.
    const Case* creates = find_case("send.created");
    if (allocations_of(*creates, settings) < static_cast<std::int64_t>(k_many - k_few)) {
        fmt::print("{} seems to take nothing: the count is wrong\n", creates->name);
        return false;
    }
    return all_keep;
}

} // namespace openwdf::bench
