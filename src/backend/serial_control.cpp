// The control codes of a serial port. The table at the end is the list; what is not in it has no
// meaning on Linux and is STATUS_INVALID_DEVICE_REQUEST. All are METHOD_BUFFERED.
//
// None of them waits in Linux (settings apply at once, events are looked at, not waited for), so
// they need no thread of their own.
#include "backend/serial_device.hpp"

#include "backend/errno_status.hpp"
#include "nt/io/stack.hpp"

#include <algorithm>
#include <cstring>

namespace openwdf::backend {

namespace {

constexpr ULONG k_events = SERIAL_EV_RXCHAR | SERIAL_EV_RXFLAG | SERIAL_EV_TXEMPTY | SERIAL_EV_CTS |
                           SERIAL_EV_DSR | SERIAL_EV_RLSD | SERIAL_EV_BREAK | SERIAL_EV_ERR |
                           SERIAL_EV_RING | SERIAL_EV_PERR | SERIAL_EV_RX80FULL | SERIAL_EV_EVENT1 |
                           SERIAL_EV_EVENT2;
constexpr ULONG k_purges =
    SERIAL_PURGE_TXABORT | SERIAL_PURGE_RXABORT | SERIAL_PURGE_TXCLEAR | SERIAL_PURGE_RXCLEAR;
constexpr ULONG k_input_bytes_limit = 1U << 20;

template <class T> T from(const void* buffer)
{
    T value;
    std::memcpy(&value, buffer, sizeof value);
    return value;
}

template <class T> NTSTATUS answer(void* buffer, const T& value)
{
    std::memcpy(buffer, &value, sizeof value);
    return STATUS_SUCCESS;
}

NTSTATUS status_of(int error)
{
    return error == 0 ? STATUS_SUCCESS : status_of_errno(error, Stack::serial);
}

// What a terminal without modem lines cannot do, a cable without them could not either.
NTSTATUS status_of_lines(int error)
{
    return error == ENOTTY ? STATUS_SUCCESS : status_of(error);
}

} // namespace

struct SerialDevice::Control {
    ULONG code;
    ULONG input_bytes;
    ULONG output_bytes;
    NTSTATUS (SerialDevice::*run)(void* buffer);
};

NTSTATUS SerialDevice::device_control(IRP& irp)
{
    // Internal control codes have the numbers of others.
    if (nt::io::current_location(irp).MajorFunction != IRP_MJ_DEVICE_CONTROL)
        return nt::io::provider_complete(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    return pend_control(irp);
}

template <class Change> NTSTATUS SerialDevice::change_line(Change&& change)
{
    host::LineSettings settings;
    if (const int error = terminal().read_settings(settings); error != 0)
        return status_of(error);
    const NTSTATUS status = change(settings);
    return NT_SUCCESS(status) ? status_of(terminal().write_settings(settings)) : status;
}

template <class Read> NTSTATUS SerialDevice::read_line(Read&& read)
{
    host::LineSettings settings;
    const int error = terminal().read_settings(settings);
    return error == 0 ? read(settings) : status_of(error);
}

NTSTATUS SerialDevice::set_baud_rate(void* buffer)
{
    const auto rate = from<SERIAL_BAUD_RATE>(buffer).BaudRate;
    if (rate == 0)
        return STATUS_INVALID_PARAMETER;
    return change_line([&](host::LineSettings& settings) -> NTSTATUS {
        settings.baud = rate;
        return STATUS_SUCCESS;
    });
}

NTSTATUS SerialDevice::get_baud_rate(void* buffer)
{
    return read_line([&](const host::LineSettings& settings) {
        return answer(buffer, SERIAL_BAUD_RATE{settings.baud});
    });
}

NTSTATUS SerialDevice::set_line_control(void* buffer)
{
    const auto control = from<SERIAL_LINE_CONTROL>(buffer);
    return change_line(
        [&](host::LineSettings& settings) { return apply_line_control(control, settings); });
}

NTSTATUS SerialDevice::get_line_control(void* buffer)
{
    return read_line([&](const host::LineSettings& settings) {
        return answer(buffer, line_control_of(settings));
    });
}

NTSTATUS SerialDevice::set_timeouts(void* buffer)
{
    const auto timeouts = from<SERIAL_TIMEOUTS>(buffer);
    const NTSTATUS status = check_timeouts(timeouts);
    if (NT_SUCCESS(status))
        timeouts_ = timeouts;
    return status;
}

NTSTATUS SerialDevice::get_timeouts(void* buffer)
{
    return answer(buffer, timeouts_);
}

NTSTATUS SerialDevice::set_chars(void* buffer)
{
    const auto chars = from<SERIAL_CHARS>(buffer);
    return change_line([&](host::LineSettings& settings) -> NTSTATUS {
        settings.xon = chars.XonChar;
        settings.xoff = chars.XoffChar;
        chars_ = chars;
        return STATUS_SUCCESS;
    });
}

NTSTATUS SerialDevice::get_chars(void* buffer)
{
    return answer(buffer, chars_);
}

NTSTATUS SerialDevice::set_handflow(void* buffer)
{
    const auto flow = from<SERIAL_HANDFLOW>(buffer);
    NTSTATUS status = check_handflow(flow, input_bytes_max_);
    if (!NT_SUCCESS(status))
        return status;
    status = change_line([&](host::LineSettings& settings) -> NTSTATUS {
        apply_handflow(flow, settings);
        return STATUS_SUCCESS;
    });
    if (!NT_SUCCESS(status))
        return status;
    handflow_ = flow;
    dtr_ = (flow.ControlHandShake & SERIAL_DTR_MASK) == SERIAL_DTR_CONTROL;
    rts_ = (flow.FlowReplace & SERIAL_RTS_MASK) != 0;
    return drive_lines();
}

NTSTATUS SerialDevice::get_handflow(void* buffer)
{
    return answer(buffer, handflow_);
}

NTSTATUS SerialDevice::set_queue_size(void* buffer)
{
    const auto wanted = from<SERIAL_QUEUE_SIZE>(buffer).InSize;
    if (wanted > k_input_bytes_limit)
        return STATUS_INSUFFICIENT_RESOURCES;
    input_bytes_max_ = std::max(input_bytes_max_, wanted); // a buffer never gets smaller
    return STATUS_SUCCESS;
}

template <bool on> NTSTATUS SerialDevice::set_break(void*)
{
    return status_of(terminal().set_break(on));
}

NTSTATUS SerialDevice::drive_lines()
{
    return status_of_lines(terminal().write_lines(dtr_, rts_));
}

template <bool on> NTSTATUS SerialDevice::set_dtr(void*)
{
    dtr_ = on;
    return drive_lines();
}

// Not while the flow control drives it.
template <bool on> NTSTATUS SerialDevice::set_rts(void*)
{
    if ((handflow_.FlowReplace & SERIAL_RTS_MASK) == SERIAL_RTS_HANDSHAKE)
        return STATUS_INVALID_PARAMETER;
    rts_ = on;
    return drive_lines();
}

template <bool hold> NTSTATUS SerialDevice::hold_output(void*)
{
    const NTSTATUS status = status_of(terminal().hold_output(hold));
    if (NT_SUCCESS(status))
        output_held_ = hold;
    pump_writes();
    return status;
}

NTSTATUS SerialDevice::get_dtr_rts(void* buffer)
{
    host::ModemLines lines;
    lines.dtr = dtr_;
    lines.rts = rts_;
    const NTSTATUS status = status_of_lines(terminal().read_lines(lines));
    const ULONG state = (lines.dtr ? SERIAL_DTR_STATE : 0) | (lines.rts ? SERIAL_RTS_STATE : 0);
    return NT_SUCCESS(status) ? answer(buffer, state) : status;
}

// A terminal without lines is as a null modem cable to a peer that is always ready.
NTSTATUS SerialDevice::get_modem_status(void* buffer)
{
    host::ModemLines lines;
    lines.cts = lines.dsr = lines.dcd = true;
    const NTSTATUS status = status_of_lines(terminal().read_lines(lines));
    return NT_SUCCESS(status) ? answer(buffer, modem_status_of(lines)) : status;
}

NTSTATUS SerialDevice::get_comm_status(void* buffer)
{
    SERIAL_STATUS state{};
    host::LineErrors errors;
    if (terminal().read_errors(errors) == 0) {
        const host::LineErrors before = std::exchange(errors_told_, errors);
        state.Errors =
            (errors.breaks != before.breaks ? SERIAL_ERROR_BREAK : 0) |
            (errors.framing != before.framing ? SERIAL_ERROR_FRAMING : 0) |
            (errors.overrun != before.overrun ? SERIAL_ERROR_OVERRUN : 0) |
            (errors.parity != before.parity ? SERIAL_ERROR_PARITY : 0) |
            (errors.buffer_overrun != before.buffer_overrun ? SERIAL_ERROR_QUEUEOVERRUN : 0);
    }
    state.HoldReasons = output_held_ ? SERIAL_TX_WAITING_FOR_XON : 0;
    state.AmountInInQueue = static_cast<ULONG>(input_.size()) + stream().input_queued();
    state.AmountInOutQueue = terminal().output_queued();
    for (StreamRequest* write = writes().oldest(); write != nullptr; write = writes().after(*write))
        state.AmountInOutQueue += write->length - write->moved;
    state.WaitForImmediate = immediate_ != nullptr;
    return answer(buffer, state);
}

NTSTATUS SerialDevice::get_properties(void* buffer)
{
    return answer(buffer, properties_of(input_bytes_max_));
}

NTSTATUS SerialDevice::get_stats(void* buffer)
{
    SERIALPERF_STATS stats{};
    stats.ReceivedCount = received_.load(std::memory_order_relaxed);
    stats.TransmittedCount = transmitted_.load(std::memory_order_relaxed);
    host::LineErrors errors;
    if (terminal().read_errors(errors) == 0) {
        stats.FrameErrorCount = errors.framing - errors_cleared_.framing;
        stats.SerialOverrunErrorCount = errors.overrun - errors_cleared_.overrun;
        stats.BufferOverrunErrorCount = errors.buffer_overrun - errors_cleared_.buffer_overrun;
        stats.ParityErrorCount = errors.parity - errors_cleared_.parity;
    }
    return answer(buffer, stats);
}

NTSTATUS SerialDevice::clear_stats(void*)
{
    received_.store(0, std::memory_order_relaxed);
    transmitted_.store(0, std::memory_order_relaxed);
    (void)terminal().read_errors(errors_cleared_);
    return STATUS_SUCCESS;
}

NTSTATUS SerialDevice::config_size(void* buffer)
{
    return answer(buffer, ULONG{0}); // there is no provider-specific configuration
}

NTSTATUS SerialDevice::reset_device(void*)
{
    return STATUS_SUCCESS; // as Microsoft's driver: nothing is reset that an open does not reset
}

// N163.
NTSTATUS SerialDevice::purge(void* buffer)
{
    const auto what = from<ULONG>(buffer);
    if (what == 0 || (what & ~k_purges) != 0)
        return STATUS_INVALID_PARAMETER;
    if ((what & SERIAL_PURGE_TXABORT) != 0) {
        end_all(writes(), STATUS_CANCELLED);
        if (immediate_ != nullptr)
            finish(*std::exchange(immediate_, nullptr), STATUS_CANCELLED, 0);
    }
    if ((what & SERIAL_PURGE_RXABORT) != 0)
        end_all(reads(), STATUS_CANCELLED);
    const bool input = (what & SERIAL_PURGE_RXCLEAR) != 0;
    if (input)
        input_.clear();
    const int error = terminal().discard(input, (what & SERIAL_PURGE_TXCLEAR) != 0);
    pump_reads();
    pump_writes();
    return status_of(error);
}

NTSTATUS SerialDevice::get_mask(void* buffer)
{
    return answer(buffer, wait_mask_);
}

NTSTATUS SerialDevice::set_mask(void* buffer)
{
    const auto mask = from<ULONG>(buffer);
    if ((mask & ~k_events) != 0)
        return STATUS_INVALID_PARAMETER;
    finish_wait(STATUS_SUCCESS, 0);
    set_wait_mask(mask);
    pump_reads();
    return STATUS_SUCCESS;
}

NTSTATUS SerialDevice::wait_on_mask(void* buffer)
{
    if (wait_mask_ == 0 || wait_ != nullptr)
        return STATUS_INVALID_PARAMETER;
    if (history_ != 0)
        return answer(buffer, std::exchange(history_, 0));
    if (hung_up_)
        return STATUS_DEVICE_NOT_CONNECTED;
    wait_ = current_control_;
    return STATUS_PENDING;
}

// Goes ahead of all writes.
NTSTATUS SerialDevice::immediate_char(void* buffer)
{
    if (immediate_ != nullptr)
        return STATUS_INVALID_PARAMETER;
    immediate_char_ = from<UCHAR>(buffer);
    const NTSTATUS status = send_immediate();
    if (status == STATUS_PENDING) {
        immediate_ = current_control_;
        writes().close();
        write_watch_.until_writable(stream());
    }
    return status;
}

const SerialDevice::Control SerialDevice::k_controls[] = {
    {IOCTL_SERIAL_SET_BAUD_RATE, sizeof(SERIAL_BAUD_RATE), 0, &SerialDevice::set_baud_rate},
    {IOCTL_SERIAL_GET_BAUD_RATE, 0, sizeof(SERIAL_BAUD_RATE), &SerialDevice::get_baud_rate},
    {IOCTL_SERIAL_SET_LINE_CONTROL, sizeof(SERIAL_LINE_CONTROL), 0,
     &SerialDevice::set_line_control},
    {IOCTL_SERIAL_GET_LINE_CONTROL, 0, sizeof(SERIAL_LINE_CONTROL),
     &SerialDevice::get_line_control},
    {IOCTL_SERIAL_SET_TIMEOUTS, sizeof(SERIAL_TIMEOUTS), 0, &SerialDevice::set_timeouts},
    {IOCTL_SERIAL_GET_TIMEOUTS, 0, sizeof(SERIAL_TIMEOUTS), &SerialDevice::get_timeouts},
    {IOCTL_SERIAL_SET_CHARS, sizeof(SERIAL_CHARS), 0, &SerialDevice::set_chars},
    {IOCTL_SERIAL_GET_CHARS, 0, sizeof(SERIAL_CHARS), &SerialDevice::get_chars},
    {IOCTL_SERIAL_SET_HANDFLOW, sizeof(SERIAL_HANDFLOW), 0, &SerialDevice::set_handflow},
    {IOCTL_SERIAL_GET_HANDFLOW, 0, sizeof(SERIAL_HANDFLOW), &SerialDevice::get_handflow},
    {IOCTL_SERIAL_SET_QUEUE_SIZE, sizeof(SERIAL_QUEUE_SIZE), 0, &SerialDevice::set_queue_size},
    {IOCTL_SERIAL_SET_BREAK_ON, 0, 0, &SerialDevice::set_break<true>},
    {IOCTL_SERIAL_SET_BREAK_OFF, 0, 0, &SerialDevice::set_break<false>},
    {IOCTL_SERIAL_SET_DTR, 0, 0, &SerialDevice::set_dtr<true>},
    {IOCTL_SERIAL_CLR_DTR, 0, 0, &SerialDevice::set_dtr<false>},
    {IOCTL_SERIAL_SET_RTS, 0, 0, &SerialDevice::set_rts<true>},
    {IOCTL_SERIAL_CLR_RTS, 0, 0, &SerialDevice::set_rts<false>},
    {IOCTL_SERIAL_SET_XOFF, 0, 0, &SerialDevice::hold_output<true>},
    {IOCTL_SERIAL_SET_XON, 0, 0, &SerialDevice::hold_output<false>},
    {IOCTL_SERIAL_GET_DTRRTS, 0, sizeof(ULONG), &SerialDevice::get_dtr_rts},
    {IOCTL_SERIAL_GET_MODEMSTATUS, 0, sizeof(ULONG), &SerialDevice::get_modem_status},
    {IOCTL_SERIAL_GET_COMMSTATUS, 0, sizeof(SERIAL_STATUS), &SerialDevice::get_comm_status},
    {IOCTL_SERIAL_GET_PROPERTIES, 0, sizeof(SERIAL_COMMPROP), &SerialDevice::get_properties},
    {IOCTL_SERIAL_GET_STATS, 0, sizeof(SERIALPERF_STATS), &SerialDevice::get_stats},
    {IOCTL_SERIAL_CLEAR_STATS, 0, 0, &SerialDevice::clear_stats},
    {IOCTL_SERIAL_CONFIG_SIZE, 0, sizeof(ULONG), &SerialDevice::config_size},
    {IOCTL_SERIAL_RESET_DEVICE, 0, 0, &SerialDevice::reset_device},
    {IOCTL_SERIAL_PURGE, sizeof(ULONG), 0, &SerialDevice::purge},
    {IOCTL_SERIAL_SET_WAIT_MASK, sizeof(ULONG), 0, &SerialDevice::set_mask},
    {IOCTL_SERIAL_GET_WAIT_MASK, 0, sizeof(ULONG), &SerialDevice::get_mask},
    {IOCTL_SERIAL_WAIT_ON_MASK, 0, sizeof(ULONG), &SerialDevice::wait_on_mask},
    {IOCTL_SERIAL_IMMEDIATE_CHAR, sizeof(UCHAR), 0, &SerialDevice::immediate_char},
};

void SerialDevice::control(StreamRequest& request, IO_STACK_LOCATION& location)
{
    const auto& parameters = location.Parameters.DeviceIoControl;
    const auto* known =
        std::find_if(std::begin(k_controls), std::end(k_controls),
                     [&](const Control& entry) { return entry.code == parameters.IoControlCode; });
    if (known == std::end(k_controls)) {
        finish(request, STATUS_INVALID_DEVICE_REQUEST, 0);
        return;
    }
    if (parameters.InputBufferLength < known->input_bytes ||
        parameters.OutputBufferLength < known->output_bytes) {
        finish(request, STATUS_BUFFER_TOO_SMALL, 0); // N164
        return;
    }
    current_control_ = &request;
    const NTSTATUS status = (this->*known->run)(request.irp->AssociatedIrp.SystemBuffer);
    if (status != STATUS_PENDING)
        finish(request, status, NT_SUCCESS(status) ? known->output_bytes : 0);
}

} // namespace openwdf::backend
