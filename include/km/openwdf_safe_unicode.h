/* OpenWDF: the work of ntstrsafe.h's UNICODE_STRING functions. Nothing here is called by drivers.
 *
 * The destination is not terminated unless its fill byte does so; lengths count characters. */
#ifndef OPENWDF_SAFE_UNICODE_H
#define OPENWDF_SAFE_UNICODE_H

#include <ntstatus.h>
#include <openwdf_safe_string.h>

/* Longest counted string, in characters. */
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xFFFF / sizeof(WCHAR))

/* The flags by the names that counted strings have. */
#define STRSAFE_FILL_BEHIND STRSAFE_FILL_BEHIND_NULL
#define STRSAFE_ZERO_LENGTH_ON_FAILURE STRSAFE_NULL_ON_FAILURE
#define STRSAFE_UNICODE_STRING_VALID_FLAGS STRSAFE_VALID_FLAGS

/* Whether a counted string is one: even sizes, Length within MaximumLength, a buffer unless empty.
 * With STRSAFE_IGNORE_NULLS a NULL string is an empty one. */
OPENWDF_INLINE int openwdf_safe_is_valid(PCUNICODE_STRING text, ULONG flags)
{
    if (text == NULL) {
        return (flags & STRSAFE_IGNORE_NULLS) != 0;
    }
    return text->Length % sizeof(WCHAR) == 0 && text->MaximumLength % sizeof(WCHAR) == 0 &&
           text->Length <= text->MaximumLength &&
           (text->Buffer != NULL || text->MaximumLength == 0);
}

/* Leaves a string of `length` characters in the destination and tells what is behind it. */
OPENWDF_INLINE VOID openwdf_safe_end(PUNICODE_STRING target, size_t length,
                                     PUNICODE_STRING remaining)
{
    USHORT bytes = (USHORT)(length * sizeof(WCHAR));
    if (target != NULL) {
        target->Length = bytes;
    }
    if (remaining != NULL) {
        remaining->Length = 0;
        remaining->MaximumLength = (USHORT)(target == NULL ? 0 : target->MaximumLength - bytes);
        remaining->Buffer = target == NULL ? NULL : target->Buffer + length;
    }
}

/* What a failure leaves behind, as the flags say; returns the length. */
OPENWDF_INLINE size_t openwdf_safe_failed(PUNICODE_STRING target, size_t before, size_t length,
                                          int result, ULONG flags)
{
    if ((flags & STRSAFE_FILL_ON_FAILURE) != 0) {
        __builtin_memset(target->Buffer, STRSAFE_GET_FILL_PATTERN(flags), target->MaximumLength);
        length = STRSAFE_GET_FILL_PATTERN(flags) == 0 ? 0 : target->MaximumLength / sizeof(WCHAR);
    } else if ((flags & STRSAFE_NO_TRUNCATION) != 0 && result == OPENWDF_SAFE_OVERFLOW) {
        length = before;
    }
    if ((flags & STRSAFE_ZERO_LENGTH_ON_FAILURE) != 0) {
        length = 0;
        if (target->MaximumLength != 0) {
            target->Buffer[0] = 0;
        }
    }
    return length;
}

/* Applies the flags and ends the string. */
OPENWDF_INLINE NTSTATUS openwdf_safe_finish(PUNICODE_STRING target, size_t before, size_t length,
                                            int result, PUNICODE_STRING remaining, ULONG flags)
{
    if (result == OPENWDF_SAFE_OK && (flags & STRSAFE_FILL_BEHIND) != 0 && target != NULL) {
        __builtin_memset(target->Buffer + length, STRSAFE_GET_FILL_PATTERN(flags),
                         target->MaximumLength - length * sizeof(WCHAR));
    }
    if (result != OPENWDF_SAFE_OK && target != NULL) {
        length = openwdf_safe_failed(target, before, length, result, flags);
    }
    openwdf_safe_end(target, length, remaining);
    return result == OPENWDF_SAFE_OK ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

/* Copies or appends `count` characters. */
OPENWDF_INLINE NTSTATUS openwdf_safe_store(PUNICODE_STRING target, int appends, const WCHAR* text,
                                           size_t count, PUNICODE_STRING remaining, ULONG flags)
{
    if ((flags & ~(ULONG)STRSAFE_UNICODE_STRING_VALID_FLAGS) != 0 ||
        !openwdf_safe_is_valid(target, flags) || count > NTSTRSAFE_UNICODE_STRING_MAX_CCH) {
        return STATUS_INVALID_PARAMETER;
    }
    size_t size = target == NULL ? 0 : target->MaximumLength / sizeof(WCHAR);
    size_t before = appends && target != NULL ? target->Length / sizeof(WCHAR) : 0;
    if (size == 0 && count != 0) {
        return STATUS_INVALID_PARAMETER;
    }
    size_t copied = count < size - before ? count : size - before;
    if (copied != 0) {
        __builtin_memmove(target->Buffer + before, text, copied * sizeof(WCHAR));
    }
    return openwdf_safe_finish(target, before, before + copied,
                               copied == count ? OPENWDF_SAFE_OK : OPENWDF_SAFE_OVERFLOW, remaining,
                               flags);
}

/* Copies or appends up to `count` characters of a counted string. */
OPENWDF_INLINE NTSTATUS openwdf_safe_store_counted(PUNICODE_STRING target, int appends,
                                                   PCUNICODE_STRING text, size_t count,
                                                   PUNICODE_STRING remaining, ULONG flags)
{
    if (!openwdf_safe_is_valid(text, flags)) {
        return STATUS_INVALID_PARAMETER;
    }
    size_t length = text == NULL ? 0 : text->Length / sizeof(WCHAR);
    return openwdf_safe_store(target, appends, text == NULL ? NULL : text->Buffer,
                              length < count ? length : count, remaining, flags);
}

/* Copies or appends up to `count` characters of a terminated string. */
OPENWDF_INLINE NTSTATUS openwdf_safe_store_text(PUNICODE_STRING target, int appends,
                                                const WCHAR* text, size_t count,
                                                PUNICODE_STRING remaining, ULONG flags)
{
    size_t length = 0;
    if (text == NULL && (flags & STRSAFE_IGNORE_NULLS) == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    while (text != NULL && length < count && length <= NTSTRSAFE_UNICODE_STRING_MAX_CCH &&
           text[length] != 0) {
        ++length;
    }
    return openwdf_safe_store(target, appends, text, length, remaining, flags);
}

/* Formats into a counted string. */
OPENWDF_INLINE NTSTATUS openwdf_safe_store_format(PUNICODE_STRING target, PUNICODE_STRING remaining,
                                                  ULONG flags, const WCHAR* format, va_list list)
{
    if ((flags & ~(ULONG)STRSAFE_UNICODE_STRING_VALID_FLAGS) != 0 ||
        !openwdf_safe_is_valid(target, flags) ||
        (format == NULL && (flags & STRSAFE_IGNORE_NULLS) == 0)) {
        return STATUS_INVALID_PARAMETER;
    }
    size_t size = target == NULL ? 0 : target->MaximumLength / sizeof(WCHAR);
    int is_empty = format == NULL || *format == 0;
    if (size == 0 && !is_empty) {
        return STATUS_INVALID_PARAMETER;
    }
    size_t length = is_empty ? 0 : openwdf_format_wide(target->Buffer, size, format, list);
    int result = length <= size ? OPENWDF_SAFE_OK : OPENWDF_SAFE_OVERFLOW;
    return openwdf_safe_finish(target, 0, length <= size ? length : size, result, remaining, flags);
}

#endif
