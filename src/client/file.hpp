// The application side: a handle opened by name. Every call runs in the calling thread, which must
// be attached to the machine, and waits for the end of its request.
#pragma once

#include "nt/io/consumer.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace openwdf::client {

class File {
public:
    // For reading and writing; a device that refuses one of them says so at the request.
    static base::Result<File> open(nt::Executive& executive, std::string_view name);

    File(File&& other) noexcept : file_(std::exchange(other.file_, nullptr)) {}
    File& operator=(File&& other) noexcept
    {
        std::swap(file_, other.file_);
        return *this;
    }
    // Forgets an open handle without closing it: closing runs driver code, so the owner decides
    // when (close()), or whether, on a machine that stopped.
    ~File() = default;

    bool is_open() const { return file_ != nullptr; }

    // STATUS_INVALID_HANDLE on a closed handle.
    nt::io::IoResult read(std::span<std::byte> buffer, std::int64_t offset);
    nt::io::IoResult write(std::span<const std::byte> buffer, std::int64_t offset);
    nt::io::IoResult ioctl(std::uint32_t code, std::span<const std::byte> input,
                           std::span<std::byte> output);
    // How many requests that wait for their end were cancelled.
    unsigned cancel();
    void close();

private:
    explicit File(_FILE_OBJECT& file) : file_(&file) {}

    _FILE_OBJECT* file_;
};

} // namespace openwdf::client
