#include "nt/pnp/request.hpp"

#include "nt/executive.hpp"
#include "nt/io/request.hpp"
#include "nt/io/stack.hpp"

namespace openwdf::nt::pnp {

Answer send(Executive& executive, DEVICE_OBJECT& device, UCHAR minor, const FillLocation& fill)
{
    IO_STATUS_BLOCK iosb{};
    DEVICE_OBJECT& top = io::top_of_stack_referenced(device);
    auto irp =
        io::build_plain(executive, top, nullptr, IRP_MJ_PNP, minor, KernelMode, &iosb, nullptr);
    NTSTATUS status = irp.status();
    if (irp.ok()) {
        irp.value()->IoStatus.Status = STATUS_NOT_SUPPORTED;
        if (fill)
            fill(io::next_location(*irp.value()));
        status = io::send_and_wait(executive, top, *irp.value(), iosb);
    }
    ob::dereference(&top);
    return {status, iosb.Information};
}

NTSTATUS query_interface(Executive& executive, DEVICE_OBJECT& device, const GUID& type,
                         INTERFACE& interface, USHORT size, USHORT version, void* specific_data)
{
    return send(executive, device, IRP_MN_QUERY_INTERFACE,
                [&](IO_STACK_LOCATION& location) {
                    auto& parameters = location.Parameters.QueryInterface;
                    parameters.InterfaceType = &type;
                    parameters.Size = size;
                    parameters.Version = version;
                    parameters.Interface = &interface;
                    parameters.InterfaceSpecificData = specific_data;
                })
        .status;
}

DEVICE_OBJECT* physical_device(Executive& executive, DEVICE_OBJECT& device, NTSTATUS& status)
{
    const Answer answer =
        send(executive, device, IRP_MN_QUERY_DEVICE_RELATIONS, [](IO_STACK_LOCATION& location) {
            location.Parameters.QueryDeviceRelations.Type = TargetDeviceRelation;
        });
    status = answer.status;
    auto* relations = reinterpret_cast<DEVICE_RELATIONS*>(answer.information);
    if (!NT_SUCCESS(status) || relations == nullptr)
        return nullptr;
    DEVICE_OBJECT* found = relations->Count == 0 ? nullptr : relations->Objects[0];
    (void)executive.pool.free(relations);
    return found;
}

} // namespace openwdf::nt::pnp
