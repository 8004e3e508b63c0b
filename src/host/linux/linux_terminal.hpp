// A terminal of this Linux: a serial port, a USB adapter, or the slave of a pty.
#pragma once

#include "host/linux/linux_stream.hpp"

namespace openwdf::host {

class LinuxTerminal final : public LinuxStream, public Terminal {
public:
    // Makes the line raw. Fails with the errno of a descriptor that is no terminal. Takes over the
    // descriptor when it succeeds; gives the line its old settings back in the end.
    static base::Result<std::unique_ptr<Stream>> create(int descriptor);
    ~LinuxTerminal() override;

    Terminal* terminal() override { return this; }

    int read_settings(LineSettings& settings) override;
    int write_settings(const LineSettings& settings) override;
    int read_lines(ModemLines& lines) override;
    int write_lines(bool dtr, bool rts) override;
    int set_break(bool on) override;
    int discard(bool input, bool output) override;
    int hold_output(bool hold) override;
    int read_errors(LineErrors& errors) override;
    std::uint32_t output_queued() override;

private:
    struct Modes; // termios2, whose header contradicts the C library's

    LinuxTerminal(int descriptor, std::unique_ptr<Modes> found);

    std::unique_ptr<Modes> found_;
};

} // namespace openwdf::host
