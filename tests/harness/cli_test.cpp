// The command line: how commands are read, and what the program does with them.
#include "cli/command.hpp"
#include "cli/data.hpp"
#include "cli/number.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace openwdf::cli {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> texts(const std::vector<std::string>& arguments)
{
    std::vector<std::string> texts;
    for (const Command& command : parse_commands(arguments).value())
        texts.push_back(command.text);
    return texts;
}

std::string error_of(const std::string& argument)
{
    const auto commands = parse_commands({argument});
    return commands.ok() ? "parsed" : commands.error().message;
}

} // namespace

TEST(CliNumber, DecimalHexAndSuffixes)
{
    EXPECT_EQ(parse_number("0"), 0U);
    EXPECT_EQ(parse_number("64K"), 65536U);
    EXPECT_EQ(parse_number("0x222004"), 0x222004U);
    EXPECT_EQ(parse_number("0xfk"), std::nullopt);
    for (const char* wrong : {"", "K", "0x", "-1", "1.5", "99999999999G"})
        EXPECT_EQ(parse_number(wrong), std::nullopt) << wrong;
}

TEST(CliCommand, OneArgumentEachOrWordsWithSemicolons)
{
    const auto expected = ElementsAre("open \\\\.\\Reader", "read 512 @4K", "close");
    EXPECT_THAT(texts({"open \\\\.\\Reader", "read 512 @4K", "close"}), expected);
    EXPECT_THAT(texts({"open '\\\\.\\Reader'; read 512 @4K;close"}), expected);
    EXPECT_THAT(texts({"open", "\\\\.\\Reader", ";", "read", "512", "@4K;", "close"}), expected);
    EXPECT_TRUE(texts({}).empty());
}

TEST(CliCommand, Fields)
{
    const auto commands =
        parse_commands({"read 1K @0x10 > out.bin; write @2 01ff; ioctl 0x222000 in:text:ab out:16; "
                        "copy 64K f 1M"})
            .value();
    ASSERT_EQ(commands.size(), 4U);
    EXPECT_EQ(commands[0].length, 1024U);
    EXPECT_EQ(commands[0].offset, 16);
    EXPECT_EQ(commands[0].name, "out.bin");
    EXPECT_EQ(commands[1].offset, 2);
    EXPECT_EQ(to_hex(commands[1].data), "01ff");
    EXPECT_EQ(commands[2].code, 0x222000U);
    EXPECT_EQ(to_hex(commands[2].data), "6162");
    EXPECT_EQ(commands[2].length, 16U);
    EXPECT_EQ(commands[3].length, 65536U);
    EXPECT_EQ(commands[3].name, "f");
    EXPECT_EQ(commands[3].limit, 1U << 20);
}

TEST(CliCommand, ErrorsSayWhatWouldBeRight)
{
    EXPECT_THAT(error_of("fetch 1"), HasSubstr("'fetch' is no command; there are open, read"));
    EXPECT_THAT(error_of("read many"), HasSubstr("'many' is no length"));
    EXPECT_THAT(error_of("read 1 2"), HasSubstr("read does not understand '2'"));
    EXPECT_THAT(error_of("write 0 01"), HasSubstr("write @0 text:hello"));
    EXPECT_THAT(error_of("write @0 0x1"), HasSubstr("is not hex"));
    EXPECT_THAT(error_of("write @0 123"), HasSubstr("odd number of hex digits"));
    EXPECT_THAT(error_of("write @0 file:/nowhere"), HasSubstr("'/nowhere' cannot be read"));
    EXPECT_THAT(error_of("open 'a b"), HasSubstr("the quote ' is not closed"));
    EXPECT_THAT(error_of("copy 0 f"), HasSubstr("'0' is no chunk size"));
}

TEST(CliData, HexDump)
{
    const std::string text = "0123456789abcdefXY";
    EXPECT_EQ(hex_dump(std::as_bytes(std::span(text)), 0x100, 8),
              "  00000100  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n"
              "  00000110  58 59                                            XY\n");
    EXPECT_EQ(hex_dump(std::as_bytes(std::span(text)), 0, 1),
              "  00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n"
              "  ... 2 more bytes\n");
}

// ---- the program -------------------------------------------------------------------------------

namespace {

struct Finished {
    int status;
    std::string output; // both streams
};

Finished run_program(const std::string& arguments)
{
    const std::string command = std::string(OPENWDF_CLI) + " " + arguments + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    Finished finished{-1, ""};
    std::array<char, 4096> buffer;
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        finished.output.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return finished;
}

const std::string k_run = "run " OPENWDF_DRIVER_RELAY " --target '\\Device\\Source=ram:4K' ";

std::string read_all(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST(CliProgram, RunsCommandsLiveAndSimulated)
{
    for (const char* world : {"", "--sim --seed 7 "}) {
        const Finished run = run_program(
            k_run + world + "-- 'open \\\\.\\Relay' 'write @0 text:hello' 'read 5 @0' close");
        EXPECT_EQ(run.status, 0) << run.output;
        EXPECT_THAT(run.output, HasSubstr("68 65 6c 6c 6f"));
        EXPECT_THAT(run.output, HasSubstr("read 5 @0: STATUS_SUCCESS (0x00000000), 5 bytes"));
    }
}

TEST(CliProgram, AFailedCommandIsStatusOne)
{
    const Finished run = run_program(k_run + "-- 'open \\\\.\\Relay; read 1 @9000; close'");
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.output, HasSubstr("STATUS_INVALID_PARAMETER"));
    EXPECT_THAT(run.output, HasSubstr("close: STATUS_SUCCESS"));
}

TEST(CliProgram, UsageIsStatusTwo)
{
    EXPECT_EQ(run_program("run").status, 2);
    EXPECT_EQ(run_program(k_run + "-- 'fetch 1'").status, 2);
    EXPECT_EQ(run_program("").status, 2);
    EXPECT_EQ(run_program("run --help").status, 0);
}

TEST(CliProgram, ABugCheckIsStatusThree)
{
    for (const char* world : {"", "--sim "}) {
        const Finished run =
            run_program(k_run + world + "-- 'open \\\\.\\Relay; ioctl 0x222004; close'");
        EXPECT_EQ(run.status, 3) << run.output;
        EXPECT_THAT(run.output, HasSubstr("bug check 0x44 (MULTIPLE_IRP_COMPLETE_REQUESTS)"));
        EXPECT_THAT(run.output, HasSubstr("relay.c:"));
        EXPECT_THAT(run.output, testing::Not(HasSubstr("close:")));
    }
}

TEST(CliProgram, CopiesWhatTheDriverDelivers)
{
    const std::string stem =
        (std::filesystem::temp_directory_path() / ("openwdf_cli_" + std::to_string(::getpid())))
            .string();
    std::string content(300'001, 0);
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(i * 7 + i / 253);
    std::ofstream(stem + ".in", std::ios::binary) << content;
    for (const char* world : {"", "--sim "}) {
        const Finished run = run_program("run " OPENWDF_DRIVER_RELAY " --target '\\Device\\Source="
                                         "file:" +
                                         stem + ".in' " + world +
                                         "-- 'open \\\\.\\Relay' 'copy 64K " + stem + ".out'");
        EXPECT_EQ(run.status, 0) << run.output;
        EXPECT_THAT(run.output, HasSubstr("300001 bytes"));
        EXPECT_TRUE(read_all(stem + ".out") == content);
    }
    std::filesystem::remove(stem + ".in");
    std::filesystem::remove(stem + ".out");
}

TEST(CliProgram, TracesAndAnswersInJson)
{
    const Finished run =
        run_program(k_run + "--sim --trace --json -- 'open \\\\.\\Relay' 'read 1'");
    EXPECT_EQ(run.status, 0) << run.output;
    EXPECT_THAT(run.output, HasSubstr("IRP_MJ_READ -> \\Device\\Source 1/2"));
    EXPECT_THAT(run.output, HasSubstr("\"status_name\":\"STATUS_SUCCESS\""));
}

TEST(CliProgram, AddsDevicesAndFilters)
{
    const Finished device =
        run_program("run " OPENWDF_DRIVER_LAYER " --device layer -- 'open \\\\.\\Layer' 'read 3'");
    EXPECT_EQ(device.status, 0) << device.output;
    EXPECT_THAT(device.output, HasSubstr("4c 4c 4c"));
    const Finished filter =
        run_program("run " OPENWDF_DRIVER_LAYER_FILTER " --target '\\Device\\Disk=ram:4K' "
                    "--filter 'layer_filter=\\Device\\Disk' -- 'open \\Device\\Disk' "
                    "'ioctl 0x222000' 'write @0 01'");
    EXPECT_EQ(filter.status, 0) << filter.output;
    const Finished unknown = run_program(k_run + "--device nobody");
    EXPECT_EQ(unknown.status, 1);
    EXPECT_THAT(unknown.output, HasSubstr("there is no driver 'nobody'; loaded are relay"));
}

TEST(CliProgram, Compat)
{
    const Finished text = run_program("compat wdfiotargetsendread");
    EXPECT_EQ(text.status, 0);
    EXPECT_THAT(text.output, HasSubstr("WdfIoTargetSendReadSynchronously"));
    EXPECT_EQ(run_program("compat NoSuchFunction").status, 1);
    EXPECT_THAT(run_program("compat --json WdfDriverCreate").output,
                HasSubstr("\"name\": \"WdfDriverCreate\""));
}

} // namespace openwdf::cli
