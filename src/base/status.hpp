// NTSTATUS as the layers below include/ see it: a signed 32-bit number whose top two bits are
// the severity. The names live in include/shared/ntstatus.h; base knows only the arithmetic.
#pragma once

#include <cstdint>

namespace openwdf::base {

using Status = std::int32_t;

inline constexpr Status k_status_success = 0;

// Success and informational severities, as NT_SUCCESS.
constexpr bool succeeded(Status status)
{
    return status >= 0;
}

} // namespace openwdf::base
