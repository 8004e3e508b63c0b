/* A counted string in a WMI buffer. Hand-written; the end of wdfwmi.h. */
#ifndef OPENWDF_WDFWMI_TAIL_H
#define OPENWDF_WDFWMI_TAIL_H

#include "wdfglobals.h"

#if OPENWDF_WDF_HAS_KMDF

OPENWDF_EXTERN_C_BEGIN

/* Writes String as WMI wants it: its length in bytes as a USHORT, then its characters, no zero.
 *
 * *RequiredSize becomes the bytes needed, also on failure. The buffer stays the caller's.
 *   Returns: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL when BufferLength bytes do not hold it.
 *   IRQL: any level at which buffer and string can be touched.
 *   Documented: wdfwmi/nf-wdfwmi-wdf_wmi_buffer_append_string */
_Must_inspect_result_ OPENWDF_INLINE NTSTATUS
WDF_WMI_BUFFER_APPEND_STRING(_Out_writes_bytes_(BufferLength) PVOID Buffer, _In_ ULONG BufferLength,
                             _In_ PCUNICODE_STRING String, _Out_ PULONG RequiredSize)
{
    *RequiredSize = (ULONG)(sizeof(USHORT) + String->Length);
    if (BufferLength < *RequiredSize) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    *(PUSHORT)Buffer = String->Length;
    RtlCopyMemory((PUCHAR)Buffer + sizeof(USHORT), String->Buffer, String->Length);
    return STATUS_SUCCESS;
}

OPENWDF_EXTERN_C_END

#endif /* OPENWDF_WDF_HAS_KMDF */

#endif /* OPENWDF_WDFWMI_TAIL_H */
