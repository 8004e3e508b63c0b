#include "runtime/data_races.hpp"

#include "openwdf/data_races.hpp"

#include <fmt/format.h>

#include <utility>

namespace openwdf {

namespace {

// ThreadSanitizer is process-wide, and so is what it finds. By builtins, because it holds its own
// locks while it tells of a race: nothing that it watches may happen then.
std::uint64_t g_found = 0;

std::uint64_t found_so_far()
{
    return __atomic_load_n(&g_found, __ATOMIC_RELAXED);
}

} // namespace

__attribute__((no_sanitize("thread"))) void note_data_race() noexcept
{
    __atomic_fetch_add(&g_found, 1, __ATOMIC_RELAXED);
}

namespace runtime {

DataRaces::DataRaces() : seen_(found_so_far()) {}

void DataRaces::report(gate::Border& border)
{
    const std::uint64_t found = found_so_far();
    const std::uint64_t fresh = found - std::exchange(seen_, found);
    if (fresh != 0)
        border.report("data-race",
                      fmt::format("ThreadSanitizer reported {} data race(s) in this run: what it "
                                  "said is on standard error",
                                  fresh));
}

} // namespace runtime

} // namespace openwdf
