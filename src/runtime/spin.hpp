// The end of a driver that computes for ever.
#pragma once

#include <cstdint>

namespace openwdf::runtime {

// In a signal handler, on the thread that computes; `instruction` is where. Returns when that is in
// no driver: a test may compute for as long as it likes. Else says who, where and under which
// seed, and aborts, for nothing can take such a thread off its stack.
void end_spinning_driver(std::uint64_t seed, std::int64_t seconds, const void* instruction);

} // namespace openwdf::runtime
