#include "cli/session.hpp"

#include "cli/data.hpp"
#include "cli/progress.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace openwdf::cli {

namespace {

constexpr std::int32_t k_status_unsuccessful = static_cast<std::int32_t>(0xC0000001);
constexpr std::int32_t k_status_end_of_file = static_cast<std::int32_t>(0xC0000011);

void keep_moved(std::vector<std::byte>& buffer, const IoResult& result)
{
    buffer.resize(std::min<std::uint64_t>(result.information, buffer.size()));
}

bool write_file(std::ofstream& file, std::span<const std::byte> data)
{
    file.write(reinterpret_cast<const char*>(data.data()),
               static_cast<std::streamsize>(data.size()));
    return file.good();
}

std::string cannot_write(const std::string& path)
{
    return fmt::format("the file '{}' cannot be written", path);
}

} // namespace

bool Session::run(const Command& command)
{
    using Verb = Command::Verb;
    Ended ended;
    switch (command.verb) {
    case Verb::open: ended = open(command); break;
    case Verb::read: ended = read(command); break;
    case Verb::write: ended = write(command); break;
    case Verb::ioctl: ended = ioctl(command); break;
    case Verb::copy: ended = copy(command); break;
    case Verb::close: ended = close(command); break;
    }
    if (json_)
        print_json(command, ended);
    else
        print_text(command, ended);
    std::fflush(stdout);
    return ended.result.ok();
}

Session::Ended Session::without_handle() const
{
    return {{k_status_unsuccessful, 0}, {}, "nothing is open"};
}

Session::Ended Session::open(const Command& command)
{
    auto handle = machine_.open(command.name);
    if (!handle.ok())
        return {{handle.status(), 0}, {}, handle.error().message};
    handle_.emplace(std::move(handle.value()));
    return {};
}

Session::Ended Session::read(const Command& command)
{
    if (!handle_.has_value())
        return without_handle();
    std::vector<std::byte> buffer(command.length);
    Ended ended;
    ended.result = handle_->read(buffer, command.offset);
    keep_moved(buffer, ended.result);
    if (command.name.empty()) {
        ended.data = std::move(buffer);
        return ended;
    }
    std::ofstream file(command.name, std::ios::binary);
    if (!write_file(file, buffer))
        return {{k_status_unsuccessful, 0}, {}, cannot_write(command.name)};
    return ended;
}

Session::Ended Session::write(const Command& command)
{
    if (!handle_.has_value())
        return without_handle();
    return {handle_->write(command.data, command.offset), {}, ""};
}

Session::Ended Session::ioctl(const Command& command)
{
    if (!handle_.has_value())
        return without_handle();
    std::vector<std::byte> output(command.length);
    Ended ended;
    ended.result = handle_->ioctl(command.code, command.data, output);
    keep_moved(output, ended.result);
    ended.data = std::move(output);
    return ended;
}

// Ends at STATUS_END_OF_FILE, at a read without bytes, or at the limit.
Session::Ended Session::copy(const Command& command)
{
    if (!handle_.has_value())
        return without_handle();
    std::ofstream file(command.name, std::ios::binary);
    std::vector<std::byte> buffer(command.length);
    Progress progress("copied");
    std::uint64_t copied = 0;
    while (command.limit == 0 || copied < command.limit) {
        const std::uint64_t left = command.limit == 0 ? buffer.size() : command.limit - copied;
        const std::span piece(buffer.data(), std::min<std::uint64_t>(buffer.size(), left));
        const IoResult result = handle_->read(piece, static_cast<std::int64_t>(copied));
        if (result.status == k_status_end_of_file || (result.ok() && result.information == 0))
            break;
        if (!result.ok())
            return {{result.status, copied}, {}, fmt::format("at offset {}", copied)};
        const auto moved = std::min<std::uint64_t>(result.information, piece.size());
        if (!write_file(file, piece.first(moved)))
            return {{k_status_unsuccessful, copied}, {}, cannot_write(command.name)};
        copied += moved;
        progress.show(copied);
    }
    return {{0, copied}, {}, ""};
}

Session::Ended Session::close(const Command&)
{
    if (!handle_.has_value())
        return without_handle();
    handle_.reset();
    return {};
}

void Session::print_text(const Command& command, const Ended& ended) const
{
    constexpr std::size_t k_dump_lines_max = 64;
    std::string line = fmt::format("{}: {}", command.text, status_name(ended.result.status));
    if (command.verb != Command::Verb::open && command.verb != Command::Verb::close)
        line += fmt::format(", {} bytes", ended.result.information);
    if (!ended.message.empty())
        line += "\n  " + ended.message;
    fmt::print("{}\n{}", line,
               hex_dump(ended.data, static_cast<std::uint64_t>(command.offset), k_dump_lines_max));
}

void Session::print_json(const Command& command, const Ended& ended) const
{
    nlohmann::json object;
    object["command"] = command.text;
    object["status"] = static_cast<std::uint32_t>(ended.result.status);
    const std::string name = status_name(ended.result.status);
    object["status_name"] = name.substr(0, name.find(' '));
    object["information"] = ended.result.information;
    if (!ended.data.empty())
        object["data"] = to_hex(ended.data);
    if (!ended.message.empty())
        object["message"] = ended.message;
    const auto replace = nlohmann::json::error_handler_t::replace;
    fmt::print("{}\n", object.dump(-1, ' ', false, replace));
}

} // namespace openwdf::cli
