// The cases that take turns in a run: what is measured, and the peers it is compared with.
#pragma once

#include "drivers/bench_ioctl.h"
#include "goals/settings.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace openwdf::bench {

// Does so many operations. Ends the program when one of them fails.
using Run = std::function<void(std::uint64_t operations)>;

struct Case {
    const char* name;
    std::uint64_t operations; // of one round: about a tenth of a second
    std::uint64_t quick_operations;
    bool reads_file;
    Run (*make)(const Settings&);
    // In the steady state no operation takes memory from the heap: allocations.cpp.
    bool allocates_nothing = false;
};

std::span<const Case> cases();
const Case* find_case(std::string_view name);

// peers.cpp
Run make_mutex_pair(const Settings&);
Run make_pread(const Settings&, std::uint64_t window);
Run make_ring(const Settings&, unsigned depth);
Run make_ring_cancel(const Settings&);

// machines.cpp
Run make_driver_read(const Settings&, std::uint64_t window);
Run make_driver_ioctl(const char* module);
Run make_provider_ioctl(const Settings&);
Run make_simulated_machine(const Settings&);

// senders.cpp. `sends` without count and seed.
Run make_send(const std::string& target, const bench_send& sends);
Run make_cancel(const Settings&);
Run make_simulated_race(const Settings&);

} // namespace openwdf::bench
