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
    string = 0x1007,
    request = 0x1008,
    lookaside = 0x1009,
    memory = 0x100A,
    user_object = 0x100C,
    collection = 0x100E,
    dpc = 0x1015,
    file = 0x1018,
    preallocated_memory = 0x1022, // also a memory; only WdfMemoryAssignBuffer asks for it
    wait_lock = 0x1023,
    spin_lock = 0x1024,
    work_item = 0x1025,
    timer = 0x1028,
    io_target = 0x1200,
    remote_io_target = 0x1201,
};

const char* kind_name(Kind kind);

} // namespace openwdf::wdf
