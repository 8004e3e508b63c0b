#include "runtime/data_races.hpp"

#include "openwdf/data_races.hpp"

#include <fmt/format.h>

#include <atomic>
#include <utility>

namespace openwdf {

namespace {

// ThreadSanitizer is process-wide, and so is what it finds.
std::atomic<std::uint64_t> g_found{0};

} // namespace

void note_data_race() noexcept
{
    g_found.fetch_add(1, std::memory_order_relaxed);
}

namespace runtime {

DataRaces::DataRaces() : seen_(g_found.load(std::memory_order_relaxed)) {}

void DataRaces::report(gate::Border& border)
{
    const std::uint64_t found = g_found.load(std::memory_order_relaxed);
    const std::uint64_t fresh = found - std::exchange(seen_, found);
    if (fresh != 0)
        border.report("data-race",
                      fmt::format("ThreadSanitizer reported {} data race(s) in this run: what it "
                                  "said is on standard error",
                                  fresh));
}

} // namespace runtime

} // namespace openwdf
