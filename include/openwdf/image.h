/*
 * What a driver module exports: one data symbol, `openwdf_image`. Everything else in the module is
 * hidden, so that a driver's own `index()` or `Counter` never meets somebody else's.
 *
 * src/loader/image/driver_entry.c, compiled into every driver, defines it.
 */
#ifndef OPENWDF_IMAGE_H
#define OPENWDF_IMAGE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define OPENWDF_IMAGE_MAGIC 0x4644574fu /* "OWDF" in memory */
#define OPENWDF_IMAGE_ABI 1u

enum openwdf_framework {
    OPENWDF_FRAMEWORK_WDM = 0,
    OPENWDF_FRAMEWORK_KMDF = 1,
    OPENWDF_FRAMEWORK_UMDF2 = 2
};

struct openwdf_image {
    uint32_t magic;     /* OPENWDF_IMAGE_MAGIC */
    uint32_t abi;       /* OPENWDF_IMAGE_ABI */
    uint32_t framework; /* enum openwdf_framework */
    uint32_t version_major;
    uint32_t version_minor;
    uint32_t wchar_bytes; /* 2: the module was built with the driver compile contract */
    /* DRIVER_INITIALIZE: NTSTATUS (*)(PDRIVER_OBJECT, PUNICODE_STRING) */
    void* driver_entry;
    /* Bound by the loader before driver_entry runs; NULL pointers in a WDM driver. */
    const void** functions; /* address of the module's WdfFunctions variable */
    void** globals;         /* address of the module's WdfDriverGlobals variable */
};

#ifdef __cplusplus
}
#endif

#endif
