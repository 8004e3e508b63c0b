// What a thread of a simulated machine runs on: one stack, and the way to leave it for another.
// A fiber, or an OS thread that runs only while it is its turn.
#pragma once

#include <cstdint>
#include <memory>

namespace openwdf::exec {

class Carrier {
public:
    // What a switch means to ThreadSanitizer: nothing, or that all before it comes before all
    // after it.
    enum class Order : bool { none, before_and_after };

    struct Departure {
        Carrier* next;
        Order order;
    };
    // The body of a thread. Returns who goes on when it has ended.
    using Entry = Departure (*)(void* argument);

    enum class Kind : std::uint8_t { fiber, os_thread };

    // For the stack the caller stands on.
    static std::unique_ptr<Carrier> of_caller(Kind kind);
    // Runs entry(argument) when first switched to; `name` for debuggers.
    static std::unique_ptr<Carrier> make(Kind kind, const char* name, Entry entry, void* argument);

    Carrier() = default;
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;
    // Precondition: not running.
    virtual ~Carrier() = default;

    // Leaves this one, which is running, until somebody switches back. `next` is of the same kind.
    virtual void switch_to(Carrier& next, Order order) = 0;
    // Whether `address` lies where nobody may write, just below the stack. For signal handlers.
    virtual bool guards(const void* address) const = 0;
};

} // namespace openwdf::exec
