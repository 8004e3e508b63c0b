/* OpenWDF: run-time library: memory, lists, strings, interlocked operations. */
#ifndef OPENWDF_WDM_RTL_H
#define OPENWDF_WDM_RTL_H

#include <string.h>

#include <ntdef.h>

/* Memory: copy, fill, compare and byte order; lengths in bytes. Any IRQL. */
#define RtlCopyMemory(destination, source, length) memcpy((destination), (source), (length))
#define RtlCopyBytes RtlCopyMemory
#define RtlMoveMemory(destination, source, length) memmove((destination), (source), (length))
#define RtlFillMemory(destination, length, fill) memset((destination), (fill), (length))
#define RtlZeroMemory(destination, length) memset((destination), 0, (length))
#define RtlZeroBytes RtlZeroMemory
#define RtlEqualMemory(a, b, length) (!memcmp((a), (b), (length)))
#define RtlIsZeroMemory openwdf_is_zero_memory
#define RtlUlongByteSwap(value) __builtin_bswap32(value)
#define RtlUshortByteSwap(value) __builtin_bswap16(value)
#define RtlUlonglongByteSwap(value) __builtin_bswap64(value)

/* Zeroes memory in a way that optimisation does not remove. */
OPENWDF_INLINE PVOID RtlSecureZeroMemory(PVOID memory, SIZE_T length)
{
    memset(memory, 0, length);
    __asm__ volatile("" : : "r"(memory) : "memory");
    return memory;
}

OPENWDF_INLINE BOOLEAN openwdf_is_zero_memory(const VOID* memory, SIZE_T length)
{
    const UCHAR* bytes = (const UCHAR*)memory;
    while (length != 0 && *bytes == 0) {
        ++bytes;
        --length;
    }
    return length == 0;
}

/* Makes a list empty. */
OPENWDF_INLINE VOID InitializeListHead(PLIST_ENTRY head)
{
    head->Flink = head;
    head->Blink = head;
}

/* Whether a list has no entries. */
OPENWDF_INLINE BOOLEAN IsListEmpty(const LIST_ENTRY* head)
{
    return head->Flink == head;
}

/* Removes an entry from its list; TRUE when the list is empty afterwards. */
OPENWDF_INLINE BOOLEAN RemoveEntryList(PLIST_ENTRY entry)
{
    PLIST_ENTRY next = entry->Flink;
    PLIST_ENTRY previous = entry->Blink;
    previous->Flink = next;
    next->Blink = previous;
    return next == previous;
}

/* Takes the first entry; the list must not be empty. */
OPENWDF_INLINE PLIST_ENTRY RemoveHeadList(PLIST_ENTRY head)
{
    PLIST_ENTRY entry = head->Flink;
    RemoveEntryList(entry);
    return entry;
}

/* Takes the last entry; the list must not be empty. */
OPENWDF_INLINE PLIST_ENTRY RemoveTailList(PLIST_ENTRY head)
{
    PLIST_ENTRY entry = head->Blink;
    RemoveEntryList(entry);
    return entry;
}

/* Puts an entry first. */
OPENWDF_INLINE VOID InsertHeadList(PLIST_ENTRY head, PLIST_ENTRY entry)
{
    PLIST_ENTRY next = head->Flink;
    entry->Flink = next;
    entry->Blink = head;
    next->Blink = entry;
    head->Flink = entry;
}

/* Puts an entry last. */
OPENWDF_INLINE VOID InsertTailList(PLIST_ENTRY head, PLIST_ENTRY entry)
{
    PLIST_ENTRY previous = head->Blink;
    entry->Flink = head;
    entry->Blink = previous;
    previous->Flink = entry;
    head->Blink = entry;
}

/* Joins a list without a head of its own (`list` is an entry of it) to the end of another. */
OPENWDF_INLINE VOID AppendTailList(PLIST_ENTRY head, PLIST_ENTRY list)
{
    PLIST_ENTRY tail = head->Blink;
    head->Blink->Flink = list;
    head->Blink = list->Blink;
    list->Blink->Flink = head;
    list->Blink = tail;
}

/* Takes the first entry; NULL when the list is empty. */
OPENWDF_INLINE PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY head)
{
    PSINGLE_LIST_ENTRY first = head->Next;
    if (first != NULL) {
        head->Next = first->Next;
    }
    return first;
}

/* Puts an entry first. */
OPENWDF_INLINE VOID PushEntryList(PSINGLE_LIST_ENTRY head, PSINGLE_LIST_ENTRY entry)
{
    entry->Next = head->Next;
    head->Next = entry;
}

OPENWDF_EXTERN_C_BEGIN

/* Counted string over a terminated WCHAR string, not copied; NULL gives an empty string. */
NTSYSAPI VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString);

/* Counted string over a terminated char string, not copied; NULL gives an empty string. */
NTSYSAPI VOID NTAPI RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString);

/* Copies as much as MaximumLength allows; a NULL source empties the destination. */
NTSYSAPI VOID NTAPI RtlCopyUnicodeString(PUNICODE_STRING DestinationString,
                                         PCUNICODE_STRING SourceString);

/* Order of two strings as <0, 0, >0; optionally without regard to case. IRQL PASSIVE. */
NTSYSAPI LONG NTAPI RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
                                            BOOLEAN CaseInSensitive);

/* Whether two strings are equal; optionally without regard to case. IRQL PASSIVE. */
NTSYSAPI BOOLEAN NTAPI RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
                                             BOOLEAN CaseInSensitive);

/* Number of leading bytes that are equal; Length when all are. Any IRQL. */
NTSYSAPI SIZE_T NTAPI RtlCompareMemory(const VOID* Source1, const VOID* Source2, SIZE_T Length);

OPENWDF_EXTERN_C_END

#endif
