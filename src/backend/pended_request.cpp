#include "backend/pended_request.hpp"

#include "nt/io/cancel.hpp"

namespace openwdf::backend {

namespace {

// The four words of Tail.Overlay.DriverContext belong to whoever has the IRP pended.
void*& request_slot(IRP& irp)
{
    return irp.Tail.Overlay.DriverContext[0];
}

} // namespace

PendedRequest::PendedRequest()
{
    work_.request = cancel_work_.request = this;
}

NTSTATUS PendedRequests::start(PendedRequest& request, IRP& irp, exec::Processor& processor)
{
    request.owner = this;
    request.irp = &irp;
    request.processor = &processor;
    request.cancelled = request.begun = request.finished = false;
    request.work_.run = &begin_work;
    request.cancel_work_.run = &cancel_work;
    request.holders_.store(2, std::memory_order_relaxed);
    request_slot(irp) = &request;
    const NTSTATUS pending = nt::io::provider_pend(irp);
    nt::io::set_runtime_cancel_routine(irp, &cancel_routine);
    // N56. A routine that is gone already has posted its cancel, before or behind our begin.
    if (nt::io::is_cancelled(irp) && nt::io::set_cancel_routine(irp, nullptr) != nullptr) {
        give_back(request);
        nt::io::provider_complete(irp, STATUS_CANCELLED, 0);
        return pending;
    }
    processor.post(request.work_);
    return pending;
}

void PendedRequests::begin_work(exec::Work& work)
{
    PendedRequest& request = request_of(work);
    PendedRequests& self = *request.owner;
    if (self.stopped())
        return;
    request.begun = true;
    self.begin(request);
    if (request.cancelled && !request.finished)
        self.cancel(request);
}

void PendedRequests::finish(PendedRequest& request, NTSTATUS status, ULONG_PTR information)
{
    CHECK(request.begun && !request.finished);
    request.finished = true;
    request.status_ = status;
    request.information_ = information;
    if (stopped())
        return;
    request.work_.run = &end_work;
    request.processor->queue_dpc(request.work_);
}

void PendedRequests::end_work(exec::Work& work)
{
    PendedRequest& request = request_of(work);
    // A routine taken back was never called and holds nothing; one that is gone holds the request
    // until its cancel_work() ran.
    const bool taken_back = nt::io::set_cancel_routine(*request.irp, nullptr) != nullptr;
    request.owner->let_go(request, taken_back ? 2 : 1);
}

void PendedRequests::cancel_routine(DEVICE_OBJECT*, IRP* irp)
{
    auto& request = *static_cast<PendedRequest*>(request_slot(*irp));
    nt::io::release_cancel_lock(irp->CancelIrql);
    request.processor->post(request.cancel_work_);
}

void PendedRequests::cancel_work(exec::Work& work)
{
    PendedRequest& request = request_of(work);
    PendedRequests& self = *request.owner;
    request.cancelled = true;
    if (request.begun && !request.finished && !self.stopped())
        self.cancel(request);
    self.let_go(request, 1);
}

// Completion runs driver code, so it has to happen in a DPC: when the work lets go last it is in
// one already, else the cancel (at PASSIVE, between two looks at the port) queues it.
void PendedRequests::let_go(PendedRequest& request, std::uint32_t count)
{
    if (request.holders_.fetch_sub(count, std::memory_order_acq_rel) != count)
        return;
    if (exec::current_thread()->irql >= exec::k_dispatch_level) {
        complete(request);
        return;
    }
    request.work_.run = &complete_work;
    request.processor->queue_dpc(request.work_);
}

void PendedRequests::complete_work(exec::Work& work)
{
    PendedRequest& request = request_of(work);
    request.owner->complete(request);
}

void PendedRequests::complete(PendedRequest& request)
{
    IRP& irp = *request.irp;
    const NTSTATUS status = request.status_;
    const ULONG_PTR information = request.information_;
    give_back(request);
    nt::io::provider_complete(irp, status, information);
}

} // namespace openwdf::backend
