#include "backend/hid_device.hpp"

#include "backend/transfer.hpp"
#include "nt/hid/preparsed.hpp"
#include "nt/io/cancel.hpp"

#include <algorithm>
#include <cstring>

namespace openwdf::backend {

namespace {

// The four words of Tail.Overlay.DriverContext belong to whoever has the IRP pended.
void*& device_slot(IRP& irp)
{
    return irp.Tail.Overlay.DriverContext[0];
}

// A class driver completes what waited from a completion of its own: at DISPATCH_LEVEL.
class AtDispatch {
public:
    AtDispatch() : thread_(*exec::current_thread()), before_(thread_.irql)
    {
        exec::raise_irql(thread_, std::max(before_, exec::k_dispatch_level));
    }
    // Not in a destructor: DPCs run here, and a machine that stops unwinds through them.
    void leave() { exec::lower_irql(thread_, before_); }

private:
    exec::Thread& thread_;
    const exec::Irql before_;
};

} // namespace

HidDevice::HidDevice(HidSetup setup)
    : setup_(std::move(setup)), preparsed_(nt::hid::make_preparsed(setup_.collection))
{
}

// ---- files -------------------------------------------------------------------------------------

NTSTATUS HidDevice::create(IRP& irp)
{
    bool opened = false;
    {
        const std::lock_guard guard(lock_);
        if (!unplugged_) {
            File& file = files_.emplace_back();
            file.object = nt::io::current_location(irp).FileObject;
            file.ring_size = ring_size_;
            opened = true;
        }
    }
    return nt::io::provider_complete(irp, opened ? STATUS_SUCCESS : STATUS_DEVICE_NOT_CONNECTED,
                                     FILE_OPENED);
}

// N65: what the file still waits for is cancelled.
NTSTATUS HidDevice::cleanup(IRP& irp)
{
    const FILE_OBJECT* file = nt::io::current_location(irp).FileObject;
    while (IRP* waiting = take_waiting(file))
        nt::io::provider_complete(*waiting, STATUS_CANCELLED, 0);
    return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
}

NTSTATUS HidDevice::close(IRP& irp)
{
    {
        const std::lock_guard guard(lock_);
        std::erase_if(files_, [&](const File& file) {
            return file.object == nt::io::current_location(irp).FileObject;
        });
    }
    return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
}

HidDevice::File* HidDevice::find_file_locked(const IRP& irp)
{
    const FILE_OBJECT* object = irp.Tail.Overlay.CurrentStackLocation->FileObject;
    const auto found = std::ranges::find(files_, object, &File::object);
    return found == files_.end() ? nullptr : &*found;
}

// ---- input reports -----------------------------------------------------------------------------

const HidReport* HidDevice::front_locked(const File& file) const
{
    if (file.script_next < setup_.script.size())
        return &setup_.script[file.script_next];
    return file.ring.empty() ? nullptr : &file.ring.front();
}

std::size_t HidDevice::take_reports_locked(File& file, void* buffer, std::size_t length)
{
    auto* at = static_cast<std::byte*>(buffer);
    std::size_t taken = 0;
    while (const HidReport* report = front_locked(file)) {
        if (report->size() > length - taken)
            break;
        std::memcpy(at + taken, report->data(), report->size());
        taken += report->size();
        if (file.script_next < setup_.script.size())
            ++file.script_next;
        else
            file.ring.pop_front();
    }
    return taken;
}

NTSTATUS HidDevice::read(IRP& irp)
{
    const std::size_t length = transfer_parameters(irp).length;
    const std::size_t needed = setup_.collection.longest(HidP_Input);
    if (needed == 0)
        return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    if (length < needed)
        return nt::io::provider_complete(irp, STATUS_INVALID_BUFFER_SIZE, 0); // N165
    void* buffer = nt::io::transfer_address(irp);
    if (buffer == nullptr)
        return nt::io::provider_complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);

    std::unique_lock guard(lock_);
    File* file = find_file_locked(irp);
    NTSTATUS status = STATUS_SUCCESS;
    if (unplugged_)
        status = STATUS_DEVICE_NOT_CONNECTED;
    else if (file == nullptr)
        status = STATUS_INVALID_DEVICE_REQUEST; // a ring belongs to an open file
    std::size_t taken = 0;
    if (NT_SUCCESS(status)) {
        taken = take_reports_locked(*file, buffer, length);
        if (taken == 0)
            return wait_locked(irp, *file, guard);
    }
    guard.unlock();
    return nt::io::provider_complete(irp, status, taken);
}

NTSTATUS HidDevice::wait_locked(IRP& irp, File& file,
                                std::unique_lock<exec::Lock<exec::Rank::pool>>& guard)
{
    device_slot(irp) = this;
    const NTSTATUS pending = nt::io::provider_pend(irp);
    file.waiting.push_back(&irp);
    nt::io::set_runtime_cancel_routine(irp, &cancel_routine);
    // N56. A routine that is gone already waits for the lock and finds the IRP in its list.
    if (nt::io::is_cancelled(irp) && nt::io::set_cancel_routine(irp, nullptr) != nullptr) {
        file.waiting.pop_back();
        guard.unlock();
        nt::io::provider_complete(irp, STATUS_CANCELLED, 0);
    }
    return pending;
}

void HidDevice::cancel_routine(DEVICE_OBJECT*, IRP* irp)
{
    auto& device = *static_cast<HidDevice*>(device_slot(*irp));
    nt::io::release_cancel_lock(irp->CancelIrql);
    {
        const std::lock_guard guard(device.lock_);
        for (File& file : device.files_)
            std::erase(file.waiting, irp);
    }
    nt::io::provider_complete(*irp, STATUS_CANCELLED, 0);
}

// A read that reports have come for, its bytes moved and counted in IoStatus; nullptr when none.
// One whose cancel routine was called already is left to it.
IRP* HidDevice::take_served()
{
    const std::lock_guard guard(lock_);
    for (File& file : files_) {
        while (!file.waiting.empty() && front_locked(file) != nullptr) {
            IRP* irp = file.waiting.front();
            file.waiting.pop_front();
            if (nt::io::set_cancel_routine(*irp, nullptr) == nullptr)
                continue;
            irp->IoStatus.Information = take_reports_locked(file, nt::io::transfer_address(*irp),
                                                            transfer_parameters(*irp).length);
            return irp;
        }
    }
    return nullptr;
}

// A read that waits, of one file or (nullptr) of any; it is the caller's to complete.
IRP* HidDevice::take_waiting(const FILE_OBJECT* only)
{
    const std::lock_guard guard(lock_);
    for (File& file : files_) {
        while ((only == nullptr || file.object == only) && !file.waiting.empty()) {
            IRP* irp = file.waiting.front();
            file.waiting.pop_front();
            if (nt::io::set_cancel_routine(*irp, nullptr) != nullptr)
                return irp;
        }
    }
    return nullptr;
}

void HidDevice::serve()
{
    AtDispatch level;
    while (IRP* irp = take_served())
        nt::io::provider_complete(*irp, STATUS_SUCCESS, irp->IoStatus.Information);
    level.leave();
}

// ---- single reports ----------------------------------------------------------------------------

NTSTATUS HidDevice::check_report(HIDP_REPORT_TYPE kind, const std::byte* bytes, std::size_t length,
                                 const nt::hid::ReportLengths*& lengths) const
{
    if (length == 0)
        return STATUS_INVALID_BUFFER_SIZE;
    // Without ids the first byte is no id, and not looked at.
    const nt::hid::Collection& collection = setup_.collection;
    lengths = collection.find(collection.has_ids() ? static_cast<std::uint8_t>(bytes[0]) : 0);
    if (lengths == nullptr || lengths->bytes[kind] == 0)
        return STATUS_INVALID_PARAMETER;
    return length < lengths->bytes[kind] ? STATUS_INVALID_BUFFER_SIZE : STATUS_SUCCESS;
}

NTSTATUS HidDevice::check_whole(HIDP_REPORT_TYPE kind, const HidReport& report,
                                const nt::hid::ReportLengths*& lengths) const
{
    const NTSTATUS status = check_report(kind, report.data(), report.size(), lengths);
    if (!NT_SUCCESS(status))
        return status;
    return report.size() == lengths->bytes[kind] ? STATUS_SUCCESS : STATUS_INVALID_BUFFER_SIZE;
}

// What the device holds of a report; zeros before anybody set it.
HidReport& HidDevice::stored_locked(HIDP_REPORT_TYPE kind, const nt::hid::ReportLengths& lengths)
{
    std::vector<HidReport>& stored = kind == HidP_Feature ? features_ : inputs_;
    const auto id = static_cast<std::byte>(lengths.id);
    const auto found =
        std::ranges::find_if(stored, [&](const HidReport& report) { return report[0] == id; });
    if (found != stored.end())
        return *found;
    HidReport& report = stored.emplace_back(lengths.bytes[kind]);
    report[0] = id;
    return report;
}

NTSTATUS HidDevice::write(IRP& irp)
{
    const std::size_t length = transfer_parameters(irp).length;
    const void* buffer = nt::io::transfer_address(irp);
    if (buffer == nullptr) {
        const NTSTATUS status =
            length == 0 ? STATUS_INVALID_BUFFER_SIZE : STATUS_INSUFFICIENT_RESOURCES;
        return nt::io::provider_complete(irp, status, 0);
    }
    std::size_t taken = 0;
    const NTSTATUS status = accept_output(buffer, length, taken);
    return nt::io::provider_complete(irp, status, taken);
}

// An output report from a client, by write or by ioctl.
NTSTATUS HidDevice::accept_output(const void* buffer, std::size_t length, std::size_t& taken)
{
    const auto* bytes = static_cast<const std::byte*>(buffer);
    const nt::hid::ReportLengths* lengths = nullptr;
    const NTSTATUS status = check_report(HidP_Output, bytes, length, lengths);
    if (!NT_SUCCESS(status))
        return status;
    HidReport report(bytes, bytes + lengths->bytes[HidP_Output]);
    report[0] = static_cast<std::byte>(lengths->id);
    const bool comes_back = setup_.loops && lengths->bytes[HidP_Input] != 0;
    HidReport input = comes_back ? report : HidReport();
    {
        const std::lock_guard guard(lock_);
        if (unplugged_)
            return STATUS_DEVICE_NOT_CONNECTED;
        if (outputs_.size() == k_outputs_max)
            outputs_.pop_front();
        outputs_.push_back(std::move(report));
    }
    taken = lengths->bytes[HidP_Output];
    if (comes_back) {
        input.resize(lengths->bytes[HidP_Input]);
        return send_input(std::move(input));
    }
    return STATUS_SUCCESS;
}

// ---- the hardware's side -----------------------------------------------------------------------

NTSTATUS HidDevice::send_input(HidReport report)
{
    const nt::hid::ReportLengths* lengths = nullptr;
    const NTSTATUS status = check_whole(HidP_Input, report, lengths);
    if (!NT_SUCCESS(status))
        return status;
    {
        const std::lock_guard guard(lock_);
        if (unplugged_)
            return STATUS_DEVICE_NOT_CONNECTED;
        for (File& file : files_) {
            if (file.ring.size() == file.ring_size)
                file.ring.pop_front();
            file.ring.push_back(report);
        }
        stored_locked(HidP_Input, *lengths) = std::move(report);
    }
    serve();
    return STATUS_SUCCESS;
}

HidReport HidDevice::take_output()
{
    const std::lock_guard guard(lock_);
    if (outputs_.empty())
        return {};
    HidReport report = std::move(outputs_.front());
    outputs_.pop_front();
    return report;
}

NTSTATUS HidDevice::set_feature(HidReport report)
{
    const nt::hid::ReportLengths* lengths = nullptr;
    const NTSTATUS status = check_whole(HidP_Feature, report, lengths);
    if (!NT_SUCCESS(status))
        return status;
    const std::lock_guard guard(lock_);
    stored_locked(HidP_Feature, *lengths) = std::move(report);
    return STATUS_SUCCESS;
}

HidReport HidDevice::feature(std::uint8_t id)
{
    const nt::hid::ReportLengths* lengths = setup_.collection.find(id);
    if (lengths == nullptr || lengths->bytes[HidP_Feature] == 0)
        return {};
    const std::lock_guard guard(lock_);
    return stored_locked(HidP_Feature, *lengths);
}

void HidDevice::unplug()
{
    {
        const std::lock_guard guard(lock_);
        unplugged_ = true;
    }
    AtDispatch level;
    while (IRP* irp = take_waiting(nullptr))
        nt::io::provider_complete(*irp, STATUS_DEVICE_NOT_CONNECTED, 0);
    level.leave();
}

} // namespace openwdf::backend
