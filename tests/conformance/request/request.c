/*
 * What a received request gives to its driver: facts 54 and 108, and the WdfRequestRetrieve* pages.
 * Three control devices, one per I/O type; every handler checks the request it got and answers.
 */
#include <ntddk.h>
#include <wdf.h>

VOID ExpectEqual(ULONG64 Actual, ULONG64 Expected, const char* Text, int Line)
{
    if (Actual != Expected)
        DbgPrint("line %d: %s\n  is 0x%I64x\n  not 0x%I64x\n", Line, Text, Actual, Expected);
}

#define EXPECT_EQ(actual, expected)                                                                \
    ExpectEqual((ULONG64)(actual), (ULONG64)(expected), #actual, __LINE__)
#define EXPECT_STATUS(actual, expected)                                                            \
    ExpectEqual((ULONG)(actual), (ULONG)(expected), #actual, __LINE__)

/* METHOD_NEITHER: locks the output and writes there. */
#define REQUEST_READ_ONLY 0x222407

typedef struct _REQUEST_CONTEXT {
    ULONG Zero;
} REQUEST_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(REQUEST_CONTEXT, GetRequestContext)

DECLARE_CONST_UNICODE_STRING(Security, L"D:P");

typedef NTSTATUS RETRIEVE_BUFFER(WDFREQUEST, size_t, PVOID*, size_t*);
typedef NTSTATUS RETRIEVE_MEMORY(WDFREQUEST, WDFMEMORY*);

static NTSTATUS InputBuffer(WDFREQUEST Request, size_t Minimum, PVOID* Buffer, size_t* Length)
{
    return WdfRequestRetrieveInputBuffer(Request, Minimum, Buffer, Length);
}

static NTSTATUS OutputBuffer(WDFREQUEST Request, size_t Minimum, PVOID* Buffer, size_t* Length)
{
    return WdfRequestRetrieveOutputBuffer(Request, Minimum, Buffer, Length);
}

static NTSTATUS UnsafeInput(WDFREQUEST Request, size_t Minimum, PVOID* Buffer, size_t* Length)
{
    return WdfRequestRetrieveUnsafeUserInputBuffer(Request, Minimum, Buffer, Length);
}

static NTSTATUS UnsafeOutput(WDFREQUEST Request, size_t Minimum, PVOID* Buffer, size_t* Length)
{
    return WdfRequestRetrieveUnsafeUserOutputBuffer(Request, Minimum, Buffer, Length);
}

static NTSTATUS InputMemory(WDFREQUEST Request, WDFMEMORY* Memory)
{
    return WdfRequestRetrieveInputMemory(Request, Memory);
}

static NTSTATUS OutputMemory(WDFREQUEST Request, WDFMEMORY* Memory)
{
    return WdfRequestRetrieveOutputMemory(Request, Memory);
}

/* Fact 54: a status, and then neither buffer nor length. */
static VOID ExpectRefused(WDFREQUEST Request, RETRIEVE_BUFFER* Buffer, RETRIEVE_MEMORY* Memory,
                          size_t Minimum, NTSTATUS Status)
{
    PVOID address = &address;
    size_t length = 77;
    WDFMEMORY memory = (WDFMEMORY)1;

    EXPECT_STATUS(Buffer(Request, Minimum, &address, &length), Status);
    EXPECT_EQ(address, NULL);
    EXPECT_EQ(length, 0);
    if (Memory == NULL)
        return;
    EXPECT_STATUS(Memory(Request, &memory), Status);
    EXPECT_EQ(memory, NULL);
}

/* Buffer and memory object are the same bytes; asking twice gives the same object. */
static PUCHAR ExpectGiven(WDFREQUEST Request, RETRIEVE_BUFFER* Buffer, RETRIEVE_MEMORY* Memory,
                          size_t Length)
{
    PVOID address = NULL;
    size_t length = 0;
    WDFMEMORY memory = NULL;
    WDFMEMORY again = NULL;

    EXPECT_STATUS(Buffer(Request, Length, &address, &length), STATUS_SUCCESS);
    EXPECT_EQ(length, Length);
    EXPECT_STATUS(Memory(Request, &memory), STATUS_SUCCESS);
    EXPECT_STATUS(Memory(Request, &again), STATUS_SUCCESS);
    EXPECT_EQ(memory, again);
    EXPECT_EQ(WdfMemoryGetBuffer(memory, &length), address);
    EXPECT_EQ(length, Length);
    EXPECT_STATUS(Buffer(Request, 0, &address, NULL), STATUS_SUCCESS);
    ExpectRefused(Request, Buffer, NULL, Length + 1, STATUS_BUFFER_TOO_SMALL);
    return (PUCHAR)address;
}

/* The requester's own address, unchecked. */
static PVOID ExpectUnsafe(WDFREQUEST Request, RETRIEVE_BUFFER* Buffer, size_t Length)
{
    PVOID address = NULL;
    size_t length = 0;

    EXPECT_STATUS(Buffer(Request, Length, &address, &length), STATUS_SUCCESS);
    EXPECT_EQ(length, Length);
    ExpectRefused(Request, Buffer, NULL, Length + 1, STATUS_BUFFER_TOO_SMALL);
    return address;
}

static BOOLEAN IsNeither(WDFREQUEST Request)
{
    const ULONG flags =
        WdfDeviceWdmGetDeviceObject(WdfIoQueueGetDevice(WdfRequestGetIoQueue(Request)))->Flags;

    return (flags & (DO_BUFFERED_IO | DO_DIRECT_IO)) == 0;
}

/* A transfer has its raw address on a device that is neither buffered nor direct. */
static VOID ExpectUnsafeTransfer(WDFREQUEST Request, RETRIEVE_BUFFER* Buffer,
                                 RETRIEVE_BUFFER* Other, size_t Length)
{
    PVOID address;

    ExpectRefused(Request, Other, NULL, 0, STATUS_INVALID_DEVICE_REQUEST);
    if (!IsNeither(Request)) {
        ExpectRefused(Request, Buffer, NULL, 0, STATUS_INVALID_DEVICE_REQUEST);
        return;
    }
    address = ExpectUnsafe(Request, Buffer, Length);
    EXPECT_EQ(address, WdfRequestWdmGetIrp(Request)->UserBuffer);
}

/* What is locked is a memory object of the request. */
static PUCHAR ExpectLocked(WDFREQUEST Request, PVOID Address, size_t Length, BOOLEAN Writes)
{
    WDFMEMORY memory = NULL;
    size_t length = 0;
    PVOID buffer;

    EXPECT_STATUS(Writes ? WdfRequestProbeAndLockUserBufferForWrite(Request, Address, 0, &memory)
                         : WdfRequestProbeAndLockUserBufferForRead(Request, Address, 0, &memory),
                  STATUS_INVALID_USER_BUFFER);
    EXPECT_EQ(memory, NULL);
    EXPECT_STATUS(Writes
                      ? WdfRequestProbeAndLockUserBufferForWrite(Request, Address, Length, &memory)
                      : WdfRequestProbeAndLockUserBufferForRead(Request, Address, Length, &memory),
                  STATUS_SUCCESS);
    buffer = WdfMemoryGetBuffer(memory, &length);
    EXPECT_EQ(length, Length);
    return (PUCHAR)buffer;
}

/* Writes into what is locked for reading, and into what is locked for writing. */
static VOID ExpectReadOnly(WDFREQUEST Request)
{
    const UCHAR byte = 1;
    WDFMEMORY memory;
    PVOID address;
    size_t length;

    EXPECT_STATUS(UnsafeOutput(Request, 1, &address, &length), STATUS_SUCCESS);
    EXPECT_STATUS(WdfRequestProbeAndLockUserBufferForRead(Request, address, length, &memory),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCopyFromBuffer(memory, 0, (PVOID)&byte, 1), STATUS_ACCESS_VIOLATION);
    EXPECT_STATUS(WdfRequestProbeAndLockUserBufferForWrite(Request, address, length, &memory),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCopyFromBuffer(memory, 0, (PVOID)&byte, 1), STATUS_SUCCESS);
}

static VOID ExpectBasics(WDFQUEUE Queue, WDFREQUEST Request)
{
    EXPECT_EQ(GetRequestContext(Request)->Zero, 0);
    GetRequestContext(Request)->Zero = 1;
    EXPECT_EQ(WdfRequestGetIoQueue(Request), Queue);
    EXPECT_EQ(WdfRequestGetRequestorMode(Request), UserMode);
    EXPECT_EQ(WdfRequestWdmGetIrp(Request)->RequestorMode, UserMode);
    EXPECT_EQ(WdfRequestGetRequestorProcessId(Request), (ULONG_PTR)PsGetCurrentProcessId());
    EXPECT_EQ(WdfRequestGetInformation(Request), 0);
    WdfRequestSetInformation(Request, 3);
    EXPECT_EQ(WdfRequestGetInformation(Request), 3);
}

static VOID EvtIoRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    WDF_REQUEST_PARAMETERS parameters;
    PUCHAR output;
    size_t i;

    ExpectBasics(Queue, Request);
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    EXPECT_EQ(parameters.Type, WdfRequestTypeRead);
    EXPECT_EQ(parameters.Parameters.Read.Length, Length);
    ExpectRefused(Request, InputBuffer, InputMemory, 0, STATUS_INVALID_DEVICE_REQUEST);
    ExpectUnsafeTransfer(Request, UnsafeOutput, UnsafeInput, Length);
    if (Length == 0) {
        ExpectRefused(Request, OutputBuffer, OutputMemory, 0, STATUS_BUFFER_TOO_SMALL);
    } else {
        output = ExpectGiven(Request, OutputBuffer, OutputMemory, Length);
        for (i = 0; i < Length; ++i)
            output[i] = (UCHAR)(parameters.Parameters.Read.DeviceOffset + i);
    }
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}

/* Succeeds when the bytes count up from the offset. */
static VOID EvtIoWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
    WDF_REQUEST_PARAMETERS parameters;
    const UCHAR* input;
    size_t i;

    ExpectBasics(Queue, Request);
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    EXPECT_EQ(parameters.Type, WdfRequestTypeWrite);
    ExpectRefused(Request, OutputBuffer, OutputMemory, 0, STATUS_INVALID_DEVICE_REQUEST);
    ExpectUnsafeTransfer(Request, UnsafeInput, UnsafeOutput, Length);
    input = ExpectGiven(Request, InputBuffer, InputMemory, Length);
    for (i = 0; i < Length; ++i)
        EXPECT_EQ(input[i], (UCHAR)(parameters.Parameters.Write.DeviceOffset + i));
    WdfRequestSetInformation(Request, Length);
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

static ULONG_PTR Increment(PUCHAR Output, size_t OutputLength, const UCHAR* Input,
                           size_t InputLength)
{
    size_t i;

    for (i = 0; i < OutputLength && i < InputLength; ++i)
        Output[i] = (UCHAR)(Input[i] + 1);
    return i;
}

static VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength,
                               size_t InputBufferLength, ULONG IoControlCode)
{
    const ULONG method = IoControlCode & 3;
    WDF_REQUEST_PARAMETERS parameters;
    PUCHAR input;
    PUCHAR output;
    ULONG_PTR moved = 0;

    ExpectBasics(Queue, Request);
    WDF_REQUEST_PARAMETERS_INIT(&parameters);
    WdfRequestGetParameters(Request, &parameters);
    EXPECT_EQ(parameters.Type, WdfRequestTypeDeviceControl);
    EXPECT_EQ(parameters.Parameters.DeviceIoControl.IoControlCode, IoControlCode);
    EXPECT_EQ(parameters.Parameters.DeviceIoControl.InputBufferLength, InputBufferLength);
    EXPECT_EQ(parameters.Parameters.DeviceIoControl.OutputBufferLength, OutputBufferLength);
    if (method != METHOD_NEITHER) {
        ExpectRefused(Request, UnsafeInput, NULL, 0, STATUS_INVALID_DEVICE_REQUEST);
        ExpectRefused(Request, UnsafeOutput, NULL, 0, STATUS_INVALID_DEVICE_REQUEST);
    }
    if (IoControlCode == REQUEST_READ_ONLY) {
        ExpectReadOnly(Request);
    } else if (method == METHOD_NEITHER) {
        ExpectRefused(Request, InputBuffer, InputMemory, 0, STATUS_INVALID_DEVICE_REQUEST);
        ExpectRefused(Request, OutputBuffer, OutputMemory, 0, STATUS_INVALID_DEVICE_REQUEST);
        input = ExpectUnsafe(Request, UnsafeInput, InputBufferLength);
        output = ExpectUnsafe(Request, UnsafeOutput, OutputBufferLength);
        output = ExpectLocked(Request, output, OutputBufferLength, TRUE);
        input = ExpectLocked(Request, input, InputBufferLength, FALSE);
        moved = Increment(output, OutputBufferLength, input, InputBufferLength);
    } else if (InputBufferLength == 0 || OutputBufferLength == 0) {
        ExpectRefused(Request, InputBufferLength == 0 ? InputBuffer : OutputBuffer,
                      InputBufferLength == 0 ? InputMemory : OutputMemory, 0,
                      STATUS_BUFFER_TOO_SMALL);
    } else {
        input = ExpectGiven(Request, InputBuffer, InputMemory, InputBufferLength);
        output = ExpectGiven(Request, OutputBuffer, OutputMemory, OutputBufferLength);
        EXPECT_EQ(input == output, method == METHOD_BUFFERED);
        moved = Increment(output, OutputBufferLength, input, InputBufferLength);
    }
    WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, moved);
}

static NTSTATUS MakeDevice(WDFDRIVER Driver, PCWSTR Name, WDF_DEVICE_IO_TYPE IoType)
{
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Driver, &Security);
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG config;
    WDFDEVICE device;
    UNICODE_STRING name;
    NTSTATUS status;

    RtlInitUnicodeString(&name, Name);
    WdfDeviceInitSetIoType(init, IoType);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, REQUEST_CONTEXT);
    WdfDeviceInitSetRequestAttributes(init, &attributes);
    status = WdfDeviceInitAssignName(init, &name);
    if (NT_SUCCESS(status))
        status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status)) {
        WdfDeviceInitFree(init);
        return status;
    }
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
    config.EvtIoRead = EvtIoRead;
    config.EvtIoWrite = EvtIoWrite;
    config.EvtIoDeviceControl = EvtIoDeviceControl;
    config.AllowZeroLengthRequests = TRUE;
    status = WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
    if (NT_SUCCESS(status))
        WdfControlFinishInitializing(device);
    return status;
}

static VOID EvtUnload(WDFDRIVER Driver)
{
    UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = EvtUnload;
    status =
        WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, L"\\Device\\Buffered", WdfDeviceIoBuffered);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, L"\\Device\\Direct", WdfDeviceIoDirect);
    if (NT_SUCCESS(status))
        status = MakeDevice(driver, L"\\Device\\Neither", WdfDeviceIoNeither);
    return status;
}
