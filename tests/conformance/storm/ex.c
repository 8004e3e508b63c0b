/* Misuse of push locks, callback objects, sequenced lists, and of mutexes at a thread's end. */
#include <ntifs.h>

#include "storm_driver.h"

STORM_FUNCTION(PushLockUnheld)
{
    EX_PUSH_LOCK lock;
    ULONG i;

    ExInitializePushLock(&lock);
    KeEnterCriticalRegion();
    for (i = 0; i < Order->A % 3; ++i) {
        ExAcquirePushLockShared(&lock);
        ExReleasePushLockShared(&lock);
    }
    if (Order->Which == 0)
        ExReleasePushLockShared(&lock);
    else
        ExReleasePushLockExclusive(&lock);
    KeLeaveCriticalRegion();
    Answer->Untouched = lock == 0;
    return STATUS_SUCCESS;
}

STORM_FUNCTION(PushLockWithApcsOn)
{
    EX_PUSH_LOCK lock;

    ExInitializePushLock(&lock);
    if (Order->Which == 0) {
        ExAcquirePushLockShared(&lock);
        ExReleasePushLockShared(&lock);
    } else {
        ExAcquirePushLockExclusive(&lock);
        ExReleasePushLockExclusive(&lock);
    }
    return STATUS_SUCCESS;
}

static NTSTATUS CreateCallback(const WCHAR* Name, BOOLEAN Create, PCALLBACK_OBJECT* Object)
{
    OBJECT_ATTRIBUTES attributes;
    UNICODE_STRING name;

    RtlInitUnicodeString(&name, Name);
    InitializeObjectAttributes(&attributes, Name == NULL ? NULL : &name, 0, NULL, NULL);
    return ExCreateCallback(Object, &attributes, Create, FALSE);
}

/* No name, nobody's name, a device's name. */
STORM_FUNCTION(CallbackName)
{
    static const WCHAR* const names[] = {NULL, L"", L"\\Callback\\Nobody",
                                         L"\\Device\\Conformance"};
    PCALLBACK_OBJECT object = (PCALLBACK_OBJECT)1;
    const NTSTATUS status =
        CreateCallback(names[Order->Which], Order->Which != 2 && Order->A % 2 == 0, &object);

    Answer->Untouched = object == NULL;
    return status;
}

static VOID Listen(PVOID CallbackContext, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(CallbackContext);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
}

static VOID Unregister(PVOID CallbackContext, PVOID Argument1, PVOID Argument2)
{
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    ExUnregisterCallback(*(PVOID*)CallbackContext);
}

STORM_FUNCTION(SecondRoutine)
{
    PCALLBACK_OBJECT object = NULL;
    PVOID registration;

    EXPECT_STATUS(CreateCallback(L"\\Callback\\Storm", TRUE, &object), STATUS_SUCCESS);
    registration = ExRegisterCallback(object, Listen, NULL);
    Answer->Untouched = ExRegisterCallback(object, Listen, (PVOID)(ULONG_PTR)Order->A) == NULL;
    ExUnregisterCallback(registration);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(SystemCallbackNotified)
{
    static const WCHAR* const names[] = {L"\\Callback\\PowerState", L"\\Callback\\SetSystemTime",
                                         L"\\Callback\\ProcessorAdd"};
    PCALLBACK_OBJECT object = NULL;

    EXPECT_STATUS(CreateCallback(names[Order->Which], FALSE, &object), STATUS_SUCCESS);
    ExNotifyCallback(object, (PVOID)(ULONG_PTR)Order->A, (PVOID)(ULONG_PTR)Order->B);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(UnregisterInRoutine)
{
    PCALLBACK_OBJECT object = NULL;
    PVOID registration = NULL;

    EXPECT_STATUS(CreateCallback(L"\\Callback\\Storm", TRUE, &object), STATUS_SUCCESS);
    registration = ExRegisterCallback(object, Unregister, &registration);
    ExNotifyCallback(object, NULL, NULL);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

STORM_FUNCTION(ListMisaligned)
{
    static SLIST_HEADER list[2];
    static SLIST_ENTRY entries[2];
    const ULONG_PTR off = (ULONG_PTR)(Order->A % 15 + 1);

    InitializeSListHead(&list[0]);
    switch (Order->Which) {
    case 0: InitializeSListHead((PSLIST_HEADER)((ULONG_PTR)&list[0] + off)); break;
    case 1:
        InterlockedPushEntrySList(&list[0], (PSLIST_ENTRY)((ULONG_PTR)&entries[0] + off));
        break;
    default: InterlockedPopEntrySList((PSLIST_HEADER)((ULONG_PTR)&list[0] + off)); break;
    }
    return STATUS_SUCCESS;
}

static VOID TakeMutex(PVOID Mutex)
{
    KeWaitForSingleObject(Mutex, Executive, KernelMode, FALSE, NULL);
}

/* N115. */
STORM_FUNCTION(ThreadEndsWithMutex)
{
    static KMUTEX mutex;
    HANDLE thread = NULL;

    KeInitializeMutex(&mutex, 0);
    EXPECT_STATUS(
        PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, TakeMutex, &mutex),
        STATUS_SUCCESS);
    ZwWaitForSingleObject(thread, FALSE, NULL);
    return STATUS_SUCCESS;
}
