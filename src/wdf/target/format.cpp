#include "wdf/target/format.hpp"

#include "nt/io/stack.hpp"
#include "nt/mm/mdl.hpp"
#include "wdf/memory/memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace openwdf::wdf {

Format::~Format()
{
    CHECK(!active());
    std::free(system_buffer_);
    std::free(mdl_);
}

void Format::begin(IRP& irp, WDF_REQUEST_TYPE type, ULONG code)
{
    CHECK(!active());
    irp_ = &irp;
    type_ = type;
    code_ = code;
    saved_system_buffer_ = irp.AssociatedIrp.SystemBuffer;
    saved_user_buffer_ = irp.UserBuffer;
    saved_mdl_ = irp.MdlAddress;
    saved_flags_ = irp.Flags;
    // What a format does not use is empty, not a received request's own.
    irp.AssociatedIrp.SystemBuffer = nullptr;
    irp.MdlAddress = nullptr;
    irp.UserBuffer = nullptr;
    copy_back_to_ = nullptr;
}

void Format::hold(std::size_t place, const IoBuffer& buffer)
{
    given_[place].memory = buffer.memory;
    given_[place].offset = buffer.memory_offset;
    if (buffer.memory == nullptr)
        return;
    CHECK(held_count_ < k_held_max);
    buffer.memory->reference(); // fact 55
    held_[held_count_++] = buffer.memory;
}

NTSTATUS Format::fail(NTSTATUS status)
{
    release();
    return status;
}

// Fact 50: reused when big enough and not cleared then; fresh memory is zero.
void* Format::system_buffer(std::size_t size_bytes)
{
    if (size_bytes > system_capacity_) {
        std::free(system_buffer_);
        system_buffer_ = std::calloc(1, size_bytes);
        system_capacity_ = system_buffer_ == nullptr ? 0 : size_bytes;
    }
    return system_buffer_;
}

MDL* Format::own_mdl(void* address, std::size_t length, LOCK_OPERATION operation)
{
    const std::size_t pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(address, length);
    if (mdl_ == nullptr || pages > mdl_pages_) {
        std::free(mdl_);
        mdl_ = static_cast<MDL*>(std::malloc(sizeof(MDL) + pages * sizeof(PFN_NUMBER)));
        mdl_pages_ = mdl_ == nullptr ? 0 : pages;
        if (mdl_ == nullptr)
            return nullptr;
    }
    MmInitializeMdl(mdl_, address, length);
    nt::mm::probe_and_lock(*mdl_, operation);
    mdl_locked_ = true;
    return mdl_;
}

// An MDL of the caller is used as it is; at an offset, a partial one describes the rest.
MDL* Format::mdl_for(const IoBuffer& buffer, LOCK_OPERATION operation)
{
    if (buffer.mdl == nullptr)
        return own_mdl(buffer.address, buffer.length, operation);
    if (buffer.mdl_offset == 0)
        return buffer.mdl;
    void* start = static_cast<std::byte*>(nt::mm::virtual_address(*buffer.mdl)) + buffer.mdl_offset;
    MDL* partial = own_mdl(start, buffer.length, operation);
    if (partial == nullptr)
        return nullptr;
    nt::mm::unlock_pages(*partial);
    mdl_locked_ = false;
    nt::mm::build_partial(*buffer.mdl, *partial, start, static_cast<ULONG>(buffer.length));
    return partial;
}

NTSTATUS Format::set_mdl(IRP& irp, const IoBuffer& buffer, LOCK_OPERATION operation)
{
    // An empty buffer has no pages to lock; the caller's own MDL goes down as it is.
    if (buffer.length == 0)
        irp.MdlAddress = buffer.mdl_offset == 0 ? buffer.mdl : nullptr;
    else
        irp.MdlAddress = mdl_for(buffer, operation);
    return irp.MdlAddress == nullptr && buffer.length != 0 ? STATUS_INSUFFICIENT_RESOURCES
                                                           : STATUS_SUCCESS;
}

namespace {

// An empty buffer has an address too, unless no descriptor was given.
NTSTATUS get_address(const IoBuffer& buffer, void*& address)
{
    address = address_of(buffer);
    return address == nullptr && buffer.length != 0 ? STATUS_INSUFFICIENT_RESOURCES
                                                    : STATUS_SUCCESS;
}

} // namespace

NTSTATUS Format::transfer_buffers(IRP& irp, UCHAR major, TargetIoType type, const IoBuffer& buffer)
{
    const bool is_read = major == IRP_MJ_READ;
    switch (type) {
    case TargetIoType::buffered: {
        if (buffer.length == 0) // fact 49
            return STATUS_SUCCESS;
        void* address = address_of(buffer);
        void* system = system_buffer(buffer.length);
        if (system == nullptr || address == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        if (is_read) {
            irp.UserBuffer = copy_back_to_ = address;
            copy_back_length_ = buffer.length;
        } else {
            std::memcpy(system, address, buffer.length);
        }
        irp.AssociatedIrp.SystemBuffer = system;
        return STATUS_SUCCESS;
    }
    case TargetIoType::direct:
        // A read writes to memory, a write reads from it.
        return set_mdl(irp, buffer, is_read ? IoWriteAccess : IoReadAccess);
    case TargetIoType::neither: return get_address(buffer, irp.UserBuffer);
    default: return STATUS_INVALID_DEVICE_STATE;
    }
}

NTSTATUS Format::transfer(IRP& irp, UCHAR major, TargetIoType type, const IoBuffer& buffer,
                          LONGLONG offset)
{
    begin(irp, major == IRP_MJ_READ ? WdfRequestTypeRead : WdfRequestTypeWrite, 0);
    hold(0, buffer);
    const NTSTATUS status = transfer_buffers(irp, major, type, buffer);
    if (!NT_SUCCESS(status))
        return fail(status);
    auto& next = nt::io::next_location(irp);
    next.MajorFunction = major;
    next.MinorFunction = 0;
    next.Parameters.Read.Length = static_cast<ULONG>(buffer.length);
    next.Parameters.Read.Key = 0;
    next.Parameters.Read.ByteOffset.QuadPart = offset;
    return STATUS_SUCCESS;
}

NTSTATUS Format::buffered_control(IRP& irp, const IoBuffer& input, const IoBuffer& output)
{
    const std::size_t size_bytes = std::max(input.length, output.length);
    if (size_bytes == 0)
        return STATUS_SUCCESS;
    void* system = system_buffer(size_bytes);
    if (system == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    void* from = nullptr;
    NTSTATUS status = get_address(input, from);
    if (NT_SUCCESS(status))
        status = get_address(output, irp.UserBuffer);
    if (!NT_SUCCESS(status))
        return status;
    if (input.length != 0)
        std::memcpy(system, from, input.length);
    irp.AssociatedIrp.SystemBuffer = system;
    if (output.length != 0) {
        copy_back_to_ = irp.UserBuffer;
        copy_back_length_ = output.length;
    }
    return STATUS_SUCCESS;
}

NTSTATUS Format::control_buffers(IRP& irp, ULONG method, const IoBuffer& input,
                                 const IoBuffer& output)
{
    if (method == METHOD_BUFFERED)
        return buffered_control(irp, input, output);
    void* from = nullptr;
    const NTSTATUS status = get_address(input, from);
    if (!NT_SUCCESS(status))
        return status;
    if (method == METHOD_NEITHER) {
        nt::io::next_location(irp).Parameters.DeviceIoControl.Type3InputBuffer = from;
        return get_address(output, irp.UserBuffer);
    }
    // No copy: the caller's own memory stands in for the system buffer.
    irp.AssociatedIrp.SystemBuffer = from;
    return set_mdl(irp, output, method == METHOD_IN_DIRECT ? IoReadAccess : IoWriteAccess);
}

NTSTATUS Format::control(IRP& irp, UCHAR major, ULONG code, const IoBuffer& input,
                         const IoBuffer& output)
{
    begin(irp,
          major == IRP_MJ_DEVICE_CONTROL ? WdfRequestTypeDeviceControl
                                         : WdfRequestTypeDeviceControlInternal,
          code);
    hold(0, input);
    hold(1, output);
    auto& next = nt::io::next_location(irp);
    next.MajorFunction = major;
    next.MinorFunction = 0;
    // Lengths take half a slot; the receiver of an internal ioctl may look at the whole.
    next.Parameters.Others.Argument1 = next.Parameters.Others.Argument2 = nullptr;
    next.Parameters.DeviceIoControl.OutputBufferLength = static_cast<ULONG>(output.length);
    next.Parameters.DeviceIoControl.InputBufferLength = static_cast<ULONG>(input.length);
    next.Parameters.DeviceIoControl.IoControlCode = code;
    next.Parameters.DeviceIoControl.Type3InputBuffer = nullptr;
    const NTSTATUS status = control_buffers(irp, METHOD_FROM_CTL_CODE(code), input, output);
    return NT_SUCCESS(status) ? status : fail(status);
}

NTSTATUS Format::others(IRP& irp, ULONG code, const IoBuffer (&arguments)[3])
{
    begin(irp, WdfRequestTypeOther, code);
    auto& next = nt::io::next_location(irp);
    next.MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next.MinorFunction = 0;
    void* addresses[3] = {};
    for (std::size_t i = 0; i < 3; ++i) {
        hold(i, arguments[i]);
        addresses[i] = given_[i].address = address_of(arguments[i]);
        if (addresses[i] == nullptr && arguments[i].length != 0)
            return fail(STATUS_INSUFFICIENT_RESOURCES);
    }
    next.Parameters.Others.Argument1 = addresses[0];
    next.Parameters.Others.Argument2 = addresses[1];
    next.Parameters.Others.Argument3 = nullptr;
    next.Parameters.DeviceIoControl.IoControlCode = code;
    next.Parameters.Others.Argument4 = addresses[2];
    return STATUS_SUCCESS;
}

void Format::copy_out()
{
    std::size_t bytes = irp_->IoStatus.Information;
    if (bytes > copy_back_length_) {
        executive_.border().report(
            "information-too-large",
            fmt::format("the lower driver reported {} bytes for a buffer of {}; copied {}", bytes,
                        copy_back_length_, copy_back_length_));
        bytes = copy_back_length_;
    }
    std::memcpy(copy_back_to_, irp_->AssociatedIrp.SystemBuffer, bytes);
    copy_back_to_ = nullptr;
}

namespace {

WDFMEMORY handle_of(const Memory* memory)
{
    return static_cast<WDFMEMORY>(memory == nullptr ? nullptr : memory->handle());
}

} // namespace

void Format::describe(WDF_REQUEST_COMPLETION_PARAMS& parameters, std::size_t information) const
{
    parameters.Type = active() ? type_ : WdfRequestTypeNoFormat;
    auto& to = parameters.Parameters;
    switch (parameters.Type) {
    case WdfRequestTypeRead:
    case WdfRequestTypeWrite:
        // Read and Write have the same shape.
        to.Read = {handle_of(given_[0].memory), information, given_[0].offset};
        break;
    case WdfRequestTypeDeviceControl:
    case WdfRequestTypeDeviceControlInternal:
        to.Ioctl.IoControlCode = code_;
        to.Ioctl.Input = {handle_of(given_[0].memory), given_[0].offset};
        to.Ioctl.Output = {handle_of(given_[1].memory), given_[1].offset, information};
        break;
    case WdfRequestTypeOther:
        to.Others.Argument1.Ptr = given_[0].address;
        to.Others.Argument2.Ptr = given_[1].address;
        to.Others.Argument4.Ptr = given_[2].address;
        break;
    default: break;
    }
}

void Format::release_active()
{
    if (mdl_locked_) {
        nt::mm::unlock_pages(*mdl_);
        mdl_locked_ = false;
    }
    irp_->AssociatedIrp.SystemBuffer = saved_system_buffer_;
    irp_->UserBuffer = saved_user_buffer_;
    irp_->MdlAddress = saved_mdl_;
    irp_->Flags = saved_flags_;
    irp_ = nullptr;
    copy_back_to_ = nullptr;
    while (held_count_ != 0)
        held_[--held_count_]->dereference();
}

} // namespace openwdf::wdf
