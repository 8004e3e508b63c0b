// One test per line of the driver compile contract; the drivers check themselves.
#include "fixture.hpp"

#include <stdexcept>

// libgcc's: the unwind table entry of an address. The bases are written, not read.
extern "C" const void* _Unwind_Find_FDE(const void* address, void* bases);

namespace contract {
namespace {

TEST(Contract, FunctionsNamedAsLibcsAreTheDriversOwn)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_LIBC_NAMES);
    EXPECT_TRUE(lease->contains(run(lease.module()).addresses[0]));
}

TEST(Contract, EqualGlobalsOfTwoDriversStayApart)
{
    const auto one = load(OPENWDF_DRIVER_CONTRACT_EQUAL_GLOBALS_ONE);
    const auto two = load(OPENWDF_DRIVER_CONTRACT_EQUAL_GLOBALS_TWO);
    EXPECT_EQ(run(one.module()).values[0], 200);
    EXPECT_EQ(run(two.module()).values[0], 4000);
    EXPECT_EQ(run(one.module()).values[0], 300);
    EXPECT_TRUE(two->contains(run(two.module()).addresses[1]));
}

TEST(Contract, DeclspecMembersKeepTheirMeaning)
{
    run(OPENWDF_DRIVER_CONTRACT_DECLSPEC);
}

TEST(Contract, WideCharactersAre16Bits)
{
    run(OPENWDF_DRIVER_CONTRACT_WIDE_CHARS);
}

TEST(Contract, BitFieldsAreLaidOutAsMsvcs)
{
    run(OPENWDF_DRIVER_CONTRACT_BIT_FIELDS);
}

TEST(Contract, IntegersBehaveAsMsvcs)
{
    run(OPENWDF_DRIVER_CONTRACT_INTEGERS);
}

TEST(Contract, NullChecksStay)
{
    run(OPENWDF_DRIVER_CONTRACT_NULL_CHECKS);
}

TEST(Contract, TypesMayAlias)
{
    run(OPENWDF_DRIVER_CONTRACT_ALIASING);
}

TEST(Contract, TentativeDefinitionsAreMerged)
{
    run(OPENWDF_DRIVER_CONTRACT_COMMON);
}

TEST(Contract, StructuresMayHaveNamelessTaggedMembers)
{
    run(OPENWDF_DRIVER_CONTRACT_NAMELESS_MEMBERS);
}

TEST(Contract, FunctionsMayBeCalledThroughOtherTypes)
{
    run(OPENWDF_DRIVER_CONTRACT_FUNCTION_CASTS);
}

TEST(Contract, ExceptionsPassThroughCFrames)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_UNWIND);
    contract_probe probe{};
    probe.callback = [] { throw std::runtime_error("machine stopped"); };
    EXPECT_THROW(enter(lease.module(), probe), std::runtime_error);
    EXPECT_EQ(probe.values[0], 1); // the cleanup ran
    EXPECT_EQ(probe.values[1], 0); // nothing after the throw did
}

TEST(Contract, UnwindTablesCoverEveryInstruction)
{
    const auto lease = load(OPENWDF_DRIVER_CONTRACT_UNWIND);
    contract_probe probe{};
    probe.callback = [] {};
    enter(lease.module(), probe);
    void* bases[3] = {};
    EXPECT_NE(_Unwind_Find_FDE(probe.addresses[0], bases), nullptr);
}

TEST(Contract, CxxDriverWorks)
{
    const contract_probe probe = run(OPENWDF_DRIVER_CONTRACT_CXX_ONE);
    EXPECT_EQ(probe.values[0], 11);
    EXPECT_EQ(probe.values[1], 1011);
}

TEST(Contract, InlineAndTemplateVariablesOfTwoDriversStayApart)
{
    const auto one = load(OPENWDF_DRIVER_CONTRACT_CXX_ONE);
    const auto two = load(OPENWDF_DRIVER_CONTRACT_CXX_TWO);
    EXPECT_EQ(run(one.module()).values[2], 10);
    EXPECT_EQ(run(two.module()).values[2], 500);
    EXPECT_EQ(run(one.module()).values[3], 11);
    EXPECT_EQ(run(two.module()).values[3], 501);
}

} // namespace
} // namespace contract
