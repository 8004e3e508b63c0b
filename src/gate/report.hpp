// What the machine says about a driver that broke its contract: a report (the run goes on) or a
// bug check (the machine stops). Both are copied out, plain data, no pointer into the machine but
// code addresses, which the loader turns into source lines.
#pragma once

#include "base/status.hpp"
#include "exec/irql.hpp"
#include "gate/crossing.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace openwdf::gate {

struct BugCheck {
    std::uint32_t code = 0;
    std::array<std::uint64_t, 4> parameters{};
    std::string explanation; // one sentence: what was wrong, and what to do
};

// Where a thread stood when something was reported.
struct Standpoint {
    std::string thread;
    std::string driver;
    exec::Irql irql = 0;
    const void* caller = nullptr;    // return address of the last DDI call, in the driver
    std::string ddi;                 // its name, "" when the thread never called one
    std::vector<Crossing> crossings; // newest first
};

struct BugCheckReport {
    BugCheck bug_check;
    Standpoint where;
};

struct Report {
    std::string rule; // short, stable name: "irql-ceiling", "format-in-flight", ...
    std::string text;
    Standpoint where;
    std::vector<Standpoint> others; // further places that have a part in it
};

const char* crossing_name(const Crossing& crossing);

// Bug check codes and the framework's 0x10D sub-codes (io-target-semantics, section 6).
inline constexpr std::uint32_t k_irql_not_greater_or_equal = 0x09;
inline constexpr std::uint32_t k_no_more_irp_stack_locations = 0x35;
inline constexpr std::uint32_t k_multiple_irp_complete_requests = 0x44;
inline constexpr std::uint32_t k_driver_verifier_detected_violation = 0xC4;
inline constexpr std::uint32_t k_wdf_violation = 0x10D;
// Stops that Windows has no code for; the top byte spells out of the NT range.
inline constexpr std::uint32_t k_openwdf_not_implemented = 0xF0000001;
inline constexpr std::uint32_t k_openwdf_deadlock = 0xF0000002;
inline constexpr std::uint32_t k_openwdf_host_terminated = 0xF0000003; // P1 to P3 as of 0x10D
inline constexpr std::uint32_t k_openwdf_endless = 0xF0000004;

enum class WdfViolation : std::uint32_t {
    recursive_lock = 2,
    verifier_fatal = 3,
    required_parameter_null = 4,
    invalid_handle = 5,
    request_fatal = 6,
    object_error = 7,
    queue_fatal = 0xA,
    lock_operation = 0xB,
    irql_imbalance = 0xE,
    critical_region_imbalance = 0xF,
    api_unavailable = 0x10,
};

} // namespace openwdf::gate
