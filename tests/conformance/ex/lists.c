/* Sequenced lists: the pages of InitializeSListHead and its neighbours. */
#include "ex_scenarios.h"

#define ENTRIES 32
#define ROUNDS 40

typedef struct _LIST {
    SLIST_HEADER Head;
    SLIST_ENTRY Entries[ENTRIES];
} LIST;

static LIST List;

static VOID Fill(ULONG Count)
{
    ULONG i;

    InitializeSListHead(&List.Head);
    for (i = 0; i < Count; ++i)
        EXPECT_EQ(InterlockedPushEntrySList(&List.Head, &List.Entries[i]),
                  i == 0 ? NULL : &List.Entries[i - 1]);
}

NTSTATUS TheLastEntryInIsTheFirstOut(PSCENARIO Scenario)
{
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    Fill(3);
    EXPECT_EQ(QueryDepthSList(&List.Head), 3);
    EXPECT_EQ(FirstEntrySList(&List.Head), &List.Entries[2]);
    for (i = 3; i-- > 0;)
        EXPECT_EQ(InterlockedPopEntrySList(&List.Head), &List.Entries[i]);
    EXPECT_EQ(InterlockedPopEntrySList(&List.Head), NULL);
    EXPECT_EQ(QueryDepthSList(&List.Head), 0);
    EXPECT_EQ(FirstEntrySList(&List.Head), NULL);
    return STATUS_SUCCESS;
}

NTSTATUS EntriesAreFlushed(PSCENARIO Scenario)
{
    PSLIST_ENTRY entry;
    ULONG count = 0;
    KIRQL old;

    UNREFERENCED_PARAMETER(Scenario);
    Fill(5);
    KeRaiseIrql(HIGH_LEVEL, &old);
    entry = InterlockedFlushSList(&List.Head);
    KeLowerIrql(old);
    EXPECT_EQ(entry, &List.Entries[4]);
    for (; entry != NULL; entry = entry->Next)
        ++count;
    EXPECT_EQ(count, 5);
    EXPECT_EQ(QueryDepthSList(&List.Head), 0);
    EXPECT_EQ(InterlockedFlushSList(&List.Head), NULL);
    return STATUS_SUCCESS;
}

static VOID PushAndPop(PVOID Context)
{
    PSLIST_ENTRY entry;
    ULONG i;

    UNREFERENCED_PARAMETER(Context);
    for (i = 0; i < ROUNDS; ++i) {
        entry = InterlockedPopEntrySList(&List.Head);
        EXPECT(entry != NULL);
        entry->Next = (PSLIST_ENTRY)1; /* while it is ours */
        InterlockedPushEntrySList(&List.Head, entry);
    }
}

/* Nothing is lost and nothing comes twice. */
NTSTATUS ThreadsPushAndPop(PSCENARIO Scenario)
{
    BOOLEAN seen[ENTRIES] = {0};
    PSLIST_ENTRY entry;
    PVOID threads[3];
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    Fill(ENTRIES);
    for (i = 0; i < ARRAYSIZE(threads); ++i)
        threads[i] = StartThread(PushAndPop, NULL);
    PushAndPop(NULL);
    for (i = 0; i < ARRAYSIZE(threads); ++i)
        JoinThread(threads[i]);
    EXPECT_EQ(QueryDepthSList(&List.Head), ENTRIES);
    for (i = 0; i < ENTRIES; ++i) {
        entry = InterlockedPopEntrySList(&List.Head);
        EXPECT(entry >= List.Entries && entry < List.Entries + ENTRIES);
        EXPECT(!seen[entry - List.Entries]);
        seen[entry - List.Entries] = TRUE;
    }
    EXPECT_EQ(InterlockedPopEntrySList(&List.Head), NULL);
    return STATUS_SUCCESS;
}

NTSTATUS AMisalignedEntry(PSCENARIO Scenario)
{
    UNREFERENCED_PARAMETER(Scenario);
    InitializeSListHead(&List.Head);
    InterlockedPushEntrySList(&List.Head, (PSLIST_ENTRY)((PUCHAR)&List.Entries[0] + 8));
    return STATUS_UNSUCCESSFUL;
}

NTSTATUS AMisalignedList(PSCENARIO Scenario)
{
    UNREFERENCED_PARAMETER(Scenario);
    InitializeSListHead((PSLIST_HEADER)((PUCHAR)&List.Head + 8));
    return STATUS_UNSUCCESSFUL;
}
