// One direction of a stream device: its requests in the order they came, of which the first is
// worked on. A lone request is tried on its caller's thread; only what has to wait is pended and
// goes to the device's processor.
//
//   caller      try_enter(); move bytes; leave() when done, else pend with `entered`
//   processor   join(); first(), pop() until the first one has to wait
//
// Nobody overtakes: while a caller is inside, first() is nobody, and while requests wait nobody
// gets inside.
#pragma once

#include "backend/pended_request.hpp"

namespace openwdf::backend {

class Lane;

// A read, write or control request of a stream device.
struct StreamRequest : PendedRequest {
    Lane* lane = nullptr; // none: a control request
    std::byte* buffer = nullptr;
    std::uint32_t length = 0;
    std::uint32_t moved = 0;
    bool entered = false; // its caller is, or was, inside the lane with it
    bool flushes = false; // moves nothing: ends when what was written before is with the peer

    // Of a serial port, from when the request is the first of its lane.
    bool timed = false;
    base::Ticks total_due = base::k_never;
    base::Ticks interval = base::k_never;
    base::Ticks last_byte = 0;
    bool returns_at_once = false;
    bool returns_on_any_byte = false;
};

class Lane {
public:
    // `pump` runs on the processor's own thread when the lane may go on.
    Lane(exec::Processor& processor, std::function<void()> pump);
    // What the machine's stop overtook is still there.
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    // Any thread. Either way the request counts until leave() or pop().
    bool try_enter();
    // Of a request that was never joined. Any thread.
    void leave(bool entered);

    // The processor's own thread.
    void join(StreamRequest& request);
    StreamRequest* first();
    // The first one that waits, also while somebody is inside.
    StreamRequest* oldest() { return static_cast<StreamRequest*>(requests_.front()); }
    StreamRequest* after(StreamRequest& request);
    // Takes it out, wherever it stands.
    void pop(StreamRequest& request);
    // While closed, nobody gets inside; requests are pended.
    void close();
    void open();

private:
    using Requests = base::List<PendedRequest, &PendedRequest::link>;
    struct PumpWork : exec::Work {
        Lane* lane = nullptr;
    };

    void pump_later();

    static constexpr std::uint32_t k_inside = 1;
    static constexpr std::uint32_t k_request = 2;

    exec::Processor& processor_;
    const std::function<void()> pump_;
    std::atomic<std::uint32_t> state_{0}; // whether somebody is inside, and how many count
    Requests requests_;
    bool closed_ = false;
    PumpWork pump_work_;
    std::atomic<bool> pump_posted_{false};
};

} // namespace openwdf::backend
