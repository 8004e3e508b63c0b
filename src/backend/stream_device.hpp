// A lower device that stands on a byte stream of the host: what serial ports and pipes share.
//
// Everything but the first try of a lone transfer happens on one processor's own thread, in the
// order the requests came there, so the state of a device has no lock. The stream has a request's
// buffer only during a call: cancelling, closing and stopping a machine never wait for Linux.
#pragma once

#include "backend/backend.hpp"
#include "backend/lane.hpp"
#include "backend/watch.hpp"

namespace openwdf::backend {

class StreamDevice : public LowerDevice, protected PendedRequests {
public:
    StreamDevice(const Surroundings& surroundings, std::unique_ptr<host::Stream> stream);

    NTSTATUS read(IRP& irp) override { return transfer(irp, reads_, &StreamDevice::step_read); }
    NTSTATUS write(IRP& irp) override { return transfer(irp, writes_, &StreamDevice::step_write); }
    // In the order of writes: it ends when those before it have, and step_flush() says so. Always
    // pended, for a write that left its lane may not be complete before its processor's next DPC.
    NTSTATUS flush(IRP& irp) override;
    // Ends what the handle has outstanding with STATUS_CANCELLED, first.
    NTSTATUS cleanup(IRP& irp) override { return pend_control(irp); }

protected:
    host::Stream& stream() { return *stream_; }
    Lane& reads() { return reads_; }
    Lane& writes() { return writes_; }
    exec::Processor& processor() { return processor_; }

    // A request without lane, to control() on the processor's own thread.
    NTSTATUS pend_control(IRP& irp);
    // Takes a request out of its lane and finishes it.
    void end(StreamRequest& request, NTSTATUS status);
    void end_all(Lane& lane, NTSTATUS status, const FILE_OBJECT* only_of = nullptr);
    // Steps for the first request of each lane until it has to wait.
    virtual void pump_reads();
    virtual void pump_writes();

    // Moves what can be moved at once. STATUS_PENDING: the request is not at its end. Any thread,
    // but one request of a lane at a time.
    virtual NTSTATUS step_read(StreamRequest& request) = 0;
    virtual NTSTATUS step_write(StreamRequest& request) = 0;
    // The same for what was written before.
    virtual NTSTATUS step_flush(StreamRequest&) { return STATUS_SUCCESS; }
    // Whether a request that has to wait ends instead; STATUS_PENDING: it waits.
    virtual NTSTATUS before_waiting(StreamRequest&) { return STATUS_PENDING; }
    // Ends a control request, now or later.
    virtual void control(StreamRequest& request, IO_STACK_LOCATION& location) = 0;
    // The last handle's requests were ended.
    virtual void on_cleanup() {}
    // A control request that is not at its end shall be.
    virtual void cancel_control(StreamRequest& request) { finish(request, STATUS_CANCELLED, 0); }
    virtual void on_idle_writes() {}

    Watch read_watch_;
    Watch write_watch_;

private:
    using Step = NTSTATUS (StreamDevice::*)(StreamRequest&);

    NTSTATUS transfer(IRP& irp, Lane& lane, Step step);
    // Inside, if nobody is in front.
    static void enter(StreamRequest& request, Lane& lane);
    // On the caller's thread, if it gets inside.
    NTSTATUS try_at_once(IRP& irp, StreamRequest& request, Lane& lane, Step step);
    void begin(PendedRequest& request) override;
    void cancel(PendedRequest& request) override;
    void give_back(PendedRequest& request) override;
    // Whether the first request of the lane waits.
    bool pump(Lane& lane, Step step);

    std::unique_ptr<host::Stream> stream_;
    exec::Processor& processor_;
    RecordPool<StreamRequest> records_; // outlives the lanes that list them
    Lane reads_;
    Lane writes_;
};

// What stands for a path when both ends shall be made: "tty:pty", "unix:pair".
inline const char* pair_name(const Uri& uri)
{
    return uri.scheme() == "tty" ? "pty" : "pair";
}

// Linux moves at most this much per call.
inline constexpr std::uint32_t k_stream_transfer_bytes_max = 0x7FFFF000;

// The stream of a URI, or both ends. The error names the part of the URI, and what is needed.
Outcome<host::StreamPair> open_stream(host::Host& host, const Uri& uri,
                                      const host::StreamAddress& address,
                                      const char* what_is_needed);

// Writes the rest of the request. 0: all was taken; else what stopped it, a negative errno.
std::int32_t write_on(host::Stream& stream, StreamRequest& request);

} // namespace openwdf::backend
