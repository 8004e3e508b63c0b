/* Misuse that a status answers: sizes, flags, descriptors, offsets, states. */
#include "storm_driver.h"

/* Creates one of STORM_MAKES; only refusals leave nothing behind. */
static NTSTATUS CreateWith(PSCENARIO Scenario, ULONG Which, PWDF_OBJECT_ATTRIBUTES Attributes,
                           STORM_ANSWER* Answer)
{
    WDFOBJECT made = NULL;
    NTSTATUS status;

    if (NeedsParent(Which))
        Attributes->ParentObject = Scenario->Device;
    status = CreateNew(Scenario, Which, Attributes, &made);
    Answer->Untouched = made == NULL;
    return status;
}

STORM_FUNCTION(AttributesSize)
{
    WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.Size = (ULONG)Order->A;
    return CreateWith(Scenario, Order->Which, &attributes, Answer);
}

STORM_FUNCTION(ExecutionLevel)
{
    WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ExecutionLevel = (WDF_EXECUTION_LEVEL)Order->A;
    return CreateWith(Scenario, Order->Which, &attributes, Answer);
}

STORM_FUNCTION(SynchronizationScope)
{
    WDF_OBJECT_ATTRIBUTES attributes;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.SynchronizationScope = (WDF_SYNCHRONIZATION_SCOPE)Order->A;
    return CreateWith(Scenario, Order->Which, &attributes, Answer);
}

STORM_FUNCTION(ContextInfoSize)
{
    WDF_OBJECT_CONTEXT_TYPE_INFO info = *WDF_GET_CONTEXT_TYPE_INFO(STORM_CONTEXT);
    WDF_OBJECT_ATTRIBUTES attributes;

    info.Size = (ULONG)Order->A;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ContextTypeInfo = &info;
    return CreateWith(Scenario, Order->Which, &attributes, Answer);
}

STORM_FUNCTION(ContextOverride)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithContext();

    attributes->ContextSizeOverride = (size_t)Order->A;
    return CreateWith(Scenario, Order->Which, attributes, Answer);
}

STORM_FUNCTION(ContextWithParent)
{
    PWDF_OBJECT_ATTRIBUTES attributes = WithContext();
    PVOID context = NULL;
    NTSTATUS status;

    attributes->ParentObject = Standing[Order->A % STORM_FILE];
    status = WdfObjectAllocateContext(Standing[Order->B % STORM_FILE], attributes, &context);
    Answer->Untouched = context == NULL;
    return status;
}

static NTSTATUS SendOptions(const STORM_ORDER* Order, ULONG Size, ULONG Flags, LONGLONG Timeout,
                            STORM_ANSWER* Answer)
{
    WDF_REQUEST_SEND_OPTIONS options;
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR bytes[8] = {0};

    WDF_REQUEST_SEND_OPTIONS_INIT(&options, Flags);
    options.Size = Size;
    options.Timeout = Timeout;
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, bytes, sizeof(bytes));
    return SendWith(Order->Which, (WDFIOTARGET)Standing[STORM_TARGET], NULL, &descriptor, &options,
                    Answer);
}

STORM_FUNCTION(OptionsSize)
{
    return SendOptions(Order, (ULONG)Order->A, (ULONG)Order->B & 7, 0, Answer);
}

STORM_FUNCTION(OptionsFlags)
{
    return SendOptions(Order, sizeof(WDF_REQUEST_SEND_OPTIONS), (ULONG)Order->A, (LONGLONG)Order->B,
                       Answer);
}

STORM_FUNCTION(ForgetBesideOthers)
{
    return SendOptions(Order, sizeof(WDF_REQUEST_SEND_OPTIONS),
                       WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET | (ULONG)Order->A,
                       (LONGLONG)Order->B, Answer);
}

static NTSTATUS SendDescriptor(const STORM_ORDER* Order, PWDF_MEMORY_DESCRIPTOR Descriptor,
                               STORM_ANSWER* Answer)
{
    return SendWith(Order->Which, (WDFIOTARGET)Standing[STORM_TARGET], NULL, Descriptor, NULL,
                    Answer);
}

STORM_FUNCTION(DescriptorType)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR bytes[8] = {0};

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, bytes, sizeof(bytes));
    descriptor.Type = (WDF_MEMORY_DESCRIPTOR_TYPE)Order->A;
    return SendDescriptor(Order, &descriptor, Answer);
}

STORM_FUNCTION(NullBuffer)
{
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, NULL, (ULONG)Order->A);
    return SendDescriptor(Order, &descriptor, Answer);
}

STORM_FUNCTION(NullMdl)
{
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&descriptor, NULL, (ULONG)Order->A);
    return SendDescriptor(Order, &descriptor, Answer);
}

STORM_FUNCTION(NullMemory)
{
    WDFMEMORY_OFFSET offsets = {(size_t)Order->A, (size_t)Order->B};
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, NULL, Order->A % 2 == 0 ? NULL : &offsets);
    return SendDescriptor(Order, &descriptor, Answer);
}

STORM_FUNCTION(OffsetsBeyond)
{
    WDFMEMORY_OFFSET offsets = {(size_t)Order->A, (size_t)Order->B};
    WDF_MEMORY_DESCRIPTOR descriptor;

    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&descriptor, (WDFMEMORY)Standing[STORM_MEMORY], &offsets);
    return SendDescriptor(Order, &descriptor, Answer);
}

STORM_FUNCTION(OffsetsWrap)
{
    return OffsetsBeyond(Scenario, Order, Answer);
}

static NTSTATUS SendByte(const STORM_ORDER* Order, WDFIOTARGET Target, WDFREQUEST Request,
                         STORM_ANSWER* Answer)
{
    WDF_MEMORY_DESCRIPTOR descriptor;
    UCHAR byte = 0;

    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&descriptor, &byte, 1);
    return SendWith(Order->Which, Target, Request, &descriptor, NULL, Answer);
}

STORM_FUNCTION(SendUnopened)
{
    const WDFIOTARGET target = MakeTarget(Scenario);
    const NTSTATUS status = SendByte(Order, target, NULL, Answer);

    WdfObjectDelete(target);
    return status;
}

STORM_FUNCTION(SendClosed)
{
    const WDFIOTARGET target = OpenTarget(Scenario, L"\\Device\\Source");
    NTSTATUS status;

    WdfIoTargetClose(target);
    status = SendByte(Order, target, NULL, Answer);
    WdfObjectDelete(target);
    return status;
}

STORM_FUNCTION(SendWithoutLocation)
{
    return SendByte(Order, (WDFIOTARGET)Standing[STORM_TARGET], Scenario->Request, Answer);
}

STORM_FUNCTION(MemoryOfNothing)
{
    static UCHAR byte;
    WDFMEMORY memory = NULL;
    const NTSTATUS status =
        Order->Which == 0
            ? WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, (POOL_TYPE)Order->A, (ULONG)Order->B, 0,
                              &memory, NULL)
            : WdfMemoryCreatePreallocated(WDF_NO_OBJECT_ATTRIBUTES, &byte, 0, &memory);

    Answer->Untouched = memory == NULL;
    return status;
}

STORM_FUNCTION(CopyBeyond)
{
    const WDFMEMORY memory = (WDFMEMORY)Standing[STORM_MEMORY];
    static UCHAR bytes[4 * STORM_MEMORY_BYTES];

    return Order->Which == 0
               ? WdfMemoryCopyToBuffer(memory, (size_t)Order->A, bytes, (size_t)Order->B)
               : WdfMemoryCopyFromBuffer(memory, (size_t)Order->A, bytes, (size_t)Order->B);
}

STORM_FUNCTION(CopyWraps)
{
    return CopyBeyond(Scenario, Order, Answer);
}

STORM_FUNCTION(CopyNothing)
{
    return CopyBeyond(Scenario, Order, Answer);
}

STORM_FUNCTION(AssignNothing)
{
    static UCHAR bytes[8];
    WDFMEMORY memory;
    NTSTATUS status;

    WdfMemoryCreatePreallocated(WDF_NO_OBJECT_ATTRIBUTES, bytes, sizeof(bytes), &memory);
    status = WdfMemoryAssignBuffer(memory, bytes, 0);
    Answer->Untouched = WdfMemoryGetBuffer(memory, NULL) == bytes;
    WdfObjectDelete(memory);
    return status;
}

static NTSTATUS OpenWith(PSCENARIO Scenario, PWDF_IO_TARGET_OPEN_PARAMS Params,
                         STORM_ANSWER* Answer)
{
    const WDFIOTARGET target = MakeTarget(Scenario);
    const NTSTATUS status = WdfIoTargetOpen(target, Params);

    Answer->Untouched = WdfIoTargetWdmGetTargetDeviceObject(target) == NULL;
    WdfObjectDelete(target);
    return status;
}

static VOID ByName(PWDF_IO_TARGET_OPEN_PARAMS Params, PUNICODE_STRING Name, const WCHAR* Text)
{
    RtlInitUnicodeString(Name, Text);
    WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(Params, Name, GENERIC_READ);
}

STORM_FUNCTION(OpenSize)
{
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;

    ByName(&params, &name, L"\\Device\\Source");
    params.Size = (ULONG)Order->A;
    return OpenWith(Scenario, &params, Answer);
}

STORM_FUNCTION(OpenType)
{
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;

    ByName(&params, &name, L"\\Device\\Source");
    params.Type = (WDF_IO_TARGET_OPEN_TYPE)Order->A;
    return OpenWith(Scenario, &params, Answer);
}

STORM_FUNCTION(OpenTwice)
{
    return Order->Which == 0 ? Reopen((WDFIOTARGET)Standing[STORM_TARGET])
                             : OpenByName((WDFIOTARGET)Standing[STORM_TARGET], L"\\Device\\Source");
}

/* A name made of the order's bits. */
STORM_FUNCTION(OpenNobody)
{
    WCHAR text[] = L"\\Device\\Nobody0000000000000000";
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;
    ULONG i;

    for (i = 0; i < 16; ++i)
        text[14 + i] = (WCHAR)(L'a' + (Order->A >> i * 4 & 0xF));
    ByName(&params, &name, text);
    return OpenWith(Scenario, &params, Answer);
}

STORM_FUNCTION(OpenEmptyName)
{
    WDF_IO_TARGET_OPEN_PARAMS params;
    UNICODE_STRING name;

    ByName(&params, &name, L"");
    params.CreateDisposition = (ULONG)Order->A;
    params.ShareAccess = (ULONG)Order->B;
    return OpenWith(Scenario, &params, Answer);
}

STORM_FUNCTION(OpenNullDevice)
{
    WDF_IO_TARGET_OPEN_PARAMS params;

    WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params, NULL);
    params.DesiredAccess = (ACCESS_MASK)Order->A;
    return OpenWith(Scenario, &params, Answer);
}

static VOID EvtRemoveComplete(WDFIOTARGET Target)
{
    UNREFERENCED_PARAMETER(Target);
}

STORM_FUNCTION(OpenCallbacksWithoutFile)
{
    WDF_IO_TARGET_OPEN_PARAMS params;

    WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(
        &params, WdfIoTargetWdmGetTargetDeviceObject((WDFIOTARGET)Standing[STORM_TARGET]));
    params.EvtIoTargetRemoveComplete = EvtRemoveComplete;
    params.DesiredAccess = (ACCESS_MASK)Order->A;
    return OpenWith(Scenario, &params, Answer);
}

STORM_FUNCTION(ReopenWithoutName)
{
    WDF_IO_TARGET_OPEN_PARAMS params;

    WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(&params);
    params.DesiredAccess = (ACCESS_MASK)Order->A;
    return OpenWith(Scenario, &params, Answer);
}

STORM_FUNCTION(TargetOfAnotherParent)
{
    static const ULONG others[] = {STORM_DRIVER, STORM_REQUEST, STORM_MEMORY, STORM_OBJECT};
    PWDF_OBJECT_ATTRIBUTES attributes = WithParent(Standing[others[Order->A % ARRAYSIZE(others)]]);
    WDFIOTARGET target = NULL;
    const NTSTATUS status = WdfIoTargetCreate(Scenario->Device, attributes, &target);

    Answer->Untouched = target == NULL;
    return status;
}

static VOID EvtIoDefault(WDFQUEUE Queue, WDFREQUEST Request)
{
    UNREFERENCED_PARAMETER(Queue);
    WdfRequestComplete(Request, STATUS_SUCCESS);
}

static NTSTATUS MakeQueue(PSCENARIO Scenario, PWDF_IO_QUEUE_CONFIG Config, STORM_ANSWER* Answer)
{
    WDFQUEUE queue = NULL;
    const NTSTATUS status =
        WdfIoQueueCreate(Scenario->Device, Config, WDF_NO_OBJECT_ATTRIBUTES, &queue);

    Answer->Untouched = queue == NULL;
    return status;
}

STORM_FUNCTION(QueueSize)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    config.Size = (ULONG)Order->A;
    return MakeQueue(Scenario, &config, Answer);
}

STORM_FUNCTION(QueueType)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
    config.EvtIoDefault = EvtIoDefault;
    config.DispatchType = (WDF_IO_QUEUE_DISPATCH_TYPE)Order->A;
    return MakeQueue(Scenario, &config, Answer);
}

STORM_FUNCTION(QueueWithoutCallbacks)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT(&config, Order->Which == 0 ? WdfIoQueueDispatchSequential
                                                        : WdfIoQueueDispatchParallel);
    config.AllowZeroLengthRequests = (BOOLEAN)(Order->A & 1);
    return MakeQueue(Scenario, &config, Answer);
}

STORM_FUNCTION(QueueWithoutLimit)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchParallel);
    config.EvtIoDefault = EvtIoDefault;
    config.AllowZeroLengthRequests = (BOOLEAN)(Order->A & 1);
    config.Settings.Parallel.NumberOfPresentedRequests = 0;
    return MakeQueue(Scenario, &config, Answer);
}

STORM_FUNCTION(SecondDefaultQueue)
{
    WDF_IO_QUEUE_CONFIG config;

    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(
        &config, (WDF_IO_QUEUE_DISPATCH_TYPE)(WdfIoQueueDispatchSequential + Order->A % 3));
    config.EvtIoDefault = EvtIoDefault;
    return MakeQueue(Scenario, &config, Answer);
}

STORM_FUNCTION(RetrieveFromParallel)
{
    WDFREQUEST request = NULL;
    const NTSTATUS status = WdfIoQueueRetrieveNextRequest(Scenario->Queue, &request);

    Answer->Untouched = request == NULL;
    return status;
}

/* Fact 54: on failure buffer and length are cleared. */
STORM_FUNCTION(RetrieveTooMuch)
{
    PVOID buffer = Answer;
    size_t length = 77;
    const NTSTATUS status =
        Order->Which == 0
            ? WdfRequestRetrieveInputBuffer(Scenario->Request, (size_t)Order->A, &buffer, &length)
            : WdfRequestRetrieveOutputBuffer(Scenario->Request, (size_t)Order->A, &buffer, &length);

    Answer->Untouched = buffer == NULL && length == 0;
    return status;
}
