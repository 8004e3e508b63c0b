// The real machine: its clocks, its entropy, its files.
#include "host/linux/linux_file.hpp"
#include "host/linux/linux_stream.hpp"
#include "host/linux/plain_port.hpp"
#include "host/linux/uring_port.hpp"

#include <ctime>
#include <sys/random.h>

namespace openwdf::host {

namespace {

constexpr Ticks k_seconds_from_1601_to_1970 = 11'644'473'600;

Ticks read_clock(clockid_t clock)
{
    constexpr Ticks k_nanoseconds_per_tick = 100;
    timespec now{};
    CHECK(::clock_gettime(clock, &now) == 0);
    return now.tv_sec * base::k_ticks_per_second + now.tv_nsec / k_nanoseconds_per_tick;
}

class LinuxHost final : public Host {
public:
    Ticks interrupt_time() override { return read_clock(CLOCK_MONOTONIC) - started_; }
    Ticks system_time() override
    {
        return read_clock(CLOCK_REALTIME) + k_seconds_from_1601_to_1970 * base::k_ticks_per_second;
    }

    std::uint64_t random() override
    {
        std::uint64_t value = 0;
        CHECK(::getrandom(&value, sizeof value, 0) == sizeof value);
        return value;
    }

    base::Result<std::unique_ptr<File>> open_file(const std::string& path, OpenMode mode) override
    {
        return LinuxFile::open(path, mode);
    }

    base::Result<std::unique_ptr<Stream>> open_stream(const StreamAddress& address) override
    {
        return open_linux_stream(address);
    }
    base::Result<StreamPair> make_stream_pair(StreamAddress::Kind kind) override
    {
        return make_linux_stream_pair(kind);
    }

    std::unique_ptr<IoPort> make_port() override
    {
        if (std::unique_ptr<IoPort> port = UringPort::create(*this); port != nullptr)
            return port;
        return std::make_unique<PlainPort>(*this);
    }

private:
    const Ticks started_ = read_clock(CLOCK_MONOTONIC);
};

} // namespace

std::unique_ptr<Host> make_linux_host()
{
    return std::make_unique<LinuxHost>();
}

} // namespace openwdf::host
