#include "nt/io/request.hpp"

#include "nt/executive.hpp"
#include "nt/io/dispatch.hpp"
#include "nt/io/file.hpp"
#include "nt/io/irp_note.hpp"
#include "nt/io/stack.hpp"
#include "nt/io/thread_irps.hpp"
#include "nt/mm/mdl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace openwdf::nt::io {

namespace {

// Beyond this a fresh system buffer keeps whatever malloc left in it.
constexpr ULONG k_filled_max = 4096;

// An IRP under construction: freed again when a later step fails.
class Draft {
public:
    Draft(Executive& executive, CCHAR stack_size)
        : executive_(executive), irp_(executive.irps.allocate(stack_size))
    {
    }
    ~Draft()
    {
        if (irp_ != nullptr)
            executive_.irps.free(irp_);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    explicit operator bool() const { return irp_ != nullptr; }
    IRP& irp() { return *irp_; }
    IrpBlock& block() { return block_of(*irp_); }
    IRP* finish() { return std::exchange(irp_, nullptr); }

private:
    Executive& executive_;
    IRP* irp_;
};

void fill_common(IRP& irp, FILE_OBJECT* file, KPROCESSOR_MODE mode, IO_STATUS_BLOCK* iosb,
                 KEVENT* event)
{
    irp.AllocationFlags |= k_irp_of_manager;
    irp.RequestorMode = mode;
    irp.UserIosb = iosb;
    irp.UserEvent = event;
    irp.Tail.Overlay.Thread = reinterpret_cast<PETHREAD>(gate::current_context());
    irp.Tail.Overlay.OriginalFileObject = file;
    if (file != nullptr)
        ob::reference(file); // N64: a request holds its file
}

// One system buffer, the input copied in (N3, N7). What lies behind the input is not the caller's
// to read; unlike Windows (N8) a short one holds a pattern, the same in every run.
base::Status attach_system_buffer(IrpBlock& block, const void* input, ULONG input_length,
                                  ULONG length)
{
    if (length == 0)
        return STATUS_SUCCESS; // N12
    auto* buffer = static_cast<std::byte*>(IrpCache::buffer_of(block, length));
    if (buffer == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (input_length != 0)
        std::memcpy(buffer, input, input_length);
    if (length <= k_filled_max)
        std::memset(buffer + input_length, ex::k_fresh_byte, length - input_length);
    IRP& irp = block.irp();
    irp.AssociatedIrp.SystemBuffer = buffer;
    irp.Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
    return STATUS_SUCCESS;
}

base::Status attach_mdl(IrpBlock& block, void* buffer, ULONG length, LOCK_OPERATION operation)
{
    if (length == 0)
        return STATUS_SUCCESS; // N12
    MDL* mdl = IrpCache::mdl_of(block, mm::mdl_bytes(buffer, length));
    if (mdl == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;
    mm::initialize_mdl(*mdl, buffer, length);
    mm::probe_and_lock(*mdl, operation);
    block.irp().MdlAddress = mdl;
    return STATUS_SUCCESS;
}

void expect_copy_back(IrpBlock& block, void* buffer, ULONG length)
{
    block.irp().Flags |= IRP_INPUT_OPERATION;
    block.irp().UserBuffer = buffer;
    block.copy_back_max = length;
}

// N13: what a probe finds without touching the memory.
bool is_bad_buffer(const void* buffer, ULONG length)
{
    return buffer == nullptr && length != 0;
}

base::Status attach_transfer(IrpBlock& block, const DEVICE_OBJECT& device, const Transfer& transfer)
{
    const bool reads = transfer.major == IRP_MJ_READ;
    IRP& irp = block.irp();
    irp.UserBuffer = transfer.buffer;
    if ((device.Flags & DO_BUFFERED_IO) != 0) {
        if (reads && transfer.length != 0)
            expect_copy_back(block, transfer.buffer, transfer.length);
        return attach_system_buffer(block, transfer.buffer, reads ? 0 : transfer.length,
                                    transfer.length);
    }
    if ((device.Flags & DO_DIRECT_IO) != 0)
        return attach_mdl(block, transfer.buffer, transfer.length,
                          reads ? IoWriteAccess : IoReadAccess);
    return STATUS_SUCCESS;
}

// N7, N9, N10.
base::Status attach_control(IrpBlock& block, const Control& control)
{
    IRP& irp = block.irp();
    const ULONG method = METHOD_FROM_CTL_CODE(control.code);
    if (method == METHOD_NEITHER) {
        irp.UserBuffer = control.output;
        next_location(irp).Parameters.DeviceIoControl.Type3InputBuffer =
            const_cast<void*>(control.input);
        return STATUS_SUCCESS;
    }
    if (method == METHOD_BUFFERED) {
        if (control.output_length != 0)
            expect_copy_back(block, control.output, control.output_length);
        return attach_system_buffer(block, control.input, control.input_length,
                                    std::max(control.input_length, control.output_length));
    }
    const base::Status status =
        attach_system_buffer(block, control.input, control.input_length, control.input_length);
    if (!base::succeeded(status))
        return status;
    irp.UserBuffer = control.output;
    return attach_mdl(block, control.output, control.output_length,
                      method == METHOD_IN_DIRECT ? IoReadAccess : IoWriteAccess);
}

void fill_transfer_location(IO_STACK_LOCATION& location, const Transfer& transfer,
                            FILE_OBJECT* file)
{
    location.MajorFunction = transfer.major;
    location.FileObject = file;
    if (transfer.major == IRP_MJ_READ) {
        location.Parameters.Read.Length = transfer.length;
        location.Parameters.Read.ByteOffset.QuadPart = transfer.offset;
    } else {
        location.Parameters.Write.Length = transfer.length;
        location.Parameters.Write.ByteOffset.QuadPart = transfer.offset;
    }
}

void fill_control_location(IO_STACK_LOCATION& location, const Control& control, FILE_OBJECT* file)
{
    location.MajorFunction = control.major;
    location.FileObject = file;
    auto& parameters = location.Parameters.DeviceIoControl; // N16
    parameters.IoControlCode = control.code;
    parameters.InputBufferLength = control.input_length;
    parameters.OutputBufferLength = control.output_length;
}

// N5, N6. Where Windows would overrun the caller's buffer, the count is clamped and reported.
void copy_back(Executive& executive, IrpBlock& block)
{
    IRP& irp = block.irp();
    const NTSTATUS status = irp.IoStatus.Status;
    if ((irp.Flags & IRP_INPUT_OPERATION) == 0 || NT_ERROR(status) ||
        status == STATUS_VERIFY_REQUIRED)
        return;
    if (irp.IoStatus.Information > block.copy_back_max) {
        executive.border().report(
            "information-too-large",
            fmt::format("a request was completed with Information {}, but its caller's buffer "
                        "has {} bytes; Windows would overrun it",
                        irp.IoStatus.Information, block.copy_back_max));
        irp.IoStatus.Information = block.copy_back_max;
    }
    std::memcpy(irp.UserBuffer, irp.AssociatedIrp.SystemBuffer, irp.IoStatus.Information);
}

// N40, N137: the manager's own MDL goes with the IRP; those that drivers put in the chain are
// unlocked and freed.
void release_mdls(Executive& executive, IrpBlock& block)
{
    MDL* mdl = std::exchange(block.irp().MdlAddress, nullptr);
    while (mdl != nullptr) {
        MDL* next = mdl->Next;
        if ((mdl->MdlFlags & MDL_PAGES_LOCKED) != 0)
            mm::unlock_pages(*mdl);
        if (mdl != block.mdl)
            mm::free_mdl(executive, mdl);
        mdl = next;
    }
}

// Everything that touches the caller's memory or the IRP's resources; the IRP itself stays.
void settle(Executive& executive, IrpBlock& block)
{
    copy_back(executive, block);
    release_mdls(executive, block);
    block.irp().AssociatedIrp.SystemBuffer = nullptr;
}

void free_ended(Executive& executive, IRP& irp)
{
    FILE_OBJECT* file = irp.Tail.Overlay.OriginalFileObject;
    executive.irps.free(&irp);
    if (file != nullptr)
        ob::dereference(file);
}

// The dispatch routine answered something else than STATUS_PENDING: then the IRP has ended (N24).
[[gnu::cold]] void not_ended(IRP& irp, NTSTATUS returned)
{
    gate::bug_check(gate::k_driver_verifier_detected_violation, 0,
                    reinterpret_cast<std::uint64_t>(&irp), static_cast<ULONG>(returned), 0,
                    fmt::format("a dispatch routine returned status 0x{:08X} and has not completed "
                                "the IRP; it has to complete it, or to mark it pending and return "
                                "STATUS_PENDING",
                                static_cast<ULONG>(returned)));
}

[[gnu::cold]] void report_mismatch(Executive& executive, NTSTATUS returned, NTSTATUS completed)
{
    executive.border().report(
        "dispatch-status",
        fmt::format("a dispatch routine returned status 0x{:08X} for a request "
                    "that was completed with 0x{:08X}",
                    static_cast<ULONG>(returned), static_cast<ULONG>(completed)));
}

void wait_for_end(Executive& executive, IrpBlock& block)
{
    if (block.end.load(std::memory_order_acquire) == IrpEnd::done)
        return;
    ke::initialize_event(block.ended_event, NotificationEvent, false);
    if (block.end.exchange(IrpEnd::waiting, std::memory_order_acq_rel) == IrpEnd::done)
        return;
    const IrpNote note(*gate::current_context(), block.irp());
    FILE_OBJECT* file = block.irp().Tail.Overlay.OriginalFileObject;
    std::optional<AwaitedRequests::Entry> entry;
    if (file != nullptr)
        entry.emplace(record_of(*file).awaited, block.irp());
    (void)executive.dispatcher.wait_until(&block.ended_event, base::k_never);
    if (entry)
        entry->leave();
}

} // namespace

base::Result<IRP*> build_transfer(Executive& executive, DEVICE_OBJECT& device, FILE_OBJECT* file,
                                  const Transfer& transfer, KPROCESSOR_MODE mode,
                                  IO_STATUS_BLOCK& iosb, KEVENT* event)
{
    CHECK(transfer.major == IRP_MJ_READ || transfer.major == IRP_MJ_WRITE);
    const bool probes = (device.Flags & (DO_BUFFERED_IO | DO_DIRECT_IO)) != 0;
    if (probes && is_bad_buffer(transfer.buffer, transfer.length))
        return base::Failure{STATUS_ACCESS_VIOLATION};
    Draft draft(executive, device.StackSize);
    if (!draft)
        return base::Failure{STATUS_INSUFFICIENT_RESOURCES};
    fill_transfer_location(next_location(draft.irp()), transfer, file);
    const base::Status status = attach_transfer(draft.block(), device, transfer);
    if (!base::succeeded(status))
        return base::Failure{status};
    fill_common(draft.irp(), file, mode, &iosb, event);
    draft.irp().Flags |= transfer.major == IRP_MJ_READ ? IRP_READ_OPERATION : IRP_WRITE_OPERATION;
    return draft.finish();
}

base::Result<IRP*> build_control(Executive& executive, DEVICE_OBJECT& device, FILE_OBJECT* file,
                                 const Control& control, KPROCESSOR_MODE mode,
                                 IO_STATUS_BLOCK& iosb, KEVENT* event)
{
    const bool probes = METHOD_FROM_CTL_CODE(control.code) != METHOD_NEITHER;
    if (probes && (is_bad_buffer(control.input, control.input_length) ||
                   is_bad_buffer(control.output, control.output_length)))
        return base::Failure{STATUS_ACCESS_VIOLATION};
    Draft draft(executive, device.StackSize);
    if (!draft)
        return base::Failure{STATUS_INSUFFICIENT_RESOURCES};
    fill_control_location(next_location(draft.irp()), control, file);
    const base::Status status = attach_control(draft.block(), control);
    if (!base::succeeded(status))
        return base::Failure{status};
    fill_common(draft.irp(), file, mode, &iosb, event);
    return draft.finish();
}

base::Result<IRP*> build_plain(Executive& executive, DEVICE_OBJECT& device, FILE_OBJECT* file,
                               UCHAR major, UCHAR minor, KPROCESSOR_MODE mode,
                               IO_STATUS_BLOCK* iosb, KEVENT* event)
{
    Draft draft(executive, device.StackSize);
    if (!draft)
        return base::Failure{STATUS_INSUFFICIENT_RESOURCES};
    IO_STACK_LOCATION& location = next_location(draft.irp());
    location.MajorFunction = major;
    location.MinorFunction = minor;
    location.FileObject = file;
    fill_common(draft.irp(), file, mode, iosb, event);
    return draft.finish();
}

NTSTATUS send_and_wait(Executive& executive, DEVICE_OBJECT& device, IRP& irp, IO_STATUS_BLOCK& iosb)
{
    IrpBlock& block = block_of(irp);
    block.end.store(IrpEnd::armed, std::memory_order_relaxed);
    irp.Tail.Overlay.Thread = reinterpret_cast<PETHREAD>(gate::current_context());
    NTSTATUS status = call_driver(device, irp);
    if (status == STATUS_PENDING) {
        wait_for_end(executive, block);
        status = irp.IoStatus.Status;
    } else if (block.end.load(std::memory_order_acquire) != IrpEnd::done) [[unlikely]] {
        not_ended(irp, status);
    } else if (status != irp.IoStatus.Status) [[unlikely]] {
        report_mismatch(executive, status, irp.IoStatus.Status);
    }
    settle(executive, block);
    iosb.Status = status;
    iosb.Information = irp.IoStatus.Information;
    free_ended(executive, irp);
    return status;
}

void end_request(IRP& irp)
{
    Executive& executive = current_executive();
    IrpBlock& block = block_of(irp);
    const IrpEnd end = block.end.load(std::memory_order_relaxed);
    const bool by_sender =
        irp.Tail.Overlay.Thread == reinterpret_cast<PETHREAD>(gate::current_context());
    if (end == IrpEnd::armed && by_sender) [[likely]] {
        // Inside send_and_wait's call: nobody else looks.
        block.end.store(IrpEnd::done, std::memory_order_relaxed);
        return;
    }
    if (end != IrpEnd::event) {
        const IrpEnd before = block.end.exchange(IrpEnd::done, std::memory_order_acq_rel);
        // The sender cannot free the IRP before it saw the event.
        if (before == IrpEnd::waiting)
            executive.dispatcher.set_event(block.ended_event);
        return;
    }
    // The callers' memory died with the machine.
    if (executive.border().stopped())
        return;
    if (!block.has_thread || ThreadIrps::may_end(executive, block))
        end_for_thread(executive, irp);
}

void end_for_thread(Executive& executive, IRP& irp)
{
    settle(executive, block_of(irp));
    const bool tells = !NT_ERROR(irp.IoStatus.Status) || irp.PendingReturned; // N41
    KEVENT* event = tells ? irp.UserEvent : nullptr;
    if (tells && irp.UserIosb != nullptr)
        *irp.UserIosb = irp.IoStatus;
    free_ended(executive, irp);
    if (event != nullptr)
        executive.dispatcher.set_event(*event);
}

} // namespace openwdf::nt::io
