#include "host/linux/linux_terminal.hpp"

#include "host/linux/errno_status.hpp"

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <cerrno>
#include <linux/serial.h>
#include <linux/tty.h>
#include <unistd.h>

// <sys/ioctl.h> and <termios.h> define the older structures under the same names.
extern "C" int ioctl(int descriptor, unsigned long request, ...) noexcept;

namespace openwdf::host {

struct LinuxTerminal::Modes {
    termios2 termios{};
};

namespace {

// TIOCM_* of <asm/termios.h>, which cannot be included beside <asm/termbits.h>.
constexpr int k_line_dtr = 0x002;
constexpr int k_line_rts = 0x004;
constexpr int k_line_cts = 0x020;
constexpr int k_line_dcd = 0x040;
constexpr int k_line_ring = 0x080;
constexpr int k_line_dsr = 0x100;

// 0 or the errno.
template <class Argument> int control(int descriptor, unsigned long request, Argument argument)
{
    return ::ioctl(descriptor, request, argument) == 0 ? 0 : errno;
}

void make_raw(termios2& modes)
{
    modes.c_iflag = IGNPAR;
    modes.c_oflag = 0;
    modes.c_lflag = 0;
    modes.c_cflag |= CREAD | CLOCAL;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
}

constexpr tcflag_t k_sizes[] = {CS5, CS6, CS7, CS8};

tcflag_t parity_flags(Parity parity)
{
    switch (parity) {
    case Parity::none: return 0;
    case Parity::odd: return PARENB | PARODD;
    case Parity::even: return PARENB;
    case Parity::mark: return PARENB | PARODD | CMSPAR;
    case Parity::space: return PARENB | CMSPAR;
    }
    return 0;
}

Parity parity_of(tcflag_t flags)
{
    if ((flags & PARENB) == 0)
        return Parity::none;
    const bool odd = (flags & PARODD) != 0;
    if ((flags & CMSPAR) != 0)
        return odd ? Parity::mark : Parity::space;
    return odd ? Parity::odd : Parity::even;
}

LineSettings settings_of(const termios2& modes)
{
    LineSettings settings;
    settings.baud = modes.c_ospeed;
    const tcflag_t size = modes.c_cflag & CSIZE;
    for (std::uint8_t i = 0; i < 4; ++i) {
        if (k_sizes[i] == size)
            settings.data_bits = static_cast<std::uint8_t>(5 + i);
    }
    settings.parity = parity_of(modes.c_cflag);
    if ((modes.c_cflag & CSTOPB) != 0)
        settings.stop_bits = settings.data_bits == 5 ? StopBits::one_and_half : StopBits::two;
    settings.rts_cts = (modes.c_cflag & CRTSCTS) != 0;
    settings.obeys_xoff = (modes.c_iflag & IXON) != 0;
    settings.sends_xoff = (modes.c_iflag & IXOFF) != 0;
    settings.xon = modes.c_cc[VSTART];
    settings.xoff = modes.c_cc[VSTOP];
    return settings;
}

void apply(const LineSettings& settings, termios2& modes)
{
    modes.c_cflag &= ~static_cast<tcflag_t>(CBAUD | CSIZE | CSTOPB | PARENB | PARODD | CMSPAR |
                                            CRTSCTS | (CBAUD << IBSHIFT));
    modes.c_cflag |= BOTHER | k_sizes[settings.data_bits - 5] | parity_flags(settings.parity);
    modes.c_ispeed = modes.c_ospeed = settings.baud;
    if (settings.stop_bits != StopBits::one)
        modes.c_cflag |= CSTOPB;
    if (settings.rts_cts)
        modes.c_cflag |= CRTSCTS;
    modes.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF | INPCK | IGNPAR);
    modes.c_iflag |= settings.parity == Parity::none ? IGNPAR : INPCK | IGNPAR;
    if (settings.obeys_xoff)
        modes.c_iflag |= IXON;
    if (settings.sends_xoff)
        modes.c_iflag |= IXOFF;
    modes.c_cc[VSTART] = settings.xon;
    modes.c_cc[VSTOP] = settings.xoff;
}

} // namespace

base::Result<std::unique_ptr<Stream>> LinuxTerminal::create(int descriptor)
{
    auto found = std::make_unique<Modes>();
    if (const int error = control(descriptor, TCGETS2, &found->termios); error != 0)
        return base::Failure{open_status(error)};
    termios2 raw = found->termios;
    make_raw(raw);
    if (const int error = control(descriptor, TCSETS2, &raw); error != 0)
        return base::Failure{open_status(error)};
    return std::unique_ptr<Stream>(new LinuxTerminal(descriptor, std::move(found)));
}

LinuxTerminal::LinuxTerminal(int descriptor, std::unique_ptr<Modes> found)
    : LinuxStream(StreamKind::terminal, descriptor), found_(std::move(found))
{
}

LinuxTerminal::~LinuxTerminal()
{
    (void)control(descriptor(), TCSETS2, &found_->termios);
}

int LinuxTerminal::read_settings(LineSettings& settings)
{
    termios2 modes{};
    const int error = control(descriptor(), TCGETS2, &modes);
    if (error == 0)
        settings = settings_of(modes);
    return error;
}

int LinuxTerminal::write_settings(const LineSettings& settings)
{
    termios2 modes{};
    if (const int error = control(descriptor(), TCGETS2, &modes); error != 0)
        return error;
    apply(settings, modes);
    return control(descriptor(), TCSETS2, &modes);
}

int LinuxTerminal::read_lines(ModemLines& lines)
{
    int bits = 0;
    if (const int error = control(descriptor(), TIOCMGET, &bits); error != 0)
        return error == EINVAL ? ENOTTY : error; // what a pty says depends on the kernel
    lines.dtr = (bits & k_line_dtr) != 0;
    lines.rts = (bits & k_line_rts) != 0;
    lines.cts = (bits & k_line_cts) != 0;
    lines.dsr = (bits & k_line_dsr) != 0;
    lines.dcd = (bits & k_line_dcd) != 0;
    lines.ring = (bits & k_line_ring) != 0;
    return 0;
}

int LinuxTerminal::write_lines(bool dtr, bool rts)
{
    int on = (dtr ? k_line_dtr : 0) | (rts ? k_line_rts : 0);
    int off = (k_line_dtr | k_line_rts) & ~on;
    int error = control(descriptor(), TIOCMBIS, &on);
    if (error == 0)
        error = control(descriptor(), TIOCMBIC, &off);
    return error == EINVAL ? ENOTTY : error;
}

int LinuxTerminal::set_break(bool on)
{
    return control(descriptor(), on ? TIOCSBRK : TIOCCBRK, 0);
}

int LinuxTerminal::discard(bool input, bool output)
{
    if (!input && !output)
        return 0;
    return control(descriptor(), TCFLSH, input && output ? TCIOFLUSH : input ? TCIFLUSH : TCOFLUSH);
}

int LinuxTerminal::hold_output(bool hold)
{
    return control(descriptor(), TCXONC, hold ? TCOOFF : TCOON);
}

int LinuxTerminal::read_errors(LineErrors& errors)
{
    serial_icounter_struct counts{};
    if (const int error = control(descriptor(), TIOCGICOUNT, &counts); error != 0)
        return error == EINVAL ? ENOTTY : error;
    errors.framing = static_cast<std::uint32_t>(counts.frame);
    errors.overrun = static_cast<std::uint32_t>(counts.overrun);
    errors.parity = static_cast<std::uint32_t>(counts.parity);
    errors.breaks = static_cast<std::uint32_t>(counts.brk);
    errors.buffer_overrun = static_cast<std::uint32_t>(counts.buf_overrun);
    return 0;
}

std::uint32_t LinuxTerminal::output_queued()
{
    int count = 0;
    return control(descriptor(), TIOCOUTQ, &count) == 0 ? static_cast<std::uint32_t>(count) : 0;
}

} // namespace openwdf::host
