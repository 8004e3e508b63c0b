// A transfer of a file that Linux did not answer at once: an IRP pended and an operation on a
// processor's port. For each leaf that stands on a host::File. While it is in flight Linux moves
// bytes of the IRP's buffer, whatever happens to the machine.
#pragma once

#include "backend/backend.hpp"
#include "backend/pended_request.hpp"
#include "base/in_flight.hpp"

namespace openwdf::backend {

class PendingTransfers final : private PendedRequests {
public:
    // What the end of an operation means: its result (bytes or negative errno) as a status.
    using StatusOf = NTSTATUS (*)(const host::IoOp& op);

    PendingTransfers(exec::Scheduler& scheduler, StatusOf status_of)
        : PendedRequests(scheduler), status_of_(status_of)
    {
    }
    // Precondition: the ports the operations went to are gone.
    ~PendingTransfers();

    // What dispatch returns: STATUS_PENDING.
    NTSTATUS start(IRP& irp, host::IoOp::Kind kind, host::File& file, void* buffer,
                   std::uint32_t length, std::uint64_t offset);

    const base::InFlight& in_flight() const { return in_flight_; }

private:
    struct Transfer : PendedRequest {
        struct Operation : host::IoOp {
            Transfer* transfer = nullptr;
        };
        Transfer() { operation.transfer = this; }

        Operation operation;
    };

    void begin(PendedRequest& request) override;
    void cancel(PendedRequest& request) override;
    void give_back(PendedRequest& request) override;
    static void done(host::IoOp& op);

    const StatusOf status_of_;
    base::InFlight in_flight_;
    RecordPool<Transfer> transfers_;
};

} // namespace openwdf::backend
