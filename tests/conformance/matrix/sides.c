#include "sides.h"

typedef struct _NUMBERED {
    ULONG Number;
} NUMBERED;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(NUMBERED, NumberedOf)

MATRIX_OUTCOME Outcome;

static ULONG64 AddressOf(const void* Pointer)
{
    return (ULONG64)(ULONG_PTR)Pointer;
}

static VOID EvtMemoryDestroy(WDFOBJECT Object)
{
    Outcome.Sides[NumberedOf(Object)->Number].Destroyed = 1;
}

static NTSTATUS NumberMemory(PSIDE Side, ULONG Number, NTSTATUS Status)
{
    if (!NT_SUCCESS(Status))
        return Status;
    NumberedOf(Side->Memory)->Number = Number;
    Outcome.Sides[Number].Made = 1;
    return STATUS_SUCCESS;
}

static NTSTATUS MakeWholeMemory(PSIDE Side, ULONG Number, PUCHAR Bytes, ULONG Length)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, NUMBERED);
    attributes.EvtDestroyCallback = EvtMemoryDestroy;
    status = WdfMemoryCreatePreallocated(&attributes, Bytes, Length, &Side->Memory);
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&Side->Descriptor, Side->Memory, NULL);
    return NumberMemory(Side, Number, status);
}

/* The whole arena in pool memory; the bytes to be moved stand between its guards. */
static NTSTATUS MakeMemoryAtOffset(PSIDE Side, ULONG Number, ULONG Length)
{
    MATRIX_SIDE_OUTCOME* const outcome = &Outcome.Sides[Number];
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, NUMBERED);
    attributes.EvtDestroyCallback = EvtMemoryDestroy;
    status = WdfMemoryCreate(&attributes, NonPagedPoolNx, 0, MATRIX_ARENA, &Side->Memory,
                             (PVOID*)&Side->Pool);
    if (!NT_SUCCESS(status))
        return status;
    RtlCopyMemory(Side->Pool, outcome->Arena, MATRIX_ARENA);
    Side->Offsets.BufferOffset = Length == 0 ? MATRIX_ARENA : MATRIX_GUARD;
    Side->Offsets.BufferLength = Length;
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&Side->Descriptor, Side->Memory, &Side->Offsets);
    outcome->Address = AddressOf(Side->Pool + Side->Offsets.BufferOffset);
    return NumberMemory(Side, Number, status);
}

static NTSTATUS MakeMdl(PSIDE Side, ULONG Number, PUCHAR Bytes, ULONG Length)
{
    Side->Mdl = IoAllocateMdl(Bytes, Length + MATRIX_MDL_EXCESS, FALSE, FALSE, NULL);
    if (Side->Mdl == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    MmBuildMdlForNonPagedPool(Side->Mdl);
    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&Side->Descriptor, Side->Mdl, Length);
    Outcome.Sides[Number].Mdl = AddressOf(Side->Mdl);
    Outcome.Sides[Number].MdlAddress = AddressOf(Bytes);
    return STATUS_SUCCESS;
}

NTSTATUS PrepareOwnSide(PSIDE Side, ULONG Number, ULONG Kind, ULONG Length, BOOLEAN Input)
{
    MATRIX_SIDE_OUTCOME* const outcome = &Outcome.Sides[Number];
    const PUCHAR bytes = outcome->Arena + MATRIX_GUARD;
    ULONG i;

    RtlFillMemory(outcome->Arena, MATRIX_ARENA, MATRIX_GUARD_BYTE);
    for (i = 0; i < Length; ++i)
        bytes[i] = Input ? MATRIX_INPUT_BYTE(Number, i) : MATRIX_UNTOUCHED_BYTE;
    outcome->Address = AddressOf(bytes);
    switch (Kind) {
    case MATRIX_BUFFER:
        WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Side->Descriptor, bytes, Length);
        return STATUS_SUCCESS;
    case MATRIX_MDL: return MakeMdl(Side, Number, bytes, Length);
    case MATRIX_MEMORY: return MakeWholeMemory(Side, Number, bytes, Length);
    default: return MakeMemoryAtOffset(Side, Number, Length);
    }
}

static NTSTATUS DescribeReceivedMdl(PSIDE Side, BOOLEAN Input, WDFREQUEST Request, ULONG Length)
{
    PMDL mdl = NULL;
    const NTSTATUS status = Input ? WdfRequestRetrieveInputWdmMdl(Request, &mdl)
                                  : WdfRequestRetrieveOutputWdmMdl(Request, &mdl);

    WDF_MEMORY_DESCRIPTOR_INIT_MDL(&Side->Descriptor, mdl, Length);
    return status;
}

static NTSTATUS DescribeReceivedMemory(PSIDE Side, ULONG Kind, ULONG Length, BOOLEAN Input,
                                       WDFREQUEST Request)
{
    WDFMEMORY memory = NULL;
    const NTSTATUS status = Input ? WdfRequestRetrieveInputMemory(Request, &memory)
                                  : WdfRequestRetrieveOutputMemory(Request, &memory);

    Side->Offsets.BufferOffset = MATRIX_GUARD;
    Side->Offsets.BufferLength = Length;
    WDF_MEMORY_DESCRIPTOR_INIT_HANDLE(&Side->Descriptor, memory,
                                      Kind == MATRIX_MEMORY ? NULL : &Side->Offsets);
    return status;
}

/* A buffer of the request that an MDL describes: all but an ioctl's input and buffered ones. */
static VOID NoteReceivedMdl(ULONG Number, ULONG Kind, BOOLEAN Input, WDFREQUEST Request,
                            const WDF_MEMORY_DESCRIPTOR* Descriptor)
{
    const PIRP irp = WdfRequestWdmGetIrp(Request);
    const BOOLEAN control =
        IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_DEVICE_CONTROL;
    PMDL mdl = control && Input ? NULL : irp->MdlAddress;

    if (Kind == MATRIX_MDL)
        mdl = Descriptor->u.MdlType.Mdl;
    if (mdl == NULL || Kind == MATRIX_BUFFER)
        return;
    Outcome.Sides[Number].Mdl = AddressOf(mdl);
    Outcome.Sides[Number].MdlAddress = AddressOf(MmGetMdlVirtualAddress(mdl));
    if (Kind == MATRIX_MEMORY_AT_OFFSET)
        Outcome.Sides[Number].MdlAddress += MATRIX_GUARD;
}

NTSTATUS PrepareReceivedSide(PSIDE Side, ULONG Number, ULONG Kind, ULONG Length, BOOLEAN Input,
                             WDFREQUEST Request)
{
    PUCHAR bytes = NULL;
    size_t held = 0;
    NTSTATUS status = Input ? WdfRequestRetrieveInputBuffer(Request, 1, (PVOID*)&bytes, &held)
                            : WdfRequestRetrieveOutputBuffer(Request, 1, (PVOID*)&bytes, &held);

    if (!NT_SUCCESS(status))
        return status;
    if (Kind == MATRIX_MEMORY_AT_OFFSET)
        bytes += MATRIX_GUARD;
    Outcome.Sides[Number].Address = AddressOf(bytes);
    if (Kind == MATRIX_BUFFER)
        WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&Side->Descriptor, bytes, Length);
    else if (Kind == MATRIX_MDL)
        status = DescribeReceivedMdl(Side, Input, Request, Length);
    else
        status = DescribeReceivedMemory(Side, Kind, Length, Input, Request);
    if (NT_SUCCESS(status))
        NoteReceivedMdl(Number, Kind, Input, Request, &Side->Descriptor);
    return status;
}

VOID ReleaseSide(PSIDE Side, ULONG Number)
{
    if (Side->Pool != NULL)
        RtlCopyMemory(Outcome.Sides[Number].Arena, Side->Pool, MATRIX_ARENA);
    if (Side->Memory != NULL)
        WdfObjectDelete(Side->Memory);
    if (Side->Mdl != NULL)
        IoFreeMdl(Side->Mdl);
    RtlZeroMemory(Side, sizeof(*Side));
}
