/* Compiling is the test: layouts and constants of the class headers, in C. */
#include <ntddk.h>

#include "layout_asserts.h"

#define OPENWDF_LAYOUT_BITS(type, field, offset, size, first, width)
#define OPENWDF_CONSTANT(name, value)                                                              \
    OPENWDF_STATIC_ASSERT((unsigned int)(name) == (unsigned int)(value), "value of " #name);

#include "generated/class/all.inc"
