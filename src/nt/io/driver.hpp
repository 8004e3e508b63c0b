// Driver objects. One driver object per driver image and machine; runtime drivers (the root bus,
// backends) have one too, but their code lies on our side of the border.
#pragma once

#include "gate/context.hpp"
#include "nt/ob/object.hpp"

#include <ntddk.h>

#include <string>
#include <string_view>

namespace openwdf::nt::io {

struct DriverRecord {
    DriverRecord(Executive& executive, std::u16string_view driver_name);
    ~DriverRecord();
    DriverRecord(const DriverRecord&) = delete;
    DriverRecord& operator=(const DriverRecord&) = delete;

    ob::ObjectHeader header;
    DRIVER_OBJECT object{};
    DRIVER_EXTENSION extension{};
    gate::DriverIdentity& identity;
    std::u16string registry_path;
    // Dispatch and AddDevice entries that hold these run on our side of the border; every other
    // address is driver code and is called through the callback gate.
    PDRIVER_DISPATCH runtime_dispatch = nullptr;
    PDRIVER_ADD_DEVICE runtime_add_device = nullptr;
    PDRIVER_UNLOAD runtime_unload = nullptr;
    // Device objects whose memory is not gone yet; guarded by Executive::device_lock. The event is
    // signalled while there is none: a driver is unloaded after its devices are gone (N152).
    std::uint32_t device_count = 0;
    KEVENT devices_gone{};
    // The framework's driver object (wdf::Driver), opaque here.
    void* framework = nullptr;
};

// All major functions start as "not handled" (N25). `name` is Name or \Driver\Name. The caller owns
// one reference. `runtime` marks a driver of ours: all of its dispatch entries are runtime code.
DriverRecord* create_driver(Executive& executive, std::u16string_view name, bool runtime);

// What a major function that the driver left alone holds; ours, whoever's table it is in.
NTSTATUS unhandled_request(DEVICE_OBJECT* device, IRP* irp);

inline DriverRecord& record_of(DRIVER_OBJECT& driver)
{
    return reinterpret_cast<DriverRecord&>(ob::header_of(&driver));
}

} // namespace openwdf::nt::io
