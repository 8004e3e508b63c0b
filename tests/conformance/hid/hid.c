/* A driver as client of a HID collection, through a remote target: N165, N167, and the facts of the
 * synchronous methods that this reaches (31, 38, 49). */
#include "hid.h"
#include "targets.h"

#include <hidport.h>

static WDFIOTARGET OpenCollection(PSCENARIO Scenario)
{
    return OpenTarget(Scenario, L"\\Device\\Hid");
}

SCENARIO(CollectionIntoLocalStructures)
{
    const WDFIOTARGET target = OpenCollection(Scenario);
    HID_COLLECTION_INFORMATION information;
    WDF_MEMORY_DESCRIPTOR descriptor;
    WDF_OBJECT_ATTRIBUTES attributes;
    HIDP_CAPS caps;
    WDFMEMORY memory;
    PVOID preparsed;
    ULONG_PTR bytes = 0;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, &information, sizeof(information));
    EXPECT_STATUS(WdfIoTargetSendIoctlSynchronously(target, NULL,
                                                    IOCTL_HID_GET_COLLECTION_INFORMATION, NULL,
                                                    &descriptor, NULL, &bytes),
                  STATUS_SUCCESS);
    EXPECT_EQ(bytes, sizeof(information));
    EXPECT_EQ(information.VendorID, 0x045E);
    EXPECT_EQ(information.ProductID, 0x0039);
    EXPECT_EQ(information.VersionNumber, 0x0102);
    EXPECT_EQ(information.Polled, FALSE);

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = target;
    EXPECT_STATUS(WdfMemoryCreate(&attributes, NonPagedPoolNx, 'diHT', information.DescriptorSize,
                                  &memory, &preparsed),
                  STATUS_SUCCESS);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, memory, NULL);
    EXPECT_STATUS(WdfIoTargetSendIoctlSynchronously(target, NULL,
                                                    IOCTL_HID_GET_COLLECTION_DESCRIPTOR, NULL,
                                                    &descriptor, NULL, &bytes),
                  STATUS_SUCCESS);
    EXPECT_EQ(bytes, information.DescriptorSize);
    EXPECT_STATUS(HidP_GetCaps((PHIDP_PREPARSED_DATA)preparsed, &caps), HIDP_STATUS_SUCCESS);
    EXPECT_EQ(caps.UsagePage, 0xFF00);
    EXPECT_EQ(caps.InputReportByteLength, 3);
    EXPECT_EQ(caps.OutputReportByteLength, 2);
    EXPECT_EQ(caps.FeatureReportByteLength, 5);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Nobody sends an input report: the timeout takes the read back. */
SCENARIO(AReadGivesUp)
{
    const WDFIOTARGET target = OpenCollection(Scenario);
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    ULONG_PTR bytes = 77;
    UCHAR report[3];

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(20));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, report, sizeof(report));
    EXPECT_STATUS(
        WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, &options, &bytes),
        STATUS_IO_TIMEOUT);
    /* Closing it with nothing outstanding. */
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(InternalRequests)
{
    const WDFIOTARGET target = OpenCollection(Scenario);
    HID_DEVICE_ATTRIBUTES attributes;
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, &attributes, sizeof(attributes));
    EXPECT_STATUS(WdfIoTargetSendInternalIoctlSynchronously(
                      target, NULL, IOCTL_HID_GET_DEVICE_ATTRIBUTES, NULL, &descriptor, NULL, NULL),
                  STATUS_SUCCESS);
    EXPECT_EQ(attributes.Size, sizeof(attributes));
    EXPECT_EQ(attributes.VendorID, 0x045E);
    /* N167 */
    EXPECT_STATUS(WdfIoTargetSendInternalIoctlSynchronously(target, NULL, IOCTL_HID_ACTIVATE_DEVICE,
                                                            NULL, NULL, NULL, NULL),
                  STATUS_NOT_SUPPORTED);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(PauseOneMillisecond)
{
    LARGE_INTEGER interval;

    UNREFERENCED_PARAMETER(Scenario);
    interval.QuadPart = WDF_REL_TIMEOUT_IN_MS(1);
    return KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

/* Says with an output report that it is there. Then reports come once in a millisecond, and each
 * read waits as long: either it gets the next report or it times out and leaves it. */
SCENARIO(LosesNothingToTimeouts)
{
    const WDFIOTARGET target = OpenCollection(Scenario);
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR here[2] = {1, 0};
    UCHAR report[3];
    ULONG next = 0;
    NTSTATUS status;

    EXPECT_STATUS(WriteBuffer(target, here, sizeof(here), 0, NULL), STATUS_SUCCESS);
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(1));
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, report, sizeof(report));
    while (next < 20) {
        status = WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, &options, NULL);
        if (status == STATUS_IO_TIMEOUT)
            continue;
        EXPECT_STATUS(status, STATUS_SUCCESS);
        EXPECT_EQ(report[1], next);
        if (!NT_SUCCESS(status) || report[1] != next)
            break;
        ++next;
    }
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(HID_SCENARIOS)
