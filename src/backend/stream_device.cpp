#include "backend/stream_device.hpp"

#include "backend/transfer.hpp"

namespace openwdf::backend {

StreamDevice::StreamDevice(const Surroundings& surroundings, std::unique_ptr<host::Stream> stream)
    : PendedRequests(surroundings.scheduler),
      read_watch_(surroundings.scheduler, surroundings.scheduler.processor(0),
                  [this] { pump_reads(); }),
      write_watch_(surroundings.scheduler, surroundings.scheduler.processor(0),
                   [this] { pump_writes(); }),
      stream_(std::move(stream)), processor_(surroundings.scheduler.processor(0)),
      reads_(processor_, [this] { pump_reads(); }), writes_(processor_, [this] { pump_writes(); })
{
}

NTSTATUS StreamDevice::transfer(IRP& irp, Lane& lane, Step step)
{
    const std::uint32_t length = transfer_parameters(irp).length;
    if (length == 0)
        return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
    void* buffer = nt::io::transfer_address(irp);
    if (buffer == nullptr)
        return nt::io::provider_complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
    StreamRequest& request = records_.take();
    request.buffer = static_cast<std::byte*>(buffer);
    request.length = length;
    request.flushes = false;
    return try_at_once(irp, request, lane, step);
}

NTSTATUS StreamDevice::flush(IRP& irp)
{
    StreamRequest& request = records_.take();
    request.buffer = nullptr;
    request.length = 0;
    request.flushes = true;
    enter(request, writes_);
    return start(request, irp, processor_);
}

void StreamDevice::enter(StreamRequest& request, Lane& lane)
{
    request.lane = &lane;
    request.moved = 0;
    request.timed = false;
    request.begun = false;
    request.entered = lane.try_enter();
}

NTSTATUS StreamDevice::try_at_once(IRP& irp, StreamRequest& request, Lane& lane, Step step)
{
    enter(request, lane);
    if (request.entered) {
        const NTSTATUS status = (this->*step)(request);
        if (status != STATUS_PENDING) {
            const std::uint32_t moved = request.moved;
            give_back(request);
            return nt::io::provider_complete(irp, status, moved);
        }
    }
    return start(request, irp, processor_);
}

NTSTATUS StreamDevice::pend_control(IRP& irp)
{
    StreamRequest& request = records_.take();
    request.lane = nullptr;
    return start(request, irp, processor_);
}

void StreamDevice::begin(PendedRequest& pended)
{
    auto& request = static_cast<StreamRequest&>(pended);
    if (request.lane == nullptr) {
        IO_STACK_LOCATION& location = nt::io::current_location(*request.irp);
        if (location.MajorFunction == IRP_MJ_CLEANUP) {
            end_all(reads_, STATUS_CANCELLED, location.FileObject);
            end_all(writes_, STATUS_CANCELLED, location.FileObject);
            on_cleanup();
            finish(request, STATUS_SUCCESS, 0);
            return;
        }
        control(request, location);
        return;
    }
    request.lane->join(request);
    if (request.lane == &reads_)
        pump_reads();
    else
        pump_writes();
}

void StreamDevice::cancel(PendedRequest& pended)
{
    auto& request = static_cast<StreamRequest&>(pended);
    if (request.lane == nullptr) {
        cancel_control(request);
        return;
    }
    const bool is_read = request.lane == &reads_;
    end(request, STATUS_CANCELLED);
    if (is_read)
        pump_reads();
    else
        pump_writes();
}

// A request that was never begun still counts in its lane.
void StreamDevice::give_back(PendedRequest& pended)
{
    auto& request = static_cast<StreamRequest&>(pended);
    if (request.lane != nullptr && !request.begun)
        request.lane->leave(request.entered);
    records_.give_back(request);
}

void StreamDevice::end(StreamRequest& request, NTSTATUS status)
{
    request.lane->pop(request);
    finish(request, status, request.moved);
}

void StreamDevice::end_all(Lane& lane, NTSTATUS status, const FILE_OBJECT* only_of)
{
    StreamRequest* request = lane.oldest();
    while (request != nullptr) {
        StreamRequest* const next = lane.after(*request);
        const FILE_OBJECT* file = nt::io::current_location(*request->irp).FileObject;
        if (only_of == nullptr || file == only_of)
            end(*request, status);
        request = next;
    }
}

bool StreamDevice::pump(Lane& lane, Step step)
{
    while (StreamRequest* request = lane.first()) {
        NTSTATUS status = request->flushes ? step_flush(*request) : (this->*step)(*request);
        if (status == STATUS_PENDING)
            status = before_waiting(*request);
        if (status == STATUS_PENDING)
            return true;
        end(*request, status);
    }
    return false;
}

void StreamDevice::pump_reads()
{
    if (pump(reads_, &StreamDevice::step_read))
        read_watch_.until_readable(*stream_);
    else
        read_watch_.stop();
}

void StreamDevice::pump_writes()
{
    const bool waits = pump(writes_, &StreamDevice::step_write);
    if (waits && !writes_.first()->flushes) {
        write_watch_.until_writable(*stream_);
        return;
    }
    write_watch_.stop();
    if (waits)
        return;
    on_idle_writes();
}

} // namespace openwdf::backend
