#include "nt/ke/dpc.hpp"

#include "nt/ke/irql.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

struct DpcRun {
    int calls = 0;
    void* argument = nullptr;
    bool again = false;
};

void routine(KDPC* dpc, void* context, void* argument1, void*)
{
    auto& run = *static_cast<DpcRun*>(context);
    ++run.calls;
    run.argument = argument1;
    EXPECT_EQ(gate::current_context()->irql, DISPATCH_LEVEL); // N99
    if (std::exchange(run.again, false)) {
        EXPECT_TRUE(ke::insert_dpc(*gate::current_context(), *dpc, nullptr, nullptr));
    }
}

class DpcTest : public testing::NtTest {
protected:
    DpcTest() { ke::initialize_dpc(dpc_, routine, &run_); }

    bool insert(void* argument) { return ke::insert_dpc(machine_.main(), dpc_, argument, nullptr); }

    DpcRun run_;
    KDPC dpc_;
};

TEST_F(DpcTest, RunsBeforeAnInsertBelowDispatchReturns)
{
    EXPECT_TRUE(insert(&run_));
    EXPECT_EQ(run_.calls, 1);
    EXPECT_EQ(run_.argument, &run_);
    EXPECT_EQ(machine_.main().irql, PASSIVE_LEVEL);
}

TEST_F(DpcTest, IsQueuedOnceAndKeepsItsFirstArguments) // N124
{
    ke::raise_irql(machine_.main(), DISPATCH_LEVEL);
    EXPECT_TRUE(insert(&run_));
    EXPECT_FALSE(insert(&dpc_));
    EXPECT_EQ(run_.calls, 0);
    ke::lower_irql(machine_.main(), PASSIVE_LEVEL);
    EXPECT_EQ(run_.calls, 1);
    EXPECT_EQ(run_.argument, &run_);
}

TEST_F(DpcTest, MayQueueItselfAgain) // N124
{
    run_.again = true;
    insert(nullptr);
    EXPECT_EQ(run_.calls, 2);
}

} // namespace
} // namespace openwdf::nt
