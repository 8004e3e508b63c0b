// A Linux file of which the seed says whether the data is at hand. The real page cache has no say.
#pragma once

#include "host/linux/linux_file.hpp"
#include "host/linux/plain_io.hpp"
#include "host/sim/sim_host.hpp"

namespace openwdf::host {

class SimFile final : public File {
public:
    SimFile(SimHost& host, std::unique_ptr<File> file) : host_(host), file_(std::move(file)) {}

    FileFacts facts() const override { return file_->facts(); }
    int descriptor() const override { return file_->descriptor(); }

    std::int32_t try_read(void* buffer, std::uint32_t length, std::uint64_t offset) override
    {
        if (!host_.flip())
            return -EAGAIN;
        return host_.transfer_fails() ? -EIO : plain_read(descriptor(), buffer, length, offset);
    }
    std::int32_t try_write(const void* buffer, std::uint32_t length, std::uint64_t offset) override
    {
        if (!host_.flip())
            return -EAGAIN;
        return host_.transfer_fails() ? -EIO : plain_write(descriptor(), buffer, length, offset);
    }

private:
    SimHost& host_;
    std::unique_ptr<File> file_;
};

} // namespace openwdf::host
