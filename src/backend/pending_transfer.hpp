// A transfer that Linux did not answer at once: an IRP pended, an operation on a processor's port,
// and the way back as a DPC. For each leaf that stands on a host::File.
//
//   caller            start(): pend, set the cancel routine, post submit
//   processor, PASSIVE    submit(): the operation goes to the port
//   processor, reaping    done(): queue the DPC; no driver code may run here
//   processor, DISPATCH   end(): complete the IRP
//   any thread        cancel routine: post cancel; the operation still ends through done()
//
// Two parties hold a transfer, its operation and its cancel routine; the last to let go completes
// the IRP. So a cancelled disk read stays outstanding without anybody waiting for it.
//
// Records are kept for reuse: once as many exist as were ever outstanding together, no transfer
// allocates.
#pragma once

#include "backend/backend.hpp"
#include "exec/lock.hpp"

#include <atomic>
#include <deque>

namespace openwdf::backend {

class PendingTransfers {
public:
    // What the end of an operation means: its result (bytes or negative errno) as a status.
    using StatusOf = NTSTATUS (*)(const host::IoOp& op);

    PendingTransfers(exec::Scheduler& scheduler, StatusOf status_of)
        : scheduler_(scheduler), status_of_(status_of)
    {
    }
    PendingTransfers(const PendingTransfers&) = delete;
    PendingTransfers& operator=(const PendingTransfers&) = delete;
    // Precondition: the ports the operations went to are gone.
    ~PendingTransfers();

    // What dispatch returns: STATUS_PENDING, or the status of an IRP that ended here.
    NTSTATUS start(IRP& irp, host::IoOp::Kind kind, host::File& file, void* buffer,
                   std::uint32_t length, std::uint64_t offset);

    std::uint32_t in_flight() const { return in_flight_.load(std::memory_order_seq_cst); }

private:
    struct Transfer;
    struct TransferWork : exec::Work {
        Transfer* transfer = nullptr;
    };
    struct Transfer : host::IoOp {
        explicit Transfer(PendingTransfers& transfers) : owner(transfers)
        {
            work.transfer = cancel_work.transfer = this;
        }

        PendingTransfers& owner;
        TransferWork work; // submit, then end
        TransferWork cancel_work;
        exec::Processor* processor = nullptr;
        IRP* irp = nullptr;
        std::atomic<std::uint32_t> holders{0};
        // The processor's own thread only.
        bool cancelled = false;
        bool submitted = false;
        bool reaped = false;
        Transfer* next_free = nullptr;
    };

    static Transfer& transfer_of(exec::Work& work)
    {
        return *static_cast<TransferWork&>(work).transfer;
    }
    static void submit(exec::Work& work);
    static void done(host::IoOp& op);
    static void end(exec::Work& work);
    static void complete_last(exec::Work& work);
    static void cancel_routine(DEVICE_OBJECT* device, IRP* irp);
    static void cancel(exec::Work& work);

    void prepare(Transfer& transfer, IRP& irp);
    void let_go(Transfer& transfer, std::uint32_t count);
    void complete(Transfer& transfer);
    Transfer& take();
    void give_back(Transfer& transfer);

    exec::Scheduler& scheduler_;
    const StatusOf status_of_;
    std::atomic<std::uint32_t> in_flight_{0};
    exec::Lock<exec::Rank::pool> lock_;
    std::deque<Transfer> transfers_; // stable addresses; all there ever were
    Transfer* free_ = nullptr;
};

} // namespace openwdf::backend
