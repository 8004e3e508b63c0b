// A driver's side of the binding without a runtime: calls go through WdfFunctions with the globals
// first, init helpers fill what they promise, and a context type is one type in all sources.
// Built with the driver flags from wdf_binding.c, wdf_binding_c.c and wdf_binding_cpp.cpp.
#include "wdf_binding.h"

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            return __LINE__;                                                                       \
        }                                                                                          \
    } while (0)

static WDFFUNC g_table[WdfFunctionTableNumEntries];
static WDF_DRIVER_GLOBALS g_globals;
static BOUND_CONTEXT g_context;
static SHARED_CONTEXT g_shared;
static WDF_CUSTOM_TYPE_CONTEXT g_mark;
static BOOLEAN g_marked;

const WDFFUNC* WdfFunctions = g_table;
PWDF_DRIVER_GLOBALS WdfDriverGlobals = &g_globals;

static PVOID NTAPI GetContext(PWDF_DRIVER_GLOBALS globals, WDFOBJECT handle,
                              PCWDF_OBJECT_CONTEXT_TYPE_INFO type)
{
    if (globals != &g_globals || handle != &g_table) {
        return NULL;
    }
    if (type == SHARED_CONTEXT_EXTERNAL_INIT_FUNCTION()) {
        return &g_shared;
    }
    if (type == WDF_GET_CONTEXT_TYPE_INFO(WDF_CUSTOM_TYPE_CONTEXT_NAME(BOUND_MARK))) {
        return g_marked ? &g_mark : NULL;
    }
    return type == TypeSeenByC() ? &g_context : NULL;
}

static NTSTATUS NTAPI AddContext(PWDF_DRIVER_GLOBALS globals, WDFOBJECT handle,
                                 PWDF_OBJECT_ATTRIBUTES attributes, PVOID* context)
{
    if (globals != &g_globals || handle != &g_table ||
        attributes->ContextTypeInfo->ContextSize != sizeof(g_mark)) {
        return -1;
    }
    g_marked = TRUE;
    *context = &g_mark;
    return 0;
}

static NTSTATUS NTAPI SendRead(PWDF_DRIVER_GLOBALS globals, WDFIOTARGET target, WDFREQUEST request,
                               PWDF_MEMORY_DESCRIPTOR output, PLONGLONG offset,
                               PWDF_REQUEST_SEND_OPTIONS options, PULONG_PTR bytes_read)
{
    if (globals != &g_globals || target == NULL || request != NULL || *offset != 4096) {
        return -1;
    }
    *bytes_read = output->u.BufferType.Length;
    return options->Timeout == -10000000 ? 0 : -2;
}

static int g_assertions;

VOID NTAPI RtlAssert(PVOID expression, PVOID file, ULONG line, PSTR message)
{
    g_assertions += expression != NULL && file != NULL && line != 0 && message == NULL;
}

static int CallsReachTheirSlots(void)
{
    char buffer[16];
    LONGLONG offset = 4096;
    ULONG_PTR bytes_read = 0;
    WDF_MEMORY_DESCRIPTOR output;
    WDF_REQUEST_SEND_OPTIONS options;
    g_table[WdfIoTargetSendReadSynchronouslyTableIndex] = (WDFFUNC)SendRead;
    g_table[WdfObjectGetTypedContextWorkerTableIndex] = (WDFFUNC)GetContext;
    WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&output, buffer, sizeof(buffer));
    WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
    WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_SEC(1));
    EXPECT(WdfIoTargetSendReadSynchronously((WDFIOTARGET)&g_table, NULL, &output, &offset, &options,
                                            &bytes_read) == 0);
    EXPECT(bytes_read == sizeof(buffer));
    EXPECT(GetBoundContext(&g_table) == &g_context);
    EXPECT(WdfObjectGetTypedContext(&g_table, BOUND_CONTEXT) == &g_context);
    return 0;
}

static int InitHelpersFill(void)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_IO_QUEUE_CONFIG queue;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, BOUND_CONTEXT);
    EXPECT(attributes.Size == 56 && attributes.ContextTypeInfo == TypeSeenByCpp());
    EXPECT(attributes.ContextTypeInfo->ContextSize == sizeof(BOUND_CONTEXT));
    EXPECT(attributes.ExecutionLevel == WdfExecutionLevelInheritFromParent);
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&queue, WdfIoQueueDispatchParallel);
    EXPECT(queue.DefaultQueue && queue.PowerManaged == WdfUseDefault);
    EXPECT(WDF_IS_FUNCTION_AVAILABLE(WdfIoTargetCreate));
    EXPECT(WDF_IS_STRUCTURE_AVAILABLE(WDF_IO_QUEUE_CONFIG));
    EXPECT(WDF_IS_FIELD_AVAILABLE(WDF_IO_QUEUE_CONFIG, Driver));
    EXPECT(queue.Settings.Parallel.NumberOfPresentedRequests == 0xFFFFFFFF);
    return 0;
}

static int SharedTypesNameTheirOwner(void)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, SHARED_CONTEXT);
    EXPECT(attributes.ContextTypeInfo == SHARED_CONTEXT_EXTERNAL_INIT_FUNCTION());
    EXPECT(WDF_GET_CONTEXT_TYPE_INFO(SHARED_CONTEXT) != SHARED_CONTEXT_EXTERNAL_INIT_FUNCTION());
    EXPECT(GetSharedContext(&g_table) == &g_shared);
    return 0;
}

static int CustomTypesMarkObjects(void)
{
    g_table[WdfObjectAllocateContextTableIndex] = (WDFFUNC)AddContext;
    EXPECT(!WdfObjectIsCustomType(&g_table, BOUND_MARK));
    EXPECT(WdfObjectAddCustomTypeWithData(&g_table, BOUND_MARK, 77, NULL, NULL) == 0);
    EXPECT(WdfObjectIsCustomType(&g_table, BOUND_MARK));
    EXPECT(WdfObjectGetCustomTypeData(&g_table, BOUND_MARK) == 77);
    EXPECT(g_mark.Size == sizeof(WDF_CUSTOM_TYPE_CONTEXT));
    EXPECT(WdfObjectAddCustomType(&g_table, BOUND_MARK) == 0);
    EXPECT(WdfObjectGetCustomTypeData(&g_table, BOUND_MARK) == 0);
    return 0;
}

static int HelpersOfBytesAndStrings(void)
{
    char bytes[8];
    WCHAR text[3] = {'a', 'b', 'c'};
    USHORT buffer[4];
    ULONG required = 0;
    UNICODE_STRING string = {sizeof(text), sizeof(text), text};
    EXPECT(WDF_PTR_ADD_OFFSET(bytes, 3) == (PVOID)(bytes + 3));
    EXPECT(WDF_PTR_GET_OFFSET(bytes, bytes + 5) == 5);
    EXPECT(WDF_WMI_BUFFER_APPEND_STRING(buffer, 7, &string, &required) == STATUS_BUFFER_TOO_SMALL);
    EXPECT(required == 8);
    EXPECT(WDF_WMI_BUFFER_APPEND_STRING(buffer, 8, &string, &required) == STATUS_SUCCESS);
    EXPECT(buffer[0] == 6 && buffer[1] == 'a' && buffer[3] == 'c' && required == 8);
    WDFVERIFY(0);
    EXPECT(g_assertions == 0); /* the verifier is off */
    g_globals.DriverFlags = WdfVerifyOn;
    WDFVERIFY(required == 8);
    WDFVERIFY(required != 8);
    EXPECT(g_assertions == 1);
    WDFCASSERT(sizeof(USHORT) == 2);
    return 0;
}

static WDF_IO_QUEUE_STATE State(int flags)
{
    return (WDF_IO_QUEUE_STATE)flags;
}

static int QueueStatesAreTold(void)
{
    const int accept = WdfIoQueueAcceptRequests;
    const int dispatch = WdfIoQueueDispatchRequests;
    const int empty = WdfIoQueueNoRequests | WdfIoQueueDriverNoRequests;
    EXPECT(WDF_IO_QUEUE_READY(State(accept | dispatch | empty)));
    EXPECT(!WDF_IO_QUEUE_READY(State(accept | dispatch | WdfIoQueuePnpHeld)));
    EXPECT(!WDF_IO_QUEUE_READY(State(accept)));
    EXPECT(WDF_IO_QUEUE_STOPPED(State(accept | WdfIoQueueDriverNoRequests)));
    EXPECT(!WDF_IO_QUEUE_STOPPED(State(accept)));
    EXPECT(WDF_IO_QUEUE_DRAINED(State(dispatch | empty | WdfIoQueuePnpHeld)));
    EXPECT(!WDF_IO_QUEUE_DRAINED(State(accept | dispatch | empty)));
    EXPECT(WDF_IO_QUEUE_PURGED(State(empty)) && WDF_IO_QUEUE_PURGED(State(dispatch | empty)));
    EXPECT(!WDF_IO_QUEUE_PURGED(State(accept | empty)));
    EXPECT(WDF_IO_QUEUE_IDLE(State(empty)) && !WDF_IO_QUEUE_IDLE(State(WdfIoQueueNoRequests)));
    return 0;
}

int main(void)
{
    EXPECT(TypeSeenByC() == TypeSeenByCpp());
    EXPECT(TypeSeenByC() == WDF_GET_CONTEXT_TYPE_INFO(BOUND_CONTEXT));
    int (*const checks[])(void) = {CallsReachTheirSlots,      InitHelpersFill,
                                   SharedTypesNameTheirOwner, CustomTypesMarkObjects,
                                   HelpersOfBytesAndStrings,  QueueStatesAreTold};
    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); ++i) {
        const int line = checks[i]();
        if (line != 0) {
            return line;
        }
    }
    return 0;
}
