// The exported NT functions, called as a driver calls them.
#include "nt/testing/fixture.hpp"

#include <ntddk.h>

namespace openwdf {
namespace {

class NtExportsTest : public nt::testing::NtTest {};

TEST_F(NtExportsTest, EventsAndWaits)
{
    KEVENT event;
    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    LARGE_INTEGER poll{};
    EXPECT_EQ(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &poll), STATUS_TIMEOUT);
    EXPECT_EQ(KeSetEvent(&event, IO_NO_INCREMENT, FALSE), 0);
    EXPECT_NE(KeReadStateEvent(&event), 0);
    EXPECT_EQ(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr), STATUS_SUCCESS);
    EXPECT_EQ(machine_.main().history.newest(0).kind, gate::CrossingKind::entry);
}

TEST_F(NtExportsTest, NothingEndsAnAlertableWaitEarly) // N106
{
    KEVENT event;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    LARGE_INTEGER soon;
    soon.QuadPart = -base::k_ticks_per_millisecond;
    for (const KPROCESSOR_MODE mode : {KernelMode, UserMode})
        EXPECT_EQ(KeWaitForSingleObject(&event, UserRequest, mode, TRUE, &soon), STATUS_TIMEOUT);
    EXPECT_EQ(KeDelayExecutionThread(UserMode, TRUE, &soon), STATUS_SUCCESS);
}

TEST_F(NtExportsTest, SettingAnEventMayBeFollowedByAWait) // N111
{
    KEVENT set;
    KEVENT answer;
    KeInitializeEvent(&set, SynchronizationEvent, FALSE);
    KeInitializeEvent(&answer, SynchronizationEvent, FALSE);
    auto other = machine_.start("other", [&] {
        KeWaitForSingleObject(&set, Executive, KernelMode, FALSE, nullptr);
        KeSetEvent(&answer, IO_NO_INCREMENT, FALSE);
    });
    EXPECT_EQ(KeSetEvent(&set, IO_NO_INCREMENT, TRUE), 0);
    EXPECT_EQ(KeWaitForSingleObject(&answer, Executive, KernelMode, FALSE, nullptr),
              STATUS_SUCCESS);
    EXPECT_EQ(machine_.main().irql, PASSIVE_LEVEL);
    machine_.join(*other);
}

TEST_F(NtExportsTest, TimeIsTheMachines)
{
    LARGE_INTEGER interval;
    interval.QuadPart = -base::k_ticks_per_second;
    const ULONGLONG before = KeQueryInterruptTime();
    EXPECT_EQ(KeDelayExecutionThread(KernelMode, FALSE, &interval), STATUS_SUCCESS);
    EXPECT_GE(KeQueryInterruptTime(), before + base::k_ticks_per_second);
    LARGE_INTEGER ticks;
    KeQueryTickCount(&ticks);
    EXPECT_GE(ticks.QuadPart * KeQueryTimeIncrement(), base::k_ticks_per_second - 156'250);
}

TEST_F(NtExportsTest, DevicesLinksAndReferences)
{
    nt::io::DriverRecord& driver = *nt::io::create_driver(executive(), u"Sample", false);
    UNICODE_STRING name;
    UNICODE_STRING link;
    RtlInitUnicodeString(&name, u"\\Device\\Sample");
    RtlInitUnicodeString(&link, u"\\DosDevices\\Sample");
    DEVICE_OBJECT* device = nullptr;
    EXPECT_EQ(IoCreateDevice(&driver.object, 8, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device),
              STATUS_SUCCESS);
    EXPECT_EQ(IoCreateSymbolicLink(&link, &name), STATUS_SUCCESS);
    EXPECT_EQ(IoCreateSymbolicLink(&link, &name), STATUS_OBJECT_NAME_COLLISION);
    EXPECT_EQ(ObReferenceObject(device), 2);
    EXPECT_EQ(ObDereferenceObject(device), 1);
    EXPECT_EQ(IoDeleteSymbolicLink(&link), STATUS_SUCCESS);
    IoDeleteDevice(device);
}

TEST_F(NtExportsTest, AnIoctlOfTheDriversOwn) // N44, N45
{
    nt::testing::ScriptedProvider provider;
    provider.on_control = [](IRP& irp) {
        *static_cast<int*>(irp.AssociatedIrp.SystemBuffer) += 1;
        return nt::io::provider_complete(irp, STATUS_SUCCESS, sizeof(int));
    };
    DEVICE_OBJECT* device = nt::io::add_provider_device(executive(), provider, {}).take();
    KEVENT event;
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IO_STATUS_BLOCK iosb{};
    int value = 41;
    IRP* irp = IoBuildDeviceIoControlRequest(
        CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS), device, &value,
        sizeof value, &value, sizeof value, FALSE, &event, &iosb);
    EXPECT_EQ(IoCallDriver(device, irp), STATUS_SUCCESS);
    EXPECT_EQ(value, 42);
    EXPECT_EQ(iosb.Information, sizeof value);
    EXPECT_NE(KeReadStateEvent(&event), 0);
}

TEST_F(NtExportsTest, OutputGoesToTheMachinesSink)
{
    std::string text;
    executive().debug_print = [&](std::string_view line) { text += line; };
    DbgPrint("%s %d\n", "line", 1);
    DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_INFO_LEVEL, "%ws", u"two");
    EXPECT_EQ(text, "line 1\ntwo");
}

TEST_F(NtExportsTest, ABugCheckOfTheDriverIsReportedAsItIs)
{
    const auto report = machine_.stopping([] { KeBugCheckEx(0xE2, 1, 2, 3, 4); });
    EXPECT_EQ(report.bug_check.code, 0xE2U);
    EXPECT_EQ(report.bug_check.parameters, (std::array<std::uint64_t, 4>{1, 2, 3, 4}));
    EXPECT_EQ(report.where.ddi, "KeBugCheckEx");
}

TEST_F(NtExportsTest, WhatIsNotImplementedSaysSo)
{
    const auto report = machine_.stopping([] { (void)IoGetConfigurationInformation(); });
    EXPECT_EQ(report.bug_check.code, gate::k_openwdf_not_implemented);
    EXPECT_NE(report.bug_check.explanation.find("IoGetConfigurationInformation"),
              std::string::npos);
}

} // namespace
} // namespace openwdf
