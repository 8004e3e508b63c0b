// Stack locations of an IRP (N17-N23). Location 1 is the lowest device's; CurrentLocation counts
// down as the IRP moves down.
#pragma once

#include <ntddk.h>

namespace openwdf::nt::io {

// IO_STACK_LOCATION.Control: the completion routine is code of ours, called directly and not
// through the callback gate. Windows uses 0x01, 0x02 and 0x20 to 0x80; whoever sets a routine or
// copies a location writes the whole byte, so the mark never outlives our routine.
inline constexpr UCHAR k_sl_runtime_completion = 0x10;

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

// False for an IRP that its creator holds: there is no current location then.
inline bool has_current_location(const IRP& irp)
{
    return irp.CurrentLocation <= irp.StackCount;
}

// Copies parameters and file object, but no completion routine and no control flags (N21).
inline void copy_current_to_next(IRP& irp)
{
    IO_STACK_LOCATION& next = next_location(irp);
    const IO_STACK_LOCATION& current = current_location(irp);
    next.MajorFunction = current.MajorFunction;
    next.MinorFunction = current.MinorFunction;
    next.Flags = current.Flags;
    next.Control = 0;
    next.Parameters = current.Parameters;
    next.DeviceObject = current.DeviceObject;
    next.FileObject = current.FileObject;
}

constexpr UCHAR invoke_flags(bool on_success, bool on_error, bool on_cancel)
{
    return static_cast<UCHAR>((on_success ? SL_INVOKE_ON_SUCCESS : 0) |
                              (on_error ? SL_INVOKE_ON_ERROR : 0) |
                              (on_cancel ? SL_INVOKE_ON_CANCEL : 0));
}

// A driver's routine: runs through the callback gate, as the driver that sent the IRP.
inline void set_completion(IRP& irp, PIO_COMPLETION_ROUTINE routine, void* context,
                           bool on_success = true, bool on_error = true, bool on_cancel = true)
{
    IO_STACK_LOCATION& next = next_location(irp);
    next.CompletionRoutine = routine;
    next.Context = context;
    next.Control = invoke_flags(on_success, on_error, on_cancel);
}

// A routine of ours: the framework's, a backend's, the I/O manager's.
inline void set_runtime_completion(IRP& irp, PIO_COMPLETION_ROUTINE routine, void* context,
                                   bool on_success = true, bool on_error = true,
                                   bool on_cancel = true)
{
    set_completion(irp, routine, context, on_success, on_error, on_cancel);
    next_location(irp).Control |= k_sl_runtime_completion;
}

inline void mark_pending(IRP& irp)
{
    current_location(irp).Control |= SL_PENDING_RETURNED;
}

} // namespace openwdf::nt::io
