// A stack and the place it was left at: the switch between them, nothing else. Boost.Context does
// the jump; we carry what it does not: C++ exception state and the sanitizers' view.
#pragma once

#include "exec/sim/carrier.hpp"
#include "exec/sim/stack.hpp"

#include <cstddef>

namespace openwdf::exec {

class Fiber final : public Carrier {
public:
    // The calling OS thread's own stack.
    Fiber();
    // A new one.
    Fiber(Entry entry, void* argument);
    ~Fiber() override;

    void switch_to(Carrier& next, Order order) override;
    bool guards(const void* address) const override { return stack_.guards(address); }

private:
    // The caught and the uncaught exceptions of a stack (__cxa_eh_globals).
    struct Exceptions {
        void* caught = nullptr;
        unsigned uncaught = 0;
    };

    static Exceptions* find_live_exceptions();
    // Not watched by ThreadSanitizer: both fibers' records are touched on either side of a switch.
    __attribute__((no_sanitize("thread"))) static void jump(Fiber& from, Fiber& to, Order order,
                                                            void** fake_stack);
    __attribute__((no_sanitize("thread"))) static void arrive(Fiber& arrived, Fiber& left,
                                                              void* left_context);
    template <class Transfer>
    __attribute__((no_sanitize("thread"))) static void start(Transfer transfer);

    Stack stack_;
    void* context_ = nullptr;
    // Where it switched to last: what a fiber that starts has to know, and may not look for on the
    // other's stack (with detect_stack_use_after_return a fiber's frames go when it ends).
    Fiber* target_ = nullptr;
    Entry entry_ = nullptr;
    void* argument_ = nullptr;
    Exceptions exceptions_;
    // Where the OS thread keeps them while the fiber runs. All fibers that switch to each other
    // are of one OS thread, so it is looked up once.
    Exceptions* const live_exceptions_;

    // For the sanitizers. The OS thread's bounds are learnt when it is first left.
    const void* bottom_ = nullptr;
    std::size_t size_ = 0;
    void* fake_stack_ = nullptr;
    void* tsan_thread_ = nullptr;
};

} // namespace openwdf::exec
