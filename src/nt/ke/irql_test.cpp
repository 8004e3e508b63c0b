#include "nt/ke/irql.hpp"

#include "nt/ke/spin_lock.hpp"
#include "nt/testing/fixture.hpp"

namespace openwdf::nt {
namespace {

class IrqlTest : public testing::NtTest {};

TEST_F(IrqlTest, RaiseReturnsTheLevelBefore)
{
    auto& context = machine_.main();
    EXPECT_EQ(ke::raise_irql(context, DISPATCH_LEVEL), PASSIVE_LEVEL);
    EXPECT_EQ(ke::raise_irql(context, HIGH_LEVEL), DISPATCH_LEVEL);
    ke::lower_irql(context, APC_LEVEL);
    EXPECT_EQ(context.irql, APC_LEVEL);
    ke::lower_irql(context, PASSIVE_LEVEL);
}

TEST_F(IrqlTest, RaisingCannotLower) // N101
{
    const auto report = machine_.stopping([&] {
        ke::raise_irql(machine_.main(), DISPATCH_LEVEL);
        ke::raise_irql(machine_.main(), APC_LEVEL);
    });
    EXPECT_EQ(report.bug_check.code, gate::k_irql_not_greater_or_equal);
}

TEST_F(IrqlTest, LoweringCannotRaise) // N101
{
    const auto report = machine_.stopping([&] { ke::lower_irql(machine_.main(), DISPATCH_LEVEL); });
    EXPECT_EQ(report.bug_check.code, static_cast<std::uint32_t>(IRQL_NOT_LESS_OR_EQUAL));
}

TEST_F(IrqlTest, SpinLockRaisesAndRestores) // N102
{
    auto& context = machine_.main();
    KSPIN_LOCK lock = 0;
    const KIRQL before = ke::acquire_spin_lock_raise(context, lock);
    EXPECT_EQ(before, PASSIVE_LEVEL);
    EXPECT_EQ(context.irql, DISPATCH_LEVEL);
    EXPECT_TRUE(ke::holds_spin_lock(context, lock));
    ke::release_spin_lock_lower(context, lock, before);
    EXPECT_EQ(context.irql, PASSIVE_LEVEL);
    EXPECT_EQ(lock, 0U);
}

TEST_F(IrqlTest, SpinLockIsNotRecursive) // N102
{
    KSPIN_LOCK lock = 0;
    const auto report = machine_.stopping([&] {
        ke::acquire_spin_lock_raise(machine_.main(), lock);
        ke::acquire_spin_lock(machine_.main(), lock);
    });
    EXPECT_EQ(report.bug_check.code, static_cast<std::uint32_t>(SPIN_LOCK_ALREADY_OWNED));
}

} // namespace
} // namespace openwdf::nt
