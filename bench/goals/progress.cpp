#include "goals/progress.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <unistd.h>

namespace openwdf::bench {

Progress::Progress() : to_terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress()
{
    if (shown_)
        fmt::print(stderr, "\r\x1b[K");
}

void Progress::step(const std::string& text)
{
    if (to_terminal_)
        rewrite(text);
    else
        fmt::print(stderr, "bench_goals: {}\n", text);
}

void Progress::detail(const std::string& text)
{
    if (to_terminal_)
        rewrite(text);
}

void Progress::rewrite(const std::string& text)
{
    shown_ = true;
    fmt::print(stderr, "\r\x1b[K{}", text);
    std::fflush(stderr);
}

} // namespace openwdf::bench
