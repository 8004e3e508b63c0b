/* OpenWDF: safe strings of one character type; openwdf_safe_string.h includes this once for each.
 * Sizes and lengths count characters. */

/* A destination while it is worked on. */
typedef struct {
    OPENWDF_UNIT* buffer;
    size_t size;
    size_t before; /* length of what was there and is appended to */
    size_t length;
} OPENWDF_SAFE(target);

/* Length of a string that ends within `size` characters. */
OPENWDF_INLINE int OPENWDF_SAFE(length)(const OPENWDF_UNIT* text, size_t size, size_t* length)
{
    size_t count = 0;
    *length = 0;
    if (text == NULL || size > OPENWDF_SAFE_MAX) {
        return OPENWDF_SAFE_INVALID;
    }
    while (count < size && text[count] != 0) {
        ++count;
    }
    if (count == size) {
        return OPENWDF_SAFE_INVALID;
    }
    *length = count;
    return OPENWDF_SAFE_OK;
}

/* Checks a destination and finds its present end. A NULL source counts as empty where NULLs are
 * ignored; without room nothing but an empty source is welcome. */
OPENWDF_INLINE int OPENWDF_SAFE(open)(OPENWDF_SAFE(target) * target, int appends, int has_source,
                                      int is_empty, ULONG flags)
{
    if ((flags & ~(ULONG)STRSAFE_VALID_FLAGS) != 0 || target->size > OPENWDF_SAFE_MAX) {
        return OPENWDF_SAFE_INVALID;
    }
    if ((flags & STRSAFE_IGNORE_NULLS) == 0 && (target->buffer == NULL || !has_source)) {
        return OPENWDF_SAFE_INVALID;
    }
    if (target->buffer == NULL && target->size != 0) {
        return OPENWDF_SAFE_INVALID;
    }
    if (target->size == 0) {
        return is_empty ? OPENWDF_SAFE_OK : OPENWDF_SAFE_INVALID;
    }
    if (!appends) {
        return OPENWDF_SAFE_OK;
    }
    int result = OPENWDF_SAFE(length)(target->buffer, target->size, &target->before);
    target->length = target->before;
    return result;
}

/* Appends up to `count` characters and terminates. */
OPENWDF_INLINE int OPENWDF_SAFE(put)(OPENWDF_SAFE(target) * target, const OPENWDF_UNIT* text,
                                     size_t count)
{
    while (count != 0 && *text != 0) {
        if (target->length + 1 >= target->size) {
            target->buffer[target->length] = 0;
            return OPENWDF_SAFE_OVERFLOW;
        }
        target->buffer[target->length++] = *text++;
        --count;
    }
    target->buffer[target->length] = 0;
    return OPENWDF_SAFE_OK;
}

/* What a failure leaves behind, as the flags say. */
OPENWDF_INLINE VOID OPENWDF_SAFE(fail)(OPENWDF_SAFE(target) * target, int result, ULONG flags)
{
    if (target->buffer == NULL || target->size == 0 || target->size > OPENWDF_SAFE_MAX) {
        return;
    }
    if ((flags & STRSAFE_FILL_ON_FAILURE) != 0) {
        int fill = STRSAFE_GET_FILL_PATTERN(flags);
        __builtin_memset(target->buffer, fill, target->size * sizeof(OPENWDF_UNIT));
        target->buffer[target->size - 1] = 0;
        target->length = fill == 0 ? 0 : target->size - 1;
    } else if ((flags & STRSAFE_NO_TRUNCATION) != 0 && result == OPENWDF_SAFE_OVERFLOW) {
        target->buffer[target->before] = 0;
        target->length = target->before;
    }
    if ((flags & STRSAFE_NULL_ON_FAILURE) != 0) {
        target->buffer[0] = 0;
        target->length = 0;
    }
}

/* Applies the flags and tells the caller where the string ends. */
OPENWDF_INLINE int OPENWDF_SAFE(close)(OPENWDF_SAFE(target) * target, int result,
                                       OPENWDF_UNIT** end, size_t* remaining, ULONG flags)
{
    if (result != OPENWDF_SAFE_OK) {
        if ((flags & ~(ULONG)STRSAFE_VALID_FLAGS) == 0) {
            OPENWDF_SAFE(fail)(target, result, flags);
        }
    } else if ((flags & STRSAFE_FILL_BEHIND_NULL) != 0 && target->length + 1 < target->size) {
        __builtin_memset(target->buffer + target->length + 1, STRSAFE_GET_FILL_PATTERN(flags),
                         (target->size - target->length - 1) * sizeof(OPENWDF_UNIT));
    }
    if (result != OPENWDF_SAFE_INVALID && end != NULL) {
        *end = target->buffer == NULL ? NULL : target->buffer + target->length;
    }
    if (result != OPENWDF_SAFE_INVALID && remaining != NULL) {
        *remaining = target->size - target->length;
    }
    return result;
}

/* Copies or appends up to `count` characters of a string. */
OPENWDF_INLINE int OPENWDF_SAFE(write)(OPENWDF_UNIT* buffer, size_t size, int appends,
                                       const OPENWDF_UNIT* text, size_t count, OPENWDF_UNIT** end,
                                       size_t* remaining, ULONG flags)
{
    OPENWDF_SAFE(target) target = {buffer, size, 0, 0};
    int is_empty = text == NULL || count == 0 || *text == 0;
    int result = OPENWDF_SAFE(open)(&target, appends, text != NULL, is_empty, flags);
    if (count != OPENWDF_SAFE_ALL && count > OPENWDF_SAFE_MAX) {
        result = OPENWDF_SAFE_INVALID;
    }
    if (result == OPENWDF_SAFE_OK && size != 0) {
        result = OPENWDF_SAFE(put)(&target, text, is_empty ? 0 : count);
    }
    return OPENWDF_SAFE(close)(&target, result, end, remaining, flags);
}

/* Formats into the buffer. */
OPENWDF_INLINE int OPENWDF_SAFE(print)(OPENWDF_UNIT* buffer, size_t size, OPENWDF_UNIT** end,
                                       size_t* remaining, ULONG flags, const OPENWDF_UNIT* format,
                                       va_list list)
{
    OPENWDF_SAFE(target) target = {buffer, size, 0, 0};
    int is_empty = format == NULL || *format == 0;
    int result = OPENWDF_SAFE(open)(&target, 0, format != NULL, is_empty, flags);
    if (result == OPENWDF_SAFE_OK && size != 0) {
        size_t length = is_empty ? 0 : OPENWDF_SAFE_FORMAT(buffer, size - 1, format, list);
        result = length < size ? OPENWDF_SAFE_OK : OPENWDF_SAFE_OVERFLOW;
        target.length = length < size ? length : size - 1;
        buffer[target.length] = 0;
    }
    return OPENWDF_SAFE(close)(&target, result, end, remaining, flags);
}

#undef OPENWDF_UNIT
#undef OPENWDF_SAFE
#undef OPENWDF_SAFE_FORMAT
