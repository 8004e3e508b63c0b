// Callback objects, push locks and sequenced lists, as a driver uses them.
#include "ex/ex.h"
#include "support/fixture.hpp"
#include "support/worlds.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { EX_SCENARIOS(CONFORMANCE_ENUMERATE) };

class Ex : public Fixture {
protected:
    void succeeds(unsigned number)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_EX, number), 0);
        expect_no_reports();
    }
    // ... with `count` reports of `rule` and no other.
    void succeeds_with_reports(unsigned number, std::string_view rule, std::size_t count)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_EX, number), 0);
        const auto reports = machine().reports();
        EXPECT_EQ(reports.size(), count);
        for (const auto& report : reports)
            EXPECT_EQ(report.rule, rule);
    }
    // Runs a scenario that must stop the machine; what it says.
    openwdf::BugCheckReport stops(unsigned scenario)
    {
        OPENWDF_EXPECT_STATUS(run(OPENWDF_DRIVER_CONFORMANCE_EX, scenario),
                              openwdf::k_machine_stopped);
        return machine().bug_check().value();
    }
};

OPENWDF_INSTANTIATE_WORLDS(Ex);

TEST_P(Ex, RoutinesAreCalledInOrder)
{
    succeeds(k_RoutinesAreCalledInOrder);
}

TEST_P(Ex, RoutinesRunAtTheCallersLevel)
{
    succeeds(k_RoutinesRunAtTheCallersLevel);
}

TEST_P(Ex, OneRoutineAloneWhereManyAreNotAllowed)
{
    succeeds(k_OneRoutineAloneWhereManyAreNotAllowed);
}

TEST_P(Ex, ACallbackObjectIsFoundByName)
{
    succeeds(k_ACallbackObjectIsFoundByName);
}

TEST_P(Ex, ACallbackObjectGoesWithItsLastReference)
{
    succeeds(k_ACallbackObjectGoesWithItsLastReference);
}

TEST_P(Ex, APermanentCallbackObjectStays)
{
    succeeds(k_APermanentCallbackObjectStays);
}

TEST_P(Ex, NamesOfCallbackObjectsAreChecked)
{
    succeeds(k_NamesOfCallbackObjectsAreChecked);
}

// It is no device.
TEST_P(Ex, ACallbackObjectIsNotOpenedAsADevice)
{
    constexpr std::int32_t k_object_type_mismatch = static_cast<std::int32_t>(0xC0000024);
    succeeds(k_APermanentCallbackObjectStays);
    OPENWDF_EXPECT_STATUS(machine().open("\\Callback\\Conformance"), k_object_type_mismatch);
}

TEST_P(Ex, TheSystemsCallbackObjectsExist)
{
    succeeds(k_TheSystemsCallbackObjectsExist);
}

TEST_P(Ex, ASystemCallbackIsNotTheDriversToNotify)
{
    succeeds_with_reports(k_ASystemCallbackIsNotTheDriversToNotify, "system-callback-notified", 1);
}

TEST_P(Ex, UnregisterWaitsForTheRoutine)
{
    succeeds(k_UnregisterWaitsForTheRoutine);
}

TEST_P(Ex, UnregisterInsideTheRoutine)
{
    succeeds_with_reports(k_UnregisterInsideTheRoutine, "callback-unregistered-in-callback", 1);
}

TEST_P(Ex, AWriterExcludes)
{
    succeeds(k_AWriterExcludes);
}

TEST_P(Ex, ReadersShare)
{
    succeeds(k_ReadersShare);
}

// In virtual time a seed decides whether a thread came to where it waits, and always the same way.
class ExInVirtualTime : public Ex {};

INSTANTIATE_TEST_SUITE_P(, ExInVirtualTime, testing::ValuesIn(simulated_worlds()),
                         openwdf::world_name);

TEST_P(ExInVirtualTime, AWriterWaitsForReadersAndGoesFirst)
{
    succeeds(k_AWriterWaitsForReadersAndGoesFirst);
}

TEST_P(Ex, APushLockIsTakenWithApcsOn)
{
    succeeds_with_reports(k_APushLockIsTakenWithApcsOn, "push-lock-region", 1);
}

TEST_P(Ex, APushLockIsReleasedUnheld)
{
    succeeds_with_reports(k_APushLockIsReleasedUnheld, "push-lock-not-held", 3);
}

TEST_P(Ex, APushLockIsReleasedByAnother)
{
    succeeds_with_reports(k_APushLockIsReleasedByAnother, "push-lock-not-held", 1);
}

TEST_P(Ex, TheLastEntryInIsTheFirstOut)
{
    succeeds(k_TheLastEntryInIsTheFirstOut);
}

TEST_P(Ex, EntriesAreFlushed)
{
    succeeds(k_EntriesAreFlushed);
}

TEST_P(Ex, ThreadsPushAndPop)
{
    succeeds(k_ThreadsPushAndPop);
}

TEST_P(Ex, AMisalignedEntryStopsTheMachine)
{
    constexpr std::uint32_t k_exception_not_handled = 0x1E;
    constexpr std::uint64_t k_datatype_misalignment = 0x80000002;
    const auto report = stops(k_AMisalignedEntry);
    EXPECT_EQ(report.code, k_exception_not_handled);
    EXPECT_EQ(report.parameters[0], k_datatype_misalignment);
}

TEST_P(Ex, AMisalignedListStopsTheMachine)
{
    constexpr std::uint32_t k_exception_not_handled = 0x1E;
    constexpr std::uint64_t k_datatype_misalignment = 0x80000002;
    const auto report = stops(k_AMisalignedList);
    EXPECT_EQ(report.code, k_exception_not_handled);
    EXPECT_EQ(report.parameters[0], k_datatype_misalignment);
}

} // namespace
} // namespace conformance
