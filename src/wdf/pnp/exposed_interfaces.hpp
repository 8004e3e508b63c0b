// The interfaces of functions that a device offers other drivers (WdfDeviceAddQueryInterface), and
// how it answers who asks for one with IRP_MN_QUERY_INTERFACE.
//
// Lock order: lock_ (Rank::request) guards the list; released before any callback.
#pragma once

#include "gate/callback.hpp"
#include "wdf/object/object.hpp"

#include <vector>

namespace openwdf::wdf {

class Device;

class ExposedInterfaces {
public:
    // STATUS_INVALID_DEVICE_REQUEST for a control device, STATUS_INFO_LENGTH_MISMATCH, and
    // STATUS_INVALID_PARAMETER for what does not go together: an interface too small for its own
    // head, none although nobody else provides it, one that is imported without a callback, and a
    // parent's although the device is no child of a bus.
    NTSTATUS add(const Device& device, const WDF_QUERY_INTERFACE_CONFIG& config);

    // PASSIVE_LEVEL. What nobody offers here goes down unseen. What is found is filled in, shown to
    // the driver, referenced, and then shown to the drivers below.
    NTSTATUS answer(Device& device, IRP& irp);

private:
    using Process = gate::DriverFn<NTSTATUS(WDFDEVICE, LPGUID, PINTERFACE, PVOID)>;
    struct Offer {
        GUID type;
        std::vector<std::byte> interface; // empty: the driver fills all of it
        USHORT size = 0;
        USHORT version = 0;
        bool imports = false; // the asker's memory is not filled for the driver
        Process process;
    };

    // STATUS_NOT_FOUND, or STATUS_INVALID_BUFFER_SIZE for one that the asker has no room for.
    NTSTATUS fill_in(const IO_STACK_LOCATION& location, Process& process);

    exec::Lock<exec::Rank::request> lock_;
    std::vector<Offer> offers_;
};

} // namespace openwdf::wdf
