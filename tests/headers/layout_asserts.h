/* What the lists of generated/ expand to. Include the headers under test, this, then a list. */
#ifndef OPENWDF_TESTS_LAYOUT_ASSERTS_H
#define OPENWDF_TESTS_LAYOUT_ASSERTS_H

#include <stddef.h>

#define OPENWDF_LAYOUT_SIZE(type, size)                                                            \
    OPENWDF_STATIC_ASSERT(sizeof(type) == (size), "sizeof " #type);
#define OPENWDF_LAYOUT_ALIGN(type, align)                                                          \
    OPENWDF_STATIC_ASSERT(OPENWDF_ALIGNOF(type) == (align), "alignment of " #type);
#define OPENWDF_LAYOUT_OFFSET(type, field, offset)                                                 \
    OPENWDF_STATIC_ASSERT(offsetof(type, field) == (offset), "offset of " #type "." #field);
#define OPENWDF_LAYOUT_FIELD(type, field, offset, size)                                            \
    OPENWDF_STATIC_ASSERT(offsetof(type, field) == (offset), "offset of " #type "." #field);       \
    OPENWDF_STATIC_ASSERT(sizeof(((type*)0)->field) == (size), "size of " #type "." #field);

#endif
