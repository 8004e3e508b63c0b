// What a thread is blocked on, for the report of a deadlock: who waits for what, and who has to
// give it back. A note lives on the waiting thread's stack and is read only while nothing runs.
#pragma once

#include "gate/context.hpp"

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

// A wait for something with a name. `find_holder` tells the thread that has it, when it is asked.
template <class FindHolder> class HeldByNote final : public WaitNote {
public:
    HeldByNote(ThreadContext& context, const char* name, FindHolder find_holder)
        : WaitNote(context), name_(name), find_holder_(find_holder)
    {
    }
    std::string what() const override { return name_; }
    const exec::Thread* owner() const override { return find_holder_(); }

private:
    const char* const name_;
    const FindHolder find_holder_;
};

} // namespace openwdf::gate
