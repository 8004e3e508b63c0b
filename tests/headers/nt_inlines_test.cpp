// What ntddk.h computes inline: stack locations, lists, interlocked operations, page arithmetic.
#include <ntddk.h>

#include <gtest/gtest.h>

namespace {

struct IrpWithStack {
    IRP irp{};
    IO_STACK_LOCATION locations[3]{};

    IrpWithStack()
    {
        irp.StackCount = 3;
        irp.CurrentLocation = 3;
        irp.Tail.Overlay.CurrentStackLocation = &locations[2];
    }
};

NTSTATUS completion(PDEVICE_OBJECT, PIRP, PVOID)
{
    return STATUS_SUCCESS;
}

void cancel_routine(PDEVICE_OBJECT, PIRP) {}

TEST(NtInlines, NextLocationIsBelowTheCurrentOne)
{
    IrpWithStack stack;
    EXPECT_EQ(IoGetCurrentIrpStackLocation(&stack.irp), &stack.locations[2]);
    EXPECT_EQ(IoGetNextIrpStackLocation(&stack.irp), &stack.locations[1]);
    IoSetNextIrpStackLocation(&stack.irp);
    EXPECT_EQ(IoGetCurrentIrpStackLocation(&stack.irp), &stack.locations[1]);
    EXPECT_EQ(stack.irp.CurrentLocation, 2);
    IoSkipCurrentIrpStackLocation(&stack.irp);
    EXPECT_EQ(IoGetCurrentIrpStackLocation(&stack.irp), &stack.locations[2]);
    EXPECT_EQ(stack.irp.CurrentLocation, 3);
}

TEST(NtInlines, CopyLeavesOutCompletionAndControl)
{
    IrpWithStack stack;
    stack.locations[2].MajorFunction = IRP_MJ_READ;
    stack.locations[2].Parameters.Read.Length = 7;
    stack.locations[2].CompletionRoutine = completion;
    IoMarkIrpPending(&stack.irp);
    EXPECT_EQ(stack.locations[2].Control, SL_PENDING_RETURNED);
    IoCopyCurrentIrpStackLocationToNext(&stack.irp);
    EXPECT_EQ(stack.locations[1].MajorFunction, IRP_MJ_READ);
    EXPECT_EQ(stack.locations[1].Parameters.Read.Length, 7u);
    EXPECT_EQ(stack.locations[1].CompletionRoutine, nullptr);
    EXPECT_EQ(stack.locations[1].Control, 0);
}

TEST(NtInlines, CompletionRoutineGoesToTheNextLocation)
{
    IrpWithStack stack;
    IoSetCompletionRoutine(&stack.irp, completion, &stack, TRUE, FALSE, TRUE);
    EXPECT_EQ(stack.locations[1].CompletionRoutine, completion);
    EXPECT_EQ(stack.locations[1].Context, &stack);
    EXPECT_EQ(stack.locations[1].Control, SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_CANCEL);
    EXPECT_EQ(IoSetCancelRoutine(&stack.irp, cancel_routine), nullptr);
    EXPECT_EQ(IoSetCancelRoutine(&stack.irp, nullptr), cancel_routine);
}

TEST(NtInlines, ListsAreDoublyLinked)
{
    LIST_ENTRY head, a, b, c;
    InitializeListHead(&head);
    EXPECT_TRUE(IsListEmpty(&head));
    InsertTailList(&head, &b);
    InsertHeadList(&head, &a);
    InsertTailList(&head, &c);
    EXPECT_FALSE(RemoveEntryList(&b));
    EXPECT_EQ(RemoveHeadList(&head), &a);
    EXPECT_EQ(RemoveTailList(&head), &c);
    EXPECT_TRUE(IsListEmpty(&head));
    InsertTailList(&head, &a);
    EXPECT_TRUE(RemoveEntryList(&a));
}

TEST(NtInlines, InterlockedOperationsReturnWhatTheyDoOnWindows)
{
    LONG value = 5;
    EXPECT_EQ(InterlockedIncrement(&value), 6);
    EXPECT_EQ(InterlockedExchangeAdd(&value, 4), 6);
    EXPECT_EQ(InterlockedAnd(&value, 2), 10);
    EXPECT_EQ(InterlockedCompareExchange(&value, 9, 1), 2);
    EXPECT_EQ(InterlockedCompareExchange(&value, 9, 2), 2);
    EXPECT_EQ(InterlockedExchange(&value, 1), 9);
    EXPECT_EQ(InterlockedBitTestAndSet(&value, 0), 1);
    EXPECT_EQ(InterlockedBitTestAndReset(&value, 0), 1);
    EXPECT_EQ(value, 0);
}

TEST(NtInlines, MdlsCountThePagesThatABufferTouches)
{
    EXPECT_EQ(ADDRESS_AND_SIZE_TO_SPAN_PAGES(0x1000, 0x1000), 1u);
    EXPECT_EQ(ADDRESS_AND_SIZE_TO_SPAN_PAGES(0x1fff, 2), 2u);
    EXPECT_EQ(ADDRESS_AND_SIZE_TO_SPAN_PAGES(0x1fff, 0), 1u);
    EXPECT_EQ(BYTES_TO_PAGES(0x1001), 2u);
    MDL mdl{};
    const auto buffer = reinterpret_cast<PVOID>(ULONG_PTR{0x12345});
    MmInitializeMdl(&mdl, buffer, 0x2000);
    EXPECT_EQ(mdl.Size, static_cast<CSHORT>(sizeof(MDL) + 3 * sizeof(PFN_NUMBER)));
    EXPECT_EQ(MmGetMdlVirtualAddress(&mdl), buffer);
    EXPECT_EQ(MmGetMdlByteOffset(&mdl), 0x345u);
    EXPECT_EQ(MmGetMdlByteCount(&mdl), 0x2000u);
}

TEST(NtInlines, ControlCodesArePackedAndStatusesHaveASeverity)
{
    const ULONG code = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_OUT_DIRECT, FILE_READ_ACCESS);
    EXPECT_EQ(code, 0x226002u);
    EXPECT_EQ(METHOD_FROM_CTL_CODE(code), 2u);
    EXPECT_EQ(IoGetFunctionCodeFromCtlCode(code), 0x800u);
    EXPECT_TRUE(NT_SUCCESS(STATUS_PENDING) && NT_WARNING(STATUS_BUFFER_OVERFLOW));
    EXPECT_TRUE(NT_ERROR(STATUS_CANCELLED) && !NT_SUCCESS(STATUS_BUFFER_OVERFLOW));
}

TEST(NtInlines, RegistersAreMemory)
{
    ULONG value = 7;
    EXPECT_EQ(READ_REGISTER_ULONG(&value), 7u);
    WRITE_REGISTER_NOFENCE_ULONG(&value, 9);
    EXPECT_EQ(value, 9u);
    USHORT from[3] = {1, 2, 3};
    USHORT to[3] = {};
    WRITE_REGISTER_BUFFER_USHORT(to, from, 2);
    EXPECT_EQ(to[1], 2);
    EXPECT_EQ(to[2], 0);
}

TEST(NtInlines, RoundingGoesToMultiples)
{
    EXPECT_EQ(ALIGN_UP_BY(17, 16), 32u);
    EXPECT_EQ(ALIGN_UP_BY(32, 16), 32u);
    EXPECT_EQ(ALIGN_DOWN(23, ULONG64), 16u);
    EXPECT_EQ(Int32x32To64(-0x10000, 0x10000), -0x100000000LL);
}

TEST(NtInlines, EmptyStringsKnowTheirBuffer)
{
    WCHAR buffer[4];
    UNICODE_STRING string;
    RtlInitEmptyUnicodeString(&string, buffer, sizeof(buffer));
    EXPECT_EQ(string.Length, 0);
    EXPECT_EQ(string.MaximumLength, 8);
    EXPECT_EQ(string.Buffer, buffer);
    CHAR byte = 3;
    EXPECT_EQ(InterlockedExchange8(&byte, 5), 3);
    EXPECT_EQ(byte, 5);
}

TEST(NtInlines, WorkItemsAndTimerOptionsStartClean)
{
    WORK_QUEUE_ITEM item{};
    ExInitializeWorkItem(&item, nullptr, &item);
    EXPECT_EQ(item.Parameter, &item);
    EXT_SET_PARAMETERS options;
    ExInitializeSetTimerParameters(&options);
    EXPECT_EQ(options.NoWakeTolerance, EX_TIMER_UNLIMITED_TOLERANCE);
    EXPECT_EQ(options.Version, 0u);
}

} // namespace
