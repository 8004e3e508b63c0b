// ram:SIZE, a disk in memory, zeroed at first. Each request completes at once.
//
// It behaves as a disk: a transfer that reaches past the end fails whole with
// STATUS_INVALID_PARAMETER (N154). It takes transfers of any alignment unless ?sector=512 (or
// another power of two) asks for a disk's (N153): most tests want bytes. Overlapping transfers from
// several threads are as unordered as at a real disk.
#include "backend/disk.hpp"
#include "backend/leaves.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>

namespace openwdf::backend {

namespace {

struct Freed {
    void operator()(std::byte* memory) const { std::free(memory); }
};
using Memory = std::unique_ptr<std::byte, Freed>;

class RamDevice final : public LowerDevice {
public:
    RamDevice(Memory memory, const Disk& disk) : memory_(std::move(memory)), disk_(disk) {}

    NTSTATUS read(IRP& irp) override { return transfer(irp, false); }
    NTSTATUS write(IRP& irp) override { return transfer(irp, true); }
    NTSTATUS flush(IRP& irp) override { return nt::io::provider_complete(irp, STATUS_SUCCESS, 0); }
    NTSTATUS device_control(IRP& irp) override { return disk_.device_control(irp); }

private:
    NTSTATUS transfer(IRP& irp, bool is_write)
    {
        const TransferParameters parameters = transfer_parameters(irp);
        const NTSTATUS status = disk_.check(parameters, is_write);
        if (!NT_SUCCESS(status) || parameters.length == 0)
            return nt::io::provider_complete(irp, status, 0);
        void* buffer = nt::io::transfer_address(irp);
        if (buffer == nullptr)
            return nt::io::provider_complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
        std::byte* at = memory_.get() + parameters.offset;
        if (is_write)
            std::memcpy(at, buffer, parameters.length);
        else
            std::memcpy(buffer, at, parameters.length);
        return nt::io::provider_complete(irp, STATUS_SUCCESS, parameters.length);
    }

    Memory memory_;
    Disk disk_;
};

Outcome<Disk> disk_of(const Uri& uri)
{
    Disk disk;
    if (!parse_size(uri.path(), disk.size_bytes))
        return uri.error(fmt::format("'{}' is no size; e.g. 4096, 64K, 1M, 2G", uri.path()));
    auto sector = sector_option(uri, 1);
    if (!sector.ok())
        return sector.error();
    auto read_only = flag_option(uri, "readonly");
    if (!read_only.ok())
        return read_only.error();
    disk.sector_bytes = sector.value();
    disk.read_only = read_only.value();
    if (disk.size_bytes % disk.sector_bytes != 0)
        return uri.error(
            fmt::format("the size is no multiple of the sector, {} bytes", disk.sector_bytes));
    return disk;
}

} // namespace

Outcome<Backend> make_ram(const Surroundings& surroundings, const Uri& uri)
{
    if (auto allowed = uri.allow_options({"io", "readonly", "sector"}); !allowed.ok())
        return allowed.error();
    auto disk = disk_of(uri);
    if (!disk.ok())
        return disk.error();
    auto io_type = io_type_option(uri, nt::io::IoType::direct);
    if (!io_type.ok())
        return io_type.error();
    // calloc takes large blocks from fresh zero pages: only what is touched costs memory.
    Memory memory(static_cast<std::byte*>(std::calloc(1, disk.value().size_bytes)));
    if (memory == nullptr)
        return uri.error(fmt::format("no memory for {} bytes", disk.value().size_bytes));

    disk.value().number = surroundings.number;
    disk.value().product = "Memory disk";
    Backend backend;
    backend.device = std::make_unique<RamDevice>(std::move(memory), disk.value());
    backend.spec.type = FILE_DEVICE_DISK;
    backend.spec.io_type = io_type.value();
    backend.spec.characteristics = disk.value().read_only ? FILE_READ_ONLY_DEVICE : 0;
    backend.spec.sector_bytes =
        static_cast<std::uint16_t>(disk.value().sector_bytes == 1 ? 0 : disk.value().sector_bytes);
    return backend;
}

} // namespace openwdf::backend
