// The buffers of a received request, as memory, as WDFMEMORY, as MDL, and raw (fact 54).
#include "nt/io/stack.hpp"
#include "nt/mm/mdl.hpp"
#include "wdf/driver/driver.hpp"
#include "wdf/memory/memory.hpp"
#include "wdf/request/parameters.hpp"
#include "wdf/request/request.hpp"

namespace openwdf::wdf {

NTSTATUS Request::retrieve_buffer(Side side, std::size_t minimum, void*& buffer,
                                  std::size_t& length)
{
    const ReceivedBuffer found = received_buffer(*irp(), side == Side::input);
    buffer = nullptr;
    length = 0;
    if (!NT_SUCCESS(found.status))
        return found.status;
    if (found.length == 0 || found.length < minimum)
        return STATUS_BUFFER_TOO_SMALL;
    buffer = received_address(found);
    if (buffer == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    length = found.length;
    return STATUS_SUCCESS;
}

NTSTATUS Request::retrieve_memory(Side side, Memory*& memory)
{
    Memory*& cached = side == Side::input ? input_memory_ : output_memory_;
    if (cached != nullptr) {
        memory = cached;
        return STATUS_SUCCESS;
    }
    void* buffer = nullptr;
    std::size_t length = 0;
    const NTSTATUS status = retrieve_buffer(side, 0, buffer, length);
    if (!NT_SUCCESS(status))
        return status;
    MDL* mdl = received_buffer(*irp(), side == Side::input).mdl;
    auto made = published(
        create_object<Memory>(&driver(), nullptr, Memory::Storage::request, buffer, length, mdl),
        *this);
    if (!made.ok())
        return made.status();
    if (received_read_only(*irp(), side == Side::input))
        made.value()->set_read_only();
    memory = cached = made.value();
    return STATUS_SUCCESS;
}

// The IRP's own MDL, or one that describes its buffer, kept until the request ends.
NTSTATUS Request::retrieve_mdl(Side side, MDL*& mdl)
{
    mdl = nullptr;
    const ReceivedBuffer found = received_buffer(*irp(), side == Side::input);
    if (!NT_SUCCESS(found.status))
        return found.status;
    if (found.length == 0)
        return STATUS_BUFFER_TOO_SMALL;
    if (found.mdl != nullptr) {
        mdl = found.mdl;
        return STATUS_SUCCESS;
    }
    MDL*& own = own_mdls_[side == Side::input ? 0 : 1];
    if (own == nullptr) {
        own = nt::mm::allocate_mdl(driver().executive(), found.address,
                                   static_cast<ULONG>(found.length));
        if (own == nullptr)
            return STATUS_INSUFFICIENT_RESOURCES;
        nt::mm::build_for_nonpaged(*own);
    }
    mdl = own;
    return STATUS_SUCCESS;
}

void Request::free_own_mdls()
{
    for (MDL*& mdl : own_mdls_) {
        if (mdl != nullptr)
            nt::mm::free_mdl(driver().executive(), std::exchange(mdl, nullptr));
    }
}

namespace {

struct UnsafeBuffer {
    void* address;
    std::size_t length;
    bool found;
};

// Addresses that nobody checked: of METHOD_NEITHER ioctls, and of transfers to a device whose I/O
// is neither buffered nor direct.
UnsafeBuffer unsafe_buffer(IRP& irp, bool input)
{
    const auto& location = nt::io::current_location(irp);
    const auto& control = location.Parameters.DeviceIoControl;
    if (location.MajorFunction == IRP_MJ_DEVICE_CONTROL) {
        if (METHOD_FROM_CTL_CODE(control.IoControlCode) != METHOD_NEITHER)
            return {nullptr, 0, false};
        if (input)
            return {control.Type3InputBuffer, control.InputBufferLength, true};
        return {irp.UserBuffer, control.OutputBufferLength, true};
    }
    constexpr ULONG k_io_flags = DO_BUFFERED_IO | DO_DIRECT_IO;
    const bool right_way = location.MajorFunction == (input ? IRP_MJ_WRITE : IRP_MJ_READ);
    if (!right_way || (location.DeviceObject->Flags & k_io_flags) != 0)
        return {nullptr, 0, false};
    return {irp.UserBuffer, location.Parameters.Read.Length, true};
}

} // namespace

NTSTATUS Request::retrieve_unsafe(Side side, std::size_t minimum, void*& buffer,
                                  std::size_t& length)
{
    buffer = nullptr;
    length = 0;
    const UnsafeBuffer found = unsafe_buffer(*irp(), side == Side::input);
    if (!found.found)
        return STATUS_INVALID_DEVICE_REQUEST;
    if (found.length < minimum)
        return STATUS_BUFFER_TOO_SMALL;
    buffer = found.address;
    length = found.length;
    return STATUS_SUCCESS;
}

NTSTATUS Request::lock_user_buffer(void* buffer, std::size_t length, LOCK_OPERATION operation,
                                   Memory*& memory)
{
    if (length == 0)
        return STATUS_INVALID_USER_BUFFER;
    MDL* mdl = nt::mm::allocate_mdl(driver().executive(), buffer, static_cast<ULONG>(length));
    if (mdl == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    nt::mm::probe_and_lock(*mdl, operation);
    void* address = nt::mm::system_address(*mdl);
    auto* locked = address == nullptr
                       ? nullptr
                       : create_object<Memory>(&driver(), nullptr, Memory::Storage::locked_pages,
                                               address, length, mdl);
    if (locked == nullptr) {
        nt::mm::unlock_pages(*mdl);
        nt::mm::free_mdl(driver().executive(), mdl);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (operation == IoReadAccess)
        locked->set_read_only();
    const auto made = published(locked, *this); // what is dropped unlocks its pages
    if (made.ok())
        memory = locked;
    return made.status();
}

void Request::get_parameters(WDF_REQUEST_PARAMETERS& parameters) const
{
    fill_parameters(*irp(), parameters);
}

} // namespace openwdf::wdf
