#include "cli/command.hpp"

#include "cli/data.hpp"
#include "cli/number.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>
#include <span>

namespace openwdf::cli {

const char* const k_command_help =
    "Commands:\n"
    "  open NAME                    '\\\\.\\Reader', or an NT path\n"
    "  read LENGTH [@OFFSET] [> PATH]\n"
    "  write @OFFSET DATA           DATA: hex bytes, text:..., or file:PATH\n"
    "  ioctl CODE [in:DATA] [out:LENGTH]\n"
    "  copy CHUNK PATH [LENGTH]     read from offset 0 in pieces of CHUNK until the end of file\n"
    "  close\n"
    "Numbers: decimal, 0x..., or with K, M, G.\n";

namespace {

using Words = std::span<const std::string>;
using Parsed = Outcome<Command>;

constexpr std::string_view k_end = ";";
constexpr std::uint64_t k_length_max = std::numeric_limits<std::uint32_t>::max();

Error usage(std::string message)
{
    return {0, std::move(message)};
}

Error number_error(std::string_view what, std::string_view word)
{
    return usage(fmt::format("'{}' is no {}; e.g. 512, 0x200, 64K", word, what));
}

Outcome<std::uint64_t> parse_length(std::string_view word)
{
    const auto number = parse_number(word);
    if (!number.has_value() || *number > k_length_max)
        return number_error("length", word);
    return *number;
}

Outcome<std::int64_t> parse_offset(std::string_view word)
{
    const auto number = parse_number(word.substr(1));
    if (!number.has_value() ||
        *number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return number_error("offset", word);
    return static_cast<std::int64_t>(*number);
}

Parsed parse_open(Words words, Command command)
{
    if (words.size() != 1)
        return usage("open takes one name, e.g. open '\\\\.\\Reader'");
    command.name = words[0];
    return command;
}

Parsed parse_read(Words words, Command command)
{
    if (words.empty())
        return usage("read needs a length, e.g. read 512 @0");
    auto length = parse_length(words[0]);
    if (!length.ok())
        return length.error();
    command.length = length.value();
    words = words.subspan(1);
    if (!words.empty() && words[0].starts_with('@')) {
        auto offset = parse_offset(words[0]);
        if (!offset.ok())
            return offset.error();
        command.offset = offset.value();
        words = words.subspan(1);
    }
    if (words.size() == 2 && words[0] == ">") {
        command.name = words[1];
        words = {};
    }
    if (!words.empty())
        return usage(
            fmt::format("read does not understand '{}'; read LENGTH [@OFFSET] [> PATH]", words[0]));
    return command;
}

Parsed parse_write(Words words, Command command)
{
    if (words.size() < 2 || !words[0].starts_with('@'))
        return usage("write needs an offset and data, e.g. write @0 text:hello");
    auto offset = parse_offset(words[0]);
    if (!offset.ok())
        return offset.error();
    command.offset = offset.value();
    auto data = parse_data(fmt::format("{}", fmt::join(words.subspan(1), " ")));
    if (!data.ok())
        return data.error();
    command.data = std::move(data.value());
    return command;
}

Parsed parse_ioctl(Words words, Command command)
{
    const auto code = words.empty() ? std::nullopt : parse_number(words[0]);
    if (!code.has_value() || *code > k_length_max)
        return usage("ioctl needs a code, e.g. ioctl 0x222000 in:01020304 out:16");
    command.code = static_cast<std::uint32_t>(*code);
    for (const std::string& word : words.subspan(1)) {
        if (word.starts_with("in:")) {
            auto data = parse_data(word.substr(3));
            if (!data.ok())
                return data.error();
            command.data = std::move(data.value());
        } else if (word.starts_with("out:")) {
            auto length = parse_length(word.substr(4));
            if (!length.ok())
                return length.error();
            command.length = length.value();
        } else {
            return usage(fmt::format("ioctl does not understand '{}'; ioctl CODE [in:DATA] "
                                     "[out:LENGTH]",
                                     word));
        }
    }
    return command;
}

Parsed parse_copy(Words words, Command command)
{
    if (words.size() < 2 || words.size() > 3)
        return usage("copy needs a chunk size and a path, e.g. copy 64K out.bin");
    auto chunk = parse_length(words[0]);
    if (!chunk.ok())
        return chunk.error();
    if (chunk.value() == 0)
        return number_error("chunk size", words[0]);
    command.length = chunk.value();
    command.name = words[1];
    if (words.size() == 3) {
        const auto limit = parse_number(words[2]);
        if (!limit.has_value())
            return number_error("length", words[2]);
        command.limit = *limit;
    }
    return command;
}

Parsed parse_close(Words words, Command command)
{
    if (!words.empty())
        return usage("close takes nothing");
    return command;
}

struct VerbRow {
    const char* name;
    Command::Verb verb;
    Parsed (*parse)(Words, Command);
};

constexpr VerbRow k_verbs[] = {
    {"open", Command::Verb::open, parse_open},    {"read", Command::Verb::read, parse_read},
    {"write", Command::Verb::write, parse_write}, {"ioctl", Command::Verb::ioctl, parse_ioctl},
    {"copy", Command::Verb::copy, parse_copy},    {"close", Command::Verb::close, parse_close},
};

Parsed parse_command(Words words)
{
    for (const VerbRow& row : k_verbs) {
        if (words[0] != row.name)
            continue;
        Command command;
        command.verb = row.verb;
        command.text = fmt::format("{}", fmt::join(words, " "));
        return row.parse(words.subspan(1), std::move(command));
    }
    return usage(fmt::format("'{}' is no command; there are open, read, write, ioctl, copy, close",
                             words[0]));
}

// A word that the shell passed: a ';' at its end ends the command.
void append_shell_word(std::vector<std::string>& words, const std::string& word)
{
    if (word.size() > 1 && word.ends_with(k_end)) {
        words.push_back(word.substr(0, word.size() - 1));
        words.emplace_back(k_end);
        return;
    }
    words.push_back(word);
}

Outcome<std::vector<std::string>> gather_words(const std::vector<std::string>& arguments)
{
    std::vector<std::string> words;
    const bool whole = arguments.front().find(' ') != std::string::npos;
    for (const std::string& argument : arguments) {
        if (!whole) {
            append_shell_word(words, argument);
            continue;
        }
        auto split = split_words(argument);
        if (!split.ok())
            return split.error();
        words.insert(words.end(), split.value().begin(), split.value().end());
        words.emplace_back(k_end);
    }
    words.emplace_back(k_end);
    return words;
}

} // namespace

Outcome<std::vector<std::string>> split_words(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = 0;
    auto finish = [&] {
        if (in_word)
            words.push_back(std::move(word));
        word.clear();
        in_word = false;
    };
    for (const char c : text) {
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            in_word = true;
        } else if (c == ' ' || c == '\t' || c == ';') {
            finish();
            if (c == ';')
                words.emplace_back(k_end);
        } else {
            word += c;
            in_word = true;
        }
    }
    if (quote != 0)
        return usage(fmt::format("the quote {} is not closed in: {}", quote, text));
    finish();
    return words;
}

Outcome<std::vector<Command>> parse_commands(const std::vector<std::string>& arguments)
{
    std::vector<Command> commands;
    if (arguments.empty())
        return commands;
    auto words = gather_words(arguments);
    if (!words.ok())
        return words.error();
    std::vector<std::string> current;
    for (std::string& word : words.value()) {
        if (word != k_end) {
            current.push_back(std::move(word));
            continue;
        }
        if (current.empty())
            continue;
        auto command = parse_command(current);
        if (!command.ok())
            return command.error();
        commands.push_back(std::move(command.value()));
        current.clear();
    }
    return commands;
}

} // namespace openwdf::cli
