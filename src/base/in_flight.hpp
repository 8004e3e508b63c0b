// How many operations are under way, for whoever has to wait until there are none.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace openwdf::base {

class InFlight {
public:
    using Clock = std::chrono::steady_clock;

    InFlight() = default;
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

    void begin();
    // Precondition: begin() came before. After the last one the object may be gone: who waits for
    // it owns it.
    void end();
    std::uint32_t count() const;
    // False when some are left at `deadline`.
    bool wait_until_none(Clock::time_point deadline) const;

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable none_;
    std::uint32_t count_ = 0;
};

} // namespace openwdf::base
