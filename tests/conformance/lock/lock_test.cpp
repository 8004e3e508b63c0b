// Spin locks, wait locks, the locks of objects (fact 111), and how their misuse ends (section 6).
#include "lock/lock.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { LOCK_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Lock : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_LOCK, number), 0);
        expect_no_reports();
    }
    void succeeds_with_report(unsigned number, std::string_view rule)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_LOCK, number), 0);
        EXPECT_TRUE(reported(rule));
    }
};

OPENWDF_INSTANTIATE_WORLDS(Lock);

TEST_P(Lock, ASpinLockRaisesAndRestores)
{
    succeeds(k_ASpinLockRaisesAndRestores);
}

TEST_P(Lock, ASpinLockKeepsOthersOut)
{
    succeeds(k_ASpinLockKeepsOthersOut);
}

TEST_P(Lock, AWaitLockKeepsOthersOut)
{
    succeeds(k_AWaitLockKeepsOthersOut);
}

TEST_P(Lock, AWaitLockTimesOut)
{
    succeeds(k_AWaitLockTimesOut);
}

TEST_P(Lock, AWaitLockAtDispatchMayOnlyPoll)
{
    succeeds_with_report(k_AWaitLockAtDispatchMayOnlyPoll, "irql-passive");
}

TEST_P(Lock, Fact111DevicesQueuesAndFilesHaveALock)
{
    succeeds(k_DevicesQueuesAndFilesHaveALock);
}

TEST_P(Lock, AnObjectLockIsReleasedByItsHolder)
{
    succeeds_with_report(k_AnObjectLockIsReleasedByItsHolder, "lock-not-held");
}

TEST_P(Lock, AttributesAreChecked)
{
    succeeds(k_AttributesAreChecked);
}

class LockMisuse : public Fixture {
protected:
    // Runs a scenario that must stop the machine; what it says.
    openwdf::BugCheckReport stops(unsigned scenario)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_LOCK, scenario),
                              openwdf::k_machine_stopped);
        return machine().bug_check().value();
    }
};

OPENWDF_INSTANTIATE_WORLDS(LockMisuse);

constexpr std::uint32_t k_wdf_violation = 0x10D;
constexpr std::uint32_t k_spin_lock_already_owned = 0x0F;
constexpr std::uint64_t k_recursive_lock = 2;
constexpr std::uint64_t k_lock_operation = 0xB;
constexpr std::uint64_t k_critical_region_imbalance = 0xF;

TEST_P(LockMisuse, ASpinLockIsReleasedByItsHolder)
{
    const auto report = stops(k_ASpinLockIsReleasedByItsHolder);
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_lock_operation);
    EXPECT_EQ(report.parameters[2], 1U);
    EXPECT_EQ(report.where.ddi, "WdfSpinLockRelease");
}

TEST_P(LockMisuse, N102ASpinLockTakenTwiceStopsTheMachine)
{
    EXPECT_EQ(stops(k_ASpinLockTakenTwiceStopsTheMachine).code, k_spin_lock_already_owned);
}

TEST_P(LockMisuse, MemoryHasNoLock)
{
    const auto report = stops(k_MemoryHasNoLock);
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_lock_operation);
    EXPECT_EQ(report.parameters[2], 0U);
    EXPECT_EQ(report.where.ddi, "WdfObjectAcquireLock");
}

TEST_P(LockMisuse, AnObjectLockTakenTwiceStopsTheMachine)
{
    const auto report = stops(k_AnObjectLockTakenTwiceStopsTheMachine);
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_recursive_lock);
}

TEST_P(LockMisuse, AWaitLockLeftHeldIsAnImbalance)
{
    const auto report = stops(k_AWaitLockLeftHeldIsAnImbalance);
    EXPECT_EQ(report.code, k_wdf_violation);
    EXPECT_EQ(report.parameters[0], k_critical_region_imbalance);
}

} // namespace
} // namespace conformance
