#include "nt/io/file.hpp"

#include "nt/executive.hpp"
#include "nt/io/device.hpp"
#include "nt/io/request.hpp"
#include "nt/io/stack.hpp"
#include "nt/rtl/unicode.hpp"

#include <utility>

namespace openwdf::nt::io {

namespace {

constexpr unsigned k_disposition_shift = 24; // Parameters.Create.Options: its top byte

// Failure of a cleanup or close is ignored (N67).
void send_ending(FileRecord& record, UCHAR major)
{
    Executive& executive = record.header.executive;
    IO_STATUS_BLOCK iosb{};
    // The file goes in by hand: a request that holds the file would end it once more.
    auto irp = build_plain(executive, *record.top, nullptr, major, 0, KernelMode, &iosb, nullptr);
    if (!irp.ok())
        return;
    next_location(*irp.value()).FileObject = &record.object;
    irp.value()->Flags |=
        major == IRP_MJ_CLOSE ? IRP_CLOSE_OPERATION | IRP_SYNCHRONOUS_API : IRP_SYNCHRONOUS_API;
    (void)send_and_wait(executive, *record.top, *irp.value(), iosb);
}

void destroy_file(ob::ObjectHeader& header)
{
    auto& record = reinterpret_cast<FileRecord&>(header);
    const bool owes_close = std::exchange(record.opened, false);
    if (owes_close && !header.executive.ending() && !header.executive.border().stopped())
        send_ending(record, IRP_MJ_CLOSE);
    delete &record;
}

bool is_open_refused(DEVICE_OBJECT& device)
{
    // N71, N72.
    return (device.Flags & DO_DEVICE_INITIALIZING) != 0 || record_of(device).delete_pending;
}

// Counts the open in; false when the device is exclusive and open already (N68).
bool take_open(DEVICE_OBJECT& device)
{
    std::uint32_t& count = record_of(device).open_count;
    if ((device.Flags & DO_EXCLUSIVE) == 0) {
        __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED);
        return true;
    }
    std::uint32_t none = 0;
    return __atomic_compare_exchange_n(&count, &none, 1, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

// What a driver finds of the create options in FILE_OBJECT.Flags.
struct OptionFlag {
    ULONG options; // one of them is enough
    ULONG flag;
};
constexpr OptionFlag k_option_flags[] = {
    {FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT, FO_SYNCHRONOUS_IO},
    {FILE_SYNCHRONOUS_IO_ALERT, FO_ALERTABLE_IO},
    {FILE_NO_INTERMEDIATE_BUFFERING, FO_NO_INTERMEDIATE_BUFFERING},
    {FILE_WRITE_THROUGH, FO_WRITE_THROUGH},
    {FILE_SEQUENTIAL_ONLY, FO_SEQUENTIAL_ONLY},
    {FILE_RANDOM_ACCESS, FO_RANDOM_ACCESS},
};

void describe_access(FileRecord& record, const OpenParameters& parameters)
{
    FILE_OBJECT& file = record.object;
    const auto has = [&](ACCESS_MASK bits) -> BOOLEAN { return (parameters.access & bits) != 0; };
    file.ReadAccess = has(FILE_READ_DATA | FILE_EXECUTE | GENERIC_READ | GENERIC_ALL);
    file.WriteAccess = has(FILE_WRITE_DATA | FILE_APPEND_DATA | GENERIC_WRITE | GENERIC_ALL);
    file.DeleteAccess = has(DELETE);
    file.SharedRead = (parameters.share & FILE_SHARE_READ) != 0;
    file.SharedWrite = (parameters.share & FILE_SHARE_WRITE) != 0;
    file.SharedDelete = (parameters.share & FILE_SHARE_DELETE) != 0;
    for (const OptionFlag& row : k_option_flags) {
        if ((parameters.options & row.options) != 0)
            file.Flags |= row.flag;
    }
    record.access_state.PreviouslyGrantedAccess = parameters.access;
    record.access_state.OriginalDesiredAccess = parameters.access;
    record.security.AccessState = &record.access_state;
    record.security.DesiredAccess = parameters.access;
    record.security.FullCreateOptions =
        (parameters.disposition << k_disposition_shift) | parameters.options;
}

// N61. The status of the create; on success the file owes a cleanup and a close.
NTSTATUS send_create(FileRecord& record, const OpenParameters& parameters, ULONG_PTR& information)
{
    Executive& executive = record.header.executive;
    IO_STATUS_BLOCK iosb{};
    const KPROCESSOR_MODE mode = parameters.from_user ? UserMode : KernelMode;
    auto irp =
        build_plain(executive, *record.top, &record.object, IRP_MJ_CREATE, 0, mode, &iosb, nullptr);
    if (!irp.ok())
        return irp.status();
    irp.value()->Flags |= IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API;
    auto& create = next_location(*irp.value()).Parameters.Create;
    create.SecurityContext = &record.security;
    create.Options = record.security.FullCreateOptions;
    create.ShareAccess = static_cast<USHORT>(parameters.share);
    const NTSTATUS status = send_and_wait(executive, *record.top, *irp.value(), iosb);
    information = iosb.Information;
    record.opened = NT_SUCCESS(status);
    return status;
}

// Takes over the caller's reference to the device.
FileRecord* make_file(Executive& executive, DEVICE_OBJECT& device, std::u16string name)
{
    auto* record = new FileRecord(executive);
    record->file_name = std::move(name);
    record->object.FileName = rtl::unicode_string(record->file_name); // N69
    record->object.DeviceObject = &device;
    record->top = &top_of_stack_referenced(device);
    return record;
}

} // namespace

FileRecord::FileRecord(Executive& executive) : header(executive, ob::ObjectType::file, destroy_file)
{
    CHECK(&ob::header_of(&object) == &header);
    header.destroy_at_passive = true;
    object.Type = IO_TYPE_FILE;
    object.Size = sizeof object;
    ke::initialize_event(object.Lock, SynchronizationEvent, false);
    ke::initialize_event(object.Event, NotificationEvent, false);
    object.IrpList.Flink = object.IrpList.Blink = &object.IrpList;
    executive.objects.add(header);
}

FileRecord::~FileRecord()
{
    header.executive.objects.remove(header);
    if (header.executive.ending())
        return;
    __atomic_fetch_sub(&record_of(*object.DeviceObject).open_count, 1, __ATOMIC_RELAXED);
    ob::dereference(top);
    ob::dereference(object.DeviceObject);
}

base::Result<Opened> open_file(Executive& executive, std::u16string_view path,
                               const OpenParameters& parameters)
{
    ob::Namespace::Found found = TRY(executive.names.resolve(path));
    if (ob::header_of(found.body).type != ob::ObjectType::device) {
        ob::dereference(found.body);
        return base::Failure{STATUS_OBJECT_TYPE_MISMATCH};
    }
    auto& device = *static_cast<DEVICE_OBJECT*>(found.body);
    const base::Status refusal = is_open_refused(device) ? STATUS_NO_SUCH_DEVICE
                                 : take_open(device)     ? STATUS_SUCCESS
                                                         : STATUS_ACCESS_DENIED;
    if (!base::succeeded(refusal)) {
        ob::dereference(&device);
        return base::Failure{refusal};
    }
    FileRecord& record = *make_file(executive, device, std::move(found.remaining));
    describe_access(record, parameters);
    ULONG_PTR information = 0;
    const NTSTATUS status = send_create(record, parameters, information);
    if (!NT_SUCCESS(status)) {
        ob::dereference(&record.object);
        return base::Failure{status};
    }
    record.object.Flags |= FO_HANDLE_CREATED;
    return Opened{&record.object, information};
}

void close_file(FILE_OBJECT& file)
{
    FileRecord& record = record_of(file);
    CHECK(!record.cleaned_up);
    record.cleaned_up = true;
    send_ending(record, IRP_MJ_CLEANUP); // N62
    file.Flags |= FO_CLEANUP_COMPLETE;
    ob::dereference(&file); // N63, N64
}

} // namespace openwdf::nt::io
