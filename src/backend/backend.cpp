#include "backend/backend.hpp"

#include "backend/leaves.hpp"

#include <fmt/format.h>

namespace openwdf::backend {

namespace {

constexpr Scheme k_schemes[] = {
    {"null", "null:[?io=...]", make_null},
    {"ram", "ram:SIZE[?sector=BYTES&readonly=1&io=...]", make_ram},
    {"file", "file:PATH[?as=disk&sector=BYTES&readonly=1&io=...]", make_file},
    {"tty", "tty:PATH[?baud=9600&bits=8&parity=none&stop=1&flow=none&timeouts=...]", make_tty},
    {"unix", "unix:PATH[?listen=1&io=...]", make_unix},
    {"tcp", "tcp:HOST:PORT[?listen=1&io=...]", make_tcp},
    {"fifo", "fifo:PATH[?direction=write&io=...]", make_fifo},
    {"hid", "hid:DESCRIPTOR[?vid=HEX&pid=HEX&input=FILE&loop=1&...]", make_hid},
};

struct IoTypeName {
    const char* name;
    nt::io::IoType type;
};

constexpr IoTypeName k_io_types[] = {
    {"buffered", nt::io::IoType::buffered},
    {"direct", nt::io::IoType::direct},
    {"neither", nt::io::IoType::neither},
};

std::string scheme_list()
{
    std::string list;
    for (const Scheme& scheme : k_schemes)
        list += fmt::format("{}{}", list.empty() ? "" : ", ", scheme.usage);
    return list;
}

} // namespace

std::span<const Scheme> schemes()
{
    return k_schemes;
}

Outcome<Backend> make_backend(const Surroundings& surroundings, std::string_view text)
{
    Outcome<Uri> uri = Uri::parse(text);
    if (!uri.ok())
        return uri.error();
    for (const Scheme& scheme : k_schemes) {
        if (uri.value().scheme() == scheme.name)
            return scheme.make(surroundings, uri.value());
    }
    return uri.value().error(
        fmt::format("scheme '{}' is unknown; there are {}", uri.value().scheme(), scheme_list()));
}

Outcome<nt::io::IoType> io_type_option(const Uri& uri, nt::io::IoType default_type)
{
    const std::string* value = uri.option("io");
    if (value == nullptr)
        return default_type;
    for (const IoTypeName& row : k_io_types) {
        if (*value == row.name)
            return row.type;
    }
    return uri.error(fmt::format("io='{}' is none of buffered, direct, neither", *value));
}

Outcome<bool> flag_option(const Uri& uri, std::string_view key)
{
    const std::string* value = uri.option(key);
    if (value == nullptr || *value == "0")
        return false;
    if (*value == "1")
        return true;
    return uri.error(fmt::format("{}='{}' is neither 0 nor 1", key, *value));
}

} // namespace openwdf::backend
