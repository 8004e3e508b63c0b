// Which threads work for a machine.
#include "runtime/core.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace openwdf::runtime {

namespace {

[[noreturn]] void refuse_thread(bool simulated)
{
    const char* advice =
        simulated ? "A simulated machine belongs to the thread that made it; further threads are "
                    "made with Machine::start."
                  : "Keep the result of Machine::attach on this thread, or make the thread with "
                    "Machine::start.";
    std::fprintf(stderr, "openwdf: a thread that is not attached to the machine uses it.\n%s\n",
                 advice);
    std::abort();
}

} // namespace

gate::ThreadContext& Core::context_of_caller()
{
    gate::ThreadContext* current = gate::current_context();
    if (current != nullptr && current->border == &border_)
        return *current;
    const std::lock_guard guard(mutex_);
    const auto own = std::find_if(attached_.begin(), attached_.end(), [](const Attached& entry) {
        return entry.os_thread == std::this_thread::get_id();
    });
    if (own == attached_.end())
        refuse_thread(scheduler_->simulated());
    return *own->context;
}

// A thread that works for another machine already stays current there.
void Core::attach(gate::ThreadContext& context)
{
    {
        const std::lock_guard guard(mutex_);
        if (scheduler_->simulated() && !attached_.empty())
            refuse_thread(true);
        attached_.push_back({std::this_thread::get_id(), &context});
    }
    exec::Thread* previous = exec::make_current(nullptr);
    scheduler_->attach(context);
    if (previous != nullptr)
        exec::make_current(previous);
}

void Core::detach(gate::ThreadContext& context)
{
    exec::Thread* previous = exec::make_current(&context);
    scheduler_->detach(context);
    exec::make_current(previous == &context ? nullptr : previous);
    const std::lock_guard guard(mutex_);
    std::erase_if(attached_, [&](const Attached& entry) { return entry.context == &context; });
}

void Core::start(HarnessThread& thread)
{
    {
        const std::lock_guard guard(mutex_);
        started_.push_back(&thread);
    }
    const EnteredThread entered(*this);
    scheduler_->start(thread);
}

bool Core::join(HarnessThread& thread)
{
    {
        const std::lock_guard guard(mutex_);
        if (std::erase(started_, &thread) == 0)
            return true;
    }
    const EnteredThread entered(*this);
    const bool may_hang = border_.stopped() && !scheduler_->simulated();
    if (may_hang && !thread.wait_for_end()) {
        std::fprintf(stderr,
                     "openwdf: thread '%s' does not come back from the driver after the bug "
                     "check; it is left behind with its machine.\n",
                     thread.name().c_str());
        const std::lock_guard guard(mutex_);
        quarantined_ = true;
        return false;
    }
    scheduler_->join(thread);
    thread.set_joined();
    return true;
}

} // namespace openwdf::runtime
