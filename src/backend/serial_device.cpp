#include "backend/serial_device.hpp"

#include "backend/errno_status.hpp"

#include <algorithm>

namespace openwdf::backend {

SerialDevice::SerialDevice(const Surroundings& surroundings, std::unique_ptr<host::Stream> stream,
                           const Options& options)
    : StreamDevice(surroundings, std::move(stream)), timeouts_(options.timeouts),
      read_timer_(surroundings.scheduler, processor(), [this] { pump_reads(); }),
      write_timer_(surroundings.scheduler, processor(), [this] { pump_writes(); }),
      line_timer_(surroundings.scheduler, processor(), [this] { look_at_line(); })
{
    chars_.XonChar = options.line.xon;
    chars_.XoffChar = options.line.xoff;
    if (options.line.rts_cts) {
        handflow_.ControlHandShake |= SERIAL_CTS_HANDSHAKE;
        handflow_.FlowReplace |= SERIAL_RTS_HANDSHAKE;
    }
    if (options.line.obeys_xoff)
        handflow_.FlowReplace |= SERIAL_AUTO_TRANSMIT;
    if (options.line.sends_xoff)
        handflow_.FlowReplace |= SERIAL_AUTO_RECEIVE;
}

// N164.
NTSTATUS SerialDevice::create(IRP& irp)
{
    if (is_open_.exchange(true, std::memory_order_acq_rel))
        return nt::io::provider_complete(irp, STATUS_ACCESS_DENIED, 0);
    received_.store(0, std::memory_order_relaxed);
    transmitted_.store(0, std::memory_order_relaxed);
    return nt::io::provider_complete(irp, STATUS_SUCCESS, FILE_OPENED);
}

NTSTATUS SerialDevice::close(IRP& irp)
{
    is_open_.store(false, std::memory_order_release);
    return nt::io::provider_complete(irp, STATUS_SUCCESS, 0);
}

void SerialDevice::on_cleanup()
{
    finish_wait(STATUS_CANCELLED, 0);
    if (immediate_ != nullptr)
        finish(*std::exchange(immediate_, nullptr), STATUS_CANCELLED, 0);
    if (std::exchange(output_held_, false))
        (void)terminal().hold_output(false);
    set_wait_mask(0);
    history_ = 0;
    input_.clear();
    pump_reads();
    pump_writes();
}

NTSTATUS SerialDevice::step_read(StreamRequest& request)
{
    while (request.moved < request.length) {
        std::byte* const at = request.buffer + request.moved;
        const std::uint32_t left =
            std::min(request.length - request.moved, k_stream_transfer_bytes_max);
        const std::int32_t moved = request.begun ? take(at, left) : stream().try_read(at, left);
        if (moved == -EAGAIN)
            return STATUS_PENDING;
        if (moved <= 0)
            return moved == 0 ? STATUS_DEVICE_NOT_CONNECTED
                              : status_of_errno(-moved, Stack::serial);
        if (!request.begun)
            received_.fetch_add(static_cast<std::uint32_t>(moved), std::memory_order_relaxed);
        request.moved += static_cast<std::uint32_t>(moved);
        request.last_byte = now();
        if (request.returns_on_any_byte)
            break;
    }
    return STATUS_SUCCESS;
}

// From our buffer first, which holds the older bytes.
std::int32_t SerialDevice::take(std::byte* buffer, std::uint32_t length)
{
    if (!input_.empty()) {
        const auto part = static_cast<std::ptrdiff_t>(std::min<std::size_t>(length, input_.size()));
        std::copy_n(input_.begin(), part, buffer);
        input_.erase(input_.begin(), input_.begin() + part);
        return static_cast<std::int32_t>(part);
    }
    if (hung_up_)
        return 0;
    if (watches_input())
        return -EAGAIN;
    const std::int32_t moved = stream().try_read(buffer, length);
    if (moved > 0)
        received_.fetch_add(static_cast<std::uint32_t>(moved), std::memory_order_relaxed);
    return moved;
}

NTSTATUS SerialDevice::step_write(StreamRequest& request)
{
    if (immediate_ != nullptr)
        return STATUS_PENDING;
    const std::uint32_t before = request.moved;
    const std::int32_t error = write_on(stream(), request);
    transmitted_.fetch_add(request.moved - before, std::memory_order_relaxed);
    if (request.begun && request.moved != before && (wait_mask_ & SERIAL_EV_TXEMPTY) != 0)
        output_was_busy_ = true;
    if (error == -EAGAIN)
        return STATUS_PENDING;
    return error == 0 ? STATUS_SUCCESS : status_of_errno(-error, Stack::serial);
}

// N160: from when the request is started, which is when it is the first of its lane.
void SerialDevice::plan(StreamRequest& request)
{
    request.timed = true;
    request.returns_at_once = request.returns_on_any_byte = false;
    base::Ticks total = base::k_never;
    request.interval = base::k_never;
    if (request.lane == &reads()) {
        const ReadPlan plan = plan_read(timeouts_, request.length);
        request.returns_at_once =
            plan.returns_at_once || (plan.returns_with_any && request.moved != 0);
        request.returns_on_any_byte = plan.returns_on_any_byte;
        request.interval = plan.interval;
        total = plan.total;
    } else {
        total = write_total(timeouts_, request.length);
    }
    request.total_due = total == base::k_never ? total : now() + total;
    request.last_byte = now();
}

NTSTATUS SerialDevice::before_waiting(StreamRequest& request)
{
    return wait_for_bytes(request, request.lane == &reads() ? read_timer_ : write_timer_);
}

NTSTATUS SerialDevice::wait_for_bytes(StreamRequest& request, Watch& timer)
{
    if (!request.timed) {
        plan(request);
        if (request.returns_at_once)
            return STATUS_SUCCESS;
    }
    base::Ticks due = request.total_due;
    if (request.moved != 0 && request.interval != base::k_never)
        due = std::min(due, request.last_byte + request.interval);
    if (due <= now())
        return STATUS_TIMEOUT;
    if (due == base::k_never)
        timer.stop();
    else
        timer.until(due);
    return STATUS_PENDING;
}

void SerialDevice::pump_reads()
{
    if (watches_input())
        refill(false);
    StreamDevice::pump_reads();
    if (reads().first() == nullptr)
        read_timer_.stop();
    if (watches_input() && !hung_up_ && input_.size() < input_bytes_max_)
        read_watch_.until_readable(stream());
    // Past our buffer nobody may read the stream on his own.
    if (watches_input() || !input_.empty())
        reads().close();
    else
        reads().open();
}

void SerialDevice::pump_writes()
{
    if (immediate_ != nullptr) {
        const NTSTATUS status = send_immediate();
        if (status != STATUS_PENDING)
            finish(*std::exchange(immediate_, nullptr), status, 0);
    }
    StreamDevice::pump_writes();
    if (writes().first() == nullptr)
        write_timer_.stop();
    if (immediate_ != nullptr)
        write_watch_.until_writable(stream());
}

NTSTATUS SerialDevice::send_immediate()
{
    const std::int32_t moved = stream().try_write(&immediate_char_, 1);
    if (moved == -EAGAIN)
        return STATUS_PENDING;
    if (moved < 0)
        return status_of_errno(-moved, Stack::serial);
    transmitted_.fetch_add(1, std::memory_order_relaxed);
    return STATUS_SUCCESS;
}

} // namespace openwdf::backend
