/* OpenWDF: debug output and assertions. KdPrint and ASSERT live in checked builds (DBG). */
#ifndef OPENWDF_WDM_DBG_H
#define OPENWDF_WDM_DBG_H

#include <wdm/ke.h>

#ifndef DBG
/* 1 in checked builds of a driver. */
#define DBG 0
#endif

/* Components and levels of DbgPrintEx. */
#define DPFLTR_SYSTEM_ID 0
#define DPFLTR_IHVDRIVER_ID 77
#define DPFLTR_IHVVIDEO_ID 78
#define DPFLTR_IHVAUDIO_ID 79
#define DPFLTR_IHVNETWORK_ID 80
#define DPFLTR_IHVSTREAMING_ID 81
#define DPFLTR_IHVBUS_ID 82
#define DPFLTR_DEFAULT_ID 101
#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3
#define DPFLTR_MASK 0x80000000

OPENWDF_EXTERN_C_BEGIN

/* Writes to the machine's debug log. IRQL <= DIRQL; %ws, %wZ and floating point only at PASSIVE. */
NTSYSAPI ULONG DbgPrint(PCSTR Format, ...);

/* Writes to the debug log, filtered by component and level. IRQL as for DbgPrint. */
NTSYSAPI ULONG DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...);

/* Reports a failed assertion of the driver. */
NTSYSAPI VOID NTAPI RtlAssert(PVOID FailedAssertion, PVOID FileName, ULONG LineNumber,
                              PSTR Message);

OPENWDF_EXTERN_C_END

#define OPENWDF_ASSERT(expression, text)                                                           \
    ((expression) ? (void)0                                                                        \
                  : RtlAssert((PVOID)(ULONG_PTR) #expression, (PVOID)(ULONG_PTR)__FILE__,          \
                              __LINE__, (PSTR)(ULONG_PTR)(text)))

#if DBG
/* Output and assertions of checked builds; NT_VERIFY keeps its expression in others. */
#define KdPrint(arguments) DbgPrint arguments
#define KdPrintEx(arguments) DbgPrintEx arguments
#define ASSERT(expression) OPENWDF_ASSERT(expression, NULL)
#define ASSERTMSG(text, expression) OPENWDF_ASSERT(expression, text)
#define NT_ASSERT(expression) OPENWDF_ASSERT(expression, NULL)
#define NT_ASSERTMSG(text, expression) OPENWDF_ASSERT(expression, text)
#define NT_VERIFY(expression) OPENWDF_ASSERT(expression, NULL)
#define PAGED_ASSERT(expression) OPENWDF_ASSERT(expression, NULL)
#define PAGED_CODE() OPENWDF_ASSERT(KeGetCurrentIrql() <= APC_LEVEL, "paged code above APC_LEVEL")
#else
#define KdPrint(arguments) ((void)0)
#define KdPrintEx(arguments) ((void)0)
#define ASSERT(expression) ((void)0)
#define ASSERTMSG(text, expression) ((void)0)
#define NT_ASSERT(expression) ((void)0)
#define NT_ASSERTMSG(text, expression) ((void)0)
#define NT_VERIFY(expression) ((void)(expression))
#define PAGED_ASSERT(expression) ((void)0)
#define PAGED_CODE() ((void)0)
#endif

#endif
