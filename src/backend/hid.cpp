// hid:DESCRIPTOR, a software HID collection (hid_device.hpp). DESCRIPTOR is a file with the report
// descriptor of the device, binary or in hexadecimal.
//
//   vid=045E&pid=0039&version=0100   hexadecimal; 0 when not given
//   manufacturer=..&product=..&serial=..
//   collection=N     which top-level collection of the descriptor, from 1
//   polled=1         as a device that the class driver polls
//   input=FILE       input reports that each handle reads first, one per line in hexadecimal
//   loop=1           an output report comes back as input report
#include "backend/hid_device.hpp"
#include "backend/hid_files.hpp"
#include "backend/leaves.hpp"
#include "base/utf.hpp"

#include <fmt/format.h>

#include <charconv>

namespace openwdf::backend {

namespace {

Outcome<std::uint16_t> hex_option(const Uri& uri, std::string_view key)
{
    const std::string* value = uri.option(key);
    if (value == nullptr)
        return std::uint16_t{0};
    std::string_view digits = *value;
    if (digits.starts_with("0x"))
        digits.remove_prefix(2);
    std::uint16_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto [stop, code] = std::from_chars(digits.data(), end, number, 16);
    if (digits.empty() || code != std::errc{} || stop != end)
        return uri.error(fmt::format("{}='{}' is no hexadecimal number up to FFFF", key, *value));
    return number;
}

std::u16string text_option(const Uri& uri, std::string_view key, std::string_view otherwise)
{
    const std::string* value = uri.option(key);
    return base::to_utf16(value == nullptr ? otherwise : std::string_view(*value));
}

Outcome<HidIdentity> identity_of(const Uri& uri)
{
    HidIdentity identity;
    struct Row {
        const char* key;
        std::uint16_t& number;
    };
    for (const Row& row : {Row{"vid", identity.vendor}, Row{"pid", identity.product},
                           Row{"version", identity.version}}) {
        auto number = hex_option(uri, row.key);
        if (!number.ok())
            return number.error();
        row.number = number.value();
    }
    identity.manufacturer_name = text_option(uri, "manufacturer", "OpenWDF");
    identity.product_name = text_option(uri, "product", "Software HID collection");
    identity.serial_number = text_option(uri, "serial", "0");
    return identity;
}

Error about_file(const Uri& uri, const Error& error)
{
    Error whole = uri.error(error.message);
    whole.status = error.status;
    return whole;
}

Outcome<nt::hid::Collection> collection_of(const Uri& uri)
{
    if (uri.path().empty())
        return uri.error("there is no path behind hid:; a file with a report descriptor is needed");
    auto bytes = read_bytes_file(uri.path());
    if (!bytes.ok())
        return about_file(uri, bytes.error());
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.value().data());
    nt::hid::ParsedDescriptor parsed =
        nt::hid::parse_report_descriptor({first, bytes.value().size()});
    if (!parsed.error.empty())
        return uri.error(
            fmt::format("the report descriptor in '{}' is wrong {}", uri.path(), parsed.error));
    std::size_t number = 1;
    if (const std::string* value = uri.option("collection"); value != nullptr) {
        const char* end = value->data() + value->size();
        const auto [stop, code] = std::from_chars(value->data(), end, number);
        if (code != std::errc{} || stop != end || number == 0 || number > parsed.collections.size())
            return uri.error(fmt::format("collection='{}' is none of the descriptor's 1 to {}",
                                         *value, parsed.collections.size()));
    }
    return std::move(parsed.collections[number - 1]);
}

Outcome<std::vector<HidReport>> script_of(const Uri& uri, const nt::hid::Collection& collection)
{
    const std::string* path = uri.option("input");
    if (path == nullptr)
        return std::vector<HidReport>();
    auto reports = read_reports_file(*path);
    if (!reports.ok())
        return about_file(uri, reports.error());
    for (std::size_t i = 0; i < reports.value().size(); ++i) {
        const HidReport& report = reports.value()[i];
        const nt::hid::ReportLengths* lengths =
            collection.find(static_cast<std::uint8_t>(report[0]));
        if (lengths == nullptr || lengths->bytes[HidP_Input] == 0)
            return uri.error(fmt::format("report {} of '{}': the collection has no input report "
                                         "with the id {} (the first byte; 0 without ids)",
                                         i + 1, *path, static_cast<unsigned>(report[0])));
        if (report.size() != lengths->bytes[HidP_Input])
            return uri.error(fmt::format("report {} of '{}' has {} bytes; with its id it has {}",
                                         i + 1, *path, report.size(), lengths->bytes[HidP_Input]));
    }
    return reports;
}

Outcome<HidSetup> setup_of(const Uri& uri)
{
    HidSetup setup;
    auto identity = identity_of(uri);
    if (!identity.ok())
        return identity.error();
    auto polled = flag_option(uri, "polled");
    if (!polled.ok())
        return polled.error();
    auto loops = flag_option(uri, "loop");
    if (!loops.ok())
        return loops.error();
    auto collection = collection_of(uri);
    if (!collection.ok())
        return collection.error();
    auto script = script_of(uri, collection.value());
    if (!script.ok())
        return script.error();
    setup.identity = std::move(identity.value());
    setup.collection = std::move(collection.value());
    setup.script = std::move(script.value());
    setup.is_polled = polled.value();
    setup.loops = loops.value();
    return setup;
}

} // namespace

Outcome<Backend> make_hid(const Surroundings&, const Uri& uri)
{
    if (auto allowed = uri.allow_options({"vid", "pid", "version", "manufacturer", "product",
                                          "serial", "collection", "polled", "input", "loop", "io"});
        !allowed.ok())
        return allowed.error();
    auto io_type = io_type_option(uri, nt::io::IoType::direct);
    if (!io_type.ok())
        return io_type.error();
    auto setup = setup_of(uri);
    if (!setup.ok())
        return setup.error();

    Backend backend;
    auto device = std::make_unique<HidDevice>(std::move(setup.value()));
    backend.hid = device.get();
    backend.device = std::move(device);
    backend.spec.type = FILE_DEVICE_KEYBOARD;
    backend.spec.io_type = io_type.value();
    return backend;
}

} // namespace openwdf::backend
