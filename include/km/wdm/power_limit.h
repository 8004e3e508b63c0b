/* OpenWDF: limits on the power that a device takes, and reasons given for a request to the power
 * manager. Documented: ntpoapi/ns-ntpoapi-power_limit_attributes and neighbours,
 * wdm/ns-wdm-_counted_reason_context. */
#ifndef OPENWDF_WDM_POWER_LIMIT_H
#define OPENWDF_WDM_POWER_LIMIT_H

#include <ntdef.h>

/* Kinds of a limit. */
typedef enum _POWER_LIMIT_TYPES {
    PowerLimitContinuous = 0,
    PowerLimitBurst = 1,
    PowerLimitRapid = 2,
    PowerLimitPreemptive = 3,
    PowerLimitPreemptiveOffset = 4,
    PowerLimitTypeMax = 5
} POWER_LIMIT_TYPES,
    *PPOWER_LIMIT_TYPES;

/* What a limit of a domain can be: power in milliwatts, current in milliamperes, time in
 * microseconds. */
typedef struct _POWER_LIMIT_ATTRIBUTES {
    POWER_LIMIT_TYPES Type;
    ULONG DomainId;
    ULONG MaxValue;
    ULONG MinValue;
    ULONG MinTimeParameter;
    ULONG MaxTimeParameter;
    ULONG DefaultACValue;
    ULONG DefaultDCValue;
    union {
        struct {
            ULONG SupportTimeParameter : 1;
            ULONG Reserved : 31;
        };
        ULONG AsUlong;
    } Flags;
} POWER_LIMIT_ATTRIBUTES, *PPOWER_LIMIT_ATTRIBUTES;

/* A limit, or no control of it. */
typedef struct _POWER_LIMIT_VALUE {
    POWER_LIMIT_TYPES Type;
    ULONG DomainId;
    ULONG TargetValue;
    ULONG TimeParameter;
} POWER_LIMIT_VALUE, *PPOWER_LIMIT_VALUE;
#define POWER_LIMIT_VALUE_NO_CONTROL 0xFFFFFFFF

/* Which member of COUNTED_REASON_CONTEXT holds, and bits that mean nothing. */
#define DIAGNOSTIC_REASON_VERSION 0
#define DIAGNOSTIC_REASON_SIMPLE_STRING 0x00000001
#define DIAGNOSTIC_REASON_DETAILED_STRING 0x00000002
#define DIAGNOSTIC_REASON_NOT_SPECIFIED 0x80000000
#define DIAGNOSTIC_REASON_INVALID_FLAGS 0x7FFFFFF8

/* Why a driver asks: a text, or one from a resource with its inserts. */
typedef struct _COUNTED_REASON_CONTEXT {
    ULONG Version;
    ULONG Flags;
    union {
        struct {
            UNICODE_STRING ResourceFileName;
            USHORT ResourceReasonId;
            ULONG StringCount;
            PUNICODE_STRING ReasonStrings;
        };
        UNICODE_STRING SimpleString;
    };
} COUNTED_REASON_CONTEXT, *PCOUNTED_REASON_CONTEXT;

#endif
