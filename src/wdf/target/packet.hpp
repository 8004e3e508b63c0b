// What a target sends: an IRP with its format, and the bookkeeping of one trip down and up.
//
// A trip ends when nobody holds the packet any more: the completion routine gives up one hold, and
// whoever cancels the IRP meanwhile has another, so the IRP cannot go while IoCancelIrp works on it
// (fact 65). The last one to let go ends the trip, exactly once.
#pragma once

#include "base/list.hpp"
#include "wdf/target/format.hpp"

#include <atomic>

namespace openwdf::wdf {

class IoTarget;

class Packet {
public:
    explicit Packet(nt::Executive& executive) : format(executive), executive_(executive) {}
    ~Packet();
    Packet(const Packet&) = delete;
    Packet& operator=(const Packet&) = delete;

    IRP* irp() const { return irp_; }
    bool owns_irp() const { return owns_irp_; }
    // A received request's IRP: the I/O manager's or another driver's.
    void borrow_irp(IRP& irp);
    void release_borrowed_irp();
    // An IRP of our own with at least `stack_size` locations, fresh. False when out of memory.
    // Precondition: no borrowed IRP.
    bool ensure_irp(CCHAR stack_size);

    void release_format() { format.release(); }
    void abandon();

    Format format;

    // One trip. Guarded by the target's lock: link, target.
    base::Link target_link;
    IoTarget* target = nullptr;
    std::atomic<std::uint32_t> holds{0};
    bool timed_out = false;

    // The sending thread, for a completion that comes before the send returned: then nobody waits.
    const exec::Thread* sender = nullptr;
    bool sending = false; // the sender is still inside the call down; its own thread looks at it
    bool ended = false;
    KEVENT ended_event{};

    Packet* next_free = nullptr; // in the target's cache

private:
    nt::Executive& executive_;
    IRP* irp_ = nullptr;
    bool owns_irp_ = false;
};

} // namespace openwdf::wdf
