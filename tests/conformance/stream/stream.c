/* Streams as I/O targets of a driver: a serial port and a pipe, whose other ends the test plays. */
#include "stream.h"
#include "sent.h"

#include <ntddser.h>

#define PIPE L"\\Device\\Pipe"
#define SERIAL L"\\Device\\Serial0"

static NTSTATUS SetControl(WDFIOTARGET Target, ULONG Code, PVOID Buffer, ULONG Length)
{
    WDF_MEMORY_DESCRIPTOR input;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&input, Buffer, Length);
    return WdfIoTargetSendIoctlSynchronously(Target, NULL, Code, &input, NULL, NULL, NULL);
}

static NTSTATUS SetUlong(WDFIOTARGET Target, ULONG Code, ULONG Value)
{
    return SetControl(Target, Code, &Value, sizeof(Value));
}

static NTSTATUS Say(WDFIOTARGET Target, const char* Text, ULONG Length)
{
    return WriteBuffer(Target, (PVOID)Text, Length, 0, NULL);
}

static VOID SendWait(PSENT Sent)
{
    EXPECT_STATUS(WdfIoTargetFormatRequestForIoctl(Sent->Target, Sent->Request,
                                                   IOCTL_SERIAL_WAIT_ON_MASK, NULL, NULL,
                                                   Sent->Memory, NULL),
                  STATUS_SUCCESS);
    WdfRequestSetCompletionRoutine(Sent->Request, EvtSentCompletion, Sent);
    EXPECT(WdfRequestSend(Sent->Request, Sent->Target, NULL));
}

static ULONG Queued(WDFIOTARGET Target)
{
    SERIAL_STATUS status = {0};
    WDF_MEMORY_DESCRIPTOR output;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&output, &status, sizeof(status));
    EXPECT_STATUS(WdfIoTargetSendIoctlSynchronously(Target, NULL, IOCTL_SERIAL_GET_COMMSTATUS, NULL,
                                                    &output, NULL, NULL),
                  STATUS_SUCCESS);
    return status.AmountInInQueue;
}

/* Facts 36, 37: a pipe lets go of a read, so the time-out is over soon. */
SCENARIO(ASynchronousTimeoutCancelsARead)
{
    const WDFIOTARGET target = OpenTarget(Scenario, PIPE);
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR buffer[4];
    ULONG_PTR bytes = 7;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, buffer, sizeof(buffer));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_TIMEOUT);
    options.Timeout = WDF_REL_TIMEOUT_IN_MS(5);
    EXPECT_STATUS(
        WdfIoTargetSendReadSynchronously(target, NULL, &descriptor, NULL, &options, &bytes),
        STATUS_IO_TIMEOUT);
    EXPECT_EQ(bytes, 0);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* The peer answers each "?" with "abcd". */
SCENARIO(ACancelledReadLosesNothing)
{
    const WDFIOTARGET target = OpenTarget(Scenario, PIPE);
    SENT sent;
    ULONG_PTR bytes = 0;

    MakeSent(&sent, target);
    SendRead(&sent, 0, NULL);
    ExpectNotEnded(&sent);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    EXPECT_STATUS(Say(target, "?", 1), STATUS_SUCCESS);
    EXPECT_STATUS(ReadBuffer(target, sent.Buffer, 1, 0, &bytes), STATUS_SUCCESS);
    EXPECT_EQ(sent.Buffer[0], 'a');
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* However the race ends, no byte is lost and none comes twice. The peer answers 50 times. */
SCENARIO(ManyCancelsRaceWithBytes)
{
    const WDFIOTARGET target = OpenTarget(Scenario, PIPE);
    SENT sent;
    ULONG received = 0;
    ULONG i;

    MakeSent(&sent, target);
    for (i = 0; i < 50; ++i) {
        SendRead(&sent, 0, NULL);
        EXPECT_STATUS(Say(target, "?", 1), STATUS_SUCCESS);
        (VOID) WdfRequestCancelSentRequest(sent.Request);
        KeWaitForSingleObject(&sent.Ended, Executive, KernelMode, FALSE, NULL);
        EXPECT(sent.Status == STATUS_SUCCESS || sent.Status == STATUS_CANCELLED);
        EXPECT((sent.Status == STATUS_SUCCESS) == (sent.Information != 0));
        received += (ULONG)sent.Information;
        ReuseSent(&sent);
    }
    while (received < 200) {
        ULONG_PTR bytes = 0;

        EXPECT_STATUS(ReadBuffer(target, sent.Buffer, 4, 0, &bytes), STATUS_SUCCESS);
        received += (ULONG)bytes;
    }
    EXPECT_EQ(received, 200);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(ClosingATargetEndsItsReads)
{
    const WDFIOTARGET target = OpenTarget(Scenario, PIPE);
    SENT sent[2];

    MakeSent(&sent[0], target);
    MakeSent(&sent[1], target);
    SendRead(&sent[0], 0, NULL);
    SendRead(&sent[1], 0, NULL);
    WdfIoTargetClose(target);
    ExpectEnded(&sent[0], STATUS_CANCELLED, 0);
    ExpectEnded(&sent[1], STATUS_CANCELLED, 0);
    DeleteSent(&sent[0]);
    DeleteSent(&sent[1]);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Reads of a serial port are whole, so each of the three knows its bytes: 3 x "abcd". */
SCENARIO(ReadsEndInOrder)
{
    const WDFIOTARGET target = OpenTarget(Scenario, SERIAL);
    SENT sent[3];
    ULONG i;

    for (i = 0; i < 3; ++i) {
        MakeSent(&sent[i], target);
        SendRead(&sent[i], 0, NULL);
        ExpectNotEnded(&sent[i]);
    }
    for (i = 0; i < 3; ++i) {
        EXPECT_STATUS(Say(target, "?", 1), STATUS_SUCCESS);
        ExpectEnded(&sent[i], STATUS_SUCCESS, 4);
        EXPECT_EQ(sent[i].Buffer[0], 'a');
        EXPECT_EQ(sent[i].Buffer[3], 'd');
        if (i < 2)
            ExpectNotEnded(&sent[i + 1]);
    }
    for (i = 0; i < 3; ++i)
        DeleteSent(&sent[i]);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* N163: RXABORT ends reads, and TXABORT does not. */
SCENARIO(PurgeCancelsReads)
{
    const WDFIOTARGET target = OpenTarget(Scenario, SERIAL);
    SENT sent[2];

    MakeSent(&sent[0], target);
    MakeSent(&sent[1], target);
    SendRead(&sent[0], 0, NULL);
    SendRead(&sent[1], 0, NULL);
    EXPECT_STATUS(SetUlong(target, IOCTL_SERIAL_PURGE, SERIAL_PURGE_TXABORT), STATUS_SUCCESS);
    ExpectNotEnded(&sent[0]);
    EXPECT_STATUS(SetUlong(target, IOCTL_SERIAL_PURGE, SERIAL_PURGE_RXABORT), STATUS_SUCCESS);
    ExpectEnded(&sent[0], STATUS_CANCELLED, 0);
    ExpectEnded(&sent[1], STATUS_CANCELLED, 0);
    DeleteSent(&sent[0]);
    DeleteSent(&sent[1]);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* The peer sent "x", and answers "?" with "yz!": all but one of the bytes a read wants. */
SCENARIO(AnAbortedReadKeepsItsBytes)
{
    const WDFIOTARGET target = OpenTarget(Scenario, SERIAL);
    UCHAR first;
    SENT sent;

    EXPECT_STATUS(ReadBuffer(target, &first, 1, 0, NULL), STATUS_SUCCESS);
    EXPECT_EQ(first, 'x');
    MakeSent(&sent, target);
    SendRead(&sent, 0, NULL);
    EXPECT_STATUS(Say(target, "?", 1), STATUS_SUCCESS);
    KeWaitForSingleObject(&sent.Ended, Executive, KernelMode, FALSE,
                          &(LARGE_INTEGER){.QuadPart = WDF_REL_TIMEOUT_IN_MS(30)});
    EXPECT_EQ(Queued(target), 0);
    EXPECT_STATUS(SetUlong(target, IOCTL_SERIAL_PURGE, SERIAL_PURGE_RXABORT), STATUS_SUCCESS);
    ExpectEnded(&sent, STATUS_CANCELLED, 3);
    EXPECT_EQ(sent.Buffer[0], 'y');
    EXPECT_EQ(sent.Buffer[2], '!');
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* N162. */
SCENARIO(ANewMaskEndsTheWait)
{
    const WDFIOTARGET target = OpenTarget(Scenario, SERIAL);
    SENT wait;
    SENT second;

    MakeSent(&wait, target);
    MakeSent(&second, target);
    EXPECT_STATUS(SetUlong(target, IOCTL_SERIAL_SET_WAIT_MASK, SERIAL_EV_RXCHAR), STATUS_SUCCESS);
    SendWait(&wait);
    SendWait(&second);
    ExpectEnded(&second, STATUS_INVALID_PARAMETER, 0);
    ExpectNotEnded(&wait);
    *(PULONG)wait.Buffer = 0xFFFFFFFF;
    EXPECT_STATUS(SetUlong(target, IOCTL_SERIAL_SET_WAIT_MASK, SERIAL_EV_RXFLAG), STATUS_SUCCESS);
    ExpectEnded(&wait, STATUS_SUCCESS, sizeof(ULONG));
    EXPECT_EQ(*(PULONG)wait.Buffer, 0);
    DeleteSent(&wait);
    DeleteSent(&second);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(AWaitIsCancelled)
{
    const WDFIOTARGET target = OpenTarget(Scenario, SERIAL);
    SENT wait;

    MakeSent(&wait, target);
    EXPECT_STATUS(SetUlong(target, IOCTL_SERIAL_SET_WAIT_MASK, SERIAL_EV_RXCHAR), STATUS_SUCCESS);
    SendWait(&wait);
    EXPECT(WdfRequestCancelSentRequest(wait.Request));
    ExpectEnded(&wait, STATUS_CANCELLED, 0);
    ReuseSent(&wait);
    SendWait(&wait); /* the place is free again */
    WdfIoTargetClose(target);
    ExpectEnded(&wait, STATUS_CANCELLED, 0);
    DeleteSent(&wait);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* N160: the second read begins its 20 ms when the first one has ended. */
SCENARIO(TimeoutsCountFromTheStart)
{
    const WDFIOTARGET target = OpenTarget(Scenario, SERIAL);
    SERIAL_TIMEOUTS timeouts = {0, 0, 20, 0, 0};
    LARGE_INTEGER before;
    LARGE_INTEGER after;
    SENT sent[2];

    EXPECT_STATUS(SetControl(target, IOCTL_SERIAL_SET_TIMEOUTS, &timeouts, sizeof(timeouts)),
                  STATUS_SUCCESS);
    MakeSent(&sent[0], target);
    MakeSent(&sent[1], target);
    before = KeQueryPerformanceCounter(NULL);
    SendRead(&sent[0], 0, NULL);
    SendRead(&sent[1], 0, NULL);
    ExpectEnded(&sent[0], STATUS_TIMEOUT, 0);
    ExpectEnded(&sent[1], STATUS_TIMEOUT, 0);
    after = KeQueryPerformanceCounter(NULL);
    EXPECT(after.QuadPart - before.QuadPart >= 2 * 20 * 10000);
    DeleteSent(&sent[0]);
    DeleteSent(&sent[1]);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* The peer hangs up when it has read "?". */
SCENARIO(AHangUpEndsEverything)
{
    const WDFIOTARGET target = OpenTarget(Scenario, SERIAL);
    SENT reads[2];
    SENT wait;

    MakeSent(&reads[0], target);
    MakeSent(&reads[1], target);
    MakeSent(&wait, target);
    EXPECT_STATUS(SetUlong(target, IOCTL_SERIAL_SET_WAIT_MASK, SERIAL_EV_RXCHAR), STATUS_SUCCESS);
    SendWait(&wait);
    SendRead(&reads[0], 0, NULL);
    SendRead(&reads[1], 0, NULL);
    EXPECT_STATUS(Say(target, "?", 1), STATUS_SUCCESS);
    ExpectEnded(&reads[0], STATUS_DEVICE_NOT_CONNECTED, 0);
    ExpectEnded(&reads[1], STATUS_DEVICE_NOT_CONNECTED, 0);
    ExpectEnded(&wait, STATUS_DEVICE_NOT_CONNECTED, 0);
    EXPECT_STATUS(Say(target, "?", 1), STATUS_DEVICE_NOT_CONNECTED);
    DeleteSent(&reads[0]);
    DeleteSent(&reads[1]);
    DeleteSent(&wait);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(STREAM_SCENARIOS)
