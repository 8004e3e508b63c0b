// How far a long command is: one line on standard error, when that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>

namespace openwdf::cli {

class Progress {
public:
    explicit Progress(const char* verb);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::uint64_t bytes);

private:
    using Clock = std::chrono::steady_clock;

    const char* verb_;
    const bool to_terminal_;
    bool shown_ = false;
    Clock::time_point next_;
};

} // namespace openwdf::cli
