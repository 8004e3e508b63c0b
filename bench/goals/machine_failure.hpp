// A machine in which a benchmark cannot go on: the bug check says more than the status.
#pragma once

#include "goals/fail.hpp"

#include <openwdf/machine.hpp>

#include <cstdint>

namespace openwdf::bench {

[[noreturn]] inline void fail_request(const Machine& machine, const char* what, std::int32_t status)
{
    if (const auto report = machine.bug_check())
        fail(report->text());
    fail(fmt::format("{}: {}", what, status_name(status)));
}

} // namespace openwdf::bench
