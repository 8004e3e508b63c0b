/* WDFMEMORY: WdfMemory* reference pages. */
#include "scenario.h"

#include "memory.h"

SCENARIO(CreateGivesABuffer)
{
    WDFMEMORY memory;
    PVOID buffer = NULL;
    size_t size = 0;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(
        WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 'tseT', 1000, &memory, &buffer),
        STATUS_SUCCESS);
    EXPECT(buffer != NULL);
    EXPECT_EQ(WdfMemoryGetBuffer(memory, &size), buffer);
    EXPECT_EQ(size, 1000);
    EXPECT_EQ(WdfMemoryGetBuffer(memory, NULL), buffer);
    RtlFillMemory(buffer, 1000, 0xA5);
    WdfObjectDelete(memory);
    EXPECT_STATUS(WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, PagedPool, 0, 1, &memory, NULL),
                  STATUS_SUCCESS);
    WdfObjectDelete(memory);
    return STATUS_SUCCESS;
}

SCENARIO(ZeroSizeIsRefused)
{
    WDFMEMORY memory = (WDFMEMORY)1;
    UCHAR buffer[4];

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(
        WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 'tseT', 0, &memory, NULL),
        STATUS_INVALID_PARAMETER);
    EXPECT_EQ(memory, 1); /* the source looks at the size first */
    EXPECT_STATUS(WdfMemoryCreatePreallocated(WDF_NO_OBJECT_ATTRIBUTES, buffer, 0, &memory),
                  STATUS_INVALID_PARAMETER);
    return STATUS_SUCCESS;
}

SCENARIO(CopiesAreRangeChecked)
{
    WDFMEMORY memory;
    UCHAR from[16];
    UCHAR to[16] = {0};
    UCHAR i;

    UNREFERENCED_PARAMETER(Scenario);
    for (i = 0; i < sizeof(from); ++i)
        from[i] = i + 1;
    EXPECT_STATUS(
        WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 'tseT', 16, &memory, NULL),
        STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCopyFromBuffer(memory, 4, from, 12), STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryCopyToBuffer(memory, 5, to, 11), STATUS_SUCCESS);
    EXPECT_EQ(RtlCompareMemory(to, from + 1, 11), 11);
    EXPECT_EQ(to[11], 0);
    EXPECT_STATUS(WdfMemoryCopyFromBuffer(memory, 4, from, 13), STATUS_INVALID_BUFFER_SIZE);
    EXPECT_STATUS(WdfMemoryCopyToBuffer(memory, 17, to, 1), STATUS_BUFFER_TOO_SMALL);
    EXPECT_STATUS(WdfMemoryCopyToBuffer(memory, (size_t)-1, to, 2), STATUS_BUFFER_TOO_SMALL);
    EXPECT_STATUS(WdfMemoryCopyToBuffer(memory, 0, to, 0), STATUS_INVALID_PARAMETER);
    WdfObjectDelete(memory);
    return STATUS_SUCCESS;
}

SCENARIO(PreallocatedMemoryIsTheCallers)
{
    static UCHAR buffer[32];
    WDFMEMORY memory;
    size_t size;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(
        WdfMemoryCreatePreallocated(WDF_NO_OBJECT_ATTRIBUTES, buffer, sizeof(buffer), &memory),
        STATUS_SUCCESS);
    EXPECT_EQ(WdfMemoryGetBuffer(memory, &size), buffer);
    EXPECT_EQ(size, sizeof(buffer));
    EXPECT_STATUS(WdfMemoryCopyFromBuffer(memory, 31, buffer, 1), STATUS_SUCCESS);
    WdfObjectDelete(memory);
    buffer[0] = 1;
    return STATUS_SUCCESS;
}

SCENARIO(AssignedBufferReplacesTheOldOne)
{
    UCHAR one[8];
    UCHAR two[24];
    WDFMEMORY memory;
    size_t size;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfMemoryCreatePreallocated(WDF_NO_OBJECT_ATTRIBUTES, one, sizeof(one), &memory),
                  STATUS_SUCCESS);
    EXPECT_STATUS(WdfMemoryAssignBuffer(memory, two, 0), STATUS_INVALID_PARAMETER);
    EXPECT_EQ(WdfMemoryGetBuffer(memory, &size), one);
    EXPECT_STATUS(WdfMemoryAssignBuffer(memory, two, sizeof(two)), STATUS_SUCCESS);
    EXPECT_EQ(WdfMemoryGetBuffer(memory, &size), two);
    EXPECT_EQ(size, sizeof(two));
    WdfObjectDelete(memory);
    return STATUS_SUCCESS;
}

static VOID EvtMemoryCleanup(WDFOBJECT Object)
{
    size_t size;

    WdfMemoryGetBuffer((WDFMEMORY)Object, &size);
    NOTE("cleanup of %u bytes\n", (ULONG)size);
}

SCENARIO(MemoryDiesWithItsParent)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDFOBJECT parent;
    WDFMEMORY memory;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &parent), STATUS_SUCCESS);
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = parent;
    attributes.EvtCleanupCallback = EvtMemoryCleanup;
    EXPECT_STATUS(WdfMemoryCreate(&attributes, NonPagedPoolNx, 'tseT', 10, &memory, NULL),
                  STATUS_SUCCESS);
    WdfObjectDelete(parent);
    return STATUS_SUCCESS;
}

DEFINE_SCENARIOS(MEMORY_SCENARIOS)
