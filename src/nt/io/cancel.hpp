// Cancel (N52-N59).
#pragma once

#include <ntddk.h>

namespace openwdf::nt::io {

// IoCancelIrp: TRUE when a cancel routine existed and was called.
bool cancel_irp(IRP& irp);

// IoSetCancelRoutine: atomic exchange; returns the previous routine (N55). The routine is a
// driver's: it runs through the callback gate.
PDRIVER_CANCEL set_cancel_routine(IRP& irp, PDRIVER_CANCEL routine);
// The same for a routine of ours, called directly. nullptr clears either kind.
PDRIVER_CANCEL set_runtime_cancel_routine(IRP& irp, PDRIVER_CANCEL routine);

// IRP.Cancel, which IoCancelIrp sets on another thread.
inline bool is_cancelled(const IRP& irp)
{
    return __atomic_load_n(&irp.Cancel, __ATOMIC_SEQ_CST) != 0;
}

// The cancel spin lock: raises to DISPATCH_LEVEL. A cancel routine releases it with CancelIrql.
void acquire_cancel_lock(KIRQL& irql);
void release_cancel_lock(KIRQL irql);

} // namespace openwdf::nt::io
