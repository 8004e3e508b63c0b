// Control devices, names and links, and the checks of the create functions.
#include "control/control.h"
#include "support/fixture.hpp"

namespace conformance {
namespace {

enum Scenario : unsigned { CONTROL_SCENARIOS(CONFORMANCE_ENUMERATE) };

constexpr std::int64_t k_status_object_name_not_found = 0xC0000034;

class Control : public Fixture {
protected:
    IoResult scenario(unsigned number) { return run(OPENWDF_DRIVER_CONFORMANCE_CONTROL, number); }
};

OPENWDF_INSTANTIATE_WORLDS(Control);

TEST_P(Control, Fact2WhatAControlDeviceHas)
{
    OPENWDF_EXPECT_STATUS(scenario(k_WhatAControlDeviceHas), 0);
    expect_no_reports();
}

TEST_P(Control, NamesAreUnique)
{
    OPENWDF_EXPECT_STATUS(scenario(k_NamesAreUnique), 0);
}

// N71 and the WdfControlFinishInitializing page.
TEST_P(Control, N71OpensAreRefusedUntilItIsFinished)
{
    load(OPENWDF_DRIVER_CONFORMANCE_CONTROL);
    OPENWDF_EXPECT_STATUS(run_loaded(k_LeavesADeviceUnfinished), 0);
    EXPECT_FALSE(machine().open("\\\\.\\Second").ok());
    OPENWDF_EXPECT_STATUS(run_loaded(k_FinishesIt), 0);
    EXPECT_TRUE(machine().open("\\\\.\\Second").ok());
    OPENWDF_EXPECT_STATUS(run_loaded(k_DeletesIt), 0);
    OPENWDF_EXPECT_STATUS(machine().open("\\\\.\\Second"), k_status_object_name_not_found);
}

// An open handle keeps the device object, not the name.
TEST_P(Control, ADeviceCanBeDeletedWhileOpen)
{
    load(OPENWDF_DRIVER_CONFORMANCE_CONTROL);
    OPENWDF_EXPECT_STATUS(run_loaded(k_LeavesADeviceUnfinished), 0);
    OPENWDF_EXPECT_STATUS(run_loaded(k_FinishesIt), 0);
    Handle handle = open("\\\\.\\Second");
    OPENWDF_EXPECT_STATUS(run_loaded(k_DeletesIt), 0);
    EXPECT_FALSE(handle.ioctl(scenario_code(0)).ok());
    handle.close();
    EXPECT_FALSE(machine().bug_check().has_value());
}

TEST_P(Control, InitCanBeFreedUnused)
{
    OPENWDF_EXPECT_STATUS(scenario(k_InitCanBeFreedUnused), 0);
}

TEST_P(Control, LinksNeedAName)
{
    OPENWDF_EXPECT_STATUS(scenario(k_LinksNeedAName), 0);
}

TEST_P(Control, QueuesAreChecked)
{
    OPENWDF_EXPECT_STATUS(scenario(k_QueuesAreChecked), 0);
}

TEST_P(Control, DriverIsCreatedOnce)
{
    OPENWDF_EXPECT_STATUS(scenario(k_DriverIsCreatedOnce), 0);
}

} // namespace
} // namespace conformance
