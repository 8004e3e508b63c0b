// A benchmark that cannot go on says why and ends.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace openwdf::bench {

[[noreturn]] inline void fail(std::string_view why)
{
    fmt::print(stderr, "bench_goals: {}\n", why);
    std::exit(1);
}

} // namespace openwdf::bench
