// tty:PATH, a terminal of Linux as a serial port: /dev/ttyS0, /dev/ttyUSB0, the slave of a pty.
// "tty:pty" makes a pty, for Machine::add_stream.
//
// ?baud=, ?bits=, ?parity=, ?stop=, ?flow= say how the line is when the target is made, and
// ?timeouts=INTERVAL,MULTIPLIER,CONSTANT[,MULTIPLIER,CONSTANT] (milliseconds, reads then writes)
// which time-outs hold; a driver may change all of it.
#include "backend/leaves.hpp"
#include "backend/serial_device.hpp"

#include <fmt/format.h>

#include <charconv>

namespace openwdf::backend {

namespace {

template <class T> struct Choice {
    std::string_view name;
    T value;
};

template <class T, std::size_t count>
Outcome<T> choice_option(const Uri& uri, std::string_view key, const Choice<T> (&choices)[count])
{
    const std::string* value = uri.option(key);
    if (value == nullptr)
        return choices[0].value;
    std::string names;
    for (const Choice<T>& choice : choices) {
        if (*value == choice.name)
            return choice.value;
        names += fmt::format("{}{}", names.empty() ? "" : ", ", choice.name);
    }
    return uri.error(fmt::format("{}='{}' is none of {}", key, *value, names));
}

// Takes a number from the front of the text.
bool take_number(std::string_view& text, ULONG& number)
{
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return error == std::errc{};
}

Outcome<SERIAL_TIMEOUTS> timeouts_option(const Uri& uri)
{
    SERIAL_TIMEOUTS timeouts{};
    const std::string* value = uri.option("timeouts");
    if (value == nullptr)
        return timeouts;
    ULONG* const fields[] = {&timeouts.ReadIntervalTimeout, &timeouts.ReadTotalTimeoutMultiplier,
                             &timeouts.ReadTotalTimeoutConstant,
                             &timeouts.WriteTotalTimeoutMultiplier,
                             &timeouts.WriteTotalTimeoutConstant};
    std::string_view text = *value;
    std::size_t count = 0;
    while (count < std::size(fields) && take_number(text, *fields[count])) {
        ++count;
        if (text.empty() || text.front() != ',')
            break;
        text.remove_prefix(1);
    }
    const bool whole = text.empty() && (count == 3 || count == 5);
    if (!whole || !NT_SUCCESS(check_timeouts(timeouts)))
        return uri.error(fmt::format("timeouts='{}' is not INTERVAL,MULTIPLIER,CONSTANT of reads "
                                     "and perhaps MULTIPLIER,CONSTANT of writes, in milliseconds",
                                     *value));
    return timeouts;
}

Outcome<std::uint32_t> baud_option(const Uri& uri)
{
    const std::string* value = uri.option("baud");
    if (value == nullptr)
        return host::LineSettings().baud;
    std::string_view text = *value;
    ULONG baud = 0;
    if (!take_number(text, baud) || !text.empty() || baud == 0)
        return uri.error(fmt::format("baud='{}' is no rate; e.g. 9600, 115200", *value));
    return baud;
}

enum class Flow : std::uint8_t { none, rts_cts, xon_xoff };

constexpr Choice<std::uint8_t> k_bits[] = {{"8", 8}, {"7", 7}, {"6", 6}, {"5", 5}};
constexpr Choice<host::Parity> k_parities[] = {{"none", host::Parity::none},
                                               {"odd", host::Parity::odd},
                                               {"even", host::Parity::even},
                                               {"mark", host::Parity::mark},
                                               {"space", host::Parity::space}};
constexpr Choice<host::StopBits> k_stops[] = {
    {"1", host::StopBits::one}, {"1.5", host::StopBits::one_and_half}, {"2", host::StopBits::two}};
constexpr Choice<Flow> k_flows[] = {
    {"none", Flow::none}, {"rtscts", Flow::rts_cts}, {"xonxoff", Flow::xon_xoff}};

Outcome<SerialDevice::Options> serial_options(const Uri& uri)
{
    auto baud = baud_option(uri);
    auto bits = choice_option(uri, "bits", k_bits);
    auto parity = choice_option(uri, "parity", k_parities);
    auto stop = choice_option(uri, "stop", k_stops);
    auto flow = choice_option(uri, "flow", k_flows);
    auto timeouts = timeouts_option(uri);
    for (const Error* error :
         {baud.ok() ? nullptr : &baud.error(), bits.ok() ? nullptr : &bits.error(),
          parity.ok() ? nullptr : &parity.error(), stop.ok() ? nullptr : &stop.error(),
          flow.ok() ? nullptr : &flow.error(), timeouts.ok() ? nullptr : &timeouts.error()}) {
        if (error != nullptr)
            return *error;
    }
    SerialDevice::Options options;
    options.line.baud = baud.value();
    options.line.data_bits = bits.value();
    options.line.parity = parity.value();
    options.line.stop_bits = stop.value();
    options.line.rts_cts = flow.value() == Flow::rts_cts;
    options.line.obeys_xoff = options.line.sends_xoff = flow.value() == Flow::xon_xoff;
    options.timeouts = timeouts.value();
    host::LineSettings checked;
    if (!NT_SUCCESS(apply_line_control(line_control_of(options.line), checked)))
        return uri.error("1.5 stop bits go with 5 data bits, 2 with more");
    return options;
}

} // namespace

Outcome<Backend> make_tty(const Surroundings& surroundings, const Uri& uri)
{
    if (auto allowed =
            uri.allow_options({"baud", "bits", "parity", "stop", "flow", "timeouts", "io"});
        !allowed.ok())
        return allowed.error();
    auto io_type = io_type_option(uri, nt::io::IoType::buffered);
    if (!io_type.ok())
        return io_type.error();
    auto options = serial_options(uri);
    if (!options.ok())
        return options.error();
    host::StreamAddress address;
    address.kind = host::StreamAddress::Kind::terminal;
    address.path = uri.path();
    auto ends = open_stream(surroundings.host, uri, address, "a serial port or another terminal");
    if (!ends.ok())
        return ends.error();
    std::unique_ptr<host::Stream> terminal = std::move(ends.value().target_end);
    if (terminal->terminal()->write_settings(options.value().line) != 0)
        return uri.error(fmt::format("'{}' does not take these line settings", uri.path()));

    Backend backend;
    backend.device =
        std::make_unique<SerialDevice>(surroundings, std::move(terminal), options.value());
    backend.peer = std::move(ends.value().peer_end);
    backend.spec.type = FILE_DEVICE_SERIAL_PORT;
    backend.spec.io_type = io_type.value();
    return backend;
}

} // namespace openwdf::backend
