/*
 * The driver under test of the matrix. Two root-enumerated devices, the first one direct and the
 * second one buffered, take a cell and run it: with a request of nobody, with one of their own, or
 * with the one they are presented.
 */
#include "sides.h"

static const WCHAR* const TargetNames[MATRIX_TARGETS] = {
    L"\\Device\\MatrixBuffered",
    L"\\Device\\MatrixDirect",
    L"\\Device\\MatrixNeither",
};

static MATRIX_CELL Cell;
static SIDE Sides[MATRIX_SIDES];
static WDFIOTARGET Targets[MATRIX_TARGETS];
static ULONG DeviceCount;

static BOOLEAN IsInput(ULONG Number)
{
    switch (Cell.Method) {
    case MATRIX_READ: return FALSE;
    case MATRIX_WRITE: return TRUE;
    case MATRIX_OTHERS: return Number < 2;
    default: return Number == 0 || Cell.Transfer == METHOD_IN_DIRECT;
    }
}

/* Of a received request the first side is the input and every other one the output. */
static NTSTATUS PrepareSides(WDFREQUEST Received)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < MATRIX_SIDES && NT_SUCCESS(status); ++i) {
        if (Cell.Kinds[i] == MATRIX_NO_DESCRIPTOR)
            continue;
        status = Received == NULL
                     ? PrepareOwnSide(&Sides[i], i, Cell.Kinds[i], Cell.Lengths[i], IsInput(i))
                     : PrepareReceivedSide(&Sides[i], i, Cell.Kinds[i], Cell.Lengths[i], i == 0,
                                           Received);
    }
    return status;
}

static PWDF_MEMORY_DESCRIPTOR DescriptorOf(ULONG Number)
{
    return Cell.Kinds[Number] == MATRIX_NO_DESCRIPTOR ? NULL : &Sides[Number].Descriptor;
}

static NTSTATUS Send(WDFIOTARGET Target, WDFREQUEST Request, PULONG_PTR Bytes)
{
    const ULONG code = MATRIX_CODE(MATRIX_FUNCTION_IOCTL, Cell.Transfer);

    switch (Cell.Method) {
    case MATRIX_READ:
        return WdfIoTargetSendReadSynchronously(Target, Request, DescriptorOf(1), &Cell.Offset,
                                                NULL, Bytes);
    case MATRIX_WRITE:
        return WdfIoTargetSendWriteSynchronously(Target, Request, DescriptorOf(0), &Cell.Offset,
                                                 NULL, Bytes);
    case MATRIX_IOCTL:
        return WdfIoTargetSendIoctlSynchronously(Target, Request, code, DescriptorOf(0),
                                                 DescriptorOf(1), NULL, Bytes);
    case MATRIX_INTERNAL_IOCTL:
        return WdfIoTargetSendInternalIoctlSynchronously(Target, Request, code, DescriptorOf(0),
                                                         DescriptorOf(1), NULL, Bytes);
    default:
        return WdfIoTargetSendInternalIoctlOthersSynchronously(
            Target, Request, MATRIX_CODE(MATRIX_FUNCTION_OTHERS, Cell.Transfer), DescriptorOf(0),
            DescriptorOf(1), DescriptorOf(2), NULL, Bytes);
    }
}

typedef struct _CARRIED {
    PVOID System;
    PVOID User;
    PMDL Mdl;
    ULONG Flags;
} CARRIED;

static CARRIED CarriedBy(PIRP Irp)
{
    CARRIED carried = {NULL, NULL, NULL, 0};

    if (Irp != NULL) {
        carried.System = Irp->AssociatedIrp.SystemBuffer;
        carried.User = Irp->UserBuffer;
        carried.Mdl = Irp->MdlAddress;
        carried.Flags = Irp->Flags;
    }
    return carried;
}

/* Fact 51. */
static BOOLEAN CarriesTheSame(PIRP Irp, const CARRIED* Before)
{
    const CARRIED now = CarriedBy(Irp);

    return now.System == Before->System && now.User == Before->User && now.Mdl == Before->Mdl &&
           now.Flags == Before->Flags;
}

static VOID RunWith(WDFIOTARGET Target, WDFREQUEST Request, BOOLEAN Received)
{
    const PIRP irp = Received ? WdfRequestWdmGetIrp(Request) : NULL;
    const CARRIED before = CarriedBy(irp);
    ULONG_PTR bytes = MAXULONG_PTR;

    Outcome.Status = (ULONG)Send(Target, Request, &bytes);
    Outcome.Information = bytes;
    Outcome.Restored = CarriesTheSame(irp, &before);
    if (Request != NULL) {
        Outcome.RequestStatus = (ULONG)WdfRequestGetStatus(Request);
        Outcome.RequestInformation = WdfRequestGetInformation(Request);
    }
}

/* Runs the cell; `Received` is NULL unless its request is the one of a queue. */
static VOID Run(WDFREQUEST Received)
{
    const WDFIOTARGET target = Targets[Cell.Target];
    WDFREQUEST request = Received;
    NTSTATUS status;
    ULONG i;

    RtlZeroMemory(&Outcome, sizeof(Outcome));
    Outcome.FileObject = (ULONG64)(ULONG_PTR)WdfIoTargetWdmGetTargetFileObject(target);
    status = PrepareSides(Received);
    if (NT_SUCCESS(status) && Cell.Origin == MATRIX_CREATED)
        status = WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, target, &request);
    Outcome.Prepared = (ULONG)status;
    if (NT_SUCCESS(status))
        RunWith(target, request, Received != NULL);
    for (i = 0; i < MATRIX_SIDES; ++i)
        ReleaseSide(&Sides[i], i);
    if (Received == NULL && request != NULL)
        WdfObjectDelete(request);
}

/* The application's request ends as the sent one did, within what its buffer holds. */
static VOID RunReceived(WDFREQUEST Request, size_t Length)
{
    ULONG_PTR information;
    NTSTATUS status;

    Run(Request);
    status = (NTSTATUS)(NT_SUCCESS((NTSTATUS)Outcome.Prepared) ? Outcome.Status : Outcome.Prepared);
    information = Outcome.Information < Length ? Outcome.Information : Length;
    WdfRequestCompleteWithInformation(Request, status, information);
}

static VOID EvtIoReadOrWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    UNREFERENCED_PARAMETER(Queue);
    RunReceived(Request, Length);
}

static VOID TakeCell(WDFREQUEST Request)
{
    PVOID input = NULL;
    const NTSTATUS status = WdfRequestRetrieveInputBuffer(Request, sizeof(Cell), &input, NULL);

    if (NT_SUCCESS(status))
        RtlCopyMemory(&Cell, input, sizeof(Cell));
    WdfRequestComplete(Request, status);
}

static VOID GiveOutcome(WDFREQUEST Request)
{
    PVOID output = NULL;
    const NTSTATUS status = WdfRequestRetrieveOutputBuffer(Request, sizeof(Outcome), &output, NULL);

    if (NT_SUCCESS(status))
        RtlCopyMemory(output, &Outcome, sizeof(Outcome));
    WdfRequestCompleteWithInformation(Request, status, NT_SUCCESS(status) ? sizeof(Outcome) : 0);
}

static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    UNREFERENCED_PARAMETER(Queue);
    UNREFERENCED_PARAMETER(InputBufferLength);
    switch (IoControlCode) {
    case MATRIX_SET_CELL: TakeCell(Request); break;
    case MATRIX_GET_OUTCOME: GiveOutcome(Request); break;
    case MATRIX_RUN:
        Run(NULL);
        WdfRequestComplete(Request, STATUS_SUCCESS);
        break;
    default: RunReceived(Request, OutputBufferLength); break;
    }
}

static NTSTATUS OpenTargets(WDFDEVICE Device)
{
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    for (i = 0; i < MATRIX_TARGETS && NT_SUCCESS(status); ++i) {
        status = WdfIoTargetCreate(Device, WDF_NO_OBJECT_ATTRIBUTES, &Targets[i]);
        if (!NT_SUCCESS(status))
            break;
        RtlInitUnicodeString(&name, TargetNames[i]);
        WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, GENERIC_READ | GENERIC_WRITE);
        status = WdfIoTargetOpen(Targets[i], &params);
    }
    return status;
}

static NTSTATUS MakeQueue(WDFDEVICE Device)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
    config.AllowZeroLengthRequests = TRUE;
    config.EvtIoRead = EvtIoReadOrWrite;
    config.EvtIoWrite = EvtIoReadOrWrite;
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    return WdfIoQueueCreate(Device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    DECLARE_CONST_UNICODE_STRING(direct, L"\\Device\\MatrixUpperDirect");
    DECLARE_CONST_UNICODE_STRING(buffered, L"\\Device\\MatrixUpperBuffered");
    const BOOLEAN first = DeviceCount++ == 0;
    WDFDEVICE device;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Driver);
    WdfDeviceInitSetIoType(DeviceInit, first ? WdfDeviceIoDirect : WdfDeviceIoBuffered);
    status = WdfDeviceInitAssignName(DeviceInit, first ? &direct : &buffered);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (NT_SUCCESS(status))
        status = MakeQueue(device);
    /* Both devices send to the targets of the first one. */
    if (NT_SUCCESS(status) && first)
        status = OpenTargets(device);
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;

    WDF_DRIVER_CONFIG_INIT(&config, EvtDeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config,
                           WDF_NO_HANDLE);
}
