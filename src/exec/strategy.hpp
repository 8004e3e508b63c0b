// Who chooses in a simulated machine. The scheduler names each decision; a strategy answers with
// an index. The same strategy state and the same questions give the same run.
#pragma once

#include <cstdint>
#include <span>

namespace openwdf::exec {

// Why the scheduler asks. Recorded with each decision.
enum class Point : std::uint8_t {
    entry,           // driver code called into the runtime
    entry_return,    // ... and is about to get the answer
    callback,        // the runtime is about to call driver code
    callback_return, // ... and driver code returned
    send,            // an IRP is about to be handed to a device
    complete,        // an IRP is about to begin its way up
    unlock,          // a lock that others may wait for was given back
    wait,            // a thread is about to wait for an object
    dpc,             // a processor is about to run a DPC
    block,           // the running thread cannot go on
    exit,            // the running thread ended
};

const char* point_name(Point point);

// A candidate that is no thread: the next event (the end of a transfer, a timer) happens first.
inline constexpr std::uint32_t k_event = UINT32_MAX;

struct Decision {
    Point point;
    const char* name;     // what is crossed: a DDI, a callback, a major function; "" for none
    std::uint32_t thread; // who asks, by id
    // Two or more: the ids of the threads that could go on, and k_event. The asking thread comes
    // first where it could go on, then the ready ones by arrival, then the event.
    std::span<const std::uint32_t> candidates;

    bool may_stay() const { return candidates.front() == thread; }
};

class Strategy {
public:
    virtual ~Strategy() = default;
    // An index into decision.candidates.
    virtual std::uint32_t choose(const Decision& decision) = 0;
};

} // namespace openwdf::exec
