#include "host/linux/linux_file.hpp"

#include "host/linux/errno_status.hpp"
#include "host/linux/plain_io.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/uio.h>

namespace openwdf::host {

namespace {

constexpr std::uint32_t k_regular_file_sector_bytes = 512;

// 0, or the errno that says why this is no file a target can stand on.
int find_facts(int descriptor, OpenMode mode, FileFacts& facts)
{
    struct stat status {};
    if (::fstat(descriptor, &status) != 0)
        return errno;
    facts.read_only = mode == OpenMode::read_only;
    if (S_ISREG(status.st_mode)) {
        facts.kind = FileKind::regular;
        facts.size_bytes = static_cast<std::uint64_t>(status.st_size);
        facts.sector_bytes = k_regular_file_sector_bytes;
        return 0;
    }
    if (!S_ISBLK(status.st_mode))
        return S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    int sector_bytes = 0;
    int is_protected = 0; // does not keep everybody from opening it for writing
    if (::ioctl(descriptor, BLKGETSIZE64, &facts.size_bytes) != 0 ||
        ::ioctl(descriptor, BLKSSZGET, &sector_bytes) != 0 ||
        ::ioctl(descriptor, BLKROGET, &is_protected) != 0)
        return errno;
    facts.read_only = facts.read_only || is_protected != 0;
    facts.kind = FileKind::block;
    facts.sector_bytes = static_cast<std::uint32_t>(sector_bytes);
    return 0;
}

// O_NONBLOCK only keeps open() from hanging in a fifo. It must go: a ring answers -EAGAIN for a
// descriptor that has it instead of waiting for the data.
int clear_nonblock(int descriptor)
{
    const int flags = ::fcntl(descriptor, F_GETFL);
    return flags < 0 || ::fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) != 0 ? errno : 0;
}

} // namespace

base::Result<std::unique_ptr<File>> LinuxFile::open(const std::string& path, OpenMode mode)
{
    const int access = mode == OpenMode::read_only ? O_RDONLY : O_RDWR;
    const int descriptor = ::open(path.c_str(), access | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return base::Failure{open_status(errno)};
    FileFacts facts;
    int error = find_facts(descriptor, mode, facts);
    if (error == 0)
        error = clear_nonblock(descriptor);
    if (error != 0) {
        ::close(descriptor);
        return base::Failure{open_status(error)};
    }
    return std::unique_ptr<File>(std::make_unique<LinuxFile>(descriptor, facts));
}

LinuxFile::~LinuxFile()
{
    ::close(descriptor_);
}

// Decides what a short NOWAIT transfer means: the end of the file, or the end of what is cached.
bool LinuxFile::ends_at(std::uint64_t offset) const
{
    if (facts_.kind == FileKind::block)
        return offset >= facts_.size_bytes;
    struct stat status {};
    return ::fstat(descriptor_, &status) == 0 &&
           offset >= static_cast<std::uint64_t>(status.st_size);
}

std::int32_t LinuxFile::try_read(void* buffer, std::uint32_t length, std::uint64_t offset)
{
    if (!read_nowait_.load(std::memory_order_relaxed))
        return plain_read(descriptor_, buffer, length, offset);
    const iovec vector{buffer, length};
    const std::int32_t moved = nowait_transfer(SYS_preadv2, descriptor_, vector, offset);
    if (moved == -EOPNOTSUPP) {
        read_nowait_.store(false, std::memory_order_relaxed);
        return plain_read(descriptor_, buffer, length, offset);
    }
    if (moved < 0 || static_cast<std::uint32_t>(moved) == length)
        return moved;
    return ends_at(offset + static_cast<std::uint32_t>(moved)) ? moved : -EAGAIN;
}

std::int32_t LinuxFile::try_write(const void* buffer, std::uint32_t length, std::uint64_t offset)
{
    if (!write_nowait_.load(std::memory_order_relaxed))
        return plain_write(descriptor_, buffer, length, offset);
    const iovec vector{const_cast<void*>(buffer), length};
    const std::int32_t moved = nowait_transfer(SYS_pwritev2, descriptor_, vector, offset);
    if (moved == -EOPNOTSUPP) {
        write_nowait_.store(false, std::memory_order_relaxed);
        return plain_write(descriptor_, buffer, length, offset);
    }
    // A short write is done again through the ring from the start: the same bytes, so no harm.
    return moved >= 0 && static_cast<std::uint32_t>(moved) != length ? -EAGAIN : moved;
}

} // namespace openwdf::host
