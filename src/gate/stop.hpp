// The freeze. A bug check stops its machine, not the process: from then on every gate and wait of
// that machine throws MachineStopped, which unwinds driver and runtime frames alike up to the
// outermost run_guarded() of the thread. This is the one use of exceptions in the runtime; nobody
// else catches it, and no frame between the gates is noexcept.
#pragma once

#include "gate/context.hpp"

#include <utility>

namespace openwdf::gate {

class MachineStopped {
public:
    explicit MachineStopped(const Border& border) : border_(&border) {}
    const Border& border() const { return *border_; }

private:
    const Border* border_;
};

[[noreturn]] void throw_stopped(ThreadContext& context);

// Throws when the current thread's machine has stopped. For waits and loops between the gates.
void check_running(ThreadContext& context);

// The outermost frame of machine code on a thread: harness calls, thread bodies, processor loops.
// False when the machine stopped on the way; the thread's level is then back to where it was.
template <class Body> bool run_guarded(ThreadContext& context, Body&& body)
{
    GuardedScope scope(context);
    try {
        check_running(context);
        std::forward<Body>(body)();
        return true;
    } catch (const MachineStopped& stopped) {
        if (!scope.is_outermost() || &stopped.border() != context.border)
            throw;
        scope.restore();
        return false;
    }
}

} // namespace openwdf::gate
