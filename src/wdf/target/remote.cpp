// Remote targets: open by name, on an existing device, again; close (facts 82-90).
#include "nt/io/device.hpp"
#include "nt/io/file.hpp"
#include "nt/ob/object.hpp"
#include "wdf/struct_size.hpp"
#include "wdf/target/io_target.hpp"

#include <mutex>

namespace openwdf::wdf {

NTSTATUS IoTarget::begin_open()
{
    std::lock_guard guard(lock_);
    if (open_state_ != OpenState::closed || io_state_ == WdfIoTargetDeleted)
        return STATUS_INVALID_DEVICE_STATE;
    open_state_ = OpenState::opening;
    return STATUS_SUCCESS;
}

NTSTATUS IoTarget::end_open(NTSTATUS status)
{
    if (NT_SUCCESS(status))
        status = ask_physical_device();
    Opened opened;
    {
        std::lock_guard guard(lock_);
        if (NT_SUCCESS(status)) {
            open_state_ = OpenState::open;
            io_state_ = WdfIoTargetStarted; // fact 8
        } else {
            open_state_ = OpenState::closed;
            reached_.set(nullptr);
            opened = take_opened_locked();
        }
        open_waiters_.wake_locked(driver().executive().dispatcher, [](NotOpening) { return true; });
    }
    give_back(opened);
    return status;
}

// Fact 89.
void IoTarget::wait_until_not_opening()
{
    open_waiters_.wait(
        driver().executive().dispatcher, {},
        [this](NotOpening) { return open_state_ != OpenState::opening; }, [] {});
}

IoTarget::Opened IoTarget::take_opened_locked()
{
    return {file_.exchange(nullptr), std::exchange(file_handle_, nullptr),
            std::exchange(physical_device_, nullptr), std::exchange(owns_handle_, false)};
}

void IoTarget::give_back(const Opened& opened)
{
    if (opened.physical_device != nullptr)
        nt::ob::dereference(opened.physical_device);
    if (opened.handle != nullptr)
        (void)driver().executive().handles.close(opened.handle);
    if (opened.file == nullptr)
        return;
    if (opened.owns_handle)
        nt::io::close_file(*opened.file);
    else
        nt::ob::dereference(opened.file);
}

NTSTATUS IoTarget::open_by_name(WDF_IO_TARGET_OPEN_PARAMS& parameters)
{
    nt::io::OpenParameters wanted;
    wanted.access = stored_.access;
    wanted.share = stored_.share;
    wanted.disposition = stored_.disposition;
    wanted.options = stored_.options;
    auto opened = nt::io::open_file(driver().executive(), stored_.name, wanted);
    if (!opened.ok()) {
        io_state_ = WdfIoTargetClosed; // fact 88
        return opened.status();
    }
    FILE_OBJECT* file = opened.value().file;
    file_ = file;
    owns_handle_ = true;
    file_handle_ = driver().executive().handles.insert(file);
    reached_.set(nt::io::record_of(*file).top);
    // Fact 83: a caller with the 1.11 structure never sees it.
    if (parameters.Size == sizeof(WDF_IO_TARGET_OPEN_PARAMS))
        parameters.FileInformation = static_cast<ULONG>(opened.value().information);
    return STATUS_SUCCESS;
}

NTSTATUS IoTarget::open_existing(const WDF_IO_TARGET_OPEN_PARAMS& parameters)
{
    if (parameters.TargetDeviceObject == nullptr)
        return STATUS_INVALID_PARAMETER;
    const bool wants_callbacks = parameters.EvtIoTargetQueryRemove != nullptr ||
                                 parameters.EvtIoTargetRemoveCanceled != nullptr ||
                                 parameters.EvtIoTargetRemoveComplete != nullptr;
    if (wants_callbacks && parameters.TargetFileObject == nullptr)
        return STATUS_INVALID_PARAMETER;
    reached_.set(parameters.TargetDeviceObject);
    FILE_OBJECT* file = parameters.TargetFileObject;
    file_ = file;
    owns_handle_ = false;
    if (file != nullptr)
        nt::ob::reference(file);
    return STATUS_SUCCESS;
}

NTSTATUS IoTarget::open(WDF_IO_TARGET_OPEN_PARAMS& parameters)
{
    if (!known_size<WDF_IO_TARGET_OPEN_PARAMS>(parameters.Size))
        return STATUS_INFO_LENGTH_MISMATCH;
    NTSTATUS status = begin_open();
    if (!NT_SUCCESS(status))
        return status;
    switch (parameters.Type) {
    case WdfIoTargetOpenByName: {
        stored_ = {};
        const UNICODE_STRING& name = parameters.TargetDeviceName;
        if (name.Buffer == nullptr || name.Length == 0)
            return end_open(STATUS_INVALID_PARAMETER);
        stored_.name.assign(reinterpret_cast<const char16_t*>(name.Buffer), name.Length / 2);
        stored_.access = parameters.DesiredAccess;
        stored_.share = parameters.ShareAccess;
        stored_.disposition = parameters.CreateDisposition;
        stored_.options = parameters.CreateOptions;
        status = open_by_name(parameters);
        stored_.present = NT_SUCCESS(status); // fact 87
        return end_open(status);
    }
    case WdfIoTargetOpenReopen:
        if (!stored_.present)
            return end_open(STATUS_INVALID_DEVICE_REQUEST);
        return end_open(open_by_name(parameters));
    case WdfIoTargetOpenUseExistingDevice: stored_ = {}; return end_open(open_existing(parameters));
    default: return end_open(STATUS_INVALID_PARAMETER); // type 4 is UMDF's (fact 82)
    }
}

void IoTarget::close(WDF_IO_TARGET_STATE final_state)
{
    if (is_remote())
        wait_until_not_opening();
    end_all_trips(final_state);
    Opened opened;
    {
        std::lock_guard guard(lock_);
        if (is_remote())
            opened = take_opened_locked();
        open_state_ = OpenState::closed;
    }
    if (final_state == WdfIoTargetDeleted)
        stored_ = {};
    give_back(opened);
}

} // namespace openwdf::wdf
