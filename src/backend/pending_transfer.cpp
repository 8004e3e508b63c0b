#include "backend/pending_transfer.hpp"

namespace openwdf::backend {

PendingTransfers::~PendingTransfers()
{
    CHECK(in_flight_.count() == 0);
}

NTSTATUS PendingTransfers::start(IRP& irp, host::IoOp::Kind kind, host::File& file, void* buffer,
                                 std::uint32_t length, std::uint64_t offset)
{
    Transfer& transfer = transfers_.take();
    host::IoOp& op = transfer.operation;
    op.kind = kind;
    op.file = &file;
    op.buffer = buffer;
    op.length = length;
    op.offset = offset;
    op.result = 0;
    op.done = &done;
    return PendedRequests::start(transfer, irp, nt::io::current_processor());
}

void PendingTransfers::begin(PendedRequest& request)
{
    // Counted before the look at `stopped`: whoever finds the count at zero on a stopped machine
    // may take the buffers away.
    in_flight_.begin();
    if (stopped()) {
        in_flight_.end();
        return;
    }
    request.processor->port().submit(static_cast<Transfer&>(request).operation);
}

void PendingTransfers::done(host::IoOp& op)
{
    Transfer& transfer = *static_cast<Transfer::Operation&>(op).transfer;
    auto& self = static_cast<PendingTransfers&>(*transfer.owner);
    const NTSTATUS status = self.status_of_(op);
    const bool moved = NT_SUCCESS(status) && op.result > 0;
    self.finish(transfer, status, moved ? static_cast<ULONG_PTR>(op.result) : 0);
    self.in_flight_.end();
}

void PendingTransfers::cancel(PendedRequest& request)
{
    request.processor->port().cancel(static_cast<Transfer&>(request).operation);
}

void PendingTransfers::give_back(PendedRequest& request)
{
    transfers_.give_back(static_cast<Transfer&>(request));
}

} // namespace openwdf::backend
