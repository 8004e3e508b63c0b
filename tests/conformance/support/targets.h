/* Remote targets for scenarios. */
#ifndef CONFORMANCE_TARGETS_H
#define CONFORMANCE_TARGETS_H

#include "scenario.h"

NTSTATUS OpenByName(WDFIOTARGET Target, const WCHAR* Name);
NTSTATUS Reopen(WDFIOTARGET Target);
WDFIOTARGET MakeTarget(PSCENARIO Scenario);
WDFIOTARGET OpenTarget(PSCENARIO Scenario, const WCHAR* Name);

/* A synchronous transfer of a local buffer, with a NULL request and no options. */
NTSTATUS ReadBuffer(WDFIOTARGET Target, PVOID Buffer, ULONG Length, LONGLONG Offset,
                    PULONG_PTR BytesRead);
NTSTATUS WriteBuffer(WDFIOTARGET Target, PVOID Buffer, ULONG Length, LONGLONG Offset,
                     PULONG_PTR BytesWritten);
/* A synchronous read at offset 0. */
NTSTATUS ReadDescriptor(WDFIOTARGET Target, PWDF_MEMORY_DESCRIPTOR Descriptor);

/* Sends one of the recorder's questions, whatever the target's state; whether it said yes. */
BOOLEAN AskRecorder(WDFIOTARGET Target, ULONG Function);
/* Lets the recorder end what RECORDER_OFFSET_KEEP keeps, whatever the target's state; whether that
 * had been cancelled. */
BOOLEAN FinishKept(WDFIOTARGET Target);
/* Waits until that has been cancelled; a timer's thread may take its time. */
VOID WaitUntilKeptIsCancelled(WDFIOTARGET Target);

/* Expects bytes that count up from `First`: the recorder answers a read with the low byte of each
 * position. */
VOID ExpectCounted(const UCHAR* Bytes, size_t Length, UCHAR First);

#endif
