// What is taken from the heap, counted. The program puts its own malloc before the C library's, so
// that the runtime's and the drivers' are counted too, whichever thread they run on.
#pragma once

#include "goals/settings.hpp"

#include <cstdint>

namespace openwdf::bench {

// So far, in the whole process.
std::uint64_t allocations();

// Prints what an operation of each case takes in the steady state. False when one that promises to
// take nothing does.
bool check_allocations(const Settings& settings);

} // namespace openwdf::bench
