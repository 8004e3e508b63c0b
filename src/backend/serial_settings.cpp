#include "backend/serial_settings.hpp"

namespace openwdf::backend {

namespace {

base::Ticks milliseconds(std::uint64_t count)
{
    return static_cast<base::Ticks>(count) * base::k_ticks_per_millisecond;
}

base::Ticks total_of(ULONG multiplier, ULONG constant, ULONG length)
{
    // Two ULONGs multiplied and one added fit; the same in ticks may not.
    const std::uint64_t total = std::uint64_t{multiplier} * length + constant;
    constexpr auto k_longest =
        static_cast<std::uint64_t>(base::k_never / base::k_ticks_per_millisecond / 2);
    return total > k_longest ? base::k_never : milliseconds(total);
}

} // namespace

NTSTATUS check_timeouts(const SERIAL_TIMEOUTS& timeouts)
{
    const bool nonsense = timeouts.ReadIntervalTimeout == MAXULONG &&
                          timeouts.ReadTotalTimeoutMultiplier == MAXULONG &&
                          timeouts.ReadTotalTimeoutConstant == MAXULONG;
    return nonsense ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

ReadPlan plan_read(const SERIAL_TIMEOUTS& timeouts, ULONG length)
{
    const ULONG multiplier = timeouts.ReadTotalTimeoutMultiplier;
    const ULONG constant = timeouts.ReadTotalTimeoutConstant;
    const bool has_total = multiplier != 0 || constant != 0;
    ReadPlan plan;
    if (timeouts.ReadIntervalTimeout != MAXULONG) {
        if (timeouts.ReadIntervalTimeout != 0)
            plan.interval = milliseconds(timeouts.ReadIntervalTimeout);
        if (has_total)
            plan.total = total_of(multiplier, constant, length);
        return plan;
    }
    if (!has_total) {
        plan.returns_at_once = true; // N161
    } else if (constant != MAXULONG) {
        plan.returns_with_any = true;
        plan.returns_on_any_byte = multiplier == MAXULONG;
        plan.total = total_of(plan.returns_on_any_byte ? 0 : multiplier, constant, length);
    }
    return plan;
}

base::Ticks write_total(const SERIAL_TIMEOUTS& timeouts, ULONG length)
{
    if (timeouts.WriteTotalTimeoutMultiplier == 0 && timeouts.WriteTotalTimeoutConstant == 0)
        return base::k_never;
    return total_of(timeouts.WriteTotalTimeoutMultiplier, timeouts.WriteTotalTimeoutConstant,
                    length);
}

SERIAL_LINE_CONTROL line_control_of(const host::LineSettings& settings)
{
    constexpr ULONG k_parities[] = {NO_PARITY, ODD_PARITY, EVEN_PARITY, MARK_PARITY, SPACE_PARITY};
    constexpr ULONG k_stops[] = {STOP_BIT_1, STOP_BITS_1_5, STOP_BITS_2};
    SERIAL_LINE_CONTROL control{};
    control.Parity = static_cast<UCHAR>(k_parities[static_cast<int>(settings.parity)]);
    control.StopBits = static_cast<UCHAR>(k_stops[static_cast<int>(settings.stop_bits)]);
    control.WordLength = settings.data_bits;
    return control;
}

// 1.5 stop bits belong to 5 data bits, 2 to the other lengths; the hardware knows nothing else.
NTSTATUS apply_line_control(const SERIAL_LINE_CONTROL& control, host::LineSettings& settings)
{
    if (control.WordLength < 5 || control.WordLength > 8)
        return STATUS_INVALID_PARAMETER;
    switch (control.Parity) {
    case NO_PARITY: settings.parity = host::Parity::none; break;
    case ODD_PARITY: settings.parity = host::Parity::odd; break;
    case EVEN_PARITY: settings.parity = host::Parity::even; break;
    case MARK_PARITY: settings.parity = host::Parity::mark; break;
    case SPACE_PARITY: settings.parity = host::Parity::space; break;
    default: return STATUS_INVALID_PARAMETER;
    }
    const bool is_short = control.WordLength == 5;
    if (control.StopBits == STOP_BIT_1)
        settings.stop_bits = host::StopBits::one;
    else if (control.StopBits == STOP_BITS_1_5 && is_short)
        settings.stop_bits = host::StopBits::one_and_half;
    else if (control.StopBits == STOP_BITS_2 && !is_short)
        settings.stop_bits = host::StopBits::two;
    else
        return STATUS_INVALID_PARAMETER;
    settings.data_bits = control.WordLength;
    return STATUS_SUCCESS;
}

NTSTATUS check_handflow(const SERIAL_HANDFLOW& flow, ULONG buffer_bytes)
{
    constexpr ULONG k_control_without_linux =
        SERIAL_DSR_HANDSHAKE | SERIAL_DCD_HANDSHAKE | SERIAL_DSR_SENSITIVITY | SERIAL_ERROR_ABORT;
    constexpr ULONG k_flow_without_linux =
        SERIAL_ERROR_CHAR | SERIAL_NULL_STRIPPING | SERIAL_BREAK_CHAR | SERIAL_XOFF_CONTINUE;
    if ((flow.ControlHandShake & SERIAL_CONTROL_INVALID) != 0 ||
        (flow.FlowReplace & SERIAL_FLOW_INVALID) != 0 ||
        (flow.ControlHandShake & SERIAL_DTR_MASK) == SERIAL_DTR_MASK)
        return STATUS_INVALID_PARAMETER;
    if (flow.XonLimit < 0 || static_cast<ULONG>(flow.XonLimit) > buffer_bytes ||
        flow.XoffLimit < 0 || static_cast<ULONG>(flow.XoffLimit) > buffer_bytes)
        return STATUS_INVALID_PARAMETER;
    const bool dtr_flow = (flow.ControlHandShake & SERIAL_DTR_MASK) == SERIAL_DTR_HANDSHAKE;
    const bool toggles = (flow.FlowReplace & SERIAL_RTS_MASK) == SERIAL_TRANSMIT_TOGGLE;
    if ((flow.ControlHandShake & k_control_without_linux) != 0 ||
        (flow.FlowReplace & k_flow_without_linux) != 0 || dtr_flow || toggles)
        return STATUS_NOT_SUPPORTED;
    return STATUS_SUCCESS;
}

// Linux has one switch for both directions of RTS/CTS.
void apply_handflow(const SERIAL_HANDFLOW& flow, host::LineSettings& settings)
{
    settings.rts_cts = (flow.ControlHandShake & SERIAL_CTS_HANDSHAKE) != 0 ||
                       (flow.FlowReplace & SERIAL_RTS_MASK) == SERIAL_RTS_HANDSHAKE;
    settings.obeys_xoff = (flow.FlowReplace & SERIAL_AUTO_TRANSMIT) != 0;
    settings.sends_xoff = (flow.FlowReplace & SERIAL_AUTO_RECEIVE) != 0;
}

ULONG modem_status_of(const host::ModemLines& lines)
{
    return (lines.cts ? SERIAL_CTS_STATE : 0) | (lines.dsr ? SERIAL_DSR_STATE : 0) |
           (lines.dcd ? SERIAL_DCD_STATE : 0) | (lines.ring ? SERIAL_RI_STATE : 0);
}

SERIAL_COMMPROP properties_of(ULONG input_bytes)
{
    SERIAL_COMMPROP properties{};
    properties.PacketLength = sizeof properties;
    properties.PacketVersion = 2;
    properties.ServiceMask = SERIAL_SP_SERIALCOMM;
    properties.MaxBaud = SERIAL_BAUD_USER;
    properties.ProvSubType = SERIAL_SP_RS232;
    properties.ProvCapabilities = SERIAL_PCF_DTRDSR | SERIAL_PCF_RTSCTS | SERIAL_PCF_CD |
                                  SERIAL_PCF_PARITY_CHECK | SERIAL_PCF_XONXOFF |
                                  SERIAL_PCF_SETXCHAR | SERIAL_PCF_TOTALTIMEOUTS |
                                  SERIAL_PCF_INTTIMEOUTS;
    properties.SettableParams = SERIAL_SP_PARITY | SERIAL_SP_BAUD | SERIAL_SP_DATABITS |
                                SERIAL_SP_STOPBITS | SERIAL_SP_HANDSHAKING |
                                SERIAL_SP_PARITY_CHECK | SERIAL_SP_CARRIER_DETECT;
    properties.SettableBaud = SERIAL_BAUD_USER;
    properties.SettableData =
        SERIAL_DATABITS_5 | SERIAL_DATABITS_6 | SERIAL_DATABITS_7 | SERIAL_DATABITS_8;
    properties.SettableStopParity = SERIAL_STOPBITS_10 | SERIAL_STOPBITS_15 | SERIAL_STOPBITS_20 |
                                    SERIAL_PARITY_NONE | SERIAL_PARITY_ODD | SERIAL_PARITY_EVEN |
                                    SERIAL_PARITY_MARK | SERIAL_PARITY_SPACE;
    properties.CurrentRxQueue = input_bytes;
    return properties;
}

} // namespace openwdf::backend
