// Stack locations of an IRP (N17-N23). Location 1 is the lowest device's; CurrentLocation counts
// down as the IRP moves down.
#pragma once

#include <ntddk.h>

namespace openwdf::nt::io {

inline IO_STACK_LOCATION& current_location(IRP& irp)
{
    return *irp.Tail.Overlay.CurrentStackLocation;
}

inline IO_STACK_LOCATION& next_location(IRP& irp)
{
    return irp.Tail.Overlay.CurrentStackLocation[-1];
}

// False when the IRP has no location left for a driver below the current one.
inline bool has_next_location(const IRP& irp)
{
    return irp.CurrentLocation > 1;
}

// Copies parameters and file object, but no completion routine and no control flags (N21).
void copy_current_to_next(IRP& irp);

void set_completion(IRP& irp, PIO_COMPLETION_ROUTINE routine, void* context, bool on_success = true,
                    bool on_error = true, bool on_cancel = true);

inline void mark_pending(IRP& irp)
{
    current_location(irp).Control |= SL_PENDING_RETURNED;
}

} // namespace openwdf::nt::io
