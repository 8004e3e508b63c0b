// What each generated misuse must lead to, written by hand from sections 5 to 7 of
// io-target-semantics and the pages of the functions.
#pragma once

#include "storm/storm.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace conformance::storm {

// Values of <ntstatus.h> and the bug checks.
constexpr std::uint32_t k_success = 0;
constexpr std::uint32_t k_timeout = 0x00000102;
constexpr std::uint32_t k_object_name_exists = 0x40000000;
constexpr std::uint32_t k_unsuccessful = 0xC0000001;
constexpr std::uint32_t k_info_length_mismatch = 0xC0000004;
constexpr std::uint32_t k_access_violation = 0xC0000005;
constexpr std::uint32_t k_nt_invalid_handle = 0xC0000008;
constexpr std::uint32_t k_invalid_parameter = 0xC000000D;
constexpr std::uint32_t k_invalid_device_request = 0xC0000010;
constexpr std::uint32_t k_buffer_too_small = 0xC0000023;
constexpr std::uint32_t k_object_type_mismatch = 0xC0000024;
constexpr std::uint32_t k_object_name_invalid = 0xC0000033;
constexpr std::uint32_t k_object_name_not_found = 0xC0000034;
constexpr std::uint32_t k_integer_overflow = 0xC0000095;
constexpr std::uint32_t k_insufficient_resources = 0xC000009A;
constexpr std::uint32_t k_not_supported = 0xC00000BB;
constexpr std::uint32_t k_not_found = 0xC0000225;
constexpr std::uint32_t k_invalid_buffer_size = 0xC0000206;
constexpr std::uint32_t k_request_not_accepted = 0xC00000D0;
constexpr std::uint32_t k_invalid_device_state = 0xC0000184;
constexpr std::uint32_t k_wdf_no_callback = 0xC020020B;
constexpr std::uint32_t k_wdf_attributes_invalid = 0xC0200209;
constexpr std::uint32_t k_wdf_incompatible_level = 0xC020020C;
constexpr std::uint32_t k_wdf_parent_not_allowed = 0xC020020F;
constexpr std::uint32_t k_wdf_scope_invalid = 0xC0200210;
constexpr std::uint32_t k_wdf_level_invalid = 0xC0200211;
constexpr std::uint32_t k_wdf_parent_not_specified = 0xC0200212;

constexpr std::uint32_t k_wdf_violation = 0x10D;
constexpr std::uint64_t k_recursive_lock = 2;
constexpr std::uint64_t k_verifier_fatal = 3;
constexpr std::uint64_t k_null_parameter = 4;
constexpr std::uint64_t k_invalid_handle = 5;
constexpr std::uint64_t k_request_fatal = 6;
constexpr std::uint64_t k_object_error = 7;
constexpr std::uint64_t k_invalid_lock_operation = 0xB;
constexpr std::uint64_t k_irql_imbalance = 0xE;
constexpr std::uint64_t k_critical_region_imbalance = 0xF;

// Sizes of structures on x64.
constexpr std::uint64_t k_attributes_size = 56;
constexpr std::uint64_t k_options_size = 16;
constexpr std::uint64_t k_context_info_size = 40;

class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t any() { return engine_(); }
    std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
    std::uint64_t between(std::uint64_t low, std::uint64_t high)
    {
        return low + below(high - low + 1);
    }
    // 32 bits that are none of low..high.
    std::uint64_t outside(std::uint32_t low, std::uint32_t high)
    {
        for (;;) {
            const auto value = static_cast<std::uint32_t>(below(2) == 0 ? below(16) : any());
            if (value < low || value > high)
                return value;
        }
    }
    // A size that is none the framework ever had, below or above them all.
    std::uint64_t foreign_size() { return below(2) == 0 ? below(16) : between(4096, 1 << 30); }
    std::uint32_t status()
    {
        constexpr std::array<std::uint32_t, 4> some{k_success, k_unsuccessful, 0x80000005,
                                                    k_invalid_parameter};
        return some[below(some.size())];
    }

private:
    std::mt19937_64 engine_;
};

enum class Answer : std::uint8_t { status, report, stop };

struct Expectation {
    Answer answer = Answer::status;
    std::uint32_t status = k_success;                         // status and report
    bool untouched = true;                                    // results are left alone or cleared
    std::string rule = "";                                    // report
    std::uint32_t code = 0;                                   // stop
    std::array<std::optional<std::uint64_t>, 3> parameters{}; // P1 to P3 that are known
};

struct Row {
    const char* name = nullptr;
    std::function<void(Random&, STORM_ORDER&)> make;
    std::function<Expectation(const STORM_ORDER&)> expect;
};

inline Expectation status(std::uint32_t value)
{
    return {.status = value};
}

inline Expectation report(const char* rule)
{
    return {.answer = Answer::report, .rule = rule};
}

inline Expectation stop(std::uint32_t code, std::optional<std::uint64_t> p1 = {},
                        std::optional<std::uint64_t> p2 = {}, std::optional<std::uint64_t> p3 = {})
{
    return {.answer = Answer::stop, .code = code, .parameters = {p1, p2, p3}};
}

// The type of a handle as P3 tells it.
inline std::uint64_t type_of(unsigned kind)
{
    constexpr std::array<std::uint64_t, STORM_KINDS> types{
        0x1001, 0x1002, 0x1003, 0x1008, 0x100A, 0x1200, 0x1000, 0x1028,
        0x1015, 0x1025, 0x1024, 0x1023, 0x100E, 0x1007, 0x1009, 0x1018};
    return types[kind];
}

// One row for each of STORM_VALUES, in its order.
const std::vector<Row>& value_rows();

} // namespace conformance::storm
