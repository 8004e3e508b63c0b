// What a thread is blocked on, for the report of a deadlock: who waits for what, and who has to
// give it back. A note lives on the waiting thread's stack and is read only while nothing runs.
#pragma once

#include "gate/context.hpp"

#include <atomic>
#include <string>

namespace openwdf::gate {

class WaitNote {
public:
    // The outermost note of a wait says most: a read says which device has it, the event below it
    // says nothing.
    explicit WaitNote(ThreadContext& context) : context_(context), listed_(context.waits == nullptr)
    {
        if (listed_)
            context_.waits = this;
    }
    virtual ~WaitNote()
    {
        if (listed_)
            context_.waits = nullptr;
    }
    WaitNote(const WaitNote&) = delete;
    WaitNote& operator=(const WaitNote&) = delete;

    // "a mutex"; completes the sentence "thread 'x' waits for ...".
    virtual std::string what() const = 0;
    // The thread that has it; nullptr where nobody does.
    virtual const exec::Thread* owner() const { return nullptr; }

private:
    ThreadContext& context_;
    const bool listed_;
};

// A wait for something with a name whose holder is kept in `holder`.
class HeldByNote final : public WaitNote {
public:
    using Holder = std::atomic<const ThreadContext*>;

    HeldByNote(ThreadContext& context, const char* name, const Holder& holder)
        : WaitNote(context), name_(name), holder_(holder)
    {
    }
    std::string what() const override { return name_; }
    const exec::Thread* owner() const override { return holder_.load(std::memory_order_relaxed); }

private:
    const char* const name_;
    const Holder& holder_;
};

} // namespace openwdf::gate
