// The IRPs that the I/O manager made for a driver's thread and that are still under way: the
// thread's end cancels them and waits for them (N44, N46, N58).
//
// Thread rule: any thread completes such an IRP; while its own thread cancels it, completing only
// notes the end, and the thread does the rest.
#pragma once

#include "nt/io/irp_cache.hpp"

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::io {

class ThreadIrps {
public:
    ThreadIrps() = default;
    ~ThreadIrps();
    ThreadIrps(const ThreadIrps&) = delete;
    ThreadIrps& operator=(const ThreadIrps&) = delete;

    void add(Executive& executive, IRP& irp);
    // Cancels and waits, five minutes at most; what is not complete then is reported and left to
    // itself. On the thread that is ending.
    void run_down(Executive& executive);

    // Whether the completion of `block`, which was added somewhere, is to end it now.
    static bool may_end(Executive& executive, IrpBlock& block);

private:
    IrpBlock* next_to_cancel(Executive& executive);
    bool cancelled(Executive& executive, IrpBlock& block);
    bool wait_for_all(Executive& executive);
    void detach_all(Executive& executive);

    base::List<IrpBlock, &IrpBlock::of_thread> irps_;
    bool waiting_ = false;
    KEVENT none_left_{};
};

} // namespace openwdf::nt::io
