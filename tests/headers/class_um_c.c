/* Compiling is the test: layouts and constants of headers that only user mode has, in C. */
#include <windows.h>

#include "layout_asserts.h"

#define OPENWDF_LAYOUT_BITS(type, field, offset, size, first, width)
#define OPENWDF_CONSTANT(name, value)                                                              \
    OPENWDF_STATIC_ASSERT((unsigned int)(name) == (unsigned int)(value), "value of " #name);

#include "generated/class/all_um.inc"

#include "generated/class_headers/all_um.inc"
