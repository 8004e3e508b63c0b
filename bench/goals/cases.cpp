#include "goals/cases.hpp"

namespace openwdf::bench {

namespace {

constexpr std::uint64_t k_hot_bytes = 1U << 20;

Run pread_random(const Settings& settings)
{
    return make_pread(settings, settings.file_bytes);
}
Run pread_hot(const Settings& settings)
{
    return make_pread(settings, k_hot_bytes);
}
Run ring_one(const Settings& settings)
{
    return make_ring(settings, 1);
}
Run ring_many(const Settings& settings)
{
    return make_ring(settings, 32);
}
Run read_random(const Settings& settings)
{
    return make_driver_read(settings, settings.file_bytes);
}
Run read_hot(const Settings& settings)
{
    return make_driver_read(settings, k_hot_bytes);
}
Run ioctl_parallel(const Settings&)
{
    return make_driver_ioctl(BENCH_ECHO_PARALLEL);
}
Run ioctl_sequential(const Settings&)
{
    return make_driver_ioctl(BENCH_ECHO_SEQUENTIAL);
}

constexpr Case k_cases[] = {
    {"mutex.pair", 10'000'000, 1'000, false, make_mutex_pair},
    {"pread.random", 150'000, 100, true, pread_random},
    {"pread.hot", 250'000, 100, true, pread_hot},
    {"ring.depth1", 100'000, 100, true, ring_one},
    {"ring.depth32", 150'000, 100, true, ring_many},
    {"read.random", 120'000, 100, true, read_random},
    {"read.hot", 200'000, 100, true, read_hot},
    {"ioctl.parallel", 300'000, 100, false, ioctl_parallel},
    {"ioctl.sequential", 300'000, 100, false, ioctl_sequential},
    {"ioctl.provider", 500'000, 100, false, make_provider_ioctl},
    {"simulation.request", 500, 5, false, make_simulated_machine},
};

} // namespace

std::span<const Case> cases()
{
    return k_cases;
}

const Case* find_case(std::string_view name)
{
    for (const Case& one : k_cases) {
        if (name == one.name)
            return &one;
    }
    return nullptr;
}

} // namespace openwdf::bench
