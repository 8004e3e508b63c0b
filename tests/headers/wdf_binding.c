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

const WDFFUNC* WdfFunctions = g_table;
PWDF_DRIVER_GLOBALS WdfDriverGlobals = &g_globals;

static PVOID NTAPI GetContext(PWDF_DRIVER_GLOBALS globals, WDFOBJECT handle,
                              PCWDF_OBJECT_CONTEXT_TYPE_INFO type)
{
    return globals == &g_globals && handle == &g_table && type == TypeSeenByC() ? &g_context : NULL;
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

int main(void)
{
    EXPECT(TypeSeenByC() == TypeSeenByCpp());
    EXPECT(TypeSeenByC() == WDF_GET_CONTEXT_TYPE_INFO(BOUND_CONTEXT));
    int line = CallsReachTheirSlots();
    return line != 0 ? line : InitHelpersFill();
}
