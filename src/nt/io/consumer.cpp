#include "nt/io/consumer.hpp"

#include "nt/executive.hpp"
#include "nt/io/file.hpp"
#include "nt/io/request.hpp"

namespace openwdf::nt::io {

namespace {

// N76: one operation at a time on a synchronous file object; the others wait in line.
class FileTurn {
public:
    FileTurn(Executive& executive, FILE_OBJECT& file) : executive_(executive), file_(file)
    {
        if ((file.Flags & FO_SYNCHRONOUS_IO) != 0)
            take();
    }
    ~FileTurn()
    {
        if (!taken_)
            return;
        __atomic_store_n(&file_.Busy, 0, __ATOMIC_SEQ_CST);
        if (__atomic_load_n(&file_.Waiters, __ATOMIC_SEQ_CST) != 0)
            executive_.dispatcher.set_event(file_.Lock);
    }
    FileTurn(const FileTurn&) = delete;
    FileTurn& operator=(const FileTurn&) = delete;

private:
    void take()
    {
        taken_ = __atomic_exchange_n(&file_.Busy, 1, __ATOMIC_SEQ_CST) == 0;
        if (taken_) [[likely]]
            return;
        __atomic_fetch_add(&file_.Waiters, 1, __ATOMIC_SEQ_CST);
        while (__atomic_exchange_n(&file_.Busy, 1, __ATOMIC_SEQ_CST) != 0)
            (void)executive_.dispatcher.wait_until(&file_.Lock, base::k_never);
        __atomic_fetch_sub(&file_.Waiters, 1, __ATOMIC_SEQ_CST);
        taken_ = true;
    }

    Executive& executive_;
    FILE_OBJECT& file_;
    bool taken_ = false;
};

IoResult send(Executive& executive, DEVICE_OBJECT& device, base::Result<IRP*> irp)
{
    if (!irp.ok())
        return {irp.status(), 0};
    IO_STATUS_BLOCK iosb{};
    const NTSTATUS status = send_and_wait(executive, device, *irp.value(), iosb);
    return {status, iosb.Information};
}

// A request holds its file object (N64): another thread may close the handle meanwhile. The
// reference is given back in order and not by a destructor, since the last one sends IRP_MJ_CLOSE;
// in a machine that stopped nobody gives it back.
template <class Build> IoResult in_turn(FILE_OBJECT& file, Build&& build)
{
    FileRecord& record = record_of(file);
    Executive& executive = record.header.executive;
    ob::reference(&file);
    IoResult result{};
    {
        FileTurn turn(executive, file);
        result = send(executive, *record.top, build(executive, *record.top));
    }
    ob::dereference(&file);
    return result;
}

IoResult transfer(FILE_OBJECT& file, const Transfer& transfer, bool allowed)
{
    if (!allowed)
        return {STATUS_ACCESS_DENIED, 0};
    return in_turn(file, [&](Executive& executive, DEVICE_OBJECT& top) {
        IO_STATUS_BLOCK unused{};
        return build_transfer(executive, top, &file, transfer, UserMode, unused, nullptr);
    });
}

// N15.
bool may_control(const FILE_OBJECT& file, ULONG code)
{
    const ULONG access = (code >> 14) & 3;
    return ((access & FILE_READ_ACCESS) == 0 || file.ReadAccess) &&
           ((access & FILE_WRITE_ACCESS) == 0 || file.WriteAccess);
}

} // namespace

base::Result<_FILE_OBJECT*> consumer_open(Executive& executive, std::u16string_view path, bool read,
                                          bool write)
{
    OpenParameters parameters;
    parameters.access = (read ? FILE_GENERIC_READ : 0) | (write ? FILE_GENERIC_WRITE : 0) |
                        FILE_READ_ATTRIBUTES | SYNCHRONIZE;
    parameters.from_user = true;
    return TRY(open_file(executive, path, parameters)).file;
}

IoResult consumer_read(_FILE_OBJECT& file, void* buffer, std::uint32_t length, std::int64_t offset)
{
    return transfer(file, {IRP_MJ_READ, buffer, length, offset}, file.ReadAccess);
}

IoResult consumer_write(_FILE_OBJECT& file, const void* buffer, std::uint32_t length,
                        std::int64_t offset)
{
    return transfer(file, {IRP_MJ_WRITE, const_cast<void*>(buffer), length, offset},
                    file.WriteAccess);
}

IoResult consumer_ioctl(_FILE_OBJECT& file, std::uint32_t code, const void* input,
                        std::uint32_t input_length, void* output, std::uint32_t output_length)
{
    if (!may_control(file, code))
        return {STATUS_ACCESS_DENIED, 0};
    const Control control{IRP_MJ_DEVICE_CONTROL, code, input, input_length, output, output_length};
    return in_turn(file, [&](Executive& executive, DEVICE_OBJECT& top) {
        IO_STATUS_BLOCK unused{};
        return build_control(executive, top, &file, control, UserMode, unused, nullptr);
    });
}

unsigned consumer_cancel(FILE_OBJECT& file)
{
    return record_of(file).awaited.cancel_all();
}

void consumer_close(_FILE_OBJECT& file)
{
    close_file(file);
}

} // namespace openwdf::nt::io
