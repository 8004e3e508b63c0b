// HID report descriptors (Device Class Definition for HID 1.11, chapters 5 and 6): what a device
// says of its reports, read into what clients of its collections ask for.
//
// Pure: no machine, no thread rules.
#pragma once

#include <hidpi.h>
#include <ntddk.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace openwdf::nt::hid {

inline constexpr std::size_t k_report_kinds = 3; // HidP_Input, HidP_Output, HidP_Feature

// Bytes of the reports with one id, the id byte included; 0 where there is none of the kind.
struct ReportLengths {
    std::uint8_t id = 0;
    std::array<std::uint16_t, k_report_kinds> bytes{};
};

// What HIDP_CAPS counts for one kind of report.
struct ControlCounts {
    std::uint16_t buttons = 0;
    std::uint16_t values = 0;
    std::uint16_t data_indices = 0;
};

// A top-level collection.
struct Collection {
    USAGE usage_page = 0;
    USAGE usage = 0;
    std::uint16_t link_nodes = 0;       // itself and the collections inside
    std::vector<ReportLengths> reports; // by id, each at most once
    std::array<ControlCounts, k_report_kinds> controls{};

    // nullptr when the collection has no report with this id at all.
    const ReportLengths* find(std::uint8_t id) const;
    // The longest report of a kind, 0 when there is none.
    std::uint16_t longest(HIDP_REPORT_TYPE kind) const;
    // A collection without ids has one set of reports, with the id 0.
    bool has_ids() const { return !reports.empty() && reports.front().id != 0; }
};

struct ParsedDescriptor {
    std::vector<Collection> collections; // in the order of the descriptor; empty after an error
    std::string error;                   // what is wrong and where; "" when nothing is
};

ParsedDescriptor parse_report_descriptor(std::span<const std::uint8_t> descriptor);

} // namespace openwdf::nt::hid
