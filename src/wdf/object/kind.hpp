// Kinds of framework objects. The numbers are those of Microsoft's framework, because they appear
// as "expected type" in P3 of bug check 0x10D (io-target-semantics, section 6).
#pragma once

#include <cstdint>

namespace openwdf::wdf {

enum class Kind : std::uint16_t {
    object = 0x1000,
    driver = 0x1001,
    device = 0x1002,
    queue = 0x1003,
    request = 0x1008,
    memory = 0x100A,
    user_object = 0x100C,
    file = 0x1018,
    preallocated_memory = 0x1022, // also a memory; only WdfMemoryAssignBuffer asks for it
    io_target = 0x1200,
    remote_io_target = 0x1201,
};

const char* kind_name(Kind kind);

} // namespace openwdf::wdf
