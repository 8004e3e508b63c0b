/* Requests sent asynchronously, for scenarios. */
#ifndef CONFORMANCE_SENT_H
#define CONFORMANCE_SENT_H

#include "targets.h"

/* A driver-created request for a target, and what its completion routine was told. */
typedef struct _SENT {
    WDFREQUEST Request;
    WDFIOTARGET Target;
    WDFMEMORY Memory;
    PUCHAR Buffer;
    KEVENT Ended;
    LONG Calls;
    NTSTATUS Status;
    ULONG_PTR Information;
    WDF_REQUEST_COMPLETION_PARAMS Params;
    KIRQL Irql;
} SENT, *PSENT;

EVT_WDF_REQUEST_COMPLETION_ROUTINE EvtSentCompletion;

/* A request with 4 bytes of memory of its own. */
VOID MakeSent(PSENT Sent, WDFIOTARGET Target);
VOID DeleteSent(PSENT Sent);
/* Formats a read of the 4 bytes at an offset and sets the completion routine. */
VOID FormatRead(PSENT Sent, LONGLONG Offset);
/* FormatRead and WdfRequestSend; expects it to be sent or pended. */
VOID SendRead(PSENT Sent, LONGLONG Offset, PWDF_REQUEST_SEND_OPTIONS Options);
BOOLEAN Send(PSENT Sent, ULONG Flags, LONGLONG Timeout);
/* Waits for the completion routine and expects what it was told. */
VOID ExpectEnded(PSENT Sent, NTSTATUS Status, ULONG_PTR Information);
VOID ExpectNotEnded(PSENT Sent);
VOID ReuseSent(PSENT Sent);

#endif
