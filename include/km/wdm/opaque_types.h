/* OpenWDF: types of the executive that drivers only pass on, and everything that the generated
 * declarations below wdm/generated/ need. */
#ifndef OPENWDF_WDM_OPAQUE_TYPES_H
#define OPENWDF_WDM_OPAQUE_TYPES_H

#include <devpropdef.h>
#include <evntprov.h>
#include <ntstatus.h>
#include <wdm/dma_enums.h>
#include <wdm/io_structs.h>
#include <wdm/power_framework.h>

/* Objects behind pointers; the executive allocates them. */
typedef struct _CALLBACK_OBJECT* PCALLBACK_OBJECT;
typedef struct _EX_TIMER* PEX_TIMER;
typedef struct POHANDLE__* POHANDLE;
typedef struct _KENLISTMENT *PKENLISTMENT, *PRKENLISTMENT;
typedef struct _KPROCESS* PRKPROCESS;
typedef struct _ESILO* PESILO;
typedef struct _DMA_COMMON_BUFFER_VECTOR* PDMA_COMMON_BUFFER_VECTOR;

/* Locks in nonpaged memory of the driver's, zero when new. */
typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;
typedef LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;

/* Numbers that the executive gives a meaning. */
typedef ULONG NODE_REQUIREMENT;
typedef ULONG_PTR ERESOURCE_THREAD, *PERESOURCE_THREAD;
typedef USHORT SECURITY_DESCRIPTOR_CONTROL, *PSECURITY_DESCRIPTOR_CONTROL;
typedef GUID UUID;

/* Other names of pointers. */
typedef struct _KAPC_STATE* PRKAPC_STATE;

/* ExCancelTimer takes none yet. */
typedef PVOID PEXT_CANCEL_PARAMETERS;

#endif
