// Memory objects: the WdfMemory* reference pages.
#include "memory/memory.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { MEMORY_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Memory : public Fixture {
protected:
    IoResult scenario(unsigned number) { return run(OPENWDF_DRIVER_CONFORMANCE_MEMORY, number); }
};

OPENWDF_INSTANTIATE_WORLDS(Memory);

TEST_P(Memory, CreateGivesABuffer)
{
    OPENWDF_EXPECT_STATUS(scenario(k_CreateGivesABuffer), 0);
}

TEST_P(Memory, ZeroSizeIsRefused)
{
    OPENWDF_EXPECT_STATUS(scenario(k_ZeroSizeIsRefused), 0);
}

TEST_P(Memory, CopiesAreRangeChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_CopiesAreRangeChecked), 0);
}

TEST_P(Memory, PreallocatedMemoryIsTheCallers)
{
    OPENWDF_EXPECT_STATUS(scenario(k_PreallocatedMemoryIsTheCallers), 0);
}

TEST_P(Memory, AssignedBufferReplacesTheOldOne)
{
    OPENWDF_EXPECT_STATUS(scenario(k_AssignedBufferReplacesTheOldOne), 0);
}

TEST_P(Memory, MemoryDiesWithItsParent)
{
    OPENWDF_EXPECT_STATUS(scenario(k_MemoryDiesWithItsParent), 0);
    EXPECT_EQ(printed(), "cleanup of 10 bytes\n");
}

} // namespace
} // namespace conformance
