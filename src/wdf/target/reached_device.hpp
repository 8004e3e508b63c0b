// The device that an I/O target sends to. It changes under the target's lock; what formatting and
// sizing ask of it needs none, because a driver may do those while another thread opens or closes
// the target.
#pragma once

#include "wdf/target/format.hpp"

#include <atomic>

namespace openwdf::wdf {

class ReachedDevice {
public:
    // nullptr: nothing is open.
    void set(DEVICE_OBJECT* device)
    {
        device_.store(device, std::memory_order_release);
        stack_size_.store(device == nullptr ? CCHAR{0} : device->StackSize,
                          std::memory_order_relaxed);
        io_type_.store(device == nullptr ? TargetIoType::undefined : io_type_of(*device),
                       std::memory_order_relaxed);
    }
    DEVICE_OBJECT* get() const { return device_.load(std::memory_order_acquire); }
    // As they were when the device was reached; it may be gone meanwhile.
    CCHAR stack_size() const { return stack_size_.load(std::memory_order_relaxed); }
    TargetIoType io_type() const { return io_type_.load(std::memory_order_relaxed); }

private:
    std::atomic<DEVICE_OBJECT*> device_{nullptr};
    std::atomic<CCHAR> stack_size_{0};
    std::atomic<TargetIoType> io_type_{TargetIoType::undefined};
};

} // namespace openwdf::wdf
