// Every NTSTATUS by name, ascending by value. Generated from spec/ntstatus.csv.
#pragma once

#include <cstdint>
#include <span>

namespace openwdf::runtime {

struct StatusName {
    std::uint32_t value;
    const char* name;
};

std::span<const StatusName> status_names();

} // namespace openwdf::runtime
