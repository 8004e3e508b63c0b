// WDFSPINLOCK: taken and given back by one thread, at DISPATCH_LEVEL in between.
#pragma once

#include "gate/context.hpp"
#include "wdf/object/object.hpp"

namespace openwdf::wdf {

class SpinLock final : public Object {
public:
    static constexpr Kind k_kind = Kind::spin_lock;

    explicit SpinLock(Driver* driver) : Object(k_kind, driver) {}

    static NTSTATUS create(gate::ThreadContext& context, Driver& driver,
                           const WDF_OBJECT_ATTRIBUTES* attributes, WDFSPINLOCK* handle);

    void acquire(gate::ThreadContext& context);
    // Bug check 0x10D P1 0xB, P3 1 on a thread that does not hold it.
    void release(gate::ThreadContext& context);

private:
    KSPIN_LOCK word_ = 0;
    KIRQL old_irql_ = 0; // the holder's
};

} // namespace openwdf::wdf
