// PnP requests to a device stack, and what is asked with them besides starting and removing.
#pragma once

#include "nt/io/device.hpp"

#include <ntddk.h>

#include <functional>

namespace openwdf::nt::pnp {

// Fills in the parameters of the location that the top device sees.
using FillLocation = std::function<void(IO_STACK_LOCATION&)>;

struct Answer {
    NTSTATUS status;
    ULONG_PTR information;
};

// IRP_MJ_PNP with `minor` to the top of the stack that `device` belongs to, waited for. It starts
// with STATUS_NOT_SUPPORTED, which stays when nobody answers (N144). PASSIVE_LEVEL.
Answer send(Executive& executive, DEVICE_OBJECT& device, UCHAR minor,
            const FillLocation& fill = nullptr);

// IRP_MN_QUERY_INTERFACE. Whoever answers fills `interface`, `size` bytes, and references it.
NTSTATUS query_interface(Executive& executive, DEVICE_OBJECT& device, const GUID& type,
                         INTERFACE& interface, USHORT size, USHORT version, void* specific_data);

// The physical device of the stack, referenced for the caller, as the stack itself names it
// (IRP_MN_QUERY_DEVICE_RELATIONS, TargetDeviceRelation). nullptr with the status of the stack when
// it does not say.
DEVICE_OBJECT* physical_device(Executive& executive, DEVICE_OBJECT& device, NTSTATUS& status);

} // namespace openwdf::nt::pnp
