// A regular file or block device of this Linux. Any thread.
#pragma once

#include "host/host.hpp"

#include <atomic>

namespace openwdf::host {

class LinuxFile final : public File {
public:
    static base::Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode);

    // Takes over the descriptor.
    LinuxFile(int descriptor, FileFacts facts) : descriptor_(descriptor), facts_(facts) {}
    ~LinuxFile() override;

    FileFacts facts() const override { return facts_; }
    int descriptor() const override { return descriptor_; }
    std::int32_t try_read(void* buffer, std::uint32_t length, std::uint64_t offset) override;
    std::int32_t try_write(const void* buffer, std::uint32_t length, std::uint64_t offset) override;

private:
    bool ends_at(std::uint64_t offset) const;

    const int descriptor_;
    const FileFacts facts_;
    // Learnt from the first EOPNOTSUPP. Two, because file systems differ by direction.
    std::atomic<bool> read_nowait_{true};
    std::atomic<bool> write_nowait_{true};
};

} // namespace openwdf::host
