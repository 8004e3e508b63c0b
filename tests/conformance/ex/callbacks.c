/* Callback objects: the pages of ExCreateCallback, ExRegisterCallback, ExNotifyCallback. */
#include "ex_scenarios.h"

#define NAME L"\\Callback\\Conformance"

typedef struct _CALLS {
    ULONG Count;
    ULONG Order[8];
    KIRQL Irql;
    PVOID Argument1;
    PVOID Argument2;
} CALLS;

typedef struct _LISTENER {
    CALLS* Calls;
    ULONG Number;
} LISTENER;

static CALLBACK_FUNCTION Listen;

static VOID Listen(PVOID CallbackContext, PVOID Argument1, PVOID Argument2)
{
    LISTENER* listener = CallbackContext;
    CALLS* calls = listener->Calls;

    calls->Order[calls->Count++] = listener->Number;
    calls->Irql = KeGetCurrentIrql();
    calls->Argument1 = Argument1;
    calls->Argument2 = Argument2;
}

static NTSTATUS Create(const WCHAR* Name, ULONG Flags, BOOLEAN Make, BOOLEAN Many,
                       PCALLBACK_OBJECT* Object)
{
    OBJECT_ATTRIBUTES attributes;
    UNICODE_STRING name;

    RtlInitUnicodeString(&name, Name);
    InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE | Flags, NULL, NULL);
    return ExCreateCallback(Object, &attributes, Make, Many);
}

static PCALLBACK_OBJECT Make(BOOLEAN Many)
{
    PCALLBACK_OBJECT object = NULL;

    EXPECT_STATUS(Create(NAME, 0, TRUE, Many, &object), STATUS_SUCCESS);
    return object;
}

NTSTATUS RoutinesAreCalledInOrder(PSCENARIO Scenario)
{
    const PCALLBACK_OBJECT object = Make(TRUE);
    CALLS calls = {0};
    LISTENER listeners[3];
    PVOID registrations[3];
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    for (i = 0; i < 3; ++i) {
        listeners[i].Calls = &calls;
        listeners[i].Number = i;
        registrations[i] = ExRegisterCallback(object, Listen, &listeners[i]);
        EXPECT(registrations[i] != NULL);
    }
    ExNotifyCallback(object, &calls, (PVOID)7);
    EXPECT_EQ(calls.Count, 3);
    for (i = 0; i < 3; ++i)
        EXPECT_EQ(calls.Order[i], i);
    EXPECT_EQ(calls.Argument1, &calls);
    EXPECT_EQ(calls.Argument2, (PVOID)7);
    ExUnregisterCallback(registrations[1]);
    ExNotifyCallback(object, NULL, NULL);
    EXPECT_EQ(calls.Count, 5);
    EXPECT_EQ(calls.Order[3], 0);
    EXPECT_EQ(calls.Order[4], 2);
    ExUnregisterCallback(registrations[0]);
    ExUnregisterCallback(registrations[2]);
    ExNotifyCallback(object, NULL, NULL);
    EXPECT_EQ(calls.Count, 5);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

NTSTATUS RoutinesRunAtTheCallersLevel(PSCENARIO Scenario)
{
    const PCALLBACK_OBJECT object = Make(FALSE);
    CALLS calls = {0};
    LISTENER listener = {&calls, 0};
    PVOID registration;
    KIRQL old;

    UNREFERENCED_PARAMETER(Scenario);
    registration = ExRegisterCallback(object, Listen, &listener);
    ExNotifyCallback(object, NULL, NULL);
    EXPECT_EQ(calls.Irql, PASSIVE_LEVEL);
    KeRaiseIrql(DISPATCH_LEVEL, &old);
    ExNotifyCallback(object, NULL, NULL);
    KeLowerIrql(old);
    EXPECT_EQ(calls.Irql, DISPATCH_LEVEL);
    ExUnregisterCallback(registration);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

NTSTATUS OneRoutineAloneWhereManyAreNotAllowed(PSCENARIO Scenario)
{
    const PCALLBACK_OBJECT object = Make(FALSE);
    CALLS calls = {0};
    LISTENER listener = {&calls, 0};
    PVOID registration;

    UNREFERENCED_PARAMETER(Scenario);
    registration = ExRegisterCallback(object, Listen, &listener);
    EXPECT(registration != NULL);
    EXPECT_EQ(ExRegisterCallback(object, Listen, &listener), NULL);
    ExUnregisterCallback(registration);
    registration = ExRegisterCallback(object, Listen, &listener);
    EXPECT(registration != NULL);
    ExUnregisterCallback(registration);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

NTSTATUS ACallbackObjectIsFoundByName(PSCENARIO Scenario)
{
    const PCALLBACK_OBJECT object = Make(FALSE);
    PCALLBACK_OBJECT found = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(Create(L"\\CALLBACK\\CONFORMANCE", 0, FALSE, TRUE, &found), STATUS_SUCCESS);
    EXPECT_EQ(found, object);
    ObDereferenceObject(found);
    /* What exists is opened, and stays as it was made. */
    EXPECT_STATUS(Create(NAME, 0, TRUE, TRUE, &found), STATUS_SUCCESS);
    EXPECT_EQ(found, object);
    ObDereferenceObject(found);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

NTSTATUS ACallbackObjectGoesWithItsLastReference(PSCENARIO Scenario)
{
    const PCALLBACK_OBJECT object = Make(TRUE);
    CALLS calls = {0};
    LISTENER listener = {&calls, 0};
    PCALLBACK_OBJECT found = NULL;
    PVOID registration;

    UNREFERENCED_PARAMETER(Scenario);
    registration = ExRegisterCallback(object, Listen, &listener);
    ObDereferenceObject(object);
    EXPECT_STATUS(Create(NAME, 0, FALSE, FALSE, &found), STATUS_SUCCESS);
    ObDereferenceObject(found);
    ExUnregisterCallback(registration);
    EXPECT_STATUS(Create(NAME, 0, FALSE, FALSE, &found), STATUS_OBJECT_NAME_NOT_FOUND);
    EXPECT_EQ(found, NULL);
    return STATUS_SUCCESS;
}

NTSTATUS APermanentCallbackObjectStays(PSCENARIO Scenario)
{
    PCALLBACK_OBJECT object = NULL;
    PCALLBACK_OBJECT found = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(Create(NAME, OBJ_PERMANENT, TRUE, FALSE, &object), STATUS_SUCCESS);
    ObDereferenceObject(object);
    EXPECT_STATUS(Create(NAME, 0, FALSE, FALSE, &found), STATUS_SUCCESS);
    EXPECT_EQ(found, object);
    ObDereferenceObject(found);
    return STATUS_SUCCESS;
}

NTSTATUS NamesOfCallbackObjectsAreChecked(PSCENARIO Scenario)
{
    PCALLBACK_OBJECT object = NULL;
    OBJECT_ATTRIBUTES attributes;
    UNICODE_STRING name;

    UNREFERENCED_PARAMETER(Scenario);
    InitializeObjectAttributes(&attributes, NULL, 0, NULL, NULL);
    EXPECT_STATUS(ExCreateCallback(&object, &attributes, TRUE, TRUE), STATUS_UNSUCCESSFUL);
    EXPECT_STATUS(Create(L"", 0, TRUE, TRUE, &object), STATUS_UNSUCCESSFUL);
    EXPECT_STATUS(Create(L"\\Device\\Conformance", 0, TRUE, TRUE, &object),
                  STATUS_OBJECT_TYPE_MISMATCH);
    RtlInitUnicodeString(&name, L"Conformance");
    InitializeObjectAttributes(&attributes, &name, 0, (HANDLE)4, NULL);
    EXPECT_STATUS(ExCreateCallback(&object, &attributes, TRUE, TRUE), STATUS_INVALID_HANDLE);
    EXPECT_EQ(object, NULL);
    return STATUS_SUCCESS;
}

NTSTATUS TheSystemsCallbackObjectsExist(PSCENARIO Scenario)
{
    static const WCHAR* const names[] = {L"\\Callback\\PowerState", L"\\Callback\\SetSystemTime",
                                         L"\\Callback\\ProcessorAdd"};
    CALLS calls = {0};
    LISTENER listener = {&calls, 0};
    PVOID registrations[2];
    ULONG i;

    UNREFERENCED_PARAMETER(Scenario);
    for (i = 0; i < ARRAYSIZE(names); ++i) {
        PCALLBACK_OBJECT object = NULL;

        EXPECT_STATUS(Create(names[i], 0, FALSE, FALSE, &object), STATUS_SUCCESS);
        registrations[0] = ExRegisterCallback(object, Listen, &listener);
        registrations[1] = ExRegisterCallback(object, Listen, &listener);
        EXPECT(registrations[0] != NULL && registrations[1] != NULL);
        ExUnregisterCallback(registrations[0]);
        ExUnregisterCallback(registrations[1]);
        ObDereferenceObject(object);
    }
    return STATUS_SUCCESS;
}

NTSTATUS ASystemCallbackIsNotTheDriversToNotify(PSCENARIO Scenario)
{
    PCALLBACK_OBJECT object = NULL;

    UNREFERENCED_PARAMETER(Scenario);
    EXPECT_STATUS(Create(L"\\Callback\\PowerState", 0, FALSE, FALSE, &object), STATUS_SUCCESS);
    ExNotifyCallback(object, NULL, NULL);
    ObDereferenceObject(object);
    return STATUS_SUCCESS;
}

typedef struct _SLOW {
    PCALLBACK_OBJECT Object;
    PVOID Registration;
    KEVENT Inside;
    KEVENT Proceed;
    volatile LONG Left;
} SLOW;

static VOID ListenSlowly(PVOID CallbackContext, PVOID Argument1, PVOID Argument2)
{
    SLOW* slow = CallbackContext;

    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    KeSetEvent(&slow->Inside, 0, FALSE);
    WaitFor(&slow->Proceed);
    slow->Left = 1;
}

static VOID NotifyThread(PVOID Context)
{
    ExNotifyCallback(((SLOW*)Context)->Object, NULL, NULL);
}

static VOID UnregisterThread(PVOID Context)
{
    SLOW* slow = Context;

    ExUnregisterCallback(slow->Registration);
    EXPECT_EQ(slow->Left, 1);
}

NTSTATUS UnregisterWaitsForTheRoutine(PSCENARIO Scenario)
{
    PVOID notifier;
    PVOID unregistrar;
    SLOW slow;

    UNREFERENCED_PARAMETER(Scenario);
    slow.Object = Make(FALSE);
    slow.Left = 0;
    KeInitializeEvent(&slow.Inside, NotificationEvent, FALSE);
    KeInitializeEvent(&slow.Proceed, NotificationEvent, FALSE);
    slow.Registration = ExRegisterCallback(slow.Object, ListenSlowly, &slow);
    notifier = StartThread(NotifyThread, &slow);
    WaitFor(&slow.Inside);
    unregistrar = StartThread(UnregisterThread, &slow);
    EXPECT(!WaitBriefly(unregistrar));
    KeSetEvent(&slow.Proceed, 0, FALSE);
    JoinThread(unregistrar);
    JoinThread(notifier);
    ObDereferenceObject(slow.Object);
    return STATUS_SUCCESS;
}

static VOID ListenOnce(PVOID CallbackContext, PVOID Argument1, PVOID Argument2)
{
    SLOW* slow = CallbackContext;

    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    ++slow->Left;
    ExUnregisterCallback(slow->Registration);
}

NTSTATUS UnregisterInsideTheRoutine(PSCENARIO Scenario)
{
    PCALLBACK_OBJECT found = NULL;
    SLOW slow;

    UNREFERENCED_PARAMETER(Scenario);
    slow.Object = Make(FALSE);
    slow.Left = 0;
    slow.Registration = ExRegisterCallback(slow.Object, ListenOnce, &slow);
    ExNotifyCallback(slow.Object, NULL, NULL);
    ExNotifyCallback(slow.Object, NULL, NULL);
    EXPECT_EQ(slow.Left, 1);
    ObDereferenceObject(slow.Object);
    EXPECT_STATUS(Create(NAME, 0, FALSE, FALSE, &found), STATUS_OBJECT_NAME_NOT_FOUND);
    return STATUS_SUCCESS;
}
