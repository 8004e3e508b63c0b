// Driver source lines of return addresses.
#include "fixture.hpp"
#include "loader/source_line.hpp"

#include <gmock/gmock.h>

namespace contract {
namespace {

using openwdf::loader::find_module;
using openwdf::loader::find_source_frames;
using openwdf::loader::find_source_line;
using testing::EndsWith;
using testing::HasSubstr;

const void* return_address = nullptr;

__attribute__((noinline)) void remember_caller()
{
    return_address = __builtin_extract_return_addr(__builtin_return_address(0));
}

contract_probe call(const openwdf::loader::Module& module, int command)
{
    contract_probe probe{};
    probe.command = command;
    probe.callback = remember_caller;
    EXPECT_EQ(enter(module, probe), 0);
    return probe;
}

void expect_direct_call(const openwdf::loader::Module& module)
{
    const contract_probe probe = call(module, 0);
    const auto line = find_source_line(module, return_address);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->line, probe.values[0]);
    EXPECT_THAT(line->file, EndsWith("drivers/source_lines.cpp"));
    EXPECT_THAT(line->function, HasSubstr("storage::direct(contract_probe*)"));
    EXPECT_EQ(find_module(return_address), &module);
}

TEST(SourceLine, NamesTheCall)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_SOURCE_LINES);
    expect_direct_call(lease.module());
}

TEST(SourceLine, WorksForPrivateCopies)
{
    const auto first = load(OPENWDF_DRIVER_CONTRACT_SOURCE_LINES);
    const auto second = load(OPENWDF_DRIVER_CONTRACT_SOURCE_LINES);
    expect_direct_call(first.module());
    expect_direct_call(second.module());
}

TEST(SourceLine, InlinedFunctionsComeFirst)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_SOURCE_LINES);
    const contract_probe probe = call(lease.module(), 1);
    const auto frames = find_source_frames(lease.module(), return_address);
    ASSERT_EQ(frames.size(), 2u);
    EXPECT_EQ(frames[0].line, probe.values[1]);
    EXPECT_THAT(frames[0].function, HasSubstr("storage::inlined"));
    EXPECT_EQ(frames[1].line, probe.values[2]);
    EXPECT_EQ(frames[1].function, "DriverEntry");
    EXPECT_THAT(frames[1].file, EndsWith("drivers/source_lines.cpp"));
}

TEST(SourceLine, ArtificialWrappersAreNotFrames)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_SOURCE_LINES);
    const contract_probe probe = call(lease.module(), 2);
    const auto line = find_source_line(lease.module(), return_address);
    ASSERT_TRUE(line);
    EXPECT_EQ(line->line, probe.values[0]);
    EXPECT_EQ(line->function, "DriverEntry");
}

TEST(SourceLine, UnknownAddressesHaveNone)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_SOURCE_LINES);
    EXPECT_FALSE(find_source_line(lease.module(), nullptr));
    EXPECT_FALSE(find_source_line(lease.module(), &return_address));
    EXPECT_FALSE(find_source_line(lease.module(), &lease->image()));
}

} // namespace
} // namespace contract
