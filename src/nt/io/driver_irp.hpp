// IRPs that drivers make and own (N44-N51).
#pragma once

#include "nt/io/request.hpp"

#include <ntddk.h>

namespace openwdf::nt::io {

// nullptr when out of memory or the stack size is none.
IRP* allocate_driver_irp(Executive& executive, CCHAR stack_size);
// Stops the machine for an IRP that is not the driver's to free.
void free_driver_irp(Executive& executive, IRP& irp);

// IoBuildSynchronousFsdRequest: ends itself. nullptr when out of memory.
IRP* build_synchronous(Executive& executive, UCHAR major, DEVICE_OBJECT& device, void* buffer,
                       ULONG length, const LARGE_INTEGER* offset, KEVENT* event,
                       IO_STATUS_BLOCK& iosb);
// IoBuildDeviceIoControlRequest: ends itself (N44, N47). nullptr when out of memory.
IRP* build_driver_control(Executive& executive, DEVICE_OBJECT& device, const Control& control,
                          KEVENT* event, IO_STATUS_BLOCK& iosb);
// IoBuildAsynchronousFsdRequest: the driver's, who frees the MDL and the IRP (N49).
IRP* build_asynchronous(Executive& executive, UCHAR major, DEVICE_OBJECT& device, void* buffer,
                        ULONG length, const LARGE_INTEGER* offset, IO_STATUS_BLOCK* iosb);

// IoAllocateMdl with an IRP: links the MDL to it (N137).
MDL* allocate_mdl_for(Executive& executive, void* buffer, ULONG length, bool secondary, IRP* irp);

} // namespace openwdf::nt::io
