/* OpenWDF: <string.h> for drivers. Microsoft's declares the wide functions, too. */
#include_next <string.h>

#ifndef OPENWDF_CRT_STRING_H
#define OPENWDF_CRT_STRING_H

#include <strings.h>
#include <wchar.h>

#define _stricmp strcasecmp
#define _strnicmp strncasecmp

/* Copies, or empties the target where it is too small: 22 (EINVAL), 34 (ERANGE). */
static __inline__ __attribute__((__unused__)) int memmove_s(void* to, size_t size, const void* from,
                                                            size_t count)
{
    if (count == 0) {
        return 0;
    }
    if (to == NULL || from == NULL) {
        return 22;
    }
    if (size < count) {
        return 34;
    }
    memmove(to, from, count);
    return 0;
}

static __inline__ __attribute__((__unused__)) int memcpy_s(void* to, size_t size, const void* from,
                                                           size_t count)
{
    if (to != NULL && (from == NULL || size < count)) {
        memset(to, 0, size);
    }
    return memmove_s(to, size, from, count);
}

#endif
