// A terminal of the host as a Windows serial port (N160-N164).
//
// Received bytes wait in the host's buffer. Only while a driver waits for input events are they
// taken into ours, because an event has to be seen when the byte comes, not when it is read.
//
//   serial_device.cpp    open and close, reads, writes and their time-outs
//   serial_events.cpp    the wait mask
//   serial_control.cpp   the control codes
#pragma once

#include "backend/serial_settings.hpp"
#include "backend/stream_device.hpp"

namespace openwdf::backend {

class SerialDevice final : public StreamDevice {
public:
    struct Options {
        host::LineSettings line;
        SERIAL_TIMEOUTS timeouts{};
    };

    // Precondition: the stream is a terminal.
    SerialDevice(const Surroundings& surroundings, std::unique_ptr<host::Stream> stream,
                 const Options& options);

    NTSTATUS create(IRP& irp) override;
    NTSTATUS close(IRP& irp) override;
    NTSTATUS device_control(IRP& irp) override;

private:
    struct Control;
    static const Control k_controls[];

    host::Terminal& terminal() { return *stream().terminal(); }
    base::Ticks now() { return scheduler().interrupt_time(); }

    // Transfers.
    NTSTATUS step_read(StreamRequest& request) override;
    NTSTATUS step_write(StreamRequest& request) override;
    NTSTATUS before_waiting(StreamRequest& request) override;
    NTSTATUS wait_for_bytes(StreamRequest& request, Watch& timer);
    void plan(StreamRequest& request);
    void pump_reads() override;
    void pump_writes() override;
    void on_cleanup() override;
    std::int32_t take(std::byte* buffer, std::uint32_t length);
    void refill(bool quietly);
    NTSTATUS send_immediate();

    // Events.
    bool watches_input() const;
    void set_wait_mask(ULONG mask);
    void note(ULONG events);
    void finish_wait(NTSTATUS status, ULONG events);
    void look_at_line();
    ULONG changes_of_line();
    void on_idle_writes() override;
    void cancel_control(StreamRequest& request) override;

    // Control codes: what the buffer holds goes in, the answer goes back into it.
    void control(StreamRequest& request, IO_STACK_LOCATION& location) override;
    template <class Change> NTSTATUS change_line(Change&& change);
    template <class Read> NTSTATUS read_line(Read&& read);
    NTSTATUS drive_lines();
    NTSTATUS set_baud_rate(void* buffer);
    NTSTATUS get_baud_rate(void* buffer);
    NTSTATUS set_line_control(void* buffer);
    NTSTATUS get_line_control(void* buffer);
    NTSTATUS set_timeouts(void* buffer);
    NTSTATUS get_timeouts(void* buffer);
    NTSTATUS set_chars(void* buffer);
    NTSTATUS get_chars(void* buffer);
    NTSTATUS set_handflow(void* buffer);
    NTSTATUS get_handflow(void* buffer);
    NTSTATUS set_queue_size(void* buffer);
    template <bool on> NTSTATUS set_break(void* buffer);
    template <bool on> NTSTATUS set_dtr(void* buffer);
    template <bool on> NTSTATUS set_rts(void* buffer);
    template <bool hold> NTSTATUS hold_output(void* buffer);
    NTSTATUS get_dtr_rts(void* buffer);
    NTSTATUS get_modem_status(void* buffer);
    NTSTATUS get_comm_status(void* buffer);
    NTSTATUS get_properties(void* buffer);
    NTSTATUS get_stats(void* buffer);
    NTSTATUS clear_stats(void* buffer);
    NTSTATUS config_size(void* buffer);
    NTSTATUS reset_device(void* buffer);
    NTSTATUS purge(void* buffer);
    NTSTATUS set_mask(void* buffer);
    NTSTATUS get_mask(void* buffer);
    NTSTATUS wait_on_mask(void* buffer);
    NTSTATUS immediate_char(void* buffer);

    std::atomic<bool> is_open_{false};
    std::atomic<std::uint32_t> received_{0};
    std::atomic<std::uint32_t> transmitted_{0};

    // The processor's own thread.
    SERIAL_TIMEOUTS timeouts_;
    SERIAL_HANDFLOW handflow_{};
    SERIAL_CHARS chars_{};
    bool dtr_ = true;
    bool rts_ = true;
    bool output_held_ = false;
    bool hung_up_ = false;
    host::LineErrors errors_told_{}; // by GET_COMMSTATUS
    host::LineErrors errors_cleared_{};
    std::deque<std::byte> input_;
    ULONG input_bytes_max_ = 4096;
    StreamRequest* current_control_ = nullptr; // while a handler runs
    StreamRequest* immediate_ = nullptr;
    UCHAR immediate_char_ = 0;
    StreamRequest* wait_ = nullptr;
    ULONG wait_mask_ = 0;
    ULONG history_ = 0; // events that nobody waited for
    bool output_was_busy_ = false;
    host::ModemLines lines_seen_{};
    host::LineErrors errors_seen_{};
    Watch read_timer_;
    Watch write_timer_;
    Watch line_timer_;
};

} // namespace openwdf::backend
