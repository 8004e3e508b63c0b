// file:PATH, a regular file or a block device of Linux.
//
// A regular file behaves as a file system (N156, N157): reads end at the end of the file, writes
// extend it. A block device behaves as a disk (N153-N155), and so does a regular file with
// ?as=disk, cut to whole sectors (?sector=BYTES, 512 when not given). What cannot be opened for
// writing is opened for reading, as with ?readonly=1, and refuses writes.
//
// A transfer is tried from memory on the caller's thread first; only what would block goes through
// a processor's port (pending_transfer.hpp).
#include "backend/disk.hpp"
#include "backend/errno_status.hpp"
#include "backend/leaves.hpp"
#include "backend/pending_transfer.hpp"
#include "backend/share_modes.hpp"

#include <fmt/format.h>

namespace openwdf::backend {

namespace {

// Linux moves at most this much per call and would cut a larger transfer short.
constexpr std::uint32_t k_transfer_bytes_max = 0x7FFFF000;

// The end of a transfer of `length` bytes, at least one. No bytes from a read means the end of the
// file; Linux writes less than asked only where there is no room for the rest, and Windows then
// fails the write (N156). A disk's end was checked before.
NTSTATUS status_of_result(host::IoOp::Kind kind, std::uint32_t length, std::int32_t result)
{
    if (result < 0)
        return status_of_errno(-result);
    if (kind == host::IoOp::Kind::sync)
        return STATUS_SUCCESS;
    if (kind == host::IoOp::Kind::read)
        return result == 0 ? STATUS_END_OF_FILE : STATUS_SUCCESS;
    return static_cast<std::uint32_t>(result) < length ? STATUS_DISK_FULL : STATUS_SUCCESS;
}

ULONG_PTR moved_bytes(NTSTATUS status, std::int32_t result)
{
    return NT_SUCCESS(status) ? static_cast<ULONG_PTR>(result) : 0;
}

class FileDevice final : public LowerDevice {
public:
    // `disk`: what it behaves as, when not as a file system.
    FileDevice(exec::Scheduler& scheduler, std::unique_ptr<host::File> file,
               std::optional<Disk> disk)
        : file_(std::move(file)), disk_(disk), read_only_(file_->facts().read_only),
          sector_bytes_(file_->facts().sector_bytes), pending_(scheduler, [](const host::IoOp& op) {
              return status_of_result(op.kind, op.length, op.result);
          })
    {
    }

    // N158, of a file system; a disk is shared by whoever may open it.
    NTSTATUS create(IRP& irp) override
    {
        const FILE_OBJECT* file = nt::io::current_location(irp).FileObject;
        const bool refused = !disk_.has_value() && file != nullptr && !shares_.try_open(*file);
        return refused ? nt::io::provider_complete(irp, STATUS_SHARING_VIOLATION, 0)
                       : nt::io::provider_complete(irp, STATUS_SUCCESS, FILE_OPENED);
    }
    NTSTATUS cleanup(IRP& irp) override
    {
        const FILE_OBJECT* file = nt::io::current_location(irp).FileObject;
        if (!disk_.has_value() && file != nullptr)
            shares_.close(*file);
        return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
    }

    NTSTATUS read(IRP& irp) override { return transfer(irp, host::IoOp::Kind::read); }
    NTSTATUS write(IRP& irp) override { return transfer(irp, host::IoOp::Kind::write); }

    // A disk that takes no writes has nothing to flush; a file system asks for the right to write.
    NTSTATUS flush(IRP& irp) override
    {
        if (read_only_)
            return nt::io::provider_complete(
                irp, disk_.has_value() ? STATUS_SUCCESS : STATUS_ACCESS_DENIED, 0);
        return pending_.start(irp, host::IoOp::Kind::sync, *file_, nullptr, 0, 0);
    }

    NTSTATUS device_control(IRP& irp) override
    {
        if (disk_.has_value())
            return disk_->device_control(irp);
        return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    }

    const base::InFlight* in_flight() const override { return &pending_.in_flight(); }

private:
    NTSTATUS check(IRP& irp, const TransferParameters& parameters, bool is_write) const
    {
        if (parameters.length > k_transfer_bytes_max)
            return STATUS_INVALID_PARAMETER;
        if (disk_.has_value())
            return disk_->check(parameters, is_write);
        if (is_write && read_only_)
            return STATUS_ACCESS_DENIED; // N157
        if (parameters.offset < 0 || (is_unbuffered(irp) && !is_whole_sectors(parameters)))
            return STATUS_INVALID_PARAMETER;
        return STATUS_SUCCESS;
    }

    // N157: of a file system, and by the open file.
    static bool is_unbuffered(IRP& irp)
    {
        const FILE_OBJECT* file = nt::io::current_location(irp).FileObject;
        return file != nullptr && (file->Flags & FO_NO_INTERMEDIATE_BUFFERING) != 0;
    }
    bool is_whole_sectors(const TransferParameters& parameters) const
    {
        return parameters.offset % sector_bytes_ == 0 && parameters.length % sector_bytes_ == 0;
    }

    NTSTATUS transfer(IRP& irp, host::IoOp::Kind kind)
    {
        const bool is_write = kind == host::IoOp::Kind::write;
        const TransferParameters parameters = transfer_parameters(irp);
        const NTSTATUS status = check(irp, parameters, is_write);
        if (!NT_SUCCESS(status) || parameters.length == 0)
            return nt::io::provider_complete(irp, status, 0);
        void* buffer = nt::io::transfer_address(irp);
        if (buffer == nullptr)
            return nt::io::provider_complete(irp, STATUS_INSUFFICIENT_RESOURCES, 0);
        const auto offset = static_cast<std::uint64_t>(parameters.offset);
        const std::int32_t moved = is_write ? file_->try_write(buffer, parameters.length, offset)
                                            : file_->try_read(buffer, parameters.length, offset);
        if (moved == -EAGAIN)
            return pending_.start(irp, kind, *file_, buffer, parameters.length, offset);
        const NTSTATUS ended = status_of_result(kind, parameters.length, moved);
        return nt::io::provider_complete(irp, ended, moved_bytes(ended, moved));
    }

    std::unique_ptr<host::File> file_;
    const std::optional<Disk> disk_;
    const bool read_only_;
    const std::uint32_t sector_bytes_;
    PendingTransfers pending_;
    ShareModes shares_;
};

base::Result<std::unique_ptr<host::File>> open(host::Host& host, const std::string& path,
                                               bool read_only)
{
    if (!read_only) {
        auto file = host.open_file(path, host::OpenMode::read_write);
        const bool refused =
            file.status() == STATUS_ACCESS_DENIED || file.status() == STATUS_MEDIA_WRITE_PROTECTED;
        if (!refused)
            return file;
    }
    return host.open_file(path, host::OpenMode::read_only);
}

// A block device is a disk; so is a regular file that is asked to be one.
Outcome<std::optional<Disk>> disk_of(const Uri& uri, const host::FileFacts& facts,
                                     std::uint32_t number)
{
    const bool is_block = facts.kind == host::FileKind::block;
    const std::string* as = uri.option("as");
    if (as != nullptr && *as != "disk" && *as != "file")
        return uri.error(fmt::format("as='{}' is neither disk nor file", *as));
    if (is_block && as != nullptr && *as == "file")
        return uri.error("a block device cannot behave as a file");
    const bool is_disk = is_block || (as != nullptr && *as == "disk");
    if (uri.option("sector") != nullptr && (is_block || !is_disk))
        return uri.error("sector= goes with as=disk, and a block device has its own");
    if (!is_disk)
        return std::optional<Disk>();
    auto sector = sector_option(uri, facts.sector_bytes);
    if (!sector.ok())
        return sector.error();
    const std::uint32_t bytes = sector.value();
    const char* product = is_block ? "Block device" : "File as disk";
    return std::optional<Disk>(
        Disk{facts.size_bytes / bytes * bytes, bytes, facts.read_only, number, product});
}

void describe(const host::FileFacts& facts, const std::optional<Disk>& disk,
              nt::io::ProviderSpec& spec)
{
    spec.type = disk.has_value() ? FILE_DEVICE_DISK : FILE_DEVICE_DISK_FILE_SYSTEM;
    spec.characteristics = facts.read_only ? FILE_READ_ONLY_DEVICE : 0;
    spec.sector_bytes =
        static_cast<std::uint16_t>(disk.has_value() ? disk->sector_bytes : facts.sector_bytes);
}

} // namespace

Outcome<Backend> make_file(const Surroundings& surroundings, const Uri& uri)
{
    if (auto allowed = uri.allow_options({"as", "sector", "io", "readonly"}); !allowed.ok())
        return allowed.error();
    if (uri.path().empty())
        return uri.error("there is no path behind file:");
    auto io_type = io_type_option(uri, nt::io::IoType::direct);
    if (!io_type.ok())
        return io_type.error();
    auto read_only = flag_option(uri, "readonly");
    if (!read_only.ok())
        return read_only.error();
    auto file = open(surroundings.host, uri.path(), read_only.value());
    if (!file.ok()) {
        Error error = uri.error(fmt::format("'{}' cannot be opened ({}); a regular file or a block "
                                            "device is needed",
                                            uri.path(), status_name(file.status())));
        error.status = file.status();
        return error;
    }

    const host::FileFacts facts = file.value()->facts();
    auto disk = disk_of(uri, facts, surroundings.number);
    if (!disk.ok())
        return disk.error();

    Backend backend;
    describe(facts, disk.value(), backend.spec);
    backend.spec.io_type = io_type.value();
    backend.device =
        std::make_unique<FileDevice>(surroundings.scheduler, file.take(), disk.value());
    return backend;
}

} // namespace openwdf::backend
