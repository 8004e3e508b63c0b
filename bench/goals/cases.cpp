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

constexpr std::uint32_t k_timeout_seconds = 10;
constexpr std::uint32_t k_word_bytes = 8; // where the bytes are not what is measured

Run send_file(const Settings& settings, std::uint64_t window, std::uint32_t depth,
              std::uint32_t timeout_seconds)
{
    return make_send("file:" + settings.file_path(), {.count = 0,
                                                      .window = window,
                                                      .seed = 0,
                                                      .kind = BENCH_SEND_REUSED,
                                                      .depth = depth,
                                                      .bytes = BENCH_READ_BYTES,
                                                      .timeout_seconds = timeout_seconds});
}
Run send_null(bench_send_kind kind)
{
    return make_send("null:", {.count = 0,
                               .window = BENCH_READ_BYTES,
                               .seed = 0,
                               .kind = static_cast<std::uint32_t>(kind),
                               .depth = 1,
                               .bytes = k_word_bytes,
                               .timeout_seconds = k_timeout_seconds});
}
Run send_one(const Settings& settings)
{
    return send_file(settings, settings.file_bytes, 1, k_timeout_seconds);
}
Run send_many(const Settings& settings)
{
    return send_file(settings, settings.file_bytes, 32, k_timeout_seconds);
}
Run send_many_untimed(const Settings& settings)
{
    return send_file(settings, settings.file_bytes, 32, 0);
}
Run send_hot(const Settings& settings)
{
    return send_file(settings, k_hot_bytes, 32, k_timeout_seconds);
}
Run send_reused(const Settings&)
{
    return send_null(BENCH_SEND_REUSED);
}
Run send_created(const Settings&)
{
    return send_null(BENCH_SEND_CREATED);
}
Run send_sync(const Settings&)
{
    return send_null(BENCH_SEND_SYNC);
}
Run send_sync_ioctl(const Settings&)
{
    return send_null(BENCH_SEND_IOCTL);
}

constexpr Case k_cases[] = {
    {"mutex.pair", 10'000'000, 1'000, false, make_mutex_pair},
    {"pread.random", 150'000, 100, true, pread_random},
    {"pread.hot", 250'000, 100, true, pread_hot},
    {"ring.depth1", 100'000, 100, true, ring_one},
    {"ring.depth32", 150'000, 100, true, ring_many},
    {"ring.cancel", 100'000, 100, false, make_ring_cancel},
    {"read.random", 120'000, 100, true, read_random},
    {"read.hot", 200'000, 100, true, read_hot, true},
    {"read.reused", 500'000, 100, false, send_sync, true},
    {"control.sync", 500'000, 100, false, send_sync_ioctl, true},
    {"send.depth1", 120'000, 100, true, send_one, true},
    {"send.depth32", 120'000, 100, true, send_many, true},
    {"send.depth32.untimed", 120'000, 100, true, send_many_untimed, true},
    {"send.hot", 200'000, 100, true, send_hot, true},
    {"send.null", 500'000, 100, false, send_reused, true},
    {"send.created", 300'000, 100, false, send_created},
    {"send.cancel", 30'000, 50, false, make_cancel, true},
    {"ioctl.parallel", 300'000, 100, false, ioctl_parallel},
    {"ioctl.sequential", 300'000, 100, false, ioctl_sequential},
    {"ioctl.provider", 500'000, 100, false, make_provider_ioctl},
    {"simulation.request", 500, 5, false, make_simulated_machine},
    {"simulation.race", 500, 5, true, make_simulated_race},
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
