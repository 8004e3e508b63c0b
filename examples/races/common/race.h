/*
 * What the six drivers of this folder have in common: a control device, \\.\Race, and one default
 * queue. Each driver is one file with one classic race. Built with RACE_CORRECTED=1 it is its own
 * corrected twin: what differs between the two is the lesson.
 */
#ifndef RACE_H
#define RACE_H

#include <ntddk.h>
#include <wdf.h>

#ifndef RACE_CORRECTED
#define RACE_CORRECTED 0
#endif

/* A request's offset is the latency the driver is to use, in 100 ns, at least one. */
LONGLONG RaceLatency(_In_ WDFREQUEST Request);

/* Given by each driver. */
extern const WDF_IO_QUEUE_DISPATCH_TYPE RaceDispatchType;
EVT_WDF_IO_QUEUE_IO_READ RaceEvtIoRead;
EVT_WDF_IO_QUEUE_IO_WRITE RaceEvtIoWrite;
VOID RaceInitAttributes(_Out_ PWDF_OBJECT_ATTRIBUTES Attributes);
/* The device and its context exist, the queue does not yet. */
NTSTATUS RaceSetUp(_In_ WDFDEVICE Device);

#endif
