// Cancel (N52-N59).
#pragma once

#include <ntddk.h>

namespace openwdf::nt::io {

// IoCancelIrp: TRUE when a cancel routine existed and was called.
bool cancel_irp(IRP& irp);
// IoSetCancelRoutine: atomic exchange; returns the previous routine.
PDRIVER_CANCEL set_cancel_routine(IRP& irp, PDRIVER_CANCEL routine);
void acquire_cancel_lock(KIRQL& irql);
void release_cancel_lock(KIRQL irql);

} // namespace openwdf::nt::io
