// What stands behind `--` in `openwdf run`: the requests an application would make.
#pragma once

#include "openwdf/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace openwdf::cli {

struct Command {
    enum class Verb { open, read, write, ioctl, copy, close };

    Verb verb = Verb::close;
    std::string text;            // as the user wrote it, for the output
    std::string name;            // open: device; read, copy: file that takes the bytes
    std::vector<std::byte> data; // write, ioctl: what goes down
    std::uint64_t length = 0;    // read: bytes; ioctl: output buffer; copy: chunk
    std::uint64_t limit = 0;     // copy: bytes in all, 0 for no limit
    std::int64_t offset = 0;
    std::uint32_t code = 0;
};

// The help text of the commands.
extern const char* const k_command_help;

// Words or whole commands as the shell passed them: when the first argument holds a blank, each
// argument is a command, else the arguments are the words of commands. ';' ends a command in both.
Outcome<std::vector<Command>> parse_commands(const std::vector<std::string>& arguments);

// Words of one argument: separated by blanks; '...' and "..." keep blanks and semicolons. A
// backslash is an ordinary character, because device names begin with one.
Outcome<std::vector<std::string>> split_words(std::string_view text);

} // namespace openwdf::cli
