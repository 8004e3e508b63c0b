// What Windows says about a serial line, and what Linux can be told. Values only.
#pragma once

#include "base/time.hpp"
#include "host/host.hpp"

#include <ntddk.h>
#include <ntddser.h>

namespace openwdf::backend {

// When a read ends before it has all its bytes (N160, N161).
struct ReadPlan {
    bool returns_at_once = false;      // with whatever is there
    bool returns_with_any = false;     // with what is there, unless nothing is
    bool returns_on_any_byte = false;  // waits for one byte only
    base::Ticks total = base::k_never; // from its start
    base::Ticks interval = base::k_never;
};

NTSTATUS check_timeouts(const SERIAL_TIMEOUTS& timeouts);
ReadPlan plan_read(const SERIAL_TIMEOUTS& timeouts, ULONG length);
// k_never: a write never times out.
base::Ticks write_total(const SERIAL_TIMEOUTS& timeouts, ULONG length);

SERIAL_LINE_CONTROL line_control_of(const host::LineSettings& settings);
NTSTATUS apply_line_control(const SERIAL_LINE_CONTROL& control, host::LineSettings& settings);

// STATUS_INVALID_PARAMETER for what no serial port takes, STATUS_NOT_SUPPORTED for what Linux has
// no word for. `buffer_bytes` bounds the limits.
NTSTATUS check_handflow(const SERIAL_HANDFLOW& flow, ULONG buffer_bytes);
void apply_handflow(const SERIAL_HANDFLOW& flow, host::LineSettings& settings);

ULONG modem_status_of(const host::ModemLines& lines);
SERIAL_COMMPROP properties_of(ULONG input_bytes);

} // namespace openwdf::backend
