/* OpenWDF: types of event providers (ETW), as far as drivers name them. */
#ifndef _EVNTPROV_H_
#define _EVNTPROV_H_

#include <guiddef.h>
#include <ntdef.h>

/* A registered provider. */
typedef ULONGLONG REGHANDLE, *PREGHANDLE;

/* An event's identity. Documented: ns-evntprov-event_descriptor. */
typedef struct _EVENT_DESCRIPTOR {
    USHORT Id;
    UCHAR Version;
    UCHAR Channel;
    UCHAR Level;
    UCHAR Opcode;
    USHORT Task;
    ULONGLONG Keyword;
} EVENT_DESCRIPTOR, *PEVENT_DESCRIPTOR;
typedef const EVENT_DESCRIPTOR* PCEVENT_DESCRIPTOR;

/* A piece of an event's data; Size in bytes. */
typedef struct _EVENT_DATA_DESCRIPTOR {
    ULONGLONG Ptr;
    ULONG Size;
    _ANONYMOUS_UNION union {
        ULONG Reserved;
        _ANONYMOUS_STRUCT struct {
            UCHAR Type;
            UCHAR Reserved1;
            USHORT Reserved2;
        } DUMMYSTRUCTNAME;
    } DUMMYUNIONNAME;
} EVENT_DATA_DESCRIPTOR, *PEVENT_DATA_DESCRIPTOR;

/* Which events a session wants. */
typedef struct _EVENT_FILTER_DESCRIPTOR {
    ULONGLONG Ptr;
    ULONG Size;
    ULONG Type;
} EVENT_FILTER_DESCRIPTOR, *PEVENT_FILTER_DESCRIPTOR;

/* Called when a session turns a provider on or off. */
typedef VOID ETWENABLECALLBACK(LPCGUID SourceId, ULONG ControlCode, UCHAR Level,
                               ULONGLONG MatchAnyKeyword, ULONGLONG MatchAllKeyword,
                               PEVENT_FILTER_DESCRIPTOR FilterData, PVOID CallbackContext);
typedef ETWENABLECALLBACK* PETWENABLECALLBACK;

/* Fills in a descriptor of Size bytes; they stay the caller's until the event is written. */
OPENWDF_INLINE VOID EventDataDescCreate(PEVENT_DATA_DESCRIPTOR descriptor, const VOID* data,
                                        ULONG size)
{
    descriptor->Ptr = (ULONGLONG)(ULONG_PTR)data;
    descriptor->Size = size;
    descriptor->Reserved = 0;
}

#endif
