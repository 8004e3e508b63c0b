#include "wdf/request/parameters.hpp"

#include "nt/io/stack.hpp"
#include "nt/mm/mdl.hpp"

#include <cstring>

namespace openwdf::wdf {

namespace {

ReceivedBuffer transfer_buffer(IRP& irp, const IO_STACK_LOCATION& location)
{
    // Read and Write have the same shape in the stack location.
    const std::size_t length = location.Parameters.Read.Length;
    const ULONG flags = location.DeviceObject->Flags;
    if ((flags & DO_BUFFERED_IO) != 0)
        return {STATUS_SUCCESS, irp.AssociatedIrp.SystemBuffer, nullptr, length};
    if ((flags & DO_DIRECT_IO) != 0)
        return {STATUS_SUCCESS, nullptr, irp.MdlAddress, length};
    return {STATUS_SUCCESS, irp.UserBuffer, nullptr, length};
}

ReceivedBuffer control_buffer(IRP& irp, const IO_STACK_LOCATION& location, bool input)
{
    const auto& control = location.Parameters.DeviceIoControl;
    const std::size_t length = input ? control.InputBufferLength : control.OutputBufferLength;
    switch (METHOD_FROM_CTL_CODE(control.IoControlCode)) {
    case METHOD_BUFFERED: return {STATUS_SUCCESS, irp.AssociatedIrp.SystemBuffer, nullptr, length};
    case METHOD_IN_DIRECT:
    case METHOD_OUT_DIRECT:
        if (input)
            return {STATUS_SUCCESS, irp.AssociatedIrp.SystemBuffer, nullptr, length};
        return {STATUS_SUCCESS, nullptr, irp.MdlAddress, length};
    default:
        // METHOD_NEITHER from user mode: only EvtIoInCallerContext may touch it (fact 54).
        if (location.MajorFunction == IRP_MJ_DEVICE_CONTROL && irp.RequestorMode == UserMode)
            return {STATUS_INVALID_DEVICE_REQUEST, nullptr, nullptr, 0};
        return {STATUS_SUCCESS, input ? control.Type3InputBuffer : irp.UserBuffer, nullptr, length};
    }
}

} // namespace

ReceivedBuffer received_buffer(IRP& irp, bool input)
{
    const auto& location = nt::io::current_location(irp);
    switch (location.MajorFunction) {
    case IRP_MJ_READ:
        if (input)
            return {STATUS_INVALID_DEVICE_REQUEST, nullptr, nullptr, 0};
        return transfer_buffer(irp, location);
    case IRP_MJ_WRITE:
        if (!input)
            return {STATUS_INVALID_DEVICE_REQUEST, nullptr, nullptr, 0};
        return transfer_buffer(irp, location);
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: return control_buffer(irp, location, input);
    default: return {STATUS_INVALID_DEVICE_REQUEST, nullptr, nullptr, 0};
    }
}

void* received_address(const ReceivedBuffer& buffer)
{
    return buffer.mdl == nullptr ? buffer.address : nt::mm::system_address(*buffer.mdl);
}

WDF_REQUEST_TYPE request_type(const IO_STACK_LOCATION& location)
{
    switch (location.MajorFunction) {
    case IRP_MJ_CREATE: return WdfRequestTypeCreate;
    case IRP_MJ_READ: return WdfRequestTypeRead;
    case IRP_MJ_WRITE: return WdfRequestTypeWrite;
    case IRP_MJ_DEVICE_CONTROL: return WdfRequestTypeDeviceControl;
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: return WdfRequestTypeDeviceControlInternal;
    default: return WdfRequestTypeOther;
    }
}

namespace {

void fill_by_type(const IO_STACK_LOCATION& location, WDF_REQUEST_PARAMETERS& parameters)
{
    const auto& from = location.Parameters;
    auto& to = parameters.Parameters;
    switch (parameters.Type) {
    case WdfRequestTypeCreate:
        to.Create.SecurityContext = from.Create.SecurityContext;
        to.Create.Options = from.Create.Options;
        to.Create.FileAttributes = from.Create.FileAttributes;
        to.Create.ShareAccess = from.Create.ShareAccess;
        to.Create.EaLength = from.Create.EaLength;
        break;
    case WdfRequestTypeRead:
    case WdfRequestTypeWrite:
        to.Read.Length = from.Read.Length;
        to.Read.Key = from.Read.Key;
        to.Read.DeviceOffset = from.Read.ByteOffset.QuadPart;
        break;
    case WdfRequestTypeDeviceControlInternal:
        // Either lengths or, from an "others" ioctl, addresses (fact 47): only its receiver knows.
        // The slots are as wide as an address and lie over those of DeviceIoControl.
        to.Others.Arg1 = from.Others.Argument1;
        to.Others.Arg2 = from.Others.Argument2;
        to.Others.IoControlCode = from.DeviceIoControl.IoControlCode;
        to.Others.Arg4 = from.Others.Argument4;
        break;
    case WdfRequestTypeDeviceControl:
        to.DeviceIoControl.OutputBufferLength = from.DeviceIoControl.OutputBufferLength;
        to.DeviceIoControl.InputBufferLength = from.DeviceIoControl.InputBufferLength;
        to.DeviceIoControl.IoControlCode = from.DeviceIoControl.IoControlCode;
        to.DeviceIoControl.Type3InputBuffer = from.DeviceIoControl.Type3InputBuffer;
        break;
    default: break;
    }
}

} // namespace

void fill_parameters(IRP& irp, WDF_REQUEST_PARAMETERS& parameters)
{
    const auto& location = nt::io::current_location(irp);
    const USHORT size = parameters.Size;
    std::memset(&parameters, 0, sizeof(parameters));
    parameters.Size = size;
    parameters.MinorFunction = location.MinorFunction;
    parameters.Type = request_type(location);
    fill_by_type(location, parameters);
}

bool received_read_only(IRP& irp, bool input)
{
    const IO_STACK_LOCATION& location = nt::io::current_location(irp);
    switch (location.MajorFunction) {
    case IRP_MJ_WRITE: return true;
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: break;
    default: return false;
    }
    const ULONG method = METHOD_FROM_CTL_CODE(location.Parameters.DeviceIoControl.IoControlCode);
    return method == METHOD_IN_DIRECT || (method == METHOD_OUT_DIRECT && input);
}

} // namespace openwdf::wdf
