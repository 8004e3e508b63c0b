/* Compiling is the test: layouts and constants of the headers made from spec/headers, in C++. */
#include <ntddk.h>

#include "layout_asserts.h"

#define OPENWDF_CONSTANT(name, value)                                                              \
    OPENWDF_STATIC_ASSERT((unsigned int)(name) == (unsigned int)(value), "value of " #name);

#include "generated/class_headers/all.inc"
