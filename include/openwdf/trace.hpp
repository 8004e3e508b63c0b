// The path of requests as the gates saw it. Equal seeds give equal traces: no addresses appear,
// IRPs and threads are numbered by first appearance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace openwdf {

struct TraceEvent {
    enum class Kind : std::uint8_t {
        entry,
        entry_return,
        callback,
        callback_return,
        irp_sent,
        irp_completed,
    };

    Kind kind;
    std::string name;   // DDI, callback, or IRP_MJ_*
    std::string driver; // whose code is at the border
    std::uint32_t thread = 0;
    std::uint8_t irql = 0;
    std::int64_t time = 0; // 100 ns since the machine was made
    std::optional<std::int32_t> status;

    // IRP events only.
    std::uint32_t irp = 0; // 1, 2, ... by first appearance
    std::string device;
    unsigned location = 0;
    unsigned location_count = 0;
    std::uint64_t information = 0;

    // One line without time and thread, e.g. "irp 1 IRP_MJ_READ -> \Device\Source 1/2".
    std::string text() const;
};

// For people: a line per event with the time in microseconds and the thread, indented by how deep
// the thread is over the border.
std::string trace_text(const std::vector<TraceEvent>& events);

} // namespace openwdf
