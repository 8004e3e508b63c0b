#include "backend/pending_transfer.hpp"

#include "nt/io/cancel.hpp"

#include <cstddef>
#include <mutex>

namespace openwdf::backend {

namespace {

// The four words of Tail.Overlay.DriverContext belong to whoever has the IRP pended.
void*& transfer_slot(IRP& irp)
{
    return irp.Tail.Overlay.DriverContext[0];
}

} // namespace

PendingTransfers::~PendingTransfers()
{
    CHECK(in_flight() == 0);
}

NTSTATUS PendingTransfers::start(IRP& irp, host::IoOp::Kind kind, host::File& file, void* buffer,
                                 std::uint32_t length, std::uint64_t offset)
{
    Transfer& transfer = take();
    transfer.kind = kind;
    transfer.file = &file;
    transfer.buffer = buffer;
    transfer.length = length;
    transfer.offset = offset;
    prepare(transfer, irp);
    const NTSTATUS pending = nt::io::provider_pend(irp);
    nt::io::set_runtime_cancel_routine(irp, &cancel_routine);
    // N56. A routine that is gone already has posted its cancel, before or behind our submit.
    if (__atomic_load_n(&irp.Cancel, __ATOMIC_SEQ_CST) != FALSE &&
        nt::io::set_cancel_routine(irp, nullptr) != nullptr) {
        give_back(transfer);
        nt::io::provider_complete(irp, STATUS_CANCELLED, 0);
        return pending;
    }
    transfer.processor->post(transfer.work);
    return pending;
}

void PendingTransfers::prepare(Transfer& transfer, IRP& irp)
{
    transfer.result = 0;
    transfer.irp = &irp;
    transfer.processor = &nt::io::current_processor();
    transfer.holders.store(2, std::memory_order_relaxed);
    transfer.cancelled = transfer.submitted = transfer.reaped = false;
    transfer.work.run = &submit;
    transfer.cancel_work.run = &cancel;
    host::IoOp& op = transfer;
    op.done = &done;
    transfer_slot(irp) = &transfer;
}

void PendingTransfers::submit(exec::Work& work)
{
    Transfer& transfer = transfer_of(work);
    PendingTransfers& self = transfer.owner;
    // Counted before the look at `stopped`: whoever finds the count at zero on a stopped machine
    // may take the buffers away.
    self.in_flight_.fetch_add(1, std::memory_order_seq_cst);
    if (self.scheduler_.stopped()) {
        self.in_flight_.fetch_sub(1, std::memory_order_seq_cst);
        return;
    }
    if (transfer.cancelled) {
        transfer.result = -ECANCELED;
        done(transfer);
        return;
    }
    transfer.submitted = true;
    transfer.processor->port().submit(transfer);
}

void PendingTransfers::done(host::IoOp& op)
{
    auto& transfer = static_cast<Transfer&>(op);
    PendingTransfers& self = transfer.owner;
    transfer.reaped = true;
    // A stopped machine completes nothing more; its IRPs are freed with it.
    if (!self.scheduler_.stopped()) {
        transfer.work.run = &end;
        transfer.processor->queue_dpc(transfer.work);
    }
    self.in_flight_.fetch_sub(1, std::memory_order_seq_cst);
}

void PendingTransfers::end(exec::Work& work)
{
    Transfer& transfer = transfer_of(work);
    // A routine taken back was never called and holds nothing; one that is gone holds the transfer
    // until its cancel() ran.
    const bool taken_back = nt::io::set_cancel_routine(*transfer.irp, nullptr) != nullptr;
    transfer.owner.let_go(transfer, taken_back ? 2 : 1);
}

void PendingTransfers::cancel_routine(DEVICE_OBJECT*, IRP* irp)
{
    auto& transfer = *static_cast<Transfer*>(transfer_slot(*irp));
    nt::io::release_cancel_lock(irp->CancelIrql);
    transfer.processor->post(transfer.cancel_work);
}

void PendingTransfers::cancel(exec::Work& work)
{
    Transfer& transfer = transfer_of(work);
    transfer.cancelled = true;
    if (transfer.submitted && !transfer.reaped)
        transfer.processor->port().cancel(transfer);
    transfer.owner.let_go(transfer, 1);
}

// Completion runs driver code, so it has to happen in a DPC: when the operation lets go last it is
// in one already, else the cancel (at PASSIVE, between two looks at the port) queues it.
void PendingTransfers::let_go(Transfer& transfer, std::uint32_t count)
{
    if (transfer.holders.fetch_sub(count, std::memory_order_acq_rel) != count)
        return;
    if (exec::current_thread()->irql >= exec::k_dispatch_level) {
        complete(transfer);
        return;
    }
    transfer.work.run = &complete_last;
    transfer.processor->queue_dpc(transfer.work);
}

void PendingTransfers::complete_last(exec::Work& work)
{
    Transfer& transfer = transfer_of(work);
    transfer.owner.complete(transfer);
}

void PendingTransfers::complete(Transfer& transfer)
{
    IRP& irp = *transfer.irp;
    const NTSTATUS status = status_of_(transfer);
    const ULONG_PTR moved =
        NT_SUCCESS(status) && transfer.result > 0 ? static_cast<ULONG_PTR>(transfer.result) : 0;
    give_back(transfer);
    nt::io::provider_complete(irp, status, moved);
}

PendingTransfers::Transfer& PendingTransfers::take()
{
    const std::lock_guard guard(lock_);
    if (free_ == nullptr)
        return transfers_.emplace_back(*this);
    Transfer* transfer = free_;
    free_ = transfer->next_free;
    return *transfer;
}

void PendingTransfers::give_back(Transfer& transfer)
{
    const std::lock_guard guard(lock_);
    transfer.next_free = free_;
    free_ = &transfer;
}

} // namespace openwdf::backend
