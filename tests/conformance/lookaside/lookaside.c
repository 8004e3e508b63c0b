/* WDFLOOKASIDE: fact 105, and what the pages of WdfLookasideListCreate and
 * WdfMemoryCreateFromLookaside promise. */
#include "scenario.h"

#include "lookaside.h"

typedef struct _MEMORY_CONTEXT {
    ULONG Number;
} MEMORY_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(MEMORY_CONTEXT, GetNumber)

static VOID EvtCleanup(WDFOBJECT Object)
{
    NOTE("cleanup of memory %u\n", GetNumber(Object)->Number);
}

static WDFLOOKASIDE Make(size_t Size, PWDF_OBJECT_ATTRIBUTES MemoryAttributes)
{
    WDFLOOKASIDE list = NULL;

    EXPECT_STATUS(WdfLookasideListCreate(WDF_NO_OBJECT_ATTRIBUTES, Size, NonPagedPoolNx,
                                         MemoryAttributes, 'sidL', &list),
                  STATUS_SUCCESS);
    return list;
}

SCENARIO(MemoryComesInTheListsSize)
{
    const size_t sizes[] = {1, 100, 4096, 10000};
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    for (i = 0; i < ARRAYSIZE(sizes); ++i) {
        const WDFLOOKASIDE list = Make(sizes[i], WDF_NO_OBJECT_ATTRIBUTES);
        WDFMEMORY memory = NULL;
        WDFMEMORY other = NULL;
        size_t size = 0;
        PUCHAR buffer;

        EXPECT_STATUS(WdfMemoryCreateFromLookaside(list, &memory), STATUS_SUCCESS);
        EXPECT_STATUS(WdfMemoryCreateFromLookaside(list, &other), STATUS_SUCCESS);
        EXPECT(memory != other);
        buffer = WdfMemoryGetBuffer(memory, &size);
        EXPECT_EQ(size, sizes[i]);
        if (size < PAGE_SIZE)
            EXPECT_EQ(buffer[size - 1], 0);
        RtlFillMemory(buffer, size, 0x5A);
        WdfObjectDelete(memory);
        WdfObjectDelete(other);
        WdfObjectDelete(list);
    }
    return STATUS_SUCCESS;
}

SCENARIO(MemoryHasTheGivenAttributes)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFLOOKASIDE list;
    WDFMEMORY memory = NULL;
    WDFOBJECT parent = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &parent), STATUS_SUCCESS);
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, MEMORY_CONTEXT);
    attributes.EvtCleanupCallback = EvtCleanup;
    attributes.ParentObject = parent;
    list = Make(16, &attributes);
    RtlZeroMemory(&attributes, sizeof(attributes));
    EXPECT_STATUS(WdfMemoryCreateFromLookaside(list, &memory), STATUS_SUCCESS);
    GetNumber(memory)->Number = 7;
    WdfObjectDelete(parent);
    NOTE("parent deleted\n");
    WdfObjectDelete(list);
    return STATUS_SUCCESS;
}

SCENARIO(TheListOutlivesItsDelete)
{
    const WDFLOOKASIDE list = Make(64, WDF_NO_OBJECT_ATTRIBUTES);
    WDFMEMORY memory = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfMemoryCreateFromLookaside(list, &memory), STATUS_SUCCESS);
    WdfObjectDelete(list);
    RtlFillMemory(WdfMemoryGetBuffer(memory, NULL), 64, 1);
    WdfObjectDelete(memory);
    return STATUS_SUCCESS;
}

SCENARIO(ParametersAreChecked)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFLOOKASIDE list = (WDFLOOKASIDE)1;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfLookasideListCreate(WDF_NO_OBJECT_ATTRIBUTES, 0, NonPagedPoolNx,
                                         WDF_NO_OBJECT_ATTRIBUTES, 0, &list),
                  STATUS_INVALID_PARAMETER);
    EXPECT_EQ(list, NULL);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.SynchronizationScope = WdfSynchronizationScopeQueue;
    EXPECT_STATUS(
        WdfLookasideListCreate(WDF_NO_OBJECT_ATTRIBUTES, 8, NonPagedPoolNx, &attributes, 0, &list),
        STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID);
    return STATUS_SUCCESS;
}

SCENARIO(PagedListsBelongToOneDevice)
{
    DECLARE_CONST_UNICODE_STRING(security, L"D:P(A;;GA;;;SY)");
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(Scenario->Driver, &security);
    WDFDEVICE other = NULL;
    WDF_OBJECT_ATTRIBUTES here;
    WDF_OBJECT_ATTRIBUTES there;
    WDFLOOKASIDE list = NULL;

    EXPECT_STATUS(WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &other), STATUS_SUCCESS);
    WDF_OBJECT_ATTRIBUTES_INIT(&here);
    here.ParentObject = Scenario->Device;
    WDF_OBJECT_ATTRIBUTES_INIT(&there);
    there.ParentObject = other;
    EXPECT_STATUS(WdfLookasideListCreate(&here, 8, PagedPool, &there, 0, &list),
                  STATUS_INVALID_PARAMETER);
    EXPECT_STATUS(WdfLookasideListCreate(&here, 8, NonPagedPoolNx, &there, 0, &list),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfLookasideListCreate(&here, 8, PagedPool, &here, 0, &list), STATUS_SUCCESS);
    WdfObjectDelete(other);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(LOOKASIDE_SCENARIOS)
