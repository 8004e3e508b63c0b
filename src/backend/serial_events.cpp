// The wait mask (N162).
#include "backend/serial_device.hpp"

#include <array>
#include <cstring>

namespace openwdf::backend {

namespace {

constexpr ULONG k_input_events = SERIAL_EV_RXCHAR | SERIAL_EV_RXFLAG | SERIAL_EV_RX80FULL;
constexpr ULONG k_line_events = SERIAL_EV_CTS | SERIAL_EV_DSR | SERIAL_EV_RLSD | SERIAL_EV_RING |
                                SERIAL_EV_BREAK | SERIAL_EV_ERR;

// Linux tells of a line that changed only to a thread that blocks for it: so we look, while a
// driver is interested.
constexpr base::Ticks k_look_every = 10 * base::k_ticks_per_millisecond;

} // namespace

bool SerialDevice::watches_input() const
{
    return (wait_mask_ & k_input_events) != 0;
}

void SerialDevice::set_wait_mask(ULONG mask)
{
    // What came before is no event of the new mask.
    if ((mask & k_input_events) != 0)
        refill(true);
    wait_mask_ = mask;
    history_ &= mask;
    if ((mask & SERIAL_EV_TXEMPTY) != 0)
        writes().close();
    else
        writes().open();
    (void)changes_of_line();
    if ((mask & k_line_events) == 0 && !output_was_busy_)
        line_timer_.stop();
    else
        look_at_line();
}

void SerialDevice::note(ULONG events)
{
    events &= wait_mask_;
    if (events == 0)
        return;
    if (wait_ != nullptr)
        finish_wait(STATUS_SUCCESS, events);
    else
        history_ |= events;
}

void SerialDevice::finish_wait(NTSTATUS status, ULONG events)
{
    if (wait_ == nullptr)
        return;
    StreamRequest& request = *std::exchange(wait_, nullptr);
    const bool has_events = status == STATUS_SUCCESS;
    if (has_events)
        std::memcpy(request.irp->AssociatedIrp.SystemBuffer, &events, sizeof events);
    finish(request, status, has_events ? sizeof events : 0);
}

void SerialDevice::cancel_control(StreamRequest& request)
{
    if (wait_ == &request)
        wait_ = nullptr;
    if (immediate_ == &request)
        immediate_ = nullptr;
    finish(request, STATUS_CANCELLED, 0);
    pump_writes();
}

void SerialDevice::refill(bool quietly)
{
    std::array<std::byte, 1024> bytes;
    ULONG events = 0;
    while (!hung_up_ && input_.size() < input_bytes_max_) {
        const auto room =
            static_cast<std::uint32_t>(std::min(bytes.size(), input_bytes_max_ - input_.size()));
        const std::int32_t moved = stream().try_read(bytes.data(), room);
        if (moved == -EAGAIN)
            break;
        if (moved <= 0) {
            hung_up_ = true;
            break;
        }
        const auto end = bytes.begin() + moved;
        input_.insert(input_.end(), bytes.begin(), end);
        received_.fetch_add(static_cast<std::uint32_t>(moved), std::memory_order_relaxed);
        events |= SERIAL_EV_RXCHAR;
        if (std::find(bytes.begin(), end, std::byte{chars_.EventChar}) != end)
            events |= SERIAL_EV_RXFLAG;
        if (input_.size() * 10 >= std::size_t{input_bytes_max_} * 8)
            events |= SERIAL_EV_RX80FULL;
    }
    if (!quietly)
        note(events);
    if (hung_up_)
        finish_wait(STATUS_DEVICE_NOT_CONNECTED, 0);
}

// The events between the last look and this one.
ULONG SerialDevice::changes_of_line()
{
    ULONG events = 0;
    host::ModemLines lines;
    if (terminal().read_lines(lines) == 0) {
        const host::ModemLines before = std::exchange(lines_seen_, lines);
        events |= (lines.cts != before.cts ? SERIAL_EV_CTS : 0) |
                  (lines.dsr != before.dsr ? SERIAL_EV_DSR : 0) |
                  (lines.dcd != before.dcd ? SERIAL_EV_RLSD : 0) |
                  (before.ring && !lines.ring ? SERIAL_EV_RING : 0); // its trailing edge
    }
    host::LineErrors errors;
    if (terminal().read_errors(errors) == 0) {
        const host::LineErrors before = std::exchange(errors_seen_, errors);
        const bool failed = errors.framing != before.framing || errors.overrun != before.overrun ||
                            errors.parity != before.parity ||
                            errors.buffer_overrun != before.buffer_overrun;
        events |=
            (failed ? SERIAL_EV_ERR : 0) | (errors.breaks != before.breaks ? SERIAL_EV_BREAK : 0);
    }
    return events;
}

void SerialDevice::look_at_line()
{
    ULONG events = 0;
    if ((wait_mask_ & k_line_events) != 0)
        events |= changes_of_line();
    if (output_was_busy_ && writes().first() == nullptr && terminal().output_queued() == 0) {
        output_was_busy_ = false;
        events |= SERIAL_EV_TXEMPTY;
    }
    note(events);
    // A terminal without lines has none that change.
    host::ModemLines lines;
    const bool has_lines = (wait_mask_ & k_line_events) != 0 && terminal().read_lines(lines) == 0;
    const bool drains = output_was_busy_ && writes().first() == nullptr;
    if (has_lines || drains)
        line_timer_.until(now() + k_look_every);
}

void SerialDevice::on_idle_writes()
{
    if (output_was_busy_)
        look_at_line();
}

} // namespace openwdf::backend
