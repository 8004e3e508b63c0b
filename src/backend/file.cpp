// file:PATH, a regular file or a block device of Linux.
//
// A regular file behaves as a file system (N156, N157): reads end at the end of the file, writes
// extend it. A block device behaves as a disk (N153-N155). What cannot be opened for writing is
// opened for reading, as with ?readonly=1, and refuses writes.
//
// A transfer is tried from memory on the caller's thread first; only what would block goes through
// a processor's port (pending_transfer.hpp).
#include "backend/disk.hpp"
#include "backend/errno_status.hpp"
#include "backend/leaves.hpp"
#include "backend/pending_transfer.hpp"

#include <fmt/format.h>

namespace openwdf::backend {

namespace {

// Linux moves at most this much per call and would cut a larger transfer short.
constexpr std::uint32_t k_transfer_bytes_max = 0x7FFFF000;

// The end of a transfer of at least one byte. No bytes from a read means the end of the file
// (N156); a disk's end was checked before.
NTSTATUS status_of_result(host::IoOp::Kind kind, std::int32_t result)
{
    if (result < 0)
        return status_of_errno(-result);
    return result == 0 && kind == host::IoOp::Kind::read ? STATUS_END_OF_FILE : STATUS_SUCCESS;
}

class FileDevice final : public LowerDevice {
public:
    FileDevice(exec::Scheduler& scheduler, std::unique_ptr<host::File> file)
        : file_(std::move(file)), facts_(file_->facts()),
          pending_(scheduler,
                   [](const host::IoOp& op) { return status_of_result(op.kind, op.result); })
    {
    }

    NTSTATUS read(IRP& irp) override { return transfer(irp, host::IoOp::Kind::read); }
    NTSTATUS write(IRP& irp) override { return transfer(irp, host::IoOp::Kind::write); }

    NTSTATUS device_control(IRP& irp) override
    {
        if (is_disk())
            return disk().device_control(irp);
        return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    }

    std::uint32_t in_flight() const override { return pending_.in_flight(); }

private:
    bool is_disk() const { return facts_.kind == host::FileKind::block; }
    Disk disk() const { return {facts_.size_bytes, facts_.sector_bytes, facts_.read_only}; }

    NTSTATUS check(const TransferParameters& parameters, bool is_write) const
    {
        if (parameters.length > k_transfer_bytes_max)
            return STATUS_INVALID_PARAMETER;
        if (is_disk())
            return disk().check(parameters, is_write);
        if (is_write && facts_.read_only)
            return STATUS_ACCESS_DENIED; // N157
        return parameters.offset < 0 ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
    }

    NTSTATUS transfer(IRP& irp, host::IoOp::Kind kind)
    {
        const bool is_write = kind == host::IoOp::Kind::write;
        const TransferParameters parameters = transfer_parameters(irp);
        const NTSTATUS status = check(parameters, is_write);
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
        return nt::io::provider_complete(irp, status_of_result(kind, moved),
                                         moved > 0 ? static_cast<ULONG_PTR>(moved) : 0);
    }

    std::unique_ptr<host::File> file_;
    const host::FileFacts facts_;
    PendingTransfers pending_;
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

void describe(const host::FileFacts& facts, nt::io::ProviderSpec& spec)
{
    const bool is_disk = facts.kind == host::FileKind::block;
    spec.type = is_disk ? FILE_DEVICE_DISK : FILE_DEVICE_DISK_FILE_SYSTEM;
    spec.characteristics = facts.read_only ? FILE_READ_ONLY_DEVICE : 0;
    spec.sector_bytes = static_cast<std::uint16_t>(facts.sector_bytes);
}

} // namespace

Outcome<Backend> make_file(const Surroundings& surroundings, const Uri& uri)
{
    if (auto allowed = uri.allow_options({"io", "readonly"}); !allowed.ok())
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

    Backend backend;
    describe(file.value()->facts(), backend.spec);
    backend.spec.io_type = io_type.value();
    backend.device = std::make_unique<FileDevice>(surroundings.scheduler, file.take());
    return backend;
}

} // namespace openwdf::backend
