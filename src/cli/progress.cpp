#include "cli/progress.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <unistd.h>

namespace openwdf::cli {

namespace {

constexpr std::chrono::milliseconds k_interval{200};

} // namespace

Progress::Progress(const char* verb)
    : verb_(verb), to_terminal_(::isatty(STDERR_FILENO) == 1), next_(Clock::now() + k_interval)
{
}

Progress::~Progress()
{
    if (shown_)
        fmt::print(stderr, "\r\x1b[K");
}

void Progress::show(std::uint64_t bytes)
{
    if (!to_terminal_ || Clock::now() < next_)
        return;
    next_ = Clock::now() + k_interval;
    shown_ = true;
    fmt::print(stderr, "\r{} {:.1f} MiB", verb_, static_cast<double>(bytes) / (1U << 20));
    std::fflush(stderr);
}

} // namespace openwdf::cli
