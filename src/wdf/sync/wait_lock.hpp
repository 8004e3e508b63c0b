// WDFWAITLOCK: a lock a thread may wait for. Not recursive. The holder is in a critical region.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class WaitLock final : public Object {
public:
    static constexpr Kind k_kind = Kind::wait_lock;

    explicit WaitLock(Driver* driver);

    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFWAITLOCK* handle);

    // STATUS_TIMEOUT when it was not to be had in time; `timeout` as KeWaitForSingleObject takes
    // it. Above PASSIVE_LEVEL only a zero timeout is allowed: others are
    // STATUS_INVALID_DEVICE_REQUEST, as with the framework's verifier.
    NTSTATUS acquire(gate::ThreadContext& context, const LONGLONG* timeout);
    void release(gate::ThreadContext& context);

private:
    KEVENT free_{}; // synchronization event: signalled while nobody holds the lock
    std::atomic<const gate::ThreadContext*> owner_{nullptr};
};

} // namespace openwdf::wdf
