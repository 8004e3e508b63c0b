// What the gates know of the running thread: which machine it works for, which driver's code it is
// in, and how it crossed the border so far.
#pragma once

#include "exec/thread.hpp"
#include "gate/crossing.hpp"

#include <functional>
#include <memory>
#include <string>

namespace openwdf::wdf {
struct Presentation;
}

namespace openwdf::gate {

class Border;
class WaitNote;

// The driver on whose side of the border a thread is. Lives as long as its machine.
struct DriverIdentity {
    std::string name;
    Border* border = nullptr;
    bool user_mode = false; // a UMDF driver: its violations end the driver host (fact 42)
};

class ThreadContext : public exec::Thread {
public:
    ThreadContext(std::string name, Border& machine_border)
        : exec::Thread(std::move(name)), border(&machine_border)
    {
    }

    Border* border;
    const DriverIdentity* driver = nullptr; // nullptr: in no driver's code
    // A processor's own thread. Transfers end only when it is back in its loop, so it must not
    // wait for them.
    bool reaps_io = false;
    std::uint32_t callback_depth = 0;
    // What the thread is blocked on; nullptr while it runs.
    const WaitNote* waits = nullptr;
    // KeEnterCriticalRegion, wait locks and mutexes: how often normal kernel APCs are held off.
    std::uint32_t critical_regions = 0;
    std::uint32_t guarded_depth = 0;
    // What PsGetCurrentThread names: the object of a thread that a driver made, else this context.
    void* thread_object = this;
    // The innermost presentation of a queue that this thread is inside; the framework's.
    wdf::Presentation* presentation = nullptr;
    CrossingHistory history;
};

// A thread with a body; whatever the freeze throws through the body ends in run().
class BodyThread final : public ThreadContext {
public:
    BodyThread(std::string name, Border& machine_border, std::function<void()> body)
        : ThreadContext(std::move(name), machine_border), body_(std::move(body))
    {
    }
    void run() override;

private:
    std::function<void()> body_;
};

// nullptr on a thread that is attached to no machine. Every exec::Thread is a ThreadContext: the
// machine makes them all.
inline ThreadContext* current_context()
{
    return static_cast<ThreadContext*>(exec::current_thread());
}

// What run_guarded() restores after a freeze.
class GuardedScope {
public:
    explicit GuardedScope(ThreadContext& context)
        : context_(context), driver_(context.driver), callback_depth_(context.callback_depth),
          critical_regions_(context.critical_regions), irql_(context.irql)
    {
        ++context_.guarded_depth;
    }
    ~GuardedScope() { --context_.guarded_depth; }
    GuardedScope(const GuardedScope&) = delete;
    GuardedScope& operator=(const GuardedScope&) = delete;

    bool is_outermost() const { return context_.guarded_depth == 1; }
    void restore()
    {
        context_.driver = driver_;
        context_.callback_depth = callback_depth_;
        context_.critical_regions = critical_regions_;
        context_.irql = irql_;
    }

private:
    ThreadContext& context_;
    const DriverIdentity* driver_;
    std::uint32_t callback_depth_;
    std::uint32_t critical_regions_;
    exec::Irql irql_;
};

} // namespace openwdf::gate
