// Who chooses in a simulated machine. The scheduler names each decision; a strategy answers with
// an index. The same strategy state and the same questions give the same run.
#pragma once

#include <cstdint>

namespace openwdf::exec {

// Why the scheduler asks. Recorded with each decision.
enum class Point : std::uint8_t {
    entry,           // driver code called into the runtime
    entry_return,    // ... and is about to get the answer
    callback,        // the runtime is about to call driver code
    callback_return, // ... and driver code returned
    block,           // the running thread cannot go on
    exit,            // the running thread ended
    completion,      // an I/O operation may complete now
};

struct Decision {
    Point point;
    std::uint32_t candidates; // >= 2; candidate 0 is the running thread where it can go on
};

class Strategy {
public:
    virtual ~Strategy() = default;
    // An index below decision.candidates.
    virtual std::uint32_t choose(const Decision& decision) = 0;
};

} // namespace openwdf::exec
