/* The same request used again: formats, what they hold, reuse, another target (sections 8 and 10 of
 * io-target-semantics). */
#include "reuse.h"
#include "recorder.h"
#include "sent.h"

#define TARGET L"\\Device\\RecorderBuffered"
#define INCREMENT(method) RECORDER_CODE(RECORDER_INCREMENT, method)

static VOID EvtMemoryDestroy(WDFOBJECT Object)
{
    UNREFERENCED_PARAMETER(Object);
    NOTE("destroyed\n");
}

static WDFMEMORY MakeNotedMemory(VOID)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFMEMORY memory = NULL;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.EvtDestroyCallback = EvtMemoryDestroy;
    EXPECT_STATUS(WdfMemoryCreate(&attributes, NonPagedPoolNx, 0, 4, &memory, NULL),
                  STATUS_SUCCESS);
    return memory;
}

/* Facts 55, 56, 57, 59: completion does not release the memory; reuse, the next format, another
 * target and deletion do. */
SCENARIO(KeepsTheFormatUntilReuse)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    WDFMEMORY memory;
    SENT sent;
    ULONG i;

    MakeSent(&sent, target);
    for (i = 0; i < 4; ++i) {
        memory = MakeNotedMemory();
        EXPECT_STATUS(WdfIoTargetFormatRequestForRead(target, sent.Request, memory, NULL, NULL),
                      STATUS_SUCCESS);
        EXPECT(WdfRequestSend(sent.Request, target, NULL));
        WdfObjectDelete(memory);
        NOTE("deleted %u\n", i);
        switch (i) {
        case 0: ReuseSent(&sent); break;
        case 1: FormatRead(&sent, 0); break;
        case 2: EXPECT_STATUS(WdfRequestChangeTarget(sent.Request, target), STATUS_SUCCESS); break;
        default: DeleteSent(&sent); break;
        }
        NOTE("done %u\n", i);
    }
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static PIRP MakeIrp(WDFIOTARGET Target)
{
    const PIRP irp = IoAllocateIrp(WdfIoTargetWdmGetTargetDeviceObject(Target)->StackSize, FALSE);

    EXPECT(irp != NULL);
    return irp;
}

/* Facts 71, 72, 73. */
SCENARIO(ReuseIsChecked)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    WDF_REQUEST_REUSE_PARAMS params;
    PIRP irp = MakeIrp(target);
    SENT sent;

    MakeSent(&sent, target);
    WDF_REQUEST_REUSE_PARAMS_INIT(&params, 4, STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestReuse(sent.Request, &params), STATUS_INVALID_PARAMETER);
    WDF_REQUEST_REUSE_PARAMS_INIT(&params, 0, STATUS_SUCCESS);
    params.Size -= 1;
    EXPECT_STATUS(WdfRequestReuse(sent.Request, &params), STATUS_INVALID_PARAMETER);
    /* MUST_COMPLETE needs an IRP of the driver. */
    WDF_REQUEST_REUSE_PARAMS_INIT(&params, 2, STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestReuse(sent.Request, &params), STATUS_INVALID_DEVICE_REQUEST);
    /* Fact 71: the completion routine goes. */
    FormatRead(&sent, 0);
    ReuseSent(&sent);
    EXPECT_STATUS(WdfIoTargetFormatRequestForRead(target, sent.Request, sent.Memory, NULL, NULL),
                  STATUS_SUCCESS);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    EXPECT_EQ(sent.Calls, 0);
    /* Fact 72: the framework's IRP goes, the driver's is used and left alone. */
    WDF_REQUEST_REUSE_PARAMS_INIT(&params, 0, STATUS_SUCCESS);
    WDF_REQUEST_REUSE_PARAMS_SET_NEW_IRP(&params, irp);
    EXPECT_STATUS(WdfRequestReuse(sent.Request, &params), STATUS_SUCCESS);
    EXPECT_EQ(WdfRequestWdmGetIrp(sent.Request), irp);
    irp->IoStatus.Information = 99;
    SendRead(&sent, 6, NULL);
    ExpectEnded(&sent, STATUS_SUCCESS, 4);
    EXPECT_EQ(irp->IoStatus.Information, 4);
    DeleteSent(&sent);
    IoFreeIrp(irp);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

static NTSTATUS NoteCompletion(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    EXPECT_EQ(Device, NULL);
    NOTE("completed %08x with %u\n", Irp->IoStatus.Status, (ULONG)Irp->IoStatus.Information);
    *(PULONG)Context += 1;
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS MakeCompletable(WDFREQUEST Request, PIRP NewIrp)
{
    WDF_REQUEST_REUSE_PARAMS params;

    WDF_REQUEST_REUSE_PARAMS_INIT(&params, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    if (NewIrp != NULL)
        WDF_REQUEST_REUSE_PARAMS_SET_NEW_IRP(&params, NewIrp);
    params.Flags |= 2; /* in no public header */
    return WdfRequestReuse(Request, &params);
}

/* Fact 73: an IRP that came to the driver past the framework can be completed by a request. */
SCENARIO(MustComplete)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    const PIRP irp = MakeIrp(target);
    WDFREQUEST request;
    ULONG calls = 0;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, &request), STATUS_SUCCESS);
    EXPECT_STATUS(MakeCompletable(request, NULL), STATUS_INVALID_PARAMETER);
    /* It is still its creator's: there is no current location. */
    EXPECT_STATUS(MakeCompletable(request, irp), STATUS_INVALID_DEVICE_REQUEST);
    IoSetCompletionRoutine(irp, NoteCompletion, &calls, TRUE, TRUE, TRUE);
    IoSetNextIrpStackLocation(irp);
    WdfObjectReference(request);
    EXPECT_STATUS(MakeCompletable(request, NULL), STATUS_INVALID_DEVICE_REQUEST);
    WdfObjectDereference(request);
    EXPECT_STATUS(MakeCompletable(request, NULL), STATUS_SUCCESS);
    WdfRequestCompleteWithInformation(request, STATUS_DEVICE_NOT_READY, 7);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(WdfRequestWdmGetIrp(request), NULL);
    WdfObjectDelete(request);
    IoFreeIrp(irp);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Facts 73, 81: the flag is gone with the next reuse. */
SCENARIO(MustCompleteIsForgotten)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    const PIRP irp = MakeIrp(target);
    WDF_REQUEST_REUSE_PARAMS params;
    WDFREQUEST request;

    IoSetNextIrpStackLocation(irp);
    EXPECT_STATUS(WdfRequestCreateFromIrp(WDF_NO_OBJECT_ATTRIBUTES, irp, FALSE, &request),
                  STATUS_SUCCESS);
    EXPECT_STATUS(MakeCompletable(request, NULL), STATUS_SUCCESS);
    WDF_REQUEST_REUSE_PARAMS_INIT(&params, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestReuse(request, &params), STATUS_SUCCESS);
    WdfRequestComplete(request, STATUS_SUCCESS);
    EXPECT_EQ(WdfRequestWdmGetIrp(request), irp);
    WdfObjectDelete(request);
    IoFreeIrp(irp);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Fact 80 and section 5. */
SCENARIO(ChangesTarget)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    const WDFIOTARGET closed = MakeTarget(Scenario);
    const PIRP irp = MakeIrp(target);
    WDFREQUEST unsized;
    WDFREQUEST wrapped;

    EXPECT_STATUS(WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, NULL, &unsized), STATUS_SUCCESS);
    EXPECT_EQ(WdfRequestWdmGetIrp(unsized), NULL);
    EXPECT_STATUS(WdfRequestChangeTarget(unsized, closed), STATUS_INVALID_DEVICE_STATE);
    EXPECT_STATUS(WdfRequestChangeTarget(unsized, target), STATUS_SUCCESS);
    EXPECT(WdfRequestWdmGetIrp(unsized) != NULL);
    WdfObjectDelete(unsized);
    /* An IRP of the driver cannot be made larger. */
    EXPECT_STATUS(WdfRequestCreateFromIrp(WDF_NO_OBJECT_ATTRIBUTES, irp, FALSE, &wrapped),
                  STATUS_SUCCESS);
    EXPECT_EQ(WdfRequestWdmGetIrp(wrapped), irp);
    IoSetNextIrpStackLocation(irp);
    EXPECT_STATUS(WdfRequestChangeTarget(wrapped, target), STATUS_REQUEST_NOT_ACCEPTED);
    WdfObjectDelete(wrapped);
    IoFreeIrp(irp);
    /* This one goes with its request. */
    EXPECT_STATUS(
        WdfRequestCreateFromIrp(WDF_NO_OBJECT_ATTRIBUTES, MakeIrp(target), TRUE, &wrapped),
        STATUS_SUCCESS);
    WdfObjectDelete(wrapped);
    WdfObjectDelete(closed);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Section 5, second table. */
SCENARIO(FormatInFlight)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
    EXPECT_STATUS(WdfIoTargetFormatRequestForRead(target, sent.Request, sent.Memory, NULL, NULL),
                  STATUS_INVALID_DEVICE_REQUEST);
    EXPECT_STATUS(WdfRequestChangeTarget(sent.Request, target), STATUS_INVALID_DEVICE_REQUEST);
    ExpectNotEnded(&sent);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

SCENARIO(ReuseWhileSent)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    WDF_REQUEST_REUSE_PARAMS params;
    SENT sent;

    MakeSent(&sent, target);
    SendRead(&sent, RECORDER_OFFSET_PEND, NULL);
    WDF_REQUEST_REUSE_PARAMS_INIT(&params, 0, STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestReuse(sent.Request, &params), STATUS_INVALID_DEVICE_REQUEST);
    EXPECT(WdfRequestCancelSentRequest(sent.Request));
    ExpectEnded(&sent, STATUS_CANCELLED, 0);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* Section 5: the profile `on` refuses, the profile `windows` sends an IRP that is refused below. */
SCENARIO(Unformatted)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    SENT sent;

    MakeSent(&sent, target);
    WdfRequestSetCompletionRoutine(sent.Request, EvtSentCompletion, &sent);
    Scenario->Information = WdfRequestSend(sent.Request, target, NULL);
    EXPECT_EQ(sent.Calls, Scenario->Information);
    EXPECT_STATUS(WdfRequestGetStatus(sent.Request), Scenario->Information
                                                         ? STATUS_INVALID_DEVICE_REQUEST
                                                         : STATUS_REQUEST_NOT_ACCEPTED);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

/* WdfRequestWdmFormatUsingStackLocation: the location is used but for its routine (fact 68). */
SCENARIO(StackLocationOfTheDriver)
{
    const WDFIOTARGET target = OpenTarget(Scenario, TARGET);
    IO_STACK_LOCATION location;
    SENT sent;

    MakeSent(&sent, target);
    RtlZeroMemory(&location, sizeof(location));
    location.MajorFunction = IRP_MJ_DEVICE_CONTROL;
    location.Parameters.DeviceIoControl.IoControlCode = INCREMENT(3);
    location.CompletionRoutine = (PIO_COMPLETION_ROUTINE)(ULONG_PTR)1;
    WdfRequestWdmFormatUsingStackLocation(sent.Request, &location);
    WdfRequestSetCompletionRoutine(sent.Request, EvtSentCompletion, &sent);
    EXPECT(WdfRequestSend(sent.Request, target, NULL));
    ExpectEnded(&sent, STATUS_SUCCESS, 0);
    EXPECT_EQ(sent.Params.Type, WdfRequestTypeNoFormat);
    DeleteSent(&sent);
    WdfObjectDelete(target);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(REUSE_SCENARIOS)
