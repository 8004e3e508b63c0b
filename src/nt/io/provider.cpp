#include "nt/io/provider.hpp"

#include "nt/executive.hpp"
#include "nt/io/completion.hpp"
#include "nt/io/device.hpp"
#include "nt/io/stack.hpp"
#include "nt/mm/mdl.hpp"

namespace openwdf::nt::io {

namespace {

constexpr std::uint32_t k_relations_tag = 0x52706E50; // "PnpR"

NTSTATUS refuse(IRP& irp)
{
    return provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

// N144: what a device does not handle keeps the status it came with.
NTSTATUS leave_alone(IRP& irp)
{
    return provider_complete(irp, irp.IoStatus.Status, irp.IoStatus.Information);
}

// The one relation every physical device reports: itself, referenced, in pool memory that the
// asker frees.
NTSTATUS report_target_relation(IRP& irp)
{
    Executive& executive = current_executive();
    auto* relations = static_cast<DEVICE_RELATIONS*>(executive.pool.allocate(
        sizeof(DEVICE_RELATIONS), k_relations_tag, ex::Fill::zero, nullptr));
    if (relations == nullptr)
        return provider_complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
    DEVICE_OBJECT* device = current_location(irp).DeviceObject;
    ob::reference(device);
    relations->Count = 1;
    relations->Objects[0] = device;
    return provider_complete(irp, STATUS_SUCCESS, reinterpret_cast<ULONG_PTR>(relations));
}

NTSTATUS report_capabilities(IRP& irp)
{
    DEVICE_CAPABILITIES& capabilities =
        *current_location(irp).Parameters.DeviceCapabilities.Capabilities;
    capabilities.SurpriseRemovalOK = 1;
    capabilities.UniqueID = 1;
    capabilities.DeviceState[PowerSystemWorking] = PowerDeviceD0;
    for (int state = PowerSystemSleeping1; state < PowerSystemMaximum; ++state)
        capabilities.DeviceState[state] = PowerDeviceD3;
    return provider_complete(irp, STATUS_SUCCESS, 0);
}

Provider& provider_of(DEVICE_OBJECT& device)
{
    return *static_cast<Provider*>(record_of(device).framework);
}

ULONG transfer_flags(IoType type)
{
    switch (type) {
    case IoType::buffered: return DO_BUFFERED_IO;
    case IoType::direct: return DO_DIRECT_IO;
    case IoType::neither: break;
    }
    return 0;
}

} // namespace

NTSTATUS Provider::create(IRP& irp)
{
    return provider_complete(irp, STATUS_SUCCESS, FILE_OPENED);
}
NTSTATUS Provider::cleanup(IRP& irp)
{
    return provider_complete(irp, STATUS_SUCCESS, 0);
}
NTSTATUS Provider::close(IRP& irp)
{
    return provider_complete(irp, STATUS_SUCCESS, 0);
}
NTSTATUS Provider::read(IRP& irp)
{
    return refuse(irp);
}
NTSTATUS Provider::write(IRP& irp)
{
    return refuse(irp);
}
NTSTATUS Provider::flush(IRP& irp)
{
    return refuse(irp);
}
NTSTATUS Provider::device_control(IRP& irp)
{
    return refuse(irp);
}

NTSTATUS Provider::pnp(IRP& irp)
{
    switch (current_location(irp).MinorFunction) {
    case IRP_MN_START_DEVICE:
    case IRP_MN_QUERY_REMOVE_DEVICE:
    case IRP_MN_REMOVE_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_STOP_DEVICE:
    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_SURPRISE_REMOVAL:
        return provider_complete(irp, STATUS_SUCCESS, irp.IoStatus.Information);
    case IRP_MN_QUERY_CAPABILITIES: return report_capabilities(irp);
    case IRP_MN_QUERY_DEVICE_RELATIONS:
        if (current_location(irp).Parameters.QueryDeviceRelations.Type == TargetDeviceRelation)
            return report_target_relation(irp);
        return leave_alone(irp);
    default: return leave_alone(irp);
    }
}

NTSTATUS Provider::power(IRP& irp)
{
    const UCHAR minor = current_location(irp).MinorFunction;
    if (minor == IRP_MN_SET_POWER || minor == IRP_MN_QUERY_POWER)
        return provider_complete(irp, STATUS_SUCCESS, 0);
    return leave_alone(irp);
}

NTSTATUS dispatch_to_provider(DEVICE_OBJECT* device, IRP* irp)
{
    Provider& provider = provider_of(*device);
    switch (current_location(*irp).MajorFunction) {
    case IRP_MJ_CREATE: return provider.create(*irp);
    case IRP_MJ_CLEANUP: return provider.cleanup(*irp);
    case IRP_MJ_CLOSE: return provider.close(*irp);
    case IRP_MJ_READ: return provider.read(*irp);
    case IRP_MJ_WRITE: return provider.write(*irp);
    case IRP_MJ_FLUSH_BUFFERS: return provider.flush(*irp);
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: return provider.device_control(*irp);
    case IRP_MJ_PNP: return provider.pnp(*irp);
    case IRP_MJ_POWER: return provider.power(*irp);
    case IRP_MJ_SYSTEM_CONTROL: return leave_alone(*irp);
    default: return refuse(*irp);
    }
}

base::Result<DEVICE_OBJECT*> add_provider_device(Executive& executive, Provider& provider,
                                                 const ProviderSpec& spec)
{
    DeviceSpec device_spec;
    device_spec.name = spec.name;
    device_spec.type = spec.type;
    device_spec.characteristics = spec.characteristics;
    DEVICE_OBJECT* device = TRY(create_device(executive.runtime_driver().object, device_spec));
    record_of(*device).framework = &provider;
    device->SectorSize = spec.sector_bytes;
    device->Flags |= transfer_flags(spec.io_type);
    device->Flags &= ~static_cast<ULONG>(DO_DEVICE_INITIALIZING);
    return device;
}

void remove_provider_device(DEVICE_OBJECT& device)
{
    delete_device(device);
}

NTSTATUS provider_complete(IRP& irp, NTSTATUS status, ULONG_PTR information)
{
    irp.IoStatus.Status = status;
    irp.IoStatus.Information = information;
    complete_request(irp);
    return status;
}

NTSTATUS provider_pend(IRP& irp)
{
    mark_pending(irp);
    return STATUS_PENDING;
}

void* transfer_address(IRP& irp)
{
    const IO_STACK_LOCATION& location = current_location(irp);
    // Read and Write agree in this part of Parameters.
    if (location.Parameters.Read.Length == 0)
        return nullptr;
    const ULONG flags = location.DeviceObject->Flags;
    if ((flags & DO_BUFFERED_IO) != 0)
        return irp.AssociatedIrp.SystemBuffer;
    if ((flags & DO_DIRECT_IO) != 0)
        return irp.MdlAddress == nullptr ? nullptr : mm::system_address(*irp.MdlAddress);
    return irp.UserBuffer;
}

ControlRequest control_request(IRP& irp)
{
    const IO_STACK_LOCATION& location = current_location(irp);
    const auto& parameters = location.Parameters.DeviceIoControl;
    ControlRequest request{};
    request.code = parameters.IoControlCode;
    request.input_length = parameters.InputBufferLength;
    request.output_length = parameters.OutputBufferLength;
    request.is_internal = location.MajorFunction == IRP_MJ_INTERNAL_DEVICE_CONTROL;
    request.input = irp.AssociatedIrp.SystemBuffer;
    switch (METHOD_FROM_CTL_CODE(request.code)) {
    case METHOD_BUFFERED: request.output = irp.AssociatedIrp.SystemBuffer; break;
    case METHOD_NEITHER:
        request.input = parameters.Type3InputBuffer;
        request.output = irp.UserBuffer;
        break;
    default:
        request.output = irp.MdlAddress == nullptr ? nullptr : mm::system_address(*irp.MdlAddress);
        break;
    }
    if (request.input_length == 0)
        request.input = nullptr;
    if (request.output_length == 0)
        request.output = nullptr;
    return request;
}

exec::Processor& current_processor()
{
    return *exec::current_thread()->processor;
}

} // namespace openwdf::nt::io
