// Start, Stop, Purge and the end: what a driver does to a target whose requests are under way
// (sections 1 and 2 of io-target-semantics).
#include "wdf/target/io_target.hpp"

#include <fmt/format.h>

#include <mutex>

namespace openwdf::wdf {

bool IoTarget::drained_locked(bool of_all) const
{
    return sent_count_ == 0 && (!of_all || other_count_ == 0);
}

void IoTarget::wake_drained_locked()
{
    drain_waiters_.wake_locked(driver().executive().dispatcher,
                               [&](bool of_all) { return drained_locked(of_all); });
}

// In the same hold as the look at the counts: nobody is admitted any more.
void IoTarget::shut_locked()
{
    draining_ = false;
    if (is_remote())
        reached_.set(nullptr);
}

void IoTarget::wait_until_drained(bool of_all)
{
    drain_waiters_.wait(
        driver().executive().dispatcher, of_all, [this](bool all) { return drained_locked(all); },
        [&] {
            if (of_all)
                shut_locked();
        });
}

// Fact 13. The profile `windows` goes on, into a wait that stops the machine if there is one.
bool IoTarget::may_wait(const char* ddi) const
{
    if (exec::current_thread()->irql == exec::k_passive_level)
        return true;
    gate::Border& border = driver().border();
    border.report("target-wait-irql",
                  fmt::format("{} was asked to wait for sent requests at IRQL {}; that takes "
                              "PASSIVE_LEVEL",
                              ddi, exec::current_thread()->irql));
    return border.profile() == gate::Profile::windows;
}

// Fact 4: from every state but Deleted. Fact 6: not while another thread waits in a Stop or Purge.
NTSTATUS IoTarget::try_start()
{
    std::lock_guard guard(lock_);
    if (io_state_ == WdfIoTargetDeleted)
        return STATUS_INVALID_DEVICE_STATE;
    if (stops_waiting_ != 0)
        return STATUS_PENDING;
    io_state_ = WdfIoTargetStarted;
    return STATUS_SUCCESS;
}

NTSTATUS IoTarget::start()
{
    NTSTATUS status = try_start();
    if (status == STATUS_PENDING) {
        driver().border().report("start-during-stop",
                                 "a target is started while another thread waits in "
                                 "WdfIoTargetStop or WdfIoTargetPurge; the calls must not overlap");
        if (!may_wait("WdfIoTargetStart"))
            return STATUS_INVALID_DEVICE_STATE;
    }
    while (status == STATUS_PENDING) {
        wait_until_drained(false);
        driver().border().scheduler().yield();
        status = try_start();
    }
    if (NT_SUCCESS(status))
        resend_pended();
    return status;
}

namespace {

constexpr bool is_running_state(WDF_IO_TARGET_STATE state)
{
    return state == WdfIoTargetStarted || state == WdfIoTargetStopped || state == WdfIoTargetPurged;
}

} // namespace

void IoTarget::stop(WDF_IO_TARGET_SENT_IO_ACTION action)
{
    if (action < WdfIoTargetCancelSentIo || action > WdfIoTargetLeaveSentIoPending)
        return; // fact 12
    const bool waits = action != WdfIoTargetLeaveSentIoPending;
    if (waits && !may_wait("WdfIoTargetStop"))
        return;
    {
        std::lock_guard guard(lock_);
        if (is_running_state(io_state_)) // fact 5
            io_state_ = WdfIoTargetStopped;
        stops_waiting_ += waits ? 1 : 0;
    }
    if (action == WdfIoTargetCancelSentIo)
        cancel_all(sent_);
    if (waits)
        finish_waiting_stop();
}

void IoTarget::purge(WDF_IO_TARGET_PURGE_IO_ACTION action)
{
    if (action != WdfIoTargetPurgeIoAndWait && action != WdfIoTargetPurgeIo)
        return; // fact 12
    const bool waits = action == WdfIoTargetPurgeIoAndWait;
    if (waits && !may_wait("WdfIoTargetPurge"))
        return;
    {
        std::lock_guard guard(lock_);
        if (is_running_state(io_state_))
            io_state_ = WdfIoTargetPurged;
        stops_waiting_ += waits ? 1 : 0;
    }
    fail_pended();
    cancel_all(sent_);
    if (waits)
        finish_waiting_stop();
}

void IoTarget::finish_waiting_stop()
{
    wait_until_drained(false);
    std::lock_guard guard(lock_);
    --stops_waiting_;
}

void IoTarget::end_all_trips(WDF_IO_TARGET_STATE final_state)
{
    {
        std::lock_guard guard(lock_);
        // Section 1: only an open target is closed for query-remove.
        const bool closed =
            io_state_ == WdfIoTargetClosed || io_state_ == WdfIoTargetClosedForQueryRemove;
        io_state_ = closed && final_state == WdfIoTargetClosedForQueryRemove ? WdfIoTargetClosed
                                                                             : final_state;
        draining_ = true;
    }
    fail_pended();
    cancel_all(sent_);
    cancel_all(ignored_);
    wait_until_drained(true);
}

} // namespace openwdf::wdf
