/* OpenWDF: the head of dispatcher objects, and the kernel's objects behind pointers. */
#ifndef OPENWDF_WDM_KE_DISPATCHER_H
#define OPENWDF_WDM_KE_DISPATCHER_H

#include <ntdef.h>

/* Objects of the kernel behind pointers. */
typedef struct _KTHREAD *PKTHREAD, *PRKTHREAD;
typedef struct _KPROCESS* PKPROCESS;
typedef struct _ETHREAD* PETHREAD;
typedef struct _EPROCESS* PEPROCESS;
typedef struct _KINTERRUPT* PKINTERRUPT;

/* Head of everything that can be waited for. Opaque. */
typedef struct _DISPATCHER_HEADER {
    _ANONYMOUS_UNION union {
        _ANONYMOUS_UNION union {
            volatile LONG Lock;
            LONG LockNV;
        } DUMMYUNIONNAME;
        _ANONYMOUS_STRUCT struct {
            UCHAR Type;
            UCHAR Signalling;
            UCHAR Size;
            UCHAR Reserved1;
        } DUMMYSTRUCTNAME;
        _ANONYMOUS_STRUCT struct {
            UCHAR TimerType;
            _ANONYMOUS_UNION union {
                UCHAR TimerControlFlags;
                _ANONYMOUS_STRUCT struct {
                    UCHAR Absolute : 1;
                    UCHAR Wake : 1;
                    UCHAR EncodedTolerableDelay : 6;
                } DUMMYSTRUCTNAME;
            } DUMMYUNIONNAME;
            UCHAR Hand;
            _ANONYMOUS_UNION union {
                UCHAR TimerMiscFlags;
                _ANONYMOUS_STRUCT struct {
                    UCHAR Index : 6;
                    UCHAR Inserted : 1;
                    volatile UCHAR Expired : 1;
                } DUMMYSTRUCTNAME;
            } DUMMYUNIONNAME2;
        } DUMMYSTRUCTNAME2;
        _ANONYMOUS_STRUCT struct {
            UCHAR Timer2Type;
            _ANONYMOUS_UNION union {
                UCHAR Timer2Flags;
                _ANONYMOUS_STRUCT struct {
                    UCHAR Timer2Inserted : 1;
                    UCHAR Timer2Expiring : 1;
                    UCHAR Timer2CancelPending : 1;
                    UCHAR Timer2SetPending : 1;
                    UCHAR Timer2Running : 1;
                    UCHAR Timer2Disabled : 1;
                    UCHAR Timer2ReservedFlags : 2;
                } DUMMYSTRUCTNAME;
            } DUMMYUNIONNAME;
            UCHAR Timer2ComponentId;
            UCHAR Timer2RelativeId;
        } DUMMYSTRUCTNAME3;
        _ANONYMOUS_STRUCT struct {
            UCHAR QueueType;
            _ANONYMOUS_UNION union {
                UCHAR QueueControlFlags;
                _ANONYMOUS_STRUCT struct {
                    UCHAR Abandoned : 1;
                    UCHAR DisableIncrement : 1;
                    UCHAR QueueReservedControlFlags : 6;
                } DUMMYSTRUCTNAME;
            } DUMMYUNIONNAME;
            UCHAR QueueSize;
            UCHAR QueueReserved;
        } DUMMYSTRUCTNAME4;
        _ANONYMOUS_STRUCT struct {
            UCHAR ThreadType;
            UCHAR ThreadReserved;
            _ANONYMOUS_UNION union {
                UCHAR ThreadControlFlags;
                _ANONYMOUS_STRUCT struct {
                    UCHAR CycleProfiling : 1;
                    UCHAR CounterProfiling : 1;
                    UCHAR GroupScheduling : 1;
                    UCHAR AffinitySet : 1;
                    UCHAR Tagged : 1;
                    UCHAR EnergyProfiling : 1;
                    UCHAR SchedulerAssist : 1;
                    UCHAR ThreadReservedControlFlags : 1;
                } DUMMYSTRUCTNAME;
            } DUMMYUNIONNAME;
            _ANONYMOUS_UNION union {
                UCHAR DebugActive;
                _ANONYMOUS_STRUCT struct {
                    BOOLEAN ActiveDR7 : 1;
                    BOOLEAN Instrumented : 1;
                    BOOLEAN Minimal : 1;
                    BOOLEAN Reserved4 : 2;
                    BOOLEAN AltSyscall : 1;
                    BOOLEAN Emulation : 1;
                    BOOLEAN Reserved5 : 1;
                } DUMMYSTRUCTNAME;
            } DUMMYUNIONNAME2;
        } DUMMYSTRUCTNAME5;
        _ANONYMOUS_STRUCT struct {
            UCHAR MutantType;
            UCHAR MutantSize;
            BOOLEAN DpcActive;
            UCHAR MutantReserved;
        } DUMMYSTRUCTNAME6;
    } DUMMYUNIONNAME;
    LONG SignalState;
    LIST_ENTRY WaitListHead;
} DISPATCHER_HEADER, *PDISPATCHER_HEADER;

#endif
