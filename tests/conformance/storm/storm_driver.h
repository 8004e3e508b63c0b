/* What the parts of the driver share. */
#ifndef CONFORMANCE_STORM_DRIVER_H
#define CONFORMANCE_STORM_DRIVER_H

#include "storm.h"
#include "targets.h"

typedef struct _STORM_CONTEXT {
    ULONG Value;
} STORM_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(STORM_CONTEXT, StormContextOf)

extern WDFOBJECT Standing[STORM_KINDS];

/* The standing objects that a driver may delete. */
extern const ULONG DeletableKinds[STORM_DELETABLE];

/* Most misuses need only some of what they are given. */
#define STORM_UNUSED __attribute__((unused))
#define STORM_FUNCTION(name)                                                                       \
    NTSTATUS name(STORM_UNUSED PSCENARIO Scenario, STORM_UNUSED const STORM_ORDER* Order,          \
                  STORM_UNUSED STORM_ANSWER* Answer)
#define STORM_DECLARE(name) STORM_FUNCTION(name);
STORM_VALUES(STORM_DECLARE)

/* Creates one of STORM_MAKES. */
NTSTATUS CreateNew(PSCENARIO Scenario, ULONG Which, PWDF_OBJECT_ATTRIBUTES Attributes,
                   WDFOBJECT* Made);
BOOLEAN NeedsParent(ULONG Which);
/* The same with the parent it has by default, or the device where one must be given. */
WDFOBJECT MakeNew(PSCENARIO Scenario, ULONG Which);
/* One of the five synchronous methods with a descriptor of nothing, or of `Memory`. */
NTSTATUS SendOne(ULONG Which, PVOID Target, PVOID Request, PVOID Memory);
/* The same with the whole choice; `Answer` learns whether the byte count was left alone. */
NTSTATUS SendWith(ULONG Which, WDFIOTARGET Target, WDFREQUEST Request,
                  PWDF_MEMORY_DESCRIPTOR Descriptor, PWDF_REQUEST_SEND_OPTIONS Options,
                  STORM_ANSWER* Answer);
/* Callbacks that do what the order in hand says. */
EVT_WDF_TIMER EvtActInTimer;
EVT_WDF_WORKITEM EvtActInWorkItem;
NTSTATUS MakeManualQueue(WDFDEVICE Device);
PWDF_OBJECT_ATTRIBUTES WithParent(WDFOBJECT Parent);
PWDF_OBJECT_ATTRIBUTES WithContext(VOID);
NTSTATUS CallWithHandle(ULONG Row, PVOID Handle);

#endif
