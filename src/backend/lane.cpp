#include "backend/lane.hpp"

namespace openwdf::backend {

Lane::Lane(exec::Processor& processor, std::function<void()> pump)
    : processor_(processor), pump_(std::move(pump))
{
    pump_work_.lane = this;
    pump_work_.run = [](exec::Work& work) {
        Lane& lane = *static_cast<PumpWork&>(work).lane;
        lane.pump_posted_.store(false, std::memory_order_release);
        lane.pump_();
    };
}

Lane::~Lane()
{
    while (requests_.pop_front() != nullptr) {
    }
}

bool Lane::try_enter()
{
    std::uint32_t state = state_.load(std::memory_order_relaxed);
    for (;;) {
        const std::uint32_t next = state == 0 ? k_inside + k_request : state + k_request;
        if (state_.compare_exchange_weak(state, next, std::memory_order_acq_rel))
            return state == 0;
    }
}

void Lane::leave(bool entered)
{
    const std::uint32_t share = entered ? k_inside + k_request : k_request;
    if (state_.fetch_sub(share, std::memory_order_acq_rel) != share && entered)
        pump_later();
}

// Those that came while somebody was inside wait for this.
void Lane::pump_later()
{
    if (!pump_posted_.exchange(true, std::memory_order_acq_rel))
        processor_.defer(pump_work_);
}

void Lane::join(StreamRequest& request)
{
    if (request.entered) {
        requests_.push_front(request);
        request.entered = false;
        state_.fetch_sub(k_inside, std::memory_order_acq_rel);
    } else {
        requests_.push_back(request);
    }
}

StreamRequest* Lane::first()
{
    if ((state_.load(std::memory_order_acquire) & k_inside) != 0)
        return nullptr;
    return static_cast<StreamRequest*>(requests_.front());
}

StreamRequest* Lane::after(StreamRequest& request)
{
    return static_cast<StreamRequest*>(requests_.after(request));
}

void Lane::pop(StreamRequest& request)
{
    Requests::remove(request);
    state_.fetch_sub(k_request, std::memory_order_acq_rel);
}

void Lane::close()
{
    if (!std::exchange(closed_, true))
        state_.fetch_add(k_request, std::memory_order_acq_rel);
}

void Lane::open()
{
    if (std::exchange(closed_, false))
        state_.fetch_sub(k_request, std::memory_order_acq_rel);
}

} // namespace openwdf::backend
