// The provider face of nt/io: what a lower device on our side of the border (backend/, the root
// bus) is made of. A provider gets real IRPs at its own stack location, like any driver.
#pragma once

#include "base/result.hpp"
#include "exec/processor.hpp"

#include <ntddk.h>

#include <cstdint>
#include <string>

namespace openwdf::nt {
class Executive;
}

namespace openwdf::nt::io {

enum class IoType : std::uint8_t { buffered, direct, neither };

class Provider {
public:
    virtual ~Provider() = default;

    // At the caller's IRQL (<= DISPATCH). Each either completes the IRP with provider_complete()
    // and returns its status, or calls provider_pend() first and completes later. The defaults
    // succeed create, cleanup and close, answer PnP and power requests as the lowest device of a
    // stack has to (N141, N144, N149), and refuse the rest with STATUS_INVALID_DEVICE_REQUEST.
    virtual NTSTATUS create(IRP& irp);
    virtual NTSTATUS cleanup(IRP& irp);
    virtual NTSTATUS close(IRP& irp);
    virtual NTSTATUS read(IRP& irp);
    virtual NTSTATUS write(IRP& irp);
    virtual NTSTATUS flush(IRP& irp);
    virtual NTSTATUS device_control(IRP& irp); // internal device control too
    virtual NTSTATUS pnp(IRP& irp);
    virtual NTSTATUS power(IRP& irp);
};

struct ProviderSpec {
    std::u16string name; // \Device\...; "" for none
    DEVICE_TYPE type = FILE_DEVICE_UNKNOWN;
    ULONG characteristics = 0;
    IoType io_type = IoType::direct;
    std::uint16_t sector_bytes = 0;
};

// A device of the runtime driver `\Driver\OpenWDF`; ready for opens. `provider` must outlive it
// (remove_provider_device, or the end of the machine).
base::Result<DEVICE_OBJECT*> add_provider_device(Executive& executive, Provider& provider,
                                                 const ProviderSpec& spec);
void remove_provider_device(DEVICE_OBJECT& device);

NTSTATUS provider_complete(IRP& irp, NTSTATUS status, ULONG_PTR information);
// Marks the IRP pending and returns STATUS_PENDING, which the provider must return.
NTSTATUS provider_pend(IRP& irp);

// Where a read or write moves its bytes, by the device's I/O type; nullptr for length 0 or when
// the MDL cannot be mapped.
void* transfer_address(IRP& irp);

// A device control request as its transfer method delivers it. Addresses are nullptr for length 0
// and when the MDL cannot be mapped; METHOD_BUFFERED has one buffer for both.
struct ControlRequest {
    ULONG code;
    const void* input;
    ULONG input_length;
    void* output;
    ULONG output_length;
    bool is_internal;
};
ControlRequest control_request(IRP& irp);

// The processor whose port and DPC queue the current thread should use.
exec::Processor& current_processor();

// The dispatch routine of every runtime device.
NTSTATUS dispatch_to_provider(DEVICE_OBJECT* device, IRP* irp);

} // namespace openwdf::nt::io
